"""The reports that a municipality asks for, as commands print them: counts by id, never a name."""

from collections.abc import AsyncIterator
from datetime import date, datetime

from console.bootstrap.account_errands import asker
from console.bootstrap.answers import Arguments, Line
from console.bootstrap.csv_lines import csv_line
from console.bootstrap.joined import Console
from console.domain.ids import MunicipalityId
from console.domain.medication import DeviationCount, MedicationReport
from console.domain.night import LOCAL
from console.domain.night_report import LookLine, NightReport
from console.services.medication import Medication

NOBODY = "(nobody known)"
_HEADINGS = ("municipality", "since", "until", "resident", "cause", "deviations", "cases")
_NIGHT_HEADINGS = (
    "municipality", "night", "area", "place", "resident", "decision", "look", "begins", "ends", "standing", "outcome",
    "done", "by", "openings", "seconds", "unmasked_s",
)  # fmt: skip


async def medication(console: Console, arguments: Arguments) -> AsyncIterator[Line]:
    """Medication deviations of a municipality: `since` and `until` are moments of ISO 8601 with an offset; with `form`
    "csv" the lines are those of a file. Raises Refused or Unwritable."""
    operator = await asker(console, arguments)
    since, until = (datetime.fromisoformat(arguments[name]) for name in ("since", "until"))
    municipality = MunicipalityId(arguments["municipality"])
    report = await Medication(console.store.deviations, console.recorder).report(operator, municipality, since, until)
    lines = _as_csv(report) if arguments.get("form") == "csv" else _as_table(report)
    for line in lines:
        yield Line(line)


async def night(console: Console, arguments: Arguments) -> AsyncIterator[Line]:
    """A municipality's night: `night` is the date on which it began; with `form` "csv" the lines are those of a file,
    one a look. Raises Refused or Unwritable."""
    operator = await asker(console, arguments)
    municipality = MunicipalityId(arguments["municipality"])
    night_of = date.fromisoformat(arguments["night"])
    report = (await console.supervision.reports.report(operator, municipality, night_of)).report
    for line in _night_csv(report) if arguments.get("form") == "csv" else _night_table(report):
        yield Line(line)


def _night_csv(report: NightReport) -> list[str]:
    rows = [
        (
            report.municipality, report.night.isoformat(), line.area, line.place, line.resident or "", line.decision,
            line.look, _clock(line.begins_at), _clock(line.ends_at), line.standing.value,
            line.outcome.value if line.outcome else "", _clock(line.done_at), line.by or "", line.openings,
            f"{line.seconds:g}", f"{line.unmasked_s:g}",
        )
        for line in report.looks
    ]  # fmt: skip
    return [csv_line(_NIGHT_HEADINGS), *(csv_line(row) for row in rows)]


def _night_table(report: NightReport) -> list[str]:
    lines = [_look_line(line) for line in report.looks]
    lines += [
        f"{'outside the round':<18} {_minute(one.at)} {one.resident or one.decision} by {one.who}: {one.reason}"
        for one in report.outside
    ]
    lines += [f"{'unmasked':<18} {_minute(one.at)} {one.look} by {one.who}: {one.reason}" for one in report.unmaskings]
    lines += [f"{one.lack:<18} {_minute(one.at)} {one.about}" for one in report.lacked]
    lines += [f"{'left out':<18} {one.resident or one.decision} {one.why}" for one in report.left_out]
    figures = report.figures
    total = (
        f"{figures.looks} looks of {figures.decided} decisions: {figures.done} done, of which {figures.late} late, "
        f"{figures.missed} missed; {figures.faults} camera faults, {figures.lacking} decisions lacking something"
    )
    signed = f"signed by {report.signed.who}" if report.signed else "not signed"
    return [*(_plain(line) for line in lines), f"{report.municipality}, the night of {report.night}: {total}; {signed}",
            f"digest {report.digest}"]  # fmt: skip


def _look_line(line: LookLine) -> str:
    where = " ".join(part for part in (line.area, line.place) if part)
    outcome = line.outcome.value if line.outcome else "-"
    who = f"{_minute(line.done_at)} by {line.by}" if line.done_at else "-"
    return (
        f"{line.standing:<18} {_minute(line.begins_at)}-{_minute(line.ends_at)} {line.resident or line.decision} "
        f"{where} {outcome} {who}, opened {line.openings} times for {line.seconds:g} s"
    )


def _clock(at: datetime | None) -> str:
    return at.astimezone(LOCAL).isoformat(timespec="seconds") if at else ""


def _minute(at: datetime) -> str:
    return at.astimezone(LOCAL).strftime("%H:%M")


def _as_csv(report: MedicationReport) -> list[str]:
    period = (report.since.isoformat(timespec="seconds"), report.until.isoformat(timespec="seconds"))
    rows = [
        (report.municipality, *period, count.resident or "", count.cause.value, count.deviations, count.cases)
        for count in report.counts
    ]
    return [csv_line(_HEADINGS), *(csv_line(row) for row in rows)]


def _as_table(report: MedicationReport) -> list[str]:
    named = [_named(count) for count in report.counts]
    width = max([len("resident"), *map(len, named)])
    lines = [f"{'resident':<{width}}  {'cause':<12} {'deviations':>10} {'cases':>6}"]
    lines += [
        f"{name:<{width}}  {count.cause:<12} {count.deviations:>10} {count.cases:>6}"
        for name, count in zip(named, report.counts, strict=True)
    ]
    since, until = (at.isoformat(sep=" ", timespec="minutes") for at in (report.since, report.until))
    total = f"{report.deviations} deviations of {report.residents} residents"
    return [*lines, f"{report.municipality}, from {since} to {until}: {total}"]


def _named(count: DeviationCount) -> str:
    """What came from outside can neither break the line nor steer a terminal."""
    return _plain(count.resident or NOBODY)


def _plain(text: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in text)
