"""QtWebEngine has one home, which is loaded late; and the page that it shows is our own, small, and asks nobody.

The import linter knows PySide6 as one, so that its parts are held here.
"""

import re
from pathlib import Path

import pytest

from tests.architecture.rules import _imported

ROOT = Path(__file__).parents[2]
HOME = "ui/media/page.py"
DOOR = "ui/media/loading.py"
DOCTOR = "ui/checks.py"
"""It says what is missing, and may try."""

PAGE = ROOT / "resources" / "call"
WEB = re.compile(r"PySide6\.QtWeb(Engine|Channel|View)")


def files() -> list[str]:
    return sorted(
        path.relative_to(ROOT).as_posix() for folder in ("console", "ui") for path in (ROOT / folder).rglob("*.py")
    )


def web_imports(source: str) -> list[str]:
    """What is imported of QtWebEngine, or of the module that imports it."""
    if "QtWeb" not in source and "ui.media" not in source:
        return []
    found = [name for _, name in _imported(source) if WEB.match(name) or name == "ui.media.page"]
    return found + re.findall(r"from PySide6 import .*(QtWeb\w+)", source)


def test_web_engine_is_at_home_in_one_module_which_one_other_opens() -> None:
    importers = {path: found for path in files() if (found := web_imports((ROOT / path).read_text("utf-8")))}
    assert set(importers) - {DOCTOR} == {HOME, DOOR}
    assert importers[DOOR] == ["ui.media.page"]


@pytest.mark.parametrize(
    "code",
    [
        "from PySide6.QtWebEngineWidgets import QWebEngineView",
        "import PySide6.QtWebEngineCore",
        "from PySide6 import QtCore, QtWebEngineCore",
        "from PySide6.QtWebChannel import QWebChannel",
        "def f():\n    from ui.media.page import WebEnginePage",
    ],
)
def test_a_planted_import_is_found(code: str) -> None:
    assert web_imports(code)


def test_an_ordinary_import_is_none() -> None:
    assert web_imports("from PySide6.QtWidgets import QWidget\nfrom ui.media.engine import Engine") == []


def test_the_page_asks_nobody_keeps_nothing_and_runs_no_text() -> None:
    texts = {path.name: path.read_text("utf-8") for path in PAGE.iterdir()}
    assert {name.rpartition(".")[2] for name in texts} == {"html", "css", "js"}
    said = "\n".join(texts.values())
    for word in (
        "http:", "https:", "fetch(", "XMLHttpRequest", "WebSocket", "localStorage", "indexedDB", "eval(", "innerHTML",
        "MediaRecorder", "toDataURL", "toBlob", "console.log", "console.error", "drawImage",
    ):  # fmt: skip
        assert word not in said, word
