"""Every test of the screen runs offscreen, on one Qt application, with time that stands until it is moved.

A test that is a coroutine runs on qasync's loop, as the screen does. After each test nothing may be left: no window,
no running timer, no thread, no task.
"""

from __future__ import annotations

import asyncio
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import gc
import inspect
import threading
from collections.abc import Callable, Coroutine, Generator, Iterator
from dataclasses import replace
from typing import Any

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from tests.ui.fakes import Clock, FakeOffice, night
from ui.assets import load_fonts
from ui.main_window import MainWindow, Site
from ui.tasks import Tasks

PATIENCE_S = 20
"""Seconds that a coroutine may take. A module that plays a long scene names its own."""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """A coroutine runs on the GUI's loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.function):
        return None
    run = pyfuncitem.funcargs.get("aio") or pyfuncitem._request.getfixturevalue("aio")
    wanted = inspect.signature(pyfuncitem.function).parameters
    run(pyfuncitem.function(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says this of every window with a smallest size; it is its own, not ours."""
    for item in items:
        if "tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints"))


@pytest.fixture(scope="module", autouse=True)
def settled_heap() -> None:
    """What is loaded by now stays: looking through it for garbage after each test took longer than most tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    load_fonts()


@pytest.fixture
def aio(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """Runs a coroutine on a qasync loop, and sees that no task is left."""
    patience = getattr(request.module, "PATIENCE_S", PATIENCE_S)
    loop = qasync.QEventLoop(qapp, already_running=False)
    asyncio.set_event_loop(loop)
    yield lambda coroutine: loop.run_until_complete(asyncio.wait_for(coroutine, patience))
    left = [task for task in asyncio.all_tasks(loop) if not task.done()]
    for task in left:
        task.cancel()
    if left:
        loop.run_until_complete(asyncio.wait(left))
    loop.close()
    asyncio.set_event_loop(None)
    assert not left, f"tasks left: {left}"


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Generator[None]:
    """No window and no thread outlives its test."""
    threads = set(threading.enumerate())
    yield
    qapp.sendPostedEvents()
    gc.collect()
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert not windows, f"windows left: {windows}"
    late = [thread for thread in threading.enumerate() if thread not in threads and thread.name != "QThread"]
    assert not [thread for thread in late if not thread.name.startswith("Dummy")], f"threads left: {late}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(clock: Clock) -> FakeOffice:
    made = FakeOffice(clock)
    night(made)
    return made


@pytest.fixture
def window(qapp: QApplication, office: FakeOffice, clock: Clock) -> Iterator[MainWindow]:
    """The window over an invented night; nobody sits here yet, and nothing is shown."""
    made = open_window(office, clock)
    yield made
    shut(made)


def open_window(office: FakeOffice, clock: Clock, **more: Any) -> MainWindow:
    """A window that is shown, joined to a fake office."""
    more.setdefault("site", Site(is_demo=True))
    made = MainWindow(office, Tasks(), now=clock.now, monotonic=clock.monotonic, **more)
    office.show = made.receive
    made.resize(1920, 1080)
    made.show()
    return made


def near_size(window: MainWindow, scale: float) -> None:
    """Just below this size, without the screen made anew for each size between: the next step up is the test's."""
    window.look.theme = replace(window.look.theme, scale=scale - 0.01)


def shut(window: MainWindow) -> None:
    """Closes a window and lets Qt take it away."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
