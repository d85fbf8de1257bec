"""The thirty faults: what is broken, what is promised meanwhile, and which tests break it.

The tests' short forms belong to every run of the suite, and their long forms carry the mark `long`. Here both are run,
one fault after the other, and told with what they measured (`record_property` in the test).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.bench.machine import ROOT

WITHIN_S = 2 * 3600
"""How long the tests of one fault may take, in their long forms."""


@dataclass(frozen=True, slots=True)
class Fault:
    """`tests` are files, or single tests in them, from the top of the checkout."""

    number: int
    what: str
    promise: str
    tests: tuple[str, ...]


FAULTS: tuple[Fault, ...] = ()


def endured(fault: Fault, say: Callable[[str], None]) -> dict[str, Any]:
    """Runs one fault's tests, long forms too, and tells what became of them."""
    say(f"fault {fault.number}: {fault.what}")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="vaka-faults-") as folder:
        report = Path(folder) / "report.xml"
        options = ["-q", "-m", "long or not long", "-p", "no:cacheprovider", "-o", "junit_family=xunit1"]
        command = [sys.executable, "-m", "pytest", *options, f"--junitxml={report}", *fault.tests]
        code = subprocess.call(command, cwd=ROOT, stdout=sys.stderr, timeout=WITHIN_S)
        cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
    measured = {str(one.get("name")): str(one.get("value")) for case in cases for one in case.iter("property")}
    holds = code == 0 and bool(cases)
    took = round(time.monotonic() - began, 1)
    say(f"fault {fault.number}: {'holds' if holds else 'BROKEN'}, {len(cases)} tests in {took} s")
    told = {"number": fault.number, "fault": fault.what, "promise": fault.promise, "tests": len(cases)}
    return told | {"holds": holds, "seconds": took, "measured": measured}
