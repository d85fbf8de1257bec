"""The states of a row of the queue, as `design/states.png` has them, each painted into an image of its own.

The face is the shipped one without hinting, the time stands, the ratio is 1: the same bytes on every platform of Qt.
`python -m tests.ui.accept_rows` accepts what is painted now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.events import SightLost
from console.domain.ids import CaseId, DeviceId, MunicipalityId, OperatorId, ResidentId
from console.domain.lifecycle import State
from console.domain.link import LinkState
from console.domain.masking import Person
from console.domain.queue import Group, Row
from console.domain.sight import Grade
from ui.queue.delegate import QueueDelegate, RowDensity
from ui.queue.model import LostTo, QueueModel
from ui.queue.unseen import BlindRow
from ui.sight import Seen
from ui.theme import COMPACT, DAY, NIGHT, WIDE, Density, Look, Theme, Tokens
from ui.words import Words

ACCEPTED = Path(__file__).parent / "pictures_of_rows"
NOW = datetime(2026, 11, 22, 0, 38, 12, tzinfo=UTC)
SIZES = {
    RowDensity.FULL: (546, 82),
    RowDensity.SLIM: (272, 62),
    RowDensity.OTHERS_IN_ONE_LINE: (400, 32),
}
"""In pixels. A row that is not another's stands at full height on a small screen too: 70."""
COMPACT_ROW = (400, 70)


@dataclass(frozen=True)
class Shown:
    """What a row is in, beside its own values."""

    row: Row
    state: QStyle.StateFlag = QStyle.StateFlag.State_Enabled
    at: datetime = NOW
    lost: LostTo | None = None


def person(name: str, age: int | None, *, is_masked: bool = False) -> Person:
    return Person(
        id=ResidentId(name), municipality=MunicipalityId("älvbro"), is_masked=is_masked, is_protected=is_masked,
        name=name, age=age, personal_number="", street="", apartment="", city="", phone="", mobile="", language="",
        facts=(), aids=(), contacts=(), way_in="", key_location="", note="",
    )  # fmt: skip


def row(name: str, age: int, alarm_class: AlarmClass, kind: DeviceKind, cause: Cause, place: str, ago: float) -> Row:
    """Unanswered, `ago` seconds old, about one person."""
    began = NOW - timedelta(seconds=ago)
    within = timedelta(seconds=30 if alarm_class is AlarmClass.ACUTE else 60)
    return Row(
        case=CaseId(name), municipality=MunicipalityId("älvbro"), version=1, group=Group.UNANSWERED,
        state=State.UNACKNOWLEDGED, lane=Lane.PERSON, alarm_class=alarm_class, own_class=alarm_class, kind=kind,
        cause=cause, place=place, device=DeviceId("d"), text="", people=(person(name, age),),
        resident=ResidentId(name), asks_who=False, is_test=False, alarms=1, presses=0, first_at=began, last_at=began,
        waiting_since=began, answer_within=within, is_over_target=ago >= within.total_seconds(), answered_after=None,
        owner=None, owner_name="", promise_until=None, promise_text="", is_promise_broken=False, follows=None,
        linked=(),
    )  # fmt: skip


