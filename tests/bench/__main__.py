"""`vaka bench`: every measurement in a process of its own, one after the other, and one report of JSON.

    vaka bench [WHAT ...] [--turns N] [--quick] [--out FILE]
    vaka bench compare OLD.json NEW.json
    vaka bench table REPORT.json
    vaka bench faults [NUMBER ...] [--out FILE]

The report goes to standard output, or to FILE; progress goes to standard error. Run it on a quiet machine: nothing else
makes it wait. Exit code 0; 1 where a program broke, a figure got worse, or a fault broke a promise; 2 for a wrong word.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import compare, faults, machine, table

PROGRAMS = {
    "intake": "alarms from a real broker, journalled, confirmed and on the queue",
    "latency": "publish to painted, by stage, at 1 to 1,000 a second",
    "queue": "one alarm with repaint at 100 to 100,000 rows; scrolling and filtering",
    "start": "to the first painted frame, and to the live queue of a large centre",
    "card": "a resident's card out of a million, without network",
    "search": "a resident found among a million, without network",
    "dispatch": "who is nearest and may go, out of 500 and 10,000 staff",
    "timeline": "a night of 20 sensors, repainted",
    "supervision": "the round's board, a look's first picture",
    "call": "pictures and speech of a callback, and how soon",
    "memory": "a shift of eight hours: memory, threads, handles, objects",
}
WITHIN_S = 3600
"""How long one program may take before it counts as broken."""


def say(line: str) -> None:
    """To whoever waits."""
    print(f"bench: {line}", file=sys.stderr, flush=True)


def measured(name: str, options: list[str]) -> dict[str, Any] | None:
    """What a program tells, or None where it broke, which was said."""
    began = time.monotonic()
    command = [sys.executable, "-m", f"tests.bench.{name}", *options]
    try:
        done = subprocess.run(
            command, cwd=machine.ROOT, stdout=subprocess.PIPE, text=True, timeout=WITHIN_S, check=True
        )
        figures = json.loads(done.stdout.splitlines()[-1])
    except (subprocess.SubprocessError, ValueError, IndexError) as wrong:
        say(f"{name} broke: {wrong}")
        return None
    took = round(time.monotonic() - began, 1)
    for one in figures:
        verdict = {None: "", True: "  holds", False: f"  MISSES {one['aim']:g}" if one["aim"] is not None else ""}
        say(f"{name}: {one['name']}: {one['value']:g} {one['unit']}{verdict[one['holds']]}")
    return {"what": PROGRAMS[name], "seconds": took, "figures": figures}


def bench(given: argparse.Namespace) -> int:
    """Runs what was asked for, all without a name."""
    report: dict[str, Any] = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine.described()}
    options = ["--turns", str(given.turns)] + (["--quick"] if given.quick else [])
    report |= {"turns": given.turns, "quick": given.quick, "programs": {}}
    broken = []
    for name in given.what or PROGRAMS:
        say(f"{name}: {PROGRAMS[name]}")
        told = measured(name, options)
        if told is None:
            broken.append(name)
        else:
            report["programs"][name] = told
    give(report | {"broken": broken}, given.out)
    return 1 if broken else 0


def give(report: dict[str, Any], out: Path | None) -> None:
    """Where it was asked for."""
    text = json.dumps(report, indent=1, ensure_ascii=False)
    if out is None:
        print(text, flush=True)
    else:
        out.write_text(text + "\n", encoding="utf-8")


def compare_two(given: argparse.Namespace) -> int:
    """Says what got worse, a line each."""
    try:
        told = compare.compared(compare.read_report(given.old), compare.read_report(given.new))
    except (OSError, ValueError) as wrong:
        say(str(wrong))
        return 2
    print("\n".join(told.lines) or f"nothing got worse by {compare.WORSE_BY:.0%}, and every aim holds")
    return 1 if told.is_worse else 0


def show_table(given: argparse.Namespace) -> int:
    """Prints a report, of either kind, as the README has it."""
    report = json.loads(given.report.read_text("utf-8"))
    print("\n".join(table.endured(report) if "faults" in report else table.speed(report)))
    return 0


def endure(given: argparse.Namespace) -> int:
    """Runs the faults in their long forms."""
    wanted = [fault for fault in faults.FAULTS if not given.number or fault.number in given.number]
    told = [faults.endured(fault, say) for fault in wanted]
    give(
        {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine.described(), "faults": told},
        given.out,
    )
    return 0 if all(one["holds"] for one in told) else 1


def parsed(arguments: list[str]) -> argparse.Namespace:
    """The words given. `compare`, `table` and `faults` are words of their own; anything else names programs."""
    word = arguments[0] if arguments and arguments[0] in ("compare", "faults", "table") else ""
    parser = argparse.ArgumentParser(prog=f"vaka bench {word}".strip(), description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    if word == "compare":
        parser.add_argument("old", type=Path)
        parser.add_argument("new", type=Path)
        parser.set_defaults(does=compare_two)
    elif word == "table":
        parser.add_argument("report", type=Path)
        parser.set_defaults(does=show_table)
    elif word == "faults":
        parser.add_argument("number", type=int, nargs="*", choices=[fault.number for fault in faults.FAULTS] or None)
        parser.add_argument("--out", type=Path)
        parser.set_defaults(does=endure)
    else:
        parser.add_argument("what", nargs="*", metavar="WHAT", help=", ".join(PROGRAMS))
        parser.add_argument("--turns", type=int, default=5)
        parser.add_argument("--quick", action="store_true", help="small forms, to see that they work")
        parser.add_argument("--out", type=Path)
        parser.set_defaults(does=bench)
    given = parser.parse_args(arguments[1:] if word else arguments)
    unknown = [what for what in getattr(given, "what", []) if what not in PROGRAMS]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(PROGRAMS)}")
    return given


def main(arguments: list[str]) -> int:
    """The exit code."""
    given = parsed(arguments)
    return int(given.does(given))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
