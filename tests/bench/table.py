"""A report as the tables of the README: `vaka bench table REPORT.json`."""

from __future__ import annotations

from typing import Any

from tests.bench.compare import named
from tests.bench.figures import Better, Figure


def speed(report: dict[str, Any]) -> list[str]:
    """The figures that have an aim, as lines of Markdown, those of a program together."""
    lines = ["| program | figure | measured | aim | what limits it |", "|---|---|---|---|---|"]
    before = ""
    for name, one in named(report).items():
        if one.aim is None:
            continue
        program = name.partition(":")[0]
        shown = "" if program == before else f"`{program}`"
        lines.append(f"| {shown} | {one.name} | {_measured(one)} | {_aim(one)} | {one.limit} |")
        before = program
    return lines


def endured(report: dict[str, Any]) -> list[str]:
    """The faults as lines of Markdown."""
    lines = ["| | fault | promise | measured |", "|---|---|---|---|"]
    for one in report["faults"]:
        measured = "; ".join(f"{what} {value}" for what, value in one["measured"].items())
        verdict = "" if one["holds"] else "**broken**: "
        lines.append(f"| {one['number']} | {one['fault']} | {one['promise']} | {verdict}{measured or 'holds'} |")
    return lines


def _measured(one: Figure) -> str:
    value = f"{one.value:,.4g}" if abs(one.value) < 1000 else f"{one.value:,.0f}"
    return f"**{value} {one.unit}**" if one.holds is False else f"{value} {one.unit}"


def _aim(one: Figure) -> str:
    return f"{'at most' if one.better is Better.LOWER else 'at least'} {one.aim:,.4g}"