C, K, X = AlarmClass, DeviceKind, Cause
SOLVEIG = row("Solveig Öberg", 76, C.NORMAL, K.ALARM_MAT, X.STEPPED_ON_MAT, "sängen", 6)
GORAN = row("Göran Wikström", 79, C.ACUTE, K.SMOKE_DETECTOR, X.SMOKE, "köket", 11)
INGEGERD = row("Ingegerd Åström", 91, C.HIGH, K.FALL_DETECTOR, X.FALL, "hallen", 74)
NILS = row("Nils-Erik Hägg", 83, C.HIGH, K.DOOR_ALARM, X.DOOR_OPENED, "ytterdörren", 31)
AINO = row("Aino Korhonen", 82, C.NORMAL, K.MEDICATION_DISPENSER, X.NOT_TAKEN, "dos 22:00", 3000)
MARTA = replace(
    row("Märta Lindqvist", 87, C.ACUTE, K.PERSONAL_ALARM, X.PRESS, "badrummet", 195), group=Group.MINE,
    state=State.CLAIMED, presses=8, alarms=8, first_at=NOW - timedelta(minutes=290), owner=OperatorId("ellen"),
    owner_name="Ellen Sandgren", answered_after=timedelta(seconds=34), is_over_target=False, is_promise_broken=True,
    promise_until=NOW - timedelta(hours=4, minutes=8, seconds=12), promise_text="besök",
    answer_within=timedelta(seconds=60),
)  # fmt: skip
PEO = replace(
    row("Per-Olof Näslund", 88, C.HIGH, K.PERSONAL_ALARM, X.PRESS, "köket", 161), group=Group.OTHERS,
    state=State.CLAIMED, presses=2, alarms=2, owner=OperatorId("amina"), owner_name="Amina Warsame",
    answered_after=timedelta(seconds=18), is_over_target=False,
)  # fmt: skip
TAKEN = replace(
    NILS, group=Group.OTHERS, state=State.CLAIMED, owner=OperatorId("amina"), owner_name="Amina Warsame",
    answered_after=timedelta(seconds=31),
)  # fmt: skip
DAHL = replace(
    row("Karin Dahl", 85, C.NORMAL, K.TELEPHONE_ALARM, X.PRESS, "sovrummet", 63), alarm_class=C.HIGH,
    people=(person("Karin Dahl", 85), person("Rolf Dahl", 88)), resident=None,
)  # fmt: skip
PROMISED = replace(
    AINO, group=Group.MINE, state=State.WAITING, owner=OperatorId("ellen"), owner_name="Ellen Sandgren",
    answered_after=timedelta(seconds=30), is_over_target=False, last_at=NOW - timedelta(seconds=2700),
    promise_until=NOW + timedelta(seconds=1008), promise_text="besök",
)  # fmt: skip
PROTECTED = replace(row("", 0, C.HIGH, K.FALL_DETECTOR, X.FALL, "", 16), people=(person("", None, is_masked=True),))
BROKEN = replace(MARTA, group=Group.UNANSWERED, state=State.UNACKNOWLEDGED, owner=None, owner_name="",
                 answered_after=None, waiting_since=NOW - timedelta(seconds=12), presses=2,
                 answer_within=timedelta(seconds=30))  # fmt: skip
LINE = replace(
    row("", 0, C.TECHNICAL, K.BROADBAND_LINE, X.LINK_LOST, "Norrsund, Hamngatan 1–31", 1560), people=(),
    resident=None, lane=Lane.TECHNICAL, group=Group.OTHERS, state=State.CLAIMED, owner=OperatorId("petra"),
    owner_name="Petra Lund", answered_after=timedelta(seconds=60), is_over_target=False,
)  # fmt: skip
AMINAS = LostTo("Amina Warsame", NOW + timedelta(seconds=2), NOW + timedelta(seconds=10))

Flag = QStyle.StateFlag
FULL: Mapping[str, Shown] = {
    "unanswered": Shown(SOLVEIG),
    "hovered": Shown(SOLVEIG, Flag.State_MouseOver),
    "selected": Shown(SOLVEIG, Flag.State_Selected),
    "focused": Shown(SOLVEIG, Flag.State_Selected | Flag.State_HasFocus | Flag.State_KeyboardFocusChange),
    "acute": Shown(GORAN),
    "acute-dark-half": Shown(GORAN, at=NOW + timedelta(milliseconds=600)),
    "acute-selected": Shown(GORAN, Flag.State_Selected),
    "over-target": Shown(INGEGERD),
    "mine": Shown(MARTA),
    "others": Shown(PEO),
    "just-lost": Shown(TAKEN, lost=AMINAS),
    "raised": Shown(DAHL),
    "promised": Shown(PROMISED),
    "protected": Shown(PROTECTED),
    "asks-who": Shown(
        replace(
            DAHL, alarm_class=C.NORMAL, asks_who=True, is_over_target=False, waiting_since=NOW - timedelta(seconds=18)
        )
    ),
    "promise-broken": Shown(BROKEN),
    "technical": Shown(LINE),
}
"""The design's states that the domain has. A row outside the grants never comes; parked, old and not sent rows are
for the parts that make them."""

DAYLIGHT = ("unanswered", "selected", "acute", "over-target", "mine", "others", "just-lost", "raised", "protected")
SLIM = ("unanswered", "hovered", "selected", "acute", "over-target", "mine", "others", "just-lost", "raised",
        "promised", "protected", "asks-who", "technical")  # fmt: skip
SMALL = ("selected", "acute", "over-target", "mine", "raised", "promise-broken", "protected")
ONE_LINE = {"others": Shown(PEO), "just-lost": Shown(TAKEN, lost=AMINAS), "technical": Shown(LINE),
            "promised": Shown(replace(PROMISED, group=Group.OTHERS, owner_name="Jonas Ek")),
            "hovered": Shown(PEO, Flag.State_MouseOver)}  # fmt: skip


