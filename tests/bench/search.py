"""How soon a typed letter has its answer among a million residents, without any network.

What is typed is a person's name as an operator types it, letter by letter, with now and then a letter wrong, and the
words that most have. Each answer is that of the console's own search, by an operator who may see everybody: the hardest
case. One letter alone asks for nothing, by rule; what it takes to say so is told beside.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from console.adapters.clock import SystemClock
from console.adapters.sql.store import open_store
from console.domain.ids import ConsoleId
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.recorder import Recorder
from console.services.search import Search
from tests.bench.figures import Better, Figure, percentile, run
from tests.bench.large_centre import LargeCentre, large_centre
from tests.bench.large_seat import KEY, operator

NAMES = (
    "Anna Andersson", "Karin Lindqvist", "Sven Svensson", "Gösta Åkerberg", "Margareta Bergström", "Ulla-Britt Ek",
    "Östen Ångström", "Birgitta Sandberg", "Lars Persson", "Ingrid Norén", "Valter Rönnholm", "Astrid Söderlund",
)  # fmt: skip
COMMON = ("and", "sv", "an", "be", "stor", "kommun", "andersson", "storgatan", "anna", "lgh", "1001", "kommun 7")
TWO_COMMON = (
    "anna andersson",
    "sv sv",
    "an an",
    "lars kommun",
    "ma be",
    "anders stor",
    "karin kyrkgatan 7",
    "12 kommun",
)
MISSPELT = (
    "andresson",
    "lindkvist",
    "svennsson",
    "bergstrm",
    "margreta sandbreg",
    "karln lindqvist",
    "astird sodrlund",
)
PHONES = ("099001", "+46 990 07 0001", "0990 12 000123")
NOBODY = ("zzqx", "anna zzqx", "xyxyxyxy", "kwrt andersson")


def typed(name: str) -> list[str]:
    """A name, letter by letter, from the second."""
    return [name[:length] for length in range(2, len(name) + 1) if name[length - 1] != " "]


QUESTIONS = {
    "typed letters": [text for name in NAMES for text in typed(name)],
    "common beginnings": list(COMMON),
    "two words": list(TWO_COMMON),
    "misspelt": list(MISSPELT),
    "numbers": list(PHONES),
    "nobody": list(NOBODY),
}


@asynccontextmanager
async def searching(centre: LargeCentre) -> AsyncIterator[Search]:
    """The search of a console, on this centre."""
    store, clock = await open_store(centre.file, KEY), SystemClock()
    try:
        recorder = Recorder(store.journal, clock, lambda: "none")
        directory = Directory(store.residents, recorder, clock)
        await directory.start()
        await recorder.start()
        desk = Desk(recorder, directory, store.journal, clock, lambda: "none", ConsoleId("bench"))
        yield Search(store.search, recorder, directory, desk, clock)
    finally:
        await store.close()


async def answers(centre: LargeCentre, turns: int) -> dict[str, list[list[float]]]:
    """Milliseconds of each answer, by what was asked and turn. What was asked before lies in memory: a turn goes
    through all of it in an order of its own."""
    found: dict[str, list[list[float]]] = {kind: [] for kind in (*QUESTIONS, "one letter", "everything")}
    seat = operator()
    async with searching(centre) as search:
        for turn in range(turns):
            asked = [(kind, text) for kind, texts in QUESTIONS.items() for text in texts]
            asked += [("one letter", text) for text in "asbåö" * 4]
            random.Random(turn).shuffle(asked)
            for took in found.values():
                took.append([])
            for kind, text in asked:
                began = time.perf_counter()
                await search.find(seat, text)
                took_ms = (time.perf_counter() - began) * 1000
                found[kind][-1].append(took_ms)
                if kind != "one letter":
                    found["everything"][-1].append(took_ms)
    return found


def at(percent: int, turns: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """The percentile of each turn."""
    return tuple(percentile(turn, percent) for turn in turns)


def measured(turns: int, is_quick: bool) -> list[Figure]:
    """As the program tells it."""
    lower = Better.LOWER
    with large_centre(is_quick) as centre:
        found = asyncio.run(answers(centre, turns))
        figures = [
            Figure(
                "a letter to its answer p99", "ms", at(99, found["everything"]), lower, 50, "two words that many have"
            ),
            Figure("a letter to its answer p50", "ms", at(50, found["everything"]), lower),
        ]
        figures += [
            Figure(f"{kind} p99", "ms", at(99, took), lower) for kind, took in found.items() if kind != "everything"
        ]
        rate = Figure("import", "residents/s", (centre.imported_per_s,), Better.HIGHER, limit="the words of the search")
    return [*figures, rate]


if __name__ == "__main__":
    run(__doc__ or "", measured)
