"""Two consoles on one PostgreSQL and one broker: one alarm is one case, one claim wins, the other hears who has it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from console.adapters.municipality.simulated import build
from console.adapters.secrets import MemorySecrets
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config
from console.domain import events as ev
from console.domain.ids import OperatorId
from console.domain.refused import Reason, Refused
from tests.fakes import run_async
from tests.faults.intake_process import RESIDENTS, SEED, TODAY, configured
from tests.faults.oracle import Gateway
from tests.faults.victim import voices
from tests.path.eye import Eye
from tests.servers import MISSING_MOSQUITTO, MISSING_POSTGRES, Mosquitto, Postgres

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.postgres,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES)),
]


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - two programs are waited for, not one event
            await asyncio.sleep(0.05)


def at_the_server(config: Config, url: str) -> Config:
    """The same console with its journal in PostgreSQL."""
    plain = url.replace("postgresql+psycopg://", "postgresql://")
    return replace(config, database=replace(config.database, url=plain, file=""))


async def claims_of(console: Console) -> list[OperatorId]:
    events = await console.store.journal.since(0)
    return [event.who for event in events if isinstance(event, ev.Event) and isinstance(event.body, ev.CaseClaimed)]


async def shift(port: int, url: str, folder: Path) -> None:
    simulated = build(SEED, RESIDENTS, today=TODAY)
    (folder / "a").mkdir()
    (folder / "b").mkdir()
    eyes = (Eye(), Eye())
    configs = [at_the_server(configured(port, folder / name), url) for name in ("a", "b")]
    fittings = [Fittings(MemorySecrets(), eye, (), simulated.operators) for eye in eyes]
    async with opened(configs[0], fittings[0]) as one, opened(configs[1], fittings[1]) as two:
        for eye, console in zip(eyes, (one, two), strict=True):
            eye.painted = console.watch.painted
        await Demonstration(one, simulated, SEED, None).prepare()
        running = [asyncio.create_task(console.run(), name="console") for console in (one, two)]
        await two.recorder.follow()
        ellen = await one.sign_in.sign_in_as(simulated.operators[0].id)
        amina = await two.sign_in.sign_in_as(simulated.operators[1].id)
        with Gateway(port, voices()[:1]) as gateway:
            gateway.send(0)
            await asyncio.to_thread(gateway.wait, 60)
        await until(lambda: all(len(eye.rows) == 1 for eye in eyes))
        assert eyes[0].rows[0].case == eyes[1].rows[0].case
        assert eyes[0].rows[0].alarms == eyes[1].rows[0].alarms == 1
        case = eyes[0].rows[0].case
        answers = await asyncio.gather(one.desk.claim(ellen, case), two.desk.claim(amina, case), return_exceptions=True)
        [refused] = [answer for answer in answers if isinstance(answer, Refused)]
        assert refused.reason is Reason.OWNED_BY_OTHER
        [winner] = await claims_of(one)
        names = {operator.id: operator.name for operator in (ellen, amina)}
        assert refused.owner == names[winner]
        await until(lambda: all(eye.rows[0].owner_name == names[winner] for eye in eyes))
        assert not (await one.store.journal.verify()).damage
        for task in running:
            task.cancel()
        await asyncio.wait(running)


def test_two_consoles_share_one_case_and_one_of_them_owns_it(tmp_path: Path) -> None:
    with Mosquitto() as broker, Postgres() as postgres:
        run_async(shift(broker.port, postgres.database(), tmp_path), 60)