def painted(shown: Shown, density: RowDensity, tokens: Tokens, lengths: Density, size: tuple[int, int]) -> QImage:
    """One row in one state."""
    look, words = Look(Theme(tokens, 1.0, lengths)), Words()
    model = QueueModel(str)
    model.replace((shown.row,))
    if shown.lost is not None:
        model.tell_lost(shown.row.case, shown.lost)
    delegate = QueueDelegate(look, words, lambda: shown.at)
    delegate.density = density
    image = blank(size, look)
    painter = QPainter(image)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, *size)
    option.state = shown.state
    delegate.paint(painter, option, model.index(1))
    painter.end()
    return image


def blind(tokens: Tokens, lengths: Density, *, is_slim: bool = False) -> QImage:
    """The row that stands first while we are blind."""
    look, words = Look(Theme(tokens, 1.0, lengths)), Words()
    made = BlindRow(look, words)
    made.show_slim(is_slim=is_slim)
    made.tell(Seen(Grade.BLIND, SightLost.LINK, NOW - timedelta(seconds=23), timedelta(seconds=23), LinkState.LOST), 5)
    size = SIZES[RowDensity.SLIM] if is_slim else (SIZES[RowDensity.FULL] if lengths is WIDE else COMPACT_ROW)
    made.resize(*size)
    image = blank(size, look)
    made.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    made.deleteLater()
    return image


def blank(size: tuple[int, int], look: Look) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(3780)
    image.setDotsPerMeterY(3780)
    image.fill(look.theme.colour("bg1"))
    return image


def pictures() -> dict[str, Callable[[], QImage]]:
    """Every picture by the name of its file, made when it is asked for."""
    made: dict[str, Callable[[], QImage]] = {}

    def put(name: str, shown: Shown, density: RowDensity, tokens: Tokens, lengths: Density, size: tuple[int, int]):  # type: ignore[no-untyped-def]
        made[f"{name}-{tokens.name}"] = lambda: painted(shown, density, tokens, lengths, size)

    full, slim, lines = RowDensity.FULL, RowDensity.SLIM, RowDensity.OTHERS_IN_ONE_LINE
    for name, shown in FULL.items():
        put(name, shown, full, NIGHT, WIDE, SIZES[full])
    for name in DAYLIGHT:
        put(name, FULL[name], full, DAY, WIDE, SIZES[full])
    for name in SLIM:
        put(f"slim-{name}", FULL[name], slim, NIGHT, WIDE, SIZES[slim])
    for name in ("acute", "mine"):
        put(f"slim-{name}", FULL[name], slim, DAY, WIDE, SIZES[slim])
    for name in SMALL:
        put(f"small-{name}", FULL[name], lines, NIGHT, COMPACT, COMPACT_ROW)
    for name, shown in ONE_LINE.items():
        put(f"line-{name}", shown, lines, NIGHT, COMPACT, SIZES[lines])
    put("line-others", ONE_LINE["others"], lines, DAY, COMPACT, SIZES[lines])
    owned = RowDensity.OWNED_IN_ONE_LINE
    put("line-mine", FULL["mine"], owned, NIGHT, WIDE, (SIZES[full][0], SIZES[lines][1]))
    put("line-mine", FULL["mine"], owned, DAY, WIDE, (SIZES[full][0], SIZES[lines][1]))
    made["blind-night"] = lambda: blind(NIGHT, WIDE)
    made["blind-day"] = lambda: blind(DAY, WIDE)
    made["small-blind-night"] = lambda: blind(NIGHT, COMPACT)
    made["slim-blind-night"] = lambda: blind(NIGHT, WIDE, is_slim=True)
    return made


def difference(wanted: QImage, found: QImage) -> QImage:
    """White where two pictures of one size differ, dark where they agree."""
    width, height = max(wanted.width(), found.width()), max(wanted.height(), found.height())
    shown = QImage(width, height, QImage.Format.Format_RGB32)
    shown.fill(Qt.GlobalColor.black)
    for y in range(height):
        for x in range(width):
            in_both = wanted.valid(x, y) and found.valid(x, y)
            if not in_both or wanted.pixel(x, y) != found.pixel(x, y):
                shown.setPixel(x, y, 0xFFFFFFFF)
    return shown
