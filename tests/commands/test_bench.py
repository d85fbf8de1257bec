"""Two reports of measurements side by side, and the words that `vaka bench` takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench import __main__ as bench
from tests.bench import compare
from tests.bench.faults import FAULTS
from tests.bench.figures import Better, Figure, percentile, read
from tests.bench.machine import ROOT

MACHINE = {"processor": "one", "cores": 2, "python": "3.11.7", "pyside": "6.11.3"}


def figure(name: str, *turns: float, better: Better = Better.LOWER, aim: float | None = None) -> Figure:
    return Figure(name, "ms", turns, better, aim)


def report(*figures: Figure, program: str = "intake", **machine: Any) -> dict[str, Any]:
    told = {"what": "", "seconds": 1, "figures": [one.told() for one in figures]}
    return {"machine": MACHINE | machine, "programs": {program: told}}


def test_a_figure_is_the_median_of_its_turns_and_knows_whether_its_aim_holds() -> None:
    assert figure("a", 1, 9, 2).value == 2
    assert figure("a", 1, 9, 2, aim=2).holds is True
    assert figure("a", 3, 9, 2, aim=2).holds is False
    assert figure("a", 3, 9, 2, better=Better.HIGHER, aim=2).holds is True
    assert figure("a", 1, 1, 2, better=Better.HIGHER, aim=2).holds is False
    assert figure("a", 1).holds is None


def test_a_figure_comes_back_from_a_report_as_it_went_in() -> None:
    one = Figure("wait", "ms", (1.0, 2.5), Better.HIGHER, 3.0, "the disk")
    assert read(json.loads(json.dumps(one.told()))) == one


def test_a_percentile_lies_between_the_values_around_it() -> None:
    assert percentile([0.0, 100.0], 99) == pytest.approx(99)


@pytest.mark.parametrize(
    ("better", "old", "new", "is_worse"),
    [
        (Better.LOWER, 10, 12, False),
        (Better.LOWER, 10, 12.1, True),
        (Better.LOWER, 10, 1, False),
        (Better.HIGHER, 12, 10, False),
        (Better.HIGHER, 12.1, 10, True),
        (Better.HIGHER, 1, 10, False),
        (Better.LOWER, 0, 1, True),
    ],
)
def test_what_got_worse_by_more_than_a_fifth_is_named(better: Better, old: float, new: float, is_worse: bool) -> None:
    told = compare.compared(report(figure("a", old, better=better)), report(figure("a", new, better=better)))
    assert told.is_worse is is_worse
    assert any(line.startswith("worse by") and "intake: a" in line for line in told.lines) is is_worse


def test_what_is_no_longer_measured_is_named_but_not_a_program_that_was_not_run() -> None:
    lost = compare.compared(report(figure("a", 1), figure("b", 1)), report(figure("a", 1)))
    assert lost.is_worse
    assert lost.lines == ("no longer measured: intake: b",)
    assert not compare.compared(report(figure("a", 1)), report(figure("c", 1), program="call")).is_worse


def test_a_missed_aim_and_another_machine_are_told_and_are_not_worse() -> None:
    told = compare.compared(report(figure("a", 3, aim=2)), report(figure("a", 3, aim=2), cores=8))
    assert not told.is_worse
    assert told.lines == ("the machines differ in cores: 2 and 8", "misses its aim of 2 ms: intake: a: 3")


def test_a_file_that_is_no_report_is_refused_with_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(report(figure("a", 1))), "utf-8")
    for text in ("{", "[]", "{}", '{"programs": {"intake": {"figures": [{"name": "a"}]}}, "machine": {}}'):
        bad.write_text(text, "utf-8")
        assert bench.main(["compare", str(good), str(bad)]) == 2
        assert "bad.json is not a report" in capsys.readouterr().err
    assert bench.main(["compare", str(good), str(good)]) == 0
    assert "nothing got worse" in capsys.readouterr().out


def test_a_report_becomes_lines_with_what_misses_its_aim_in_bold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "told.json"
    figures = figure("a", 3, aim=2), figure("b", 1_234.4, better=Better.HIGHER, aim=2), figure("c", 1)
    told.write_text(json.dumps(report(*figures)), "utf-8")
    assert bench.main(["table", str(told)]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "| `intake` | a | **3 ms** | at most 2 |  |",
        "|  | b | 1,234 ms | at least 2 |  |",
    ]
    fault = {"number": 1, "fault": "killed", "promise": "once", "holds": False, "measured": {"kills": "2"}}
    told.write_text(json.dumps({"faults": [fault]}), "utf-8")
    assert bench.main(["table", str(told)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "| 1 | killed | once | **broken**: kills 2 |"


def test_the_report_that_is_kept_can_be_compared_with() -> None:
    for kept in (ROOT / "tests" / "bench" / "reports").glob("*.json"):
        assert not compare.compared(compare.read_report(kept), compare.read_report(kept)).is_worse


def test_a_word_that_names_no_program_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        bench.main(["speed"])
    assert refused.value.code == 2
    assert "there is no speed; there are intake" in capsys.readouterr().err


def test_every_program_that_is_named_is_there() -> None:
    assert [name for name in bench.PROGRAMS if not (ROOT / "tests" / "bench" / f"{name}.py").exists()] == []


def test_each_of_the_thirty_faults_has_its_promise_and_its_tests() -> None:
    assert [fault.number for fault in FAULTS][:30] == list(range(1, 31))
    missing = [test for fault in FAULTS for test in fault.tests if not (ROOT / test.partition("::")[0]).exists()]
    assert missing == []
    assert all(fault.what and fault.promise and fault.tests for fault in FAULTS)
