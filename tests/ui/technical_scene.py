"""The drawing's technical night in a fake centre: its faults are cases of the board, and the lane tells their rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.domain import events as ev
from console.domain import steps
from console.domain.chatter import Chatter
from console.domain.lane import LaneRow
from console.domain.masking import Person
from console.domain.operator import Operator
from console.domain.silence_about import SilenceAbout
from console.services.screen import LaneTold, SilencesTold
from tests.ui.fakes import ELLEN, JONAS, PETRA, FakeOffice
from tests.ui.technical_fake import PEOPLE, lane_night, loud_night, silences_night

OWNERS: dict[str, Operator] = {"Petra Lund": PETRA, "Jonas Ek": JONAS}


def tell_night(office: FakeOffice) -> None:
    """The faults happen, and the console tells of lane, board and sources."""
    now = office.clock.now()
    for id_, name, born in PEOPLE:
        office.add(id_, name, born, "Hamngatan 3")
    for lane in lane_night(now, ELLEN).rows:
        row = lane.row
        if lane.outage is not None or lane.silence is not None:
            continue
        office.alarm(
            row.case, row.people[0].id if row.people else None, row.kind, row.cause, row.place,
            (now - row.first_at).total_seconds(), device=row.device,
        )  # fmt: skip
        if row.owner is not None:
            owner = OWNERS.get(row.owner_name, PETRA)
            office.act_as(owner, steps.Claim(row.case))
        if row.promise_until is not None:
            office.append(row.case, ev.PromiseMade(row.promise_until, row.promise_text), PETRA.id, now)
    office.loud = loud_night(now, ELLEN)
    office.show((lane_told(office), silences_night(now, ELLEN)))


def lane_told(office: FakeOffice) -> LaneTold:
    """The night's lane, with the rows as the queue has them now."""
    night = lane_night(office.clock.now(), ELLEN)
    rows = tuple(replace(lane, row=office.queue.row(lane.row.case) or lane.row) for lane in night.rows)
    return replace(night, rows=rows)


def tell_lane(office: FakeOffice) -> None:
    """What the console tells after a step."""
    office.show((lane_told(office),))


def hostile_lane(told: LaneTold, text: Callable[[], str]) -> LaneTold:
    """The same faults with a foreign text in every field."""

    def spoiled(lane: LaneRow) -> LaneRow:
        row = lane.row
        row = replace(
            row, place=text(), text=text(), owner_name=text(), promise_text=text(), device=type(row.device)(text()),
            people=tuple(_spoiled(one, text) for one in row.people),
        )  # fmt: skip
        return replace(lane, row=row, device=type(lane.device)(text()))

    return replace(told, rows=tuple(spoiled(lane) for lane in told.rows))


def hostile_silences(told: SilencesTold, text: Callable[[], str]) -> SilencesTold:
    """The same silences with a foreign text in every field."""

    def spoiled(about: SilenceAbout) -> SilenceAbout:
        return replace(about, people=tuple(_spoiled(one, text) for one in about.people), place=text())

    return SilencesTold(
        tuple(replace(one, reason=text()) for one in told.silences),
        {id_: spoiled(about) for id_, about in told.about.items()},
        {id_: text() for id_ in told.names},
    )


def hostile_loud(told: Chatter, text: Callable[[], str]) -> Chatter:
    """The same sources with a foreign text in every field."""
    return replace(told, sources=tuple(replace(one, place=text()) for one in told.sources))


def _spoiled(person: Person, text: Callable[[], str]) -> Person:
    return replace(person, name=text(), street=text())
