"""The round in memory: a camera that is told what to show, looks that the domain's own rules judge, and the design's
night of 60 residents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import CaseId, DecisionId, HouseholdId, LookId, MunicipalityId, OperatorId, ResidentId
from console.domain.look import NEEDS_HELP, NEEDS_LIVE_PICTURE, LookFor, LookOutcome, LookState, judge
from console.domain.masking import Person, show
from console.domain.night import span_of
from console.domain.night_book import Signed
from console.domain.night_report import LookLine, NightReport, Said, Standing
from console.domain.operator import Operator
from console.domain.picture import FROZEN_AFTER, RECONNECT_AFTER, Frame, Mask, Picture
from console.domain.refused import Reason, Refused
from console.domain.resident import Household, Protection, Resident
from console.domain.round_rows import (
    Lack,
    NightFigures,
    OpenLook,
    OutsideLook,
    RoundBoard,
    RoundRow,
    figures_of,
)
from console.domain.supervision import (
    LOOK_LASTS,
    Consent,
    LookTime,
    PlaceKind,
    SupervisionDecision,
    Then,
)
from console.services import screen
from console.services.night_reports import ShownNight

ALVBRO = MunicipalityId("älvbro")
NIGHT = date(2026, 11, 21)
TRACE = (255, 0, 254)
"""A colour that stands nowhere in the design: a frame that is full of it is found wherever it gets to."""


class Camera:
    """What the open camera shows. `age_s` is that of its newest picture; None before the first."""

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self.age_s = 0.3
        self.is_open = False
        self.asked = 0

    def picture(self) -> tuple[Frame, timedelta] | None:
        self.asked += 1
        if not self.is_open or self.frame is None:
            return None
        return self.frame, timedelta(seconds=self.age_s)


class FakeRounds:
    """The part of the office that the rounds view asks. A test tells its rows by `tell_board`; `calls` are all that was
    asked for, in order."""

    show: Callable[[Sequence[screen.Update]], None]
    seated: Operator | None

    def __init__(self) -> None:
        self.camera = Camera()
        self.rows: dict[LookId, RoundRow] = {}
        self.sharing: tuple[str, ...] = ()
        self.outside: tuple[OutsideLook, ...] = ()
        self.figures: NightFigures | None = None
        self.at_hand: OpenLook | None = None
        self.told_last: OpenLook | None = None
        self.calls: list[tuple[str, ...]] = []
        self.is_simulated = True
        self.first_picture: Frame | None = drawn_room()
        self.is_over = False
        self.signed: dict[MunicipalityId, Signed] = {}
        self.lacking = 0
        self.round_text: Callable[[], str] | None = None

    def at(self) -> datetime:
        """The moment."""
        now: datetime = self.clock.now()  # type: ignore[attr-defined]
        return now

    def tell_board(self) -> None:
        """What the console tells of the night."""
        rows = tuple(self.rows.values())
        figures = self.figures or figures_of(rows, self.lacking, self.at())
        self.show((screen.RoundTold(RoundBoard(NIGHT, rows, figures, self.sharing, self.outside)),))

    def tell_look(self, look: OpenLook | None) -> None:
        """What the console tells of the open look."""
        self.at_hand = look
        self.show((screen.LookTold(look),))

    def freeze(self, age_s: float) -> None:
        """The camera's newest picture grows old."""
        self.camera.age_s = age_s
        age = timedelta(seconds=age_s)
        found = Picture.LIVE if age <= FROZEN_AFTER else Picture.FROZEN if age <= RECONNECT_AFTER else Picture.LOST
        if self.at_hand is not None:
            left = max(timedelta(0), LOOK_LASTS - (self.at() - self.at_hand.opened_at))
            self.tell_look(replace(self.at_hand, picture=found, left=left))

    def end_look(self) -> None:
        """Its time is up."""
        self.camera.is_open = False
        if self.at_hand is not None:
            self._put_row(replace(self.at_hand.row, state=LookState.PLANNED, at=self.at(), is_mine=True, holder=""))
            self.tell_look(replace(self.at_hand, picture=Picture.SHUT, left=None))

    # The window's office

    async def open_look(self, look: LookId) -> None:
        self.calls.append(("open", look))
        row = self.rows[look]
        if row.holder and not row.is_mine:
            raise Refused(Reason.LOOK_HELD, owner=row.holder)
        who = self.seated.name if self.seated is not None else ""
        row = replace(row, state=LookState.OPEN, at=self.at(), holder=who, is_mine=True)
        self._put_row(row)
        self.camera.is_open, self.camera.frame, self.camera.age_s = True, self.first_picture, 0.3
        picture = Picture.LIVE if self.first_picture is not None else Picture.COMING
        act_by = row.ends_at if row.ends_at > self.at() else self.at() + timedelta(minutes=30)
        self.tell_look(
            OpenLook(
                row, LookFor.ROUND, self.at(), picture, Mask.SQUARES, LOOK_LASTS, is_seen=picture is Picture.LIVE,
                is_simulated=self.is_simulated, then=Then.VISIT, act_by=act_by, retry_after=timedelta(minutes=16),
            )
        )  # fmt: skip

    async def look_in(self, case: CaseId, reason: str) -> None:
        self.calls.append(("look in", case, reason))

    async def pause_look(self) -> None:
        self.calls.append(("pause",))
        self._close_camera(LookState.PAUSED)
        if self.at_hand is not None:
            self.tell_look(replace(self.at_hand, picture=Picture.SHUT, left=None, is_paused=True))

    async def shut_look(self) -> None:
        self.calls.append(("shut",))
        self._close_camera(LookState.PLANNED)
        self.tell_look(None)

    async def mend_look(self) -> None:
        self.calls.append(("mend",))
        if self.told_last is None:
            raise Refused(Reason.NOTHING_TO_DO)
        self.tell_look(replace(self.told_last, picture=Picture.SHUT, left=None, is_seen=True))

    async def reconnect_look(self) -> None:
        self.calls.append(("reconnect",))

    async def unmask_look(self, reason: str) -> None:
        self.calls.append(("unmask", reason))
        if self.at_hand is not None and self.camera.frame is not None:
            self.camera.frame = replace(self.camera.frame, mask=Mask.NONE, number=self.camera.frame.number + 1)
            self.tell_look(replace(self.at_hand, mask=Mask.NONE))

    async def judge_look(self, look: LookId, outcome: LookOutcome, note: str = "") -> CaseId | None:
        self.calls.append(("judge", look, outcome, note))
        row = self.rows[look]
        live = self.at_hand is not None and (self.at_hand.picture is Picture.LIVE or self.at_hand.is_seen)
        if outcome in NEEDS_LIVE_PICTURE and not live:
            raise Refused(Reason.NO_LIVE_PICTURE)
        judged = judge(outcome, DECISION, 1, self.at(), row.ends_at)
        self.camera.is_open, self.camera.frame = False, None
        self._put_row(
            replace(
                row, state=judged.state, at=self.at(), holder="", is_mine=False, outcome=outcome,
                retry_at=judged.retry_at, then=judged.then, act_by=judged.act_by,
                done_at=self.at() if judged.state is LookState.DONE else None,
            )
        )  # fmt: skip
        self.told_last = self.at_hand
        self.tell_look(None)
        return self.alarm_of(row) if outcome in NEEDS_HELP else None

    async def keep_night(self, decision: DecisionId) -> None:
        self.calls.append(("keep night", decision))

    def picture(self) -> tuple[Frame, timedelta] | None:
        return self.camera.picture()

    async def night_report(self, municipality: MunicipalityId, night: date) -> ShownNight:
        self.calls.append(("report", municipality))
        rows = tuple(self.rows.values())
        lines = tuple(_line(row, self.at()) for row in rows)
        people = {row.person.id: row.person for row in rows if row.person is not None}
        since, until = span_of(night)
        return ShownNight(
            NightReport(
                municipality, night, since, until, self.is_over,
                self.figures or figures_of(rows, self.lacking, self.at()), lines, signed=self.signed.get(municipality),
            ),
            people,
        )  # fmt: skip

    async def sign_night(self, municipality: MunicipalityId, night: date, digest: str) -> None:
        self.calls.append(("sign", municipality, digest))
        if not self.is_over:
            raise Refused(Reason.NIGHT_NOT_OVER)
        who = self.seated.id if self.seated is not None else OperatorId("")
        self.signed[municipality] = Signed(municipality, night, who, self.at(), digest)

    def alarm_of(self, row: RoundRow) -> CaseId | None:
        """The case that an outcome opens."""
        self.alarm("c-look", "nils", DeviceKind.PERSONAL_ALARM, Cause.PRESS, "sängen")  # type: ignore[attr-defined]
        return CaseId("c-look")

    def _put_row(self, row: RoundRow) -> None:
        self.rows[row.look] = row
        self.tell_board()

    def _close_camera(self, state: LookState) -> None:
        self.camera.is_open, self.camera.frame = False, None
        if self.at_hand is not None:
            row = self.rows[self.at_hand.row.look]
            is_kept = state is LookState.PAUSED
            self._put_row(
                replace(row, state=state, at=self.at(), is_mine=is_kept, holder=row.holder if is_kept else "")
            )


