"""Two reports side by side: what got worse, what is gone, and what misses its aim.

    vaka bench compare OLD.json NEW.json

Figures of one machine only say something beside figures of the same: where the machines differ, that is told, and the
ratios are what to look at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.figures import Better, Figure, read

WORSE_BY = 0.20
"""The part by which a figure may get worse before it is named."""

SAME_MACHINE = ("processor", "cores", "python", "pyside")


@dataclass(frozen=True, slots=True)
class Compared:
    """What is worth saying of two reports: sentences, and whether any figure got worse or went missing."""

    lines: tuple[str, ...]
    is_worse: bool


def named(report: dict[str, Any]) -> dict[str, Figure]:
    """The figures of a report by the name of their program and their own."""
    found = {}
    for program, told in report["programs"].items():
        for one in told["figures"]:
            figure = read(one)
            found[f"{program}: {figure.name}"] = figure
    return found


def worsened(old: Figure, new: Figure) -> float:
    """By which part the new one is worse; below 0 where it is better."""
    if old.better is Better.LOWER:
        before, after = old.value, new.value
    else:
        before, after = new.value, old.value
    if before == after:
        return 0.0
    return after / before - 1 if before > 0 else float("inf")


def compared(old: dict[str, Any], new: dict[str, Any]) -> Compared:
    """All that is to be said, worst first. A figure that only one of them has is named; only a lost one is worse.

    A whole program that the new report does not have was not run, and nothing is said of it.
    """
    before, after = named(old), named(new)
    lines = [
        f"the machines differ in {what}: {old['machine'].get(what)} and {new['machine'].get(what)}"
        for what in SAME_MACHINE
        if old["machine"].get(what) != new["machine"].get(what)
    ]
    both = [(worsened(before[name], after[name]), name) for name in before if name in after]
    worse = sorted(((by, name) for by, name in both if by > WORSE_BY), reverse=True)
    lines += [f"worse by {by:.0%}: {name}: {_from_to(before[name], after[name])}" for by, name in worse]
    lost = [name for name in before if name not in after and name.partition(":")[0] in new["programs"]]
    lines += [f"no longer measured: {name}" for name in lost]
    lines += [f"misses its aim of {one.aim:g} {one.unit}: {name}: {one.value:g}" for name, one in missed(after)]
    better = sorted(((by, name) for by, name in both if by < -WORSE_BY))
    lines += [f"better by {-by:.0%}: {name}: {_from_to(before[name], after[name])}" for by, name in better]
    return Compared(tuple(lines), bool(worse or lost))


def missed(figures: dict[str, Figure]) -> list[tuple[str, Figure]]:
    """Those that are not at their aim."""
    return [(name, one) for name, one in figures.items() if one.holds is False]


def read_report(path: Path) -> dict[str, Any]:
    """A report from its file. Raises OSError, and ValueError with a word about what is wrong."""
    try:
        report = json.loads(path.read_text("utf-8"))
        named(report)
        report["machine"].get("cores")
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"{path} is not a report of `vaka bench`: {wrong!r}") from wrong
    return dict(report)


def _from_to(old: Figure, new: Figure) -> str:
    return f"{old.value:g} -> {new.value:g} {new.unit}"
