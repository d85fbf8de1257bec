"""Alarms a second from a real broker, journalled, confirmed, answered and on the queue; beside clients that do nothing.

In each turn, with the same messages from the same field: mosquitto_sub, paho and a bare socket, which only confirm; the
whole console without a screen, as it is and with a commit for each alarm; and the whole program with its window. A
console is done when the field holds the last receipt, which is given after the commit and after the queue has changed.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from console.config import Config
from tests.bench.figures import Better, Figure, percentile, run
from tests.servers import Mosquitto

MANY, EACH, QUICK = 12_000, 2_000, 600
IDLES = 5
"""So many times as many for a client that does nothing: it has them in a second or two."""

RESTS_S = 5.0
WITHIN_S = 300.0
SETTLES_WITHIN_S = 60
AS_OURS = "set_tcp_nodelay true"
"""As `resources/mosquitto/vaka.conf` has it: without it Nagle's algorithm and a delayed acknowledgement cost 40 ms."""

IDLE = 0.05
"""Seconds of processor time in a second that a console takes for nothing at the most."""

_marks = itertools.count(1)


def field(port: int, count: int, per_s: float = 0, *, is_alone: bool = False) -> dict[str, float]:
    """Sends so many alarms and waits for what answers them. CalledProcessError where nothing does."""
    words = [str(port), str(count), str(per_s), f"bench-{next(_marks)}", *(["alone"] if is_alone else [])]
    command = [sys.executable, "-m", "tests.bench.field", *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=WITHIN_S, check=True)
    return dict(json.loads(done.stdout))


