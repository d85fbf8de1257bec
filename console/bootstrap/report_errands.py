"""The reports that a municipality asks for, as commands print them: counts by id, never a name."""

from collections.abc import AsyncIterator
from datetime import datetime

from console.bootstrap.account_errands import asker
from console.bootstrap.answers import Arguments, Line
from console.bootstrap.csv_lines import csv_line
from console.bootstrap.joined import Console
from console.domain.ids import MunicipalityId
from console.domain.medication import DeviationCount, MedicationReport
from console.services.medication import Medication

NOBODY = "(nobody known)"
_HEADINGS = ("municipality", "since", "until", "resident", "cause", "deviations", "cases")


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
    resident = count.resident or NOBODY
    return "".join(sign if sign.isprintable() else "?" for sign in resident)