DECISION = SupervisionDecision(
    DecisionId("d"), ALVBRO, None, date(2026, 1, 1), date(2027, 3, 31), Consent(date(2026, 9, 14)), None,
    (LookTime(1, 0, 60),),
)  # fmt: skip


def _line(row: RoundRow, at: datetime) -> LookLine:
    standing = Standing.DONE if row.state is LookState.DONE else Standing.OPEN
    if row.state is not LookState.DONE and at > row.closes_at:
        standing = Standing.MISSED
    if row.done_at is not None and row.done_at > row.closes_at:
        standing = Standing.LATE
    said = (Said(row.at or at, OperatorId("ali"), row.outcome),) if row.outcome is not None else ()
    return LookLine(
        row.look, row.decision, row.resident, row.area, row.place, row.round, row.begins_at, row.ends_at, standing,
        row.state, row.outcome, row.done_at, OperatorId("ali") if row.outcome else None, openings=1 if said else 0,
        seconds=14.0, said=said,
    )  # fmt: skip


def drawn_room(mask: Mask = Mask.SQUARES, number: int = 1) -> Frame:
    """A bed in a dark room, 52 by 34 squares: nobody's."""
    width, height = 52, 34
    pixels = bytearray()
    for y in range(height):
        for x in range(width):
            light = 40 + (x * 7 + y * 13) % 9
            if 16 < x - (y - 15) * 0.3 < 40 - (30 - y) * 0.2 and 14 < y < 28:
                light = 120 + (40 - abs(x - 26)) + (x * 5 + y * 3) % 11
            if 17 <= x <= 31 and 1 <= y <= 8:
                light = 92
            if 9 <= x <= 11 and 13 <= y <= 20:
                light = 110
            pixels += bytes((min(light, 210), min(light - 3, 205), min(light - 8, 200)))
    return Frame(number, width, height, bytes(pixels), mask, 0.0)


