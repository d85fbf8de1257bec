"""The night's report as lines: every look that was not as decided, in its section, and last those that were. Pure.

People come masked for whoever reads; colleagues by the names that the screen knows, else by their ids.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from console.domain.ids import OperatorId, ResidentId
from console.domain.night_report import Lacked, LeftOut, LookLine, NightReport, Opening, Standing
from console.services.night_reports import ShownNight
from ui.words import Say as General
from ui.words import Words
from ui.words.plain import clean
from ui.words.rounds import RoundsSay as Say

LONGEST = 300
"""Characters of a part of a line."""


@dataclass(frozen=True, slots=True)
class SectionHead:
    """What stands over a section."""

    name: Say
    count: int

    @property
    def key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: whose, when, and what came of it. A look may stand in more than one section."""

    section: Say
    number: int
    who: str
    when: str
    came: str

    @property
    def key(self) -> Hashable | None:
        return self.section, self.number


ReportEntry = SectionHead | Entry


def entries_of(shown: ShownNight, names: Mapping[OperatorId, str], words: Words) -> tuple[ReportEntry, ...]:
    """Sections in their order, each with its lines; one without lines is left out."""
    teller, report = _Teller(shown, names, words), shown.report
    sections: tuple[tuple[Say, list[tuple[str, str, str]]], ...] = (
        (Say.PART_MISSED, teller.looks(report.missed)),
        (Say.PART_LATE, teller.looks(report.late)),
        (Say.PART_NOT_SEEN, teller.looks(report.not_seen)),
        (Say.PART_FAULTS, teller.looks(report.faults)),
        (Say.PART_DECLINED, [*teller.looks(report.declined), *(teller.left_out(one) for one in report.left_out)]),
        (Say.PART_LACKING, [teller.lacked(one) for one in report.lacking]),
        (Say.PART_OUTSIDE, [teller.opening(one) for one in report.outside]),
        (Say.PART_UNMASKED, teller.unmasked()),
        (Say.PART_OPEN, teller.looks(_standing(report, Standing.OPEN))),
        (Say.PART_DONE, teller.looks(_standing(report, Standing.DONE))),
    )
    entries: list[ReportEntry] = []
    for say, lines in sections:
        if lines:
            entries.append(SectionHead(say, len(lines)))
            entries += (
                Entry(say, number, *(clean(part, LONGEST) for part in line)) for number, line in enumerate(lines)
            )
    return tuple(entries)


def _standing(report: NightReport, standing: Standing) -> list[LookLine]:
    return [line for line in report.looks if line.standing is standing]


class _Teller:
    """Puts the parts of one report into words."""

    def __init__(self, shown: ShownNight, names: Mapping[OperatorId, str], words: Words) -> None:
        self._shown = shown
        self._names = names
        self._words = words
        self._places = {line.decision: (line.area, line.place) for line in shown.report.looks}

    def looks(self, lines: Iterable[LookLine]) -> list[tuple[str, str, str]]:
        return [(self._who(one.resident, one.area, one.place), self._when(one), self._came(one)) for one in lines]

    def left_out(self, one: LeftOut) -> tuple[str, str, str]:
        who = self._who(one.resident, *self._places.get(one.decision, ("", "")))
        return who, "", " · ".join(part for part in (self._by(one.who), one.why) if part)

    def lacked(self, one: Lacked) -> tuple[str, str, str]:
        return self._words.of(one.lack), self._words.time(one.at), one.about

    def opening(self, one: Opening) -> tuple[str, str, str]:
        who = self._who(one.resident, *self._places.get(one.decision, ("", "")))
        seconds = self._words(Say.OPENED_TIMES, n=1, seconds=round(one.seconds or 0))
        parts = (self._by(one.who), seconds, one.reason)
        return who, self._words.time(one.at), " · ".join(part for part in parts if part)

    def unmasked(self) -> list[tuple[str, str, str]]:
        residents = {one.look: one.resident for one in self._shown.report.openings}
        return [
            (
                self._who(residents.get(one.look), "", ""), self._words.time(one.at),
                " · ".join(part for part in (self._by(one.who), one.reason) if part),
            )
            for one in self._shown.report.unmaskings
        ]  # fmt: skip

    def _who(self, resident: ResidentId | None, area: str, place: str) -> str:
        """The person and their place; nothing of who is protected."""
        words, where = self._words, " ".join(part for part in (area, place) if part)
        if resident is None:
            return words(Say.CORRIDOR, place=where)
        person = self._shown.people.get(resident)
        if person is None or person.is_masked:
            return words(General.PROTECTED)
        return ", ".join(part for part in (person.name, where) if part)

    def _when(self, line: LookLine) -> str:
        words = self._words
        ends = f"–{words.time(line.ends_at)}" if line.ends_at > line.begins_at else ""
        done: datetime | None = line.done_at
        agreed = f"{words.time(line.begins_at)}{ends}"
        return f"{agreed}, {words(Say.DONE_AT, time=words.time(done))}" if done is not None else agreed

    def _came(self, line: LookLine) -> str:
        """What came of it, by whom, and how long the camera was open."""
        words = self._words
        parts = [words.of(line.outcome)] if line.outcome is not None else []
        parts += [self._by(line.by)] if line.by is not None else []
        if line.openings:
            parts.append(words(Say.OPENED_TIMES, n=line.openings, seconds=round(line.seconds)))
        return " · ".join(parts)

    def _by(self, who: OperatorId | None) -> str:
        return self._words(Say.BY, name=self._names.get(who, who)) if who is not None else ""
