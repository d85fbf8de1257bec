"""A console to be killed while its server is away: `python -m tests.bootstrap.copy_process URL FOLDER`.

It says `ready` when Astrid is in its copy, waits for a line, reads her card without the server, says `read`, and stays.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config
from console.domain.events import ReadReason
from console.domain.ids import ResidentId
from console.domain.imported import ImportedRows
from console.domain.operator import Operator, Role
from console.domain.resident import CriticalFact, FactKind
from console.services.screen import Screen
from tests.builders import device, household, municipality, operator, resident
from tests.faults.intake_process import FixedKey, configured

ASTRID = ResidentId("astrid")
DEAF_PORT = 1
anna: Operator = operator("anna", Role.OPERATOR, Role.SHIFT_LEAD)


def at_the_server(url: str, folder: Path) -> Config:
    """A console without a broker, on a shared database."""
    config = configured(DEAF_PORT, folder)
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    return replace(config, database=replace(config.database, url=plain, file=""))


@asynccontextmanager
async def running(config: Config, screen: Screen | None = None) -> AsyncIterator[Console]:
    """A console with its loops, ended afterwards."""
    async with opened(config, Fittings(FixedKey(), screen, (), (anna,))) as console:
        task = asyncio.create_task(console.run(), name="console")
        try:
            yield console
        finally:
            task.cancel()
            await asyncio.wait({task})


async def imported(console: Console) -> None:
    """Astrid, who has oxygen; returns when the copy, where there is one, has her too."""
    rows = ImportedRows(
        municipalities=(municipality(),), households=(household(),),
        residents=(resident(facts=(CriticalFact(FactKind.OXYGEN),)),),
        devices=(device(resident="astrid", household="home-1"),),
    )  # fmt: skip
    await console.directory.take_in(rows, anna)
    copy = console.local_copy
    async with asyncio.timeout(40):
        while copy is not None and not (copy.copied_at and await copy.residents.residents((ASTRID,))):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def main(url: str, folder: Path) -> None:
    """Until it is killed."""
    async with running(at_the_server(url, folder)) as console:
        await imported(console)
        say("ready")
        await asyncio.to_thread(sys.stdin.readline)
        card = await console.records.card(anna, ASTRID, ReadReason.EMERGENCY)
        say("read" if card.copied_at else "not from the copy")
        await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(main(sys.argv[1], Path(sys.argv[2])))