def traced_room() -> Frame:
    """A frame that can be found."""
    return Frame(1, 8, 6, bytes(TRACE) * 48, Mask.SQUARES, 0.0)


def resident(id_: str, name: str, born: int, viewer: Operator, protection: Protection = Protection.NONE) -> Person:
    """As `viewer` sees them."""
    given, family = name.rsplit(" ", 1)
    home = HouseholdId(f"h-{id_}")
    found = Resident(ResidentId(id_), ALVBRO, home, given, family, date(born, 3, 1), protection=protection)
    return show(found, Household(home, ALVBRO, "Hamngatan 3", "", "123 45", "Älvbro"), viewer, date(2026, 11, 22))


def row(
    id_: str, person: Person | None, area: str, place: str, number: int, begins: datetime, ends: datetime, *,
    state: LookState = LookState.PLANNED, tolerance: float = 15, at: datetime | None = None, holder: str = "",
    mine: bool = False, outcome: LookOutcome | None = None, retry_at: datetime | None = None,
    act_by: datetime | None = None, done_at: datetime | None = None, shares: bool = False, lack: Lack | None = None,
    skipped: bool = False, note: str = "", kind: PlaceKind = PlaceKind.HOME, by_camera: bool = True,
) -> RoundRow:  # fmt: skip
    """One look; `tolerance` in minutes."""
    return RoundRow(
        look=LookId(f"{id_}:20261121:{number}"), decision=DecisionId(id_), municipality=ALVBRO,
        resident=person.id if person is not None else None, person=person, area=area, place=place, kind=kind,
        round=number, number=number, count=3, begins_at=begins, ends_at=ends, opens_at=begins,
        closes_at=ends + timedelta(minutes=tolerance), state=state, at=at, holder=holder, is_mine=mine,
        outcome=outcome, retry_at=retry_at, then=Then.VISIT if act_by else None, act_by=act_by, done_at=done_at,
        is_skipped=skipped, lack=lack, shares=shares, is_by_camera=by_camera, valid_until=date(2027, 3, 31),
        consent_on=date(2026, 9, 14), note=note,
    )  # fmt: skip
