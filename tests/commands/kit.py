"""How these tests speak to `vaka`: a centre of their own in a folder, its keyring in memory, and answers to look at."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from console import config as configuration
from console.adapters.secrets import MemorySecrets
from console.bootstrap.joined import Console, Fittings, opened
from console.bootstrap.parts import with_door
from console.commands import NEW_PASSWORD, PASSWORD, SECRET, vaka
from console.config import Config
from console.domain import steps
from console.domain.case import Case
from console.domain.ids import MunicipalityId, OperatorId
from console.domain.operator import Grant, Operator, Role
from console.domain.report import AlarmReport
from tests.builders import alarm

RESOURCES = Path(__file__).parents[2] / "resources"
EXAMPLES = RESOURCES / "import"
ALVBRO = MunicipalityId("alvbro")
ELLEN_WORD = "en fin kväll i Älvbro"
OTHER_WORD = "nytt ord för var natt"
LEAD = Operator(OperatorId("ellen"), "Ellen Sandgren", frozenset({Grant(ALVBRO, Role.SHIFT_LEAD)}))
PETRA = Operator(OperatorId("petra.lund"), "Petra Lund", frozenset({Grant(ALVBRO, Role.SHIFT_LEAD)}))


@dataclass
class Centre:
    """A configuration in a folder, and the commands that are given there."""

    folder: Path
    secrets: MemorySecrets

    @property
    def file(self) -> Path:
        return self.folder / "vaka.toml"

    @property
    def config(self) -> Config:
        return configuration.load(self.file)

    def write(self, more: str = "") -> None:
        """The settings file: everything in our folder, the broker embedded, and `more`."""
        place = self.folder.as_posix()
        self.file.write_text(
            f'[console]\nid = "prov"\nstate_folder = "{place}"\n[database]\nfile = "{place}/vaka.db"\n'
            f"[canary]\ninterval_s = 1\nblind_after_s = 3\n[broker]\nembedded = true\n{more}",
            encoding="utf-8",
        )

    def rewrite(self, before: str, after: str) -> None:
        """Changes a line of the settings."""
        text = self.file.read_text("utf-8")
        assert before in text
        self.file.write_text(text.replace(before, after), encoding="utf-8")

    def run(
        self, *words: str, password: str | None = ELLEN_WORD, new: str | None = None, secret: str | None = None,
        typed: str | None = None,
    ) -> Result:  # fmt: skip
        """One command, as from a shell; `typed` is what stands on the terminal."""
        env = {PASSWORD: password, NEW_PASSWORD: new, SECRET: secret}
        return CliRunner().invoke(vaka, ["--config", str(self.file), *words], input=typed, env=env, prog_name="vaka")

    def do(self, *words: str, **more: Any) -> list[str]:
        """A command that must be done: its lines on stdout."""
        result = self.run(*words, **more)
        assert result.exit_code == 0, (words, result.output, result.exception)
        return result.stdout.splitlines()

    def refuse(self, *words: str, **more: Any) -> str:
        """A command that must not be done, and say why in words: what it says on stderr."""
        result = self.run(*words, **more)
        assert result.exit_code == 1, (words, result.output, result.exception)
        assert isinstance(result.exception, SystemExit), result.exception
        assert result.stderr.strip(), "no reason was given"
        assert "Traceback" not in result.output
        return result.stderr

    def found(self) -> None:
        """The first account, and the examples' residents."""
        self.do("account", "create", "ellen", "--name", "Ellen Sandgren", "--grants", "alvbro:shift_lead",
                new=ELLEN_WORD)  # fmt: skip
        self.do("import", str(EXAMPLES / "residents.json"), "--as", "ellen")

    def add(self, login: str, grants: str, new: str = OTHER_WORD) -> None:
        """One more account, made by the first."""
        self.do("account", "create", login, "--name", login.title(), "--grants", grants, "--as", "ellen", new=new)

    def inside(self, work: "Coroutine[Any, Any, Any]") -> Any:
        """Runs something on a console's kind of loop."""
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            return runner.run(work)

    def journal(self, *words: str, login: str = "ellen", **more: Any) -> list[dict[str, Any]]:
        """`vaka journal ...` as JSON."""
        return [json.loads(line) for line in self.do("journal", *words, "--as", login, **more)]

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Console]:
        """A console of this centre, opened and not running."""
        config = self.config
        async with opened(replace(config, broker=replace(config.broker, embedded=False, tls=False)),
                          Fittings(self.secrets)) as console:  # fmt: skip
            yield console

    def press(self, *, is_closed: bool = False) -> str:
        """A press of the example's alarm, stored; returns its case, closed with an outcome if so asked."""

        async def pressed() -> str:
            async with self.opened() as console:
                await console.intake.take([a_press()])
                (case,) = console.recorder.board.open_cases()
                if is_closed:
                    await close(console, case)
                return str(case.id)

        return str(self.inside(pressed()))

    @contextmanager
    def running(self, *choosable: Operator) -> Iterator["Running"]:
        """A whole console, running in a thread beside us with its broker and its door."""
        with Running(self, choosable) as running:
            yield running


def a_press(key: str = "") -> AlarmReport:
    """What the example's device sends when it is pressed."""
    return alarm(datetime.now(UTC), device="ex-larm-1", sender="hub-centrum", municipality=ALVBRO, key=key)


async def close(console: Console, case: Case) -> None:
    """Ellen takes the case, writes on it and closes it."""
    for step in (steps.Claim(case.id), steps.Note(case.id, "Ringde upp."), steps.Close(case.id, "visit_done", "", 9)):
        await console.desk.perform(LEAD, step)


class Running:
    """A console in a thread of its own, from `with` to its end."""

    def __init__(self, centre: Centre, choosable: tuple[Operator, ...]) -> None:
        self._centre = centre
        self._fittings = Fittings(centre.secrets, choosable=choosable)
        self._up = threading.Event()
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._live, name="console under test")
        self.console: Console
        self._loop: asyncio.AbstractEventLoop
        self._task: asyncio.Task[None]

    def __enter__(self) -> "Running":
        self._thread.start()
        assert self._up.wait(20)
        assert self._fault is None, self._fault
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(20)
        assert not self._thread.is_alive()

    def ask(self, work: "Coroutine[Any, Any, Any]") -> Any:
        """Runs something on the console's loop and waits for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    def _live(self) -> None:
        try:
            with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
                runner.run(self._run())
        except asyncio.CancelledError:
            pass
        except BaseException as fault:
            self._fault = fault
            raise
        finally:
            self._up.set()

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with opened(self._centre.config, self._fittings) as self.console:
            running = asyncio.create_task(with_door(self.console, self.console.run()), name="console")
            self._task = running
            while not (self._centre.folder / "door.json").exists():  # noqa: ASYNC110 (it is what is polled)
                await asyncio.sleep(0.02)
            self._up.set()
            await running