class Child:
    """A program of ours that says JSON in lines."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def said(self) -> dict[str, Any]:
        """Its next line. EOFError where it has ended."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("{"):
                return dict(json.loads(line))
        raise EOFError(f"it ended with {self.process.wait()}")

    def asked(self) -> dict[str, Any]:
        """What it says when it is asked."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.said()


@contextmanager
def child(*words: str) -> Iterator[Child]:
    """One that ends with the block."""
    one = Child(*words)
    try:
        yield one
    finally:
        one.process.kill()
        one.process.wait()
        for stream in (one.process.stdin, one.process.stdout):
            assert stream is not None
            stream.close()


def settled(console: Child) -> None:
    """Waits until a console has done what it does after its start: it reads the whole directory once more."""
    before = console.asked()["cpu_s"]
    for _ in range(SETTLES_WITHIN_S):
        time.sleep(1.0)
        now = console.asked()["cpu_s"]
        if now - before < IDLE:
            return
        before = now


@contextmanager
def seat(kind: str, batch: int) -> Iterator[tuple[Child, int]]:
    """A console that is ready, and the port of its broker."""
    with (
        tempfile.TemporaryDirectory(prefix="vaka-bench-") as folder,
        Mosquitto(AS_OURS) as broker,
        child("tests.bench.seat", kind, str(broker.port), folder, str(batch)) as console,
    ):
        console.said()
        settled(console)
        yield console, broker.port


def mosquitto_sub(count: int) -> float:
    """Messages a second to Debian's client, which says one letter for each; until the last of them."""
    with Mosquitto(AS_OURS) as broker:
        command = ["mosquitto_sub", "-V", "5", "-h", "127.0.0.1", "-p", str(broker.port), "-i", "idle", "-c", "-q", "1"]
        command += ["-t", "vaka/v1/+/+/alarms/+", "-x", "3600"]
        subprocess.run([*command, "-E"], check=True, timeout=30)
        with subprocess.Popen([*command, "-F", "x"], stdout=subprocess.PIPE) as listening:
            assert listening.stdout is not None
            reader = ThreadPoolExecutor(1)
            try:
                ended = reader.submit(_letters, listening.stdout.fileno(), count)
                began = field(broker.port, count, is_alone=True)["began"]
                return count / (ended.result(WITHIN_S) - began)
            finally:
                listening.kill()
                reader.shutdown()


def _letters(descriptor: int, count: int) -> float:
    """Reads so many lines of a letter each; when the last had come. EOFError where they end before."""
    left = 2 * count
    while left > 0:
        piece = os.read(descriptor, 1 << 16)
        if not piece:
            raise EOFError("mosquitto_sub ended")
        left -= len(piece)
    return time.monotonic()


def idle(kind: str, count: int) -> tuple[float, float]:
    """Messages a second to a client that only confirms, and microseconds of processor time for each."""
    with Mosquitto(AS_OURS) as broker, child("tests.bench.listener", kind, str(broker.port), str(count)) as listening:
        listening.said()
        began = field(broker.port, count, is_alone=True)["began"]
        told = listening.said()
        return count / (told["ended"] - began), told["cpu_s"] / count * 1e6


def console(kind: str, batch: int, count: int) -> tuple[float, float, Sequence[float]]:
    """Alarms a second, microseconds of processor time for each, and with a window its frames in milliseconds.

    What the console takes for nothing, measured in the same process right before, is no part of an alarm's.
    """
    with seat(kind, batch) as (asked, port):
        resting = asked.asked()
        time.sleep(RESTS_S)
        before = asked.asked()
        for_nothing = (before["cpu_s"] - resting["cpu_s"]) / (before["at_s"] - resting["at_s"])
        sent = field(port, count)
        after = asked.asked()
        assert after["stored"] - before["stored"] == count, "not every alarm was stored once"
        taken_s = after["cpu_s"] - before["cpu_s"] - for_nothing * (after["at_s"] - before["at_s"])
        cpu_us = taken_s / count * 1e6
        return count / (sent["ended"] - sent["began"]), cpu_us, after.get("frames", ())


def measured(turns: int, quick: bool) -> list[Figure]:
    """The figures."""
    many, each = (QUICK, QUICK) if quick else (MANY, EACH)
    whole = Config().intake.largest_batch
    found: dict[str, list[float]] = {}
    for _ in range(turns):
        sub = mosquitto_sub(many * IDLES)
        (paho, paho_us), (bare, bare_us) = idle("paho", many), idle("bare", many * IDLES)
        rate, cpu_us, _ = console("headless", whole, many)
        single, single_us, _ = console("headless", 1, each)
        seen, seen_us, frames = console("window", whole, many)
        for name, value in {
            "mosquitto_sub": sub, "paho": paho, "paho CPU": paho_us, "bare": bare, "bare CPU": bare_us,
            "console": rate, "console CPU": cpu_us, "single": single, "single CPU": single_us,
            "window": seen, "window CPU": seen_us, "frames p99": percentile(frames, 99), "frames worst": max(frames),
            "of mosquitto_sub": rate / sub, "of single": rate / single,
        }.items():  # fmt: skip
            found.setdefault(name, []).append(value)
    return _figures({name: tuple(values) for name, values in found.items()})


def _figures(found: dict[str, tuple[float, ...]]) -> list[Figure]:
    higher, lower = Better.HIGHER, Better.LOWER
    broker = "the broker and the sender share the machine's cores with whoever listens"
    python = "the interpreter's lock: one thread at a time reads, decides and writes"
    beside = f"{python}; mosquitto_sub, in C, does nothing with a message"
    together = f"what waits is committed together; beyond that {python}"
    lock, alone = "console and screen share the interpreter's lock", "a transaction with its fsync for each alarm"
    return [
        Figure("console beside mosquitto_sub doing nothing", "x", found["of mosquitto_sub"], higher, 0.2, beside),
        Figure("console beside a commit for each", "x", found["of single"], higher, 4, together),
        Figure("CPU an alarm, less what an idle console takes", "us", found["console CPU"], lower, 400, python),
        Figure("GUI frames p99 meanwhile", "ms", found["frames p99"], lower, 33, lock),
        Figure("GUI frames worst meanwhile", "ms", found["frames worst"], lower),
        Figure("console", "1/s", found["console"], higher, limit=python),
        Figure("console with its window", "1/s", found["window"], higher),
        Figure("CPU an alarm with the window, less what an idle one takes", "us", found["window CPU"], lower),
        Figure("a commit for each", "1/s", found["single"], higher, limit=alone),
        Figure("mosquitto_sub doing nothing", "1/s", found["mosquitto_sub"], higher, limit=broker),
        Figure("ceiling: paho confirming", "1/s", found["paho"], higher, limit=broker),
        Figure("ceiling: paho CPU a message", "us", found["paho CPU"], lower),
        Figure("ceiling: a bare socket confirming", "1/s", found["bare"], higher, limit=broker),
        Figure("ceiling: bare socket CPU a message", "us", found["bare CPU"], lower),
    ]  # fmt: skip


if __name__ == "__main__":
    run(__doc__ or "", measured)
