"""The direction of imports: the contracts hold, and each of them bites when it is broken on purpose."""

import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).parent / ("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


@dataclass(frozen=True)
class Planted:
    """One import that must not be: written into `file` of a copy; the contract that must name it."""

    contract: str
    file: str
    imported: str

    @property
    def importer(self) -> str:
        return self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


PLANTED = [
    Planted("screen-above-console", "console/services/desk.py", "ui.theme"),
    Planted("screen-above-console", "console/domain/case.py", "ui.words"),
    Planted("straight-path", "console/domain/queue.py", "console.services.ports"),
    Planted("straight-path", "console/domain/case.py", "console.adapters.clock"),
    Planted("straight-path", "console/services/watch.py", "console.adapters.clock"),
    Planted("straight-path", "console/services/intake.py", "console.config"),
    Planted("straight-path", "console/adapters/clock.py", "console.services.ports"),
    Planted("straight-path", "console/adapters/mqtt/wire.py", "console.config"),
    Planted("straight-path", "console/services/outbox.py", "console.bootstrap.joined"),
    Planted("straight-path", "console/bootstrap/joined.py", "console.commands"),
    Planted("straight-path", "console/newcomer.py", "console.domain"),
    Planted("adapters-by-bootstrap", "console/commands.py", "console.adapters.clock"),
    Planted("adapters-by-bootstrap", "ui/main_window.py", "console.adapters.sql.store"),
    Planted("bootstrap-by-the-starts", "ui/main_window.py", "console.bootstrap.joined"),
    Planted("bootstrap-by-the-starts", "ui/queue/model.py", "console.bootstrap.joined"),
    Planted("adapters-apart", "console/adapters/mqtt/wire.py", "console.adapters.sql.codec"),
    Planted("adapters-apart", "console/adapters/door.py", "console.adapters.clock"),
    Planted("panels-apart", "ui/queue/model.py", "ui.case"),
    Planted("panels-apart", "ui/resident/card.py", "ui.sign_in"),
    Planted("no-cycles", "ui/widgets/marks.py", "ui.widgets.tags"),
    Planted("no-cycles", "console/domain/ids.py", "console.domain.case"),
    Planted("home-of-mqtt", "console/services/outbox.py", "aiomqtt"),
    Planted("home-of-mqtt", "console/adapters/door.py", "paho.mqtt.client"),
    Planted("home-of-sql", "console/domain/journal.py", "sqlalchemy"),
    Planted("home-of-sql", "console/services/recorder.py", "sqlite3"),
    Planted("home-of-sql", "console/bootstrap/joined.py", "alembic"),
    Planted("home-of-sql", "ui/office.py", "psycopg"),
    Planted("homes-of-one-file", "console/adapters/passwords.py", "keyring"),
    Planted("homes-of-one-file", "console/services/sign_in.py", "argon2"),
    Planted("homes-of-one-file", "console/adapters/mqtt/wire.py", "cryptography"),
    Planted("homes-of-one-file", "console/adapters/mqtt/client.py", "iotcore"),
    Planted("homes-of-one-file", "console/domain/resident.py", "faker"),
    Planted("homes-of-one-file", "console/bootstrap/settings.py", "tomlkit"),
    Planted("homes-of-one-file", "console/bootstrap/plans.py", "yaml"),
    Planted("homes-of-one-file", "console/adapters/files/plans.py", "jsonschema"),
    Planted("homes-of-one-file", "console/services/desk.py", "av"),
    Planted("homes-of-one-file", "console/bootstrap/tablet.py", "aiortc"),
    Planted("homes-of-one-file", "console/adapters/cameras/streams.py", "aioice"),
    Planted("bootstrap-by-the-starts", "ui/wizard/window.py", "console.bootstrap.setup"),
    Planted("home-of-bytes", "console/domain/events.py", "msgspec"),
    Planted("home-of-bytes", "console/services/screen.py", "msgspec"),
    Planted("home-of-plots", "ui/technical/lane.py", "pyqtgraph"),
    Planted("home-of-qt", "console/services/screen.py", "PySide6"),
    Planted("home-of-qt", "console/adapters/clock.py", "qasync"),
]


def lint(folder: Path) -> tuple[int, dict[str, str]]:
    """The linter's exit code in that folder, and what it says of each contract that is broken."""
    ran = subprocess.run(
        [str(LINTER), "--no-cache", "--show-timings"], cwd=folder, capture_output=True, text=True, timeout=90,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "1000", "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    report = ran.stdout.partition("Broken contracts")[2]
    named = {contract["name"]: contract["id"] for contract in CONTRACTS}
    headings = "|".join(re.escape(name) for name in named)
    parts = re.split(rf"^({headings})\n-+\n", report, flags=re.MULTILINE)
    assert "configured correctly" not in ran.stdout + ran.stderr, ran.stdout
    return ran.returncode, {named[name]: said for name, said in zip(parts[1::2], parts[2::2], strict=True)}


@cache
def planted_report(folder: Path) -> tuple[int, dict[str, str]]:
    """A copy of the packages with every violation planted at once, and what the linter says of it."""
    for package in ("console", "ui"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", folder / "pyproject.toml")
    for planted in PLANTED:
        file = folder / planted.file
        before = file.read_text("utf-8") if file.exists() else '"""Planted."""\n'
        file.write_text(f"{before}\nimport {planted.imported}\n", "utf-8")
    return lint(folder)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, str]]:
    return planted_report(tmp_path_factory.mktemp("planted"))


def test_the_contracts_hold() -> None:
    assert lint(ROOT) == (0, {})


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: f"{planted.importer}->{planted.imported}")
def test_a_planted_import_breaks_its_contract_by_name(planted: Planted, report: tuple[int, dict[str, str]]) -> None:
    code, broken = report
    assert code != 0
    said = broken[planted.contract]
    if planted.imported == "console.domain" and planted.importer == "console.newcomer":
        assert "newcomer" in said
        return
    if planted.contract == "no-cycles":
        assert planted.imported.rpartition(".")[2] in said
        return
    is_ours = planted.imported.startswith(("console", "ui"))
    imported = planted.imported if is_ours else planted.imported.partition(".")[0]
    assert f"{planted.importer} -> {imported} (l." in said


def test_every_contract_has_a_violation_planted_for_it() -> None:
    assert {planted.contract for planted in PLANTED} == {contract["id"] for contract in CONTRACTS}
