"""A hundred thousand broken payloads to every decoder: an answer or its one error, in time, without the memory going.

The short form gives each a thousand. What is broken is decided by the decoder's name, so a failure comes again.
"""

import ast
import gc
import resource
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.decoders import DECODERS, ELSEWHERE, READS, Decoder
from tests.faults.fuzz import Fuzz

ROOT = Path(__file__).parents[2]
LIBRARIES = {
    "json", "msgspec", "tomllib", "tomlkit", "yaml", "csv", "icalendar", "struct", "zlib", "gzip", "bz2", "zipfile",
    "lzma", "base64", "binascii", "sqlite3", "av", "pickle", "marshal", "plistlib", "xml", "html", "email", "wave",
    "configparser", "osmium",
}  # fmt: skip
"""What reads somebody's format."""

SHORT, LONG = 1_000, 100_000
MOST_MEMORY_KIB = 100_000
ROOM = 5


def modules() -> dict[str, set[str]]:
    """The modules of the program that import such a library, with which."""
    found: dict[str, set[str]] = {}
    for file in sorted([*(ROOT / "console").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if used := LIBRARIES & {name.split(".")[0] for name in names}:
                found.setdefault(file.relative_to(ROOT).as_posix(), set()).update(used)
    return found


def test_every_module_that_reads_a_format_has_its_decoder_here() -> None:
    """A new one is either put among the decoders, or it is said who else breaks it."""
    assert set(modules()) == set(READS) | set(ELSEWHERE)
    assert not set(READS) & set(ELSEWHERE)
    assert set(READS.values()) <= set(DECODERS)
    for where in ELSEWHERE.values():
        if where.startswith("tests/"):
            assert (ROOT / where.split(",")[0]).is_file()
        if where.startswith("test_2"):
            assert (Path(__file__).parent / f"{where}.py").is_file()


@pytest.mark.warns
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("many", [SHORT, pytest.param(LONG, marks=pytest.mark.long)])
@pytest.mark.parametrize("name", DECODERS)
def test_no_payload_raises_holds_up_or_fills_the_memory(
    name: str, many: int, record_property: Callable[[str, object], None]
) -> None:
    decoder = DECODERS[name]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    longest, read = fed(decoder, many)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    record_property(f"{name}: payloads", many)
    record_property(f"{name}: longest ms", round(longest * 1000, 1))
    record_property(f"{name}: memory MB", round(grown / 1024, 1))
    assert longest < decoder.within_s * ROOM
    assert grown < MOST_MEMORY_KIB
    del read


def fed(decoder: Decoder, many: int) -> tuple[float, object]:
    """The longest that one payload took, of this thread's processor time, in seconds."""
    read, longest = decoder.make(), 0.0
    fuzz = Fuzz(decoder.seeds, zlib.crc32(decoder.name.encode()))
    gc.collect()
    for number, payload in enumerate(fuzz.payloads(many)):
        began = time.thread_time()
        try:
            read(payload)
        except decoder.errors:
            pass
        except Exception as fault:
            fault.add_note(f"{decoder.name}, payload {number}: {payload[:600]!r}")
            raise
        longest = max(longest, time.thread_time() - began)
    return longest, read


@pytest.mark.parametrize("name", DECODERS)
def test_a_valid_example_is_read(name: str) -> None:
    """Else all the broken ones would prove nothing."""
    decoder = DECODERS[name]
    read = decoder.make()
    unread = 0
    for seed in decoder.seeds:
        try:
            read(seed)
        except decoder.errors:
            unread += 1
    assert unread < len(decoder.seeds) or name in ("camera order", "sealed order")
