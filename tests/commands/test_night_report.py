"""`vaka report night`: each look of a night by its ids, for whom, as a table and as a file."""

import csv
import stat
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from console.adapters.clock import SystemClock
from console.domain import events as ev
from console.domain.ids import ConsoleId, DecisionId, DeviceId, LookId, OperatorId, ResidentId
from console.domain.imported import ImportedDecisions
from console.domain.look import LookEnd, LookFor, LookOutcome, LookState
from console.domain.night import night_of
from console.domain.picture import Mask
from console.domain.supervision import Consent, LookTime, SupervisionDecision
from console.domain.triage import Planned
from tests.commands.kit import ALVBRO, LEAD, OTHER_WORD, PETRA, Centre

WHO = (DecisionId("ex-tillsyn-9"), ResidentId("ex-r-1"))
EVENING = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _evening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins at eight in the evening, before the look's window, whatever the time is here."""
    ahead = EVENING - datetime.now(UTC)
    monkeypatch.setattr(SystemClock, "now", lambda _: datetime.now(UTC) + ahead)


def looked(founded: Centre) -> date:
    """The example's resident was looked in on just now, without a mask; returns the night."""
    night = night_of(EVENING)
    look = LookId(f"{WHO[0]}:{night:%Y%m%d}:2230")
    day = timedelta(days=9)
    decision = SupervisionDecision(
        WHO[0], ALVBRO, WHO[1], night - day, night + day, Consent(night - day), DeviceId("ex-kamera-1"),
        (LookTime(1, 1350, 1410),), area="Norr", place="3",
    )  # fmt: skip
    bodies: list[ev.Body] = [
        ev.LookOpened(look, *WHO, DeviceId("ex-kamera-1"), LookFor.ROUND, ConsoleId("prov"), Mask.SQUARES),
        ev.LookUnmasked(look, "Ser inte om hon\x1b[2J andas."),
        ev.LookShut(look, LookEnd.JUDGED, 8.0, 3.0, 4),
        ev.LookJudged(look, *WHO, LookOutcome.ASLEEP, LookState.DONE),
    ]

    async def told() -> None:
        async with founded.opened() as console:
            await console.supervision.shelf.take_in(ImportedDecisions((decision,), (), ()), LEAD)
            planned = [Planned(ev.look_subject(look), ALVBRO, body) for body in bodies]
            await console.recorder.note(planned, OperatorId("oskar"))

    founded.inside(told())
    return night


def words(night: date) -> tuple[str, ...]:
    return ("report", "night", "--municipality", "alvbro", "--night", str(night))


def test_the_table_has_a_line_for_each_look_and_the_figures(founded: Centre) -> None:
    night = looked(founded)
    lines = founded.do(*words(night), "--as", "ellen")
    assert lines[0].split()[:5] == ["done", "22:30-23:30", "ex-r-1", "Norr", "3"]
    assert lines[0].endswith("by oskar, opened 1 times for 8 s")
    assert lines[1].startswith("unmasked")
    assert lines[1].endswith(f"{WHO[0]}:{night:%Y%m%d}:2230 by oskar: Ser inte om hon?[2J andas.")
    assert lines[-2] == (
        f"alvbro, the night of {night}: 1 looks of 1 decisions: 1 done, of which 0 late, 0 missed; 0 camera faults, "
        "0 decisions lacking something; not signed"
    )
    assert lines[-1].startswith("digest ")


def test_the_file_has_a_line_for_each_look_and_only_its_owner_reads_it(founded: Centre, tmp_path: Path) -> None:
    night = looked(founded)
    file = tmp_path / "natt.csv"
    assert founded.do(*words(night), "--csv", str(file), "--as", "ellen") == [f"{file}: 1 lines"]
    with file.open(encoding="utf-8-sig", newline="") as opened:
        [row] = csv.DictReader(opened, delimiter=";")
    assert (row["resident"], row["standing"], row["outcome"], row["by"], row["seconds"], row["unmasked_s"]) == (
        "ex-r-1", "done", "asleep", "oskar", "8", "3",
    )  # fmt: skip
    assert datetime.fromisoformat(row["begins"]) < datetime.fromisoformat(row["ends"])
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_reading_leaves_its_trace_and_a_running_console_answers_it(founded: Centre) -> None:
    night = looked(founded)
    running: list[str] = []
    with founded.running(PETRA):
        while not any(line.startswith("no_camera") for line in running):  # what it finds lacking by itself
            running = founded.do(*words(night), "--as", "petra.lund", password=None)
    assert running == founded.do(*words(night), "--as", "ellen")
    reads = [event for event in founded.journal("export") if event["kind"] == "journal_read"]
    told = list(dict.fromkeys((read["who"], read["body"]["about"]) for read in reads))
    assert told == [
        ("petra.lund", f"night:alvbro:{night}"), ("ellen", f"night:alvbro:{night}"), ("ellen", "export"),
    ]  # fmt: skip


def test_who_may_neither_sign_nor_read_the_journal_gets_no_report_and_no_file(founded: Centre, tmp_path: Path) -> None:
    founded.add("bo", "alvbro:operator")
    file = tmp_path / "natt.csv"
    said = founded.refuse(*words(date(2026, 3, 1)), "--csv", str(file), "--as", "bo", password=OTHER_WORD)
    assert "may not do that in alvbro" in said
    assert not file.exists()


@pytest.mark.parametrize("night", ["2026-02-30", "tonight"])
def test_what_is_no_day_is_a_wrong_call(founded: Centre, night: str) -> None:
    result = founded.run("report", "night", "--municipality", "alvbro", "--night", night, "--as", "ellen")
    assert result.exit_code == 2, result.output
