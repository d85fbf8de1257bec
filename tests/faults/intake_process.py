"""A console without a screen, to be killed: `python -m tests.faults.intake_process PORT FOLDER [CA USER PASSWORD]`.

The same as `vaka intake` but for the keyring: its database key is fixed, for there is no keyring in a test. With CA it
comes over TLS as USER, who is its console's id too.
"""

import asyncio
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from console.adapters.municipality.simulated import build
from console.adapters.secrets import BROKER_PASSWORD, MemorySecrets
from console.bootstrap.demo import Demonstration
from console.bootstrap.joined import Fittings, opened
from console.config import Config

KEY = bytes(range(32))
SEED = 7
RESIDENTS = 200
TODAY = date(2026, 11, 22)


class FixedKey(MemorySecrets):
    """A database key that outlives the process, as the keyring's does."""

    def database_key(self, *, make: bool) -> bytes:
        """Always the same."""
        return KEY


def configured(port: int, folder: Path) -> Config:
    """A console at the broker on `port`, with all that it keeps in `folder`."""
    base = Config()
    return replace(
        base,
        broker=replace(base.broker, host="127.0.0.1", port=port, tls=False),
        database=replace(base.database, file=str(folder / "vaka.db")),
        console=replace(base.console, state_folder=str(folder)),
    )


def guarded(config: Config, ca_file: str, user: str) -> Config:
    """The same at a broker that asks who comes."""
    broker = replace(config.broker, tls=True, ca_file=ca_file, username=user)
    return replace(config, broker=broker, console=replace(config.console, id=user))


async def main(port: int, folder: Path, ca_file: str = "", user: str = "", password: str = "") -> None:
    """Until it is killed."""
    simulated = build(SEED, RESIDENTS, today=TODAY)
    config, secrets = configured(port, folder), FixedKey()
    if ca_file:
        config = guarded(config, ca_file, user)
        secrets.set(BROKER_PASSWORD, password)
    async with opened(config, Fittings(secrets)) as console:
        if console.recorder.board.seq == 0:
            await Demonstration(console, simulated, SEED, None).prepare()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await console.run()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
