"""`vaka report medication`: the counts of a period, for whom, as a table and as a file."""

import csv
import stat
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from console.domain.alarm import Cause, DeviceKind
from tests.builders import alarm
from tests.commands.kit import ALVBRO, OTHER_WORD, PETRA, Centre

NOT_TAKEN = 3


def missed(founded: Centre) -> None:
    """Three doses of the example's resident not taken, one taken late, and a battery."""
    causes = [Cause.NOT_TAKEN] * NOT_TAKEN + [Cause.TAKEN_LATE, Cause.BATTERY_LOW]

    async def sent() -> None:
        async with founded.opened() as console:
            for cause in causes:
                at = datetime.now(UTC)
                kind = DeviceKind.MEDICATION_DISPENSER
                report = alarm(at, cause, kind, device="ex-larm-1", sender="hub-centrum", municipality=ALVBRO)
                await console.intake.take([report])

    founded.inside(sent())


def days(first: date, last: date) -> tuple[str, ...]:
    return ("report", "medication", "--municipality", "alvbro", "--from", str(first), "--to", str(last))


def today() -> tuple[str, ...]:
    """A period around now, whatever the machine's time zone."""
    now = datetime.now(UTC).date()
    return days(now - timedelta(days=2), now + timedelta(days=2))


def test_the_table_counts_the_deviations_of_the_period(founded: Centre) -> None:
    missed(founded)
    lines = founded.do(*today(), "--as", "ellen")
    assert [line.split() for line in lines[:-1]] == [
        ["resident", "cause", "deviations", "cases"],
        ["ex-r-1", "not_taken", "3", "1"],
        ["ex-r-1", "taken_late", "1", "1"],
    ]
    assert lines[-1].startswith("alvbro, from ")
    assert lines[-1].endswith(": 4 deviations of 1 residents")


def test_the_file_has_a_line_for_each_count_and_only_its_owner_reads_it(founded: Centre, tmp_path: Path) -> None:
    missed(founded)
    file = tmp_path / "avvikelser.csv"
    assert founded.do(*today(), "--csv", str(file), "--as", "ellen") == [f"{file}: 2 lines"]
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    assert [(row["municipality"], row["resident"], row["cause"], row["deviations"], row["cases"]) for row in rows] == [
        ("alvbro", "ex-r-1", "not_taken", "3", "1"),
        ("alvbro", "ex-r-1", "taken_late", "1", "1"),
    ]
    assert datetime.fromisoformat(rows[0]["since"]) < datetime.fromisoformat(rows[0]["until"])
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_both_days_are_in_the_period_and_no_other(founded: Centre) -> None:
    missed(founded)
    now = datetime.now().astimezone().date()
    day = timedelta(days=1)
    assert len(founded.do(*days(now, now + day), "--as", "ellen")) == 4
    assert len(founded.do(*days(now - day, now), "--as", "ellen")) == 4
    assert len(founded.do(*days(now - 9 * day, now - 2 * day), "--as", "ellen")) == 2


def test_the_report_leaves_its_trace_and_a_running_console_answers_it(founded: Centre) -> None:
    missed(founded)
    with founded.running(PETRA):
        running = founded.do(*today(), "--as", "petra.lund", password=None)
    assert running == founded.do(*today(), "--as", "ellen")
    reads = [event for event in founded.journal("export") if event["kind"] == "journal_read"]
    assert [(read["who"], read["body"]["about"].partition(":")[0]) for read in reads] == [
        ("petra.lund", "medication"),
        ("ellen", "medication"),
        ("ellen", "export"),
    ]


def test_who_may_not_read_the_journal_gets_no_report_and_no_file(founded: Centre, tmp_path: Path) -> None:
    founded.add("bo", "alvbro:operator")
    file = tmp_path / "avvikelser.csv"
    said = founded.refuse(*today(), "--csv", str(file), "--as", "bo", password=OTHER_WORD)
    assert "may not do that in alvbro" in said
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_told(founded: Centre, tmp_path: Path) -> None:
    said = founded.refuse(*today(), "--csv", str(tmp_path / "none" / "avvikelser.csv"), "--as", "ellen")
    assert "No such file" in said


@pytest.mark.parametrize(
    ("first", "last"), [("2026-03-02", "2026-03-01"), ("2026-02-30", "2026-03-01"), ("2026-03-01", "9999-12-31")]
)
def test_days_that_are_no_period_are_a_wrong_call(founded: Centre, first: str, last: str) -> None:
    result = founded.run(
        "report", "medication", "--municipality", "alvbro", "--from", first, "--to", last, "--as", "ellen"
    )
    assert result.exit_code == 2, result.output
