"""The report of a night: read with a trace, and signed by whoever answers for the round.

It is made of the journal, whatever the night: the board knows this one and the last. What the journal said is found by
its time, so a night of last year is as quick as the last.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from console.domain import events as ev
from console.domain.board import Overlay
from console.domain.ids import MunicipalityId, ResidentId
from console.domain.masking import Person
from console.domain.night import span_of
from console.domain.night_book import LACK_SOURCE, night_subject
from console.domain.night_report import NightReport, report_of
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.triage import Planned
from console.services.decisions import DecisionShelf
from console.services.directory import Directory
from console.services.ports import Clock, Journal
from console.services.recorder import Recorder

AFTERWARDS = timedelta(hours=24)
"""What is done about a night's looks so long after its end is of its report: a visit, a missed look that is told."""

OUT_OF_ORDER = timedelta(hours=1)
"""So far an event may stand from where its time would have it: consoles' clocks differ, and what was decided without
the store is journalled later."""

PAGE = 1000

_LOOKS = (ev.LookOpened, ev.LookUnmasked, ev.LookShut, ev.LookJudged, ev.NightSkipped, ev.NightKept, ev.NightSigned)


@dataclass(frozen=True, slots=True)
class ShownNight:
    """A report, and those whom it is about, masked for who reads it; nobody for whoever may see none."""

    report: NightReport
    people: Mapping[ResidentId, Person] = field(default_factory=dict)


class NightReports:
    """`night_begins` is in local minutes since midnight."""

    def __init__(
        self,
        shelf: DecisionShelf,
        recorder: Recorder,
        journal: Journal,
        directory: Directory,
        night_begins: int,
        clock: Clock,
    ) -> None:
        self._shelf = shelf
        self._recorder = recorder
        self._journal = journal
        self._directory = directory
        self._night_begins = night_begins
        self._clock = clock

    async def report(self, operator: Operator, municipality: MunicipalityId, night: date) -> ShownNight:
        """The night as it stands.

        Raises Refused(NOT_GRANTED) for whoever may neither sign it nor read the journal there, and Unwritable: what
        leaves no trace is not shown.
        """
        if not operator.may(Act.SIGN_NIGHT, municipality):
            operator.require(Act.READ_JOURNAL, municipality)
        body = ev.JournalRead(f"night:{municipality}:{night}")
        await self._recorder.note((Planned(f"journal:night:{municipality}", municipality, body),), operator.id)
        report = await self._made(municipality, night)
        return ShownNight(report, await self._people(report, operator))

    async def sign(self, operator: Operator, municipality: MunicipalityId, night: date, digest: str) -> None:
        """Signs the report that has this digest; anew where it has changed since it was signed.

        Raises Refused: NOT_GRANTED, NIGHT_SIGNED (`owner` is who did), NIGHT_NOT_OVER while a look of the night can
        still be done, and where the report says something else by now (`detail` is its digest): then it is to be read
        anew.
        """
        operator.require(Act.SIGN_NIGHT, municipality)
        report = await self._made(municipality, night)
        if report.signed is not None and report.is_signed:
            raise Refused(Reason.NIGHT_SIGNED, owner=report.signed.who)
        if not report.is_over or self._clock.now() < report.since:
            raise Refused(Reason.NIGHT_NOT_OVER)
        if report.digest != digest:
            raise Refused(Reason.NIGHT_CHANGED, detail=report.digest)

        def signed(board: Overlay) -> list[Planned]:
            other = board.night.signed.get((municipality, night))
            if other is not None and other.digest == digest:
                raise Refused(Reason.NIGHT_SIGNED, owner=other.who)
            return [Planned(night_subject(municipality, night), municipality, ev.NightSigned(night, digest))]

        await self._recorder.note(signed, operator.id)

    async def _made(self, municipality: MunicipalityId, night: date) -> NightReport:
        begins = self._night_begins
        since, until = span_of(night, begins)
        events = {event.seq: event for event in await self._within(municipality, since, until + AFTERWARDS)}
        for event in await self._journal.of_subject(night_subject(municipality, night)):
            if isinstance(event, ev.Event):
                events[event.seq] = event
        ordered = [events[seq] for seq in sorted(events)]
        return report_of(municipality, night, begins, self._shelf.decided(), ordered, self._clock.now())

    async def _within(self, municipality: MunicipalityId, since: datetime, until: datetime) -> list[ev.Event]:
        found: list[ev.Event] = []
        seq = await self._first_at(since - OUT_OF_ORDER)
        while tail := await self._journal.since(seq, PAGE):
            seq = tail[-1].seq
            here = (one for one in tail if isinstance(one, ev.Event) and one.municipality == municipality)
            found += (one for one in here if since <= one.at <= until and _is_of_a_night(one))
            if tail[-1].at > until + OUT_OF_ORDER:
                break
        return found

    async def _first_at(self, at: datetime) -> int:
        """The number after which the events are of `at` or later, but for what stands out of order."""
        first, last = 0, (await self._journal.head()).seq
        while first < last:
            middle = (first + last) // 2
            [event] = await self._journal.since(middle, 1)
            first, last = (middle + 1, last) if event.at < at else (first, middle)
        return first

    async def _people(self, report: NightReport, operator: Operator) -> dict[ResidentId, Person]:
        if not operator.may(Act.SEE_QUEUE, report.municipality):
            return {}
        found = await self._directory.residents(sorted(set(_residents(report))))
        ours = [one for one in found if one.municipality == report.municipality]
        return {one.id: self._directory.shown(one, operator) for one in ours}


def _residents(report: NightReport) -> Iterator[ResidentId]:
    about = (
        *(line.resident for line in report.looks), *(one.resident for one in report.openings),
        *(one.resident for one in report.left_out),
    )  # fmt: skip
    return (resident for resident in about if resident is not None)


def _is_of_a_night(event: ev.Event) -> bool:
    match event.body:
        case ev.CaseOpened(alarm=alarm) | ev.AlarmJoined(alarm):
            return alarm.report.source.startswith(LACK_SOURCE)
        case body:
            return isinstance(body, _LOOKS)
