"""The thirty faults, and one more: what is broken, what is promised meanwhile, and which tests break it.

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


FAULTS = (
    Fault(
        1,
        "the console killed (-9) time and again at 500 alarms a second",
        "what is receipted is stored exactly once",
        ("tests/faults/test_01_console_killed.py",),
    ),
    Fault(
        2,
        "the broker killed (-9) with the shipped configuration",
        "nothing is lost that its sender repeats",
        (
            "tests/faults/test_02_broker_killed.py",
            "tests/faults/test_02_hostile_wire.py",
        ),
    ),
    Fault(
        3,
        "20,000 alarms wait for an absent console",
        "all are taken in, in order, within 60 s",
        ("tests/faults/test_03_absent_console.py",),
    ),
    Fault(
        4,
        "the broker restarted 50 times",
        "nothing lost, no file left open",
        ("tests/faults/test_04_broker_restarted.py",),
    ),
    Fault(
        5,
        "the network goes mute without a word",
        "banner and sound within 15 s, link told lost within 25 s, clear by itself",
        ("tests/faults/test_05_silent_partition.py",),
    ),
    Fault(
        6,
        "poison among alarms",
        "no alarm waits for it, and it is a technical case",
        ("tests/faults/test_06_poison.py",),
    ),
    Fault(
        7,
        "the loop of the link killed",
        "back within 10 s, nothing lost",
        ("tests/faults/test_07_loop_killed.py",),
    ),
    Fault(
        8,
        "two consoles with one client id",
        "nothing lost, and the operator is told",
        ("tests/faults/test_08_one_client_id_twice.py",),
    ),
    Fault(
        9,
        "a tenth doubled, a tenth out of order",
        "each is one alarm, and no gap is told",
        ("tests/faults/test_09_doubled_and_reordered.py",),
    ),
    Fault(
        10,
        "retained alarms replayed at each reconnect",
        "no new alarm",
        ("tests/faults/test_10_retained_replays.py",),
    ),
    Fault(
        11,
        "the disk full",
        "nothing confirmed, banner, all of it after",
        (
            "tests/faults/test_11_full_disk.py",
            "tests/adapters/sql/test_refusals.py",
        ),
    ),
    Fault(
        12,
        "each n-th write and fsync fails",
        "what was confirmed is there, once, and the chain holds",
        ("tests/faults/test_12_bad_disk.py",),
    ),
    Fault(
        13,
        "the database locked by another process",
        "the screen stays usable, every alarm waits",
        ("tests/faults/test_13_locked_file.py",),
    ),
    Fault(
        14,
        "killed in each step of a migration; a newer schema",
        "the old tables or the new; refused in words",
        (
            "tests/faults/test_14_migrations.py",
            "tests/migrations",
            "tests/adapters/sql/test_store.py",
        ),
    ),
    Fault(
        15,
        "the clock set by an hour or a year, both nights of summer time",
        "rungs within 1 s of the monotonic time, no sight lost",
        (
            "tests/faults/test_15_clock_set.py",
            "tests/faults/test_15_faketime.py",
            "tests/services/test_escalations.py",
            "tests/services/test_watch.py",
        ),
    ),
    Fault(
        16,
        "two to eight consoles claim 1,000 cases on one server",
        "one owner each, and every loser knows whose it is within 1 s",
        (
            "tests/faults/test_16_contested_cases.py",
            "tests/adapters/sql/test_contested_tasks.py",
        ),
    ),
    Fault(
        17,
        "an owner's console dies",
        "its cases alarm again on the others within 30 s",
        ("tests/faults/test_17_owner_dies.py",),
    ),
    Fault(
        18,
        "1,000 alarms in 10 s beside 500 samples a second",
        "a life alarm is painted within 1 s",
        ("tests/faults/test_18_flood_beside_samples.py",),
    ),
    Fault(
        19,
        "hostile text through every widget",
        "no rich text, no file, no network, no block",
        ("tests/ui/test_hostile.py",),
    ),
    Fault(
        20,
        "fuzzed payloads through every decoder",
        "none raises, holds up or fills the memory",
        (
            "tests/faults/test_20_fuzz.py",
            "tests/faults/test_20_files.py",
        ),
    ),
    Fault(
        21,
        "payloads of 256 KiB, 2 MB and 200 MB",
        "less than 50 MB more memory, and the next alarm is receipted",
        ("tests/faults/test_21_large.py",),
    ),
    Fault(
        22,
        "a soak of a million messages",
        "each stored once, shown truly, nothing left behind",
        ("tests/faults/test_22_soak.py",),
    ),
    Fault(
        23,
        "TLS: wrong authority, expired, wrong host",
        "refused, no fall-back, a word for the operator",
        ("tests/adapters/mqtt/test_link_trust.py",),
    ),
    Fault(
        24,
        "a device that speaks for another",
        "refused by the broker's rules and by us, and shown",
        (
            "tests/contracts/test_mosquitto.py",
            "tests/domain/test_triage.py",
        ),
    ),
    Fault(
        25,
        "journal rows flipped, deleted, swapped, cut",
        "named, with their place",
        (
            "tests/faults/test_25_journal.py",
            "tests/adapters/sql/test_verify.py",
        ),
    ),
    Fault(
        26,
        "the sound device gone",
        "warned within 10 s, shown by sight",
        (
            "tests/adapters/test_sound_output.py",
            "tests/ui/test_mixer.py",
        ),
    ),
    Fault(
        27,
        "a mass of silent devices",
        "one case",
        ("tests/path/test_outage.py",),
    ),
    Fault(
        28,
        "the screen blocked for 60 s",
        "alarms stored and sounded, presence blind, cases alarm elsewhere",
        ("tests/faults/test_28_blocked_screen.py",),
    ),
    Fault(
        29,
        "PostgreSQL restarted, killed, its connections cut in a flood",
        "nothing lost, writes in flight once",
        ("tests/faults/test_29_server_restarted.py",),
    ),
    Fault(
        30,
        "the keyring locked, absent, hanging, its password changed",
        "a clear word, nothing in plain text",
        (
            "tests/faults/test_30_keyring.py",
            "tests/faults/test_30_keyring_link.py",
        ),
    ),
    Fault(
        31,
        "an exception of C code in an override of Qt's",
        "told, and the process lives",
        ("tests/faults/test_31_override_fails.py",),
    ),
)


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
