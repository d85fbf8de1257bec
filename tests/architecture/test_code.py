"""Every file of the program obeys the house's rules, and every rule is shown to bite."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

from tests.architecture import rules

ROOT = Path(__file__).parents[2]

EVERYTHING_CAUGHT = {"console/services/health.py", "ui/tasks.py"}
OWN_LOOP = {
    "ui/siren.py": "the siren's child process, which has nothing but that loop",
    "ui/sounder.py": "as siren.py, for the alarm sounds",
    "ui/opening.py": "the first frame, before there is any other loop",
}
LAZY_START = {
    "ui/app.py": "the window is told of before Qt is loaded",
    "ui/__main__.py": "the guardian loads no commands",
    "ui/commands.py": "a command without a screen loads none",
    "console/adapters/broker/__init__.py": "only the demo has it, and every start would load it",
    "console/adapters/files/reading.py": "the library of calendars takes a tenth of a second, and few import one",
    "console/adapters/files/plan_folders.py": "YAML and its schema take a seventh of a second, off the loop's thread",
    "console/adapters/sql/migrate.py": "a database at the newest step needs no Alembic, which a start would wait for",
    "console/adapters/sql/statements.py": "one dialect of two",
    "ui/guarded.py": "what is wrong with the settings is said before Qt is loaded",
    "ui/setup.py": "without the sound system's library there is no sound, but a wizard",
    "ui/demo.py": "as app.py",
    "ui/ears.py": "as setup.py: the sign-in works without the sound system's library",
    "ui/night/loading.py": "pyqtgraph takes the better part of a second, and few look at a night",
    "ui/media/loading.py": "who never calls loads no QtWebEngine",
    "ui/checks.py": "the doctor says what is missing rather than fall over it",
}
LONG_BY_NATURE = {
    "ui/words/phrases.py": "Say has",  # a table of phrases
    "ui/words/rounds.py": "RoundsSay has",  # another
    "ui/words/dispatch.py": "DispatchSay has",  # and another
}

Rule = Callable[[str], list[str]]


def files(*folders: str) -> list[str]:
    """The Python files of these packages, as paths from the root."""
    found = [path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.py")]
    assert found
    return sorted(found)


def complaints(rule: Rule, paths: list[str], *allowed: str) -> Iterator[str]:
    """What the rule says of these files, but for those that are allowed it."""
    for path in paths:
        if path not in allowed:
            yield from (f"{path}:{complaint}" for complaint in rule((ROOT / path).read_text("utf-8")))


ALL = files("console", "ui")
UI, DOMAIN, SERVICES = files("ui"), files("console/domain"), files("console/services")


def test_everything_is_caught_in_two_places_only() -> None:
    assert list(complaints(rules.broad_excepts, ALL, *EVERYTHING_CAUGHT)) == []
    assert all(rules.broad_excepts((ROOT / path).read_text("utf-8")) for path in EVERYTHING_CAUGHT)


def test_no_task_is_started_that_nobody_keeps() -> None:
    assert list(complaints(rules.bare_tasks, ALL)) == []


def test_no_loop_runs_inside_the_loop() -> None:
    assert list(complaints(rules.nested_loops, UI, *OWN_LOOP)) == []


def test_nothing_is_imported_for_the_type_checker_only() -> None:
    assert list(complaints(rules.type_checking, ALL)) == []


def test_nothing_is_imported_inside_a_function_but_at_the_lazy_start() -> None:
    assert list(complaints(rules.lazy_imports, ALL, *LAZY_START)) == []


def test_nothing_was_left_for_later() -> None:
    assert list(complaints(rules.promises_to_self, ALL)) == []


def test_every_module_says_what_it_is_for() -> None:
    assert list(complaints(rules.missing_docstring, ALL)) == []


def test_functions_and_classes_keep_their_length() -> None:
    found = list(complaints(rules.too_long, ALL))
    assert [one for one in found if LONG_BY_NATURE.get(one.partition(":")[0], "none") not in one] == []


def test_what_is_long_by_nature_is_long_still() -> None:
    owing = {one.partition(":")[0] for one in complaints(rules.too_long, ALL)}
    assert set(LONG_BY_NATURE) <= owing


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [f"{path}:{said}" for path in ALL for said in rules.empty_names(PurePosixPath(path))] == []


def test_the_domain_stands_on_the_standard_library_and_touches_no_world() -> None:
    assert list(complaints(partial(rules.foreign_imports, home="console.domain"), DOMAIN)) == []
    assert list(complaints(rules.worldly_imports, DOMAIN)) == []


def test_the_services_stand_on_the_standard_library_and_the_domain() -> None:
    assert list(complaints(partial(rules.foreign_imports, home="console.domain console.services"), SERVICES)) == []


def test_time_enters_domain_and_services_only_by_the_clock() -> None:
    assert list(complaints(rules.wall_clocks, DOMAIN + SERVICES)) == []


PLANTED: list[tuple[Rule, str]] = [
    (rules.broad_excepts, "try:\n    pass\nexcept Exception:\n    pass"),
    (rules.broad_excepts, "try:\n    pass\nexcept (ValueError, Exception):\n    raise"),
    (rules.broad_excepts, "try:\n    pass\nexcept:\n    pass"),
    (rules.broad_excepts, "try:\n    pass\nexcept BaseException:\n    pass"),
    (rules.bare_tasks, "async def f():\n    asyncio.create_task(g())"),
    (rules.bare_tasks, "def f(loop):\n    loop.create_task(g())"),
    (rules.bare_tasks, "def f():\n    asyncio.ensure_future(g())"),
    (rules.nested_loops, "def f(dialog):\n    return dialog.exec()"),
    (rules.nested_loops, "def f(app):\n    app.processEvents()"),
    (rules.nested_loops, "@asyncSlot()\ndef f():\n    pass"),
    (rules.nested_loops, "@qasync.asyncSlot()\ndef f():\n    pass"),
    (rules.type_checking, "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    pass"),
    (rules.type_checking, "import typing\nif typing.TYPE_CHECKING:\n    pass"),
    (rules.lazy_imports, "def f():\n    import os"),
    (rules.lazy_imports, "class C:\n    async def f(self):\n        from os import path"),
    (rules.promises_to_self, "x = 1  # TODO: later"),
    (rules.promises_to_self, '"""FIXME"""'),
    (rules.missing_docstring, "x = 1"),
    (rules.too_long, "def f():\n" + "    x = 1\n" * 40),
    (rules.too_long, "class C:\n" + "    x = 1\n" * 200),
    (rules.too_long, "class C:\n" + "".join(f"    def f{number}(self): ...\n" for number in range(21))),
    (partial(rules.foreign_imports, home="console.domain"), "import msgspec"),
    (partial(rules.foreign_imports, home="console.domain"), "from console.services import ports"),
    (rules.worldly_imports, "import asyncio"),
    (rules.worldly_imports, "from concurrent.futures import ThreadPoolExecutor"),
    (rules.wall_clocks, "at = datetime.now(UTC)"),
    (rules.wall_clocks, "def f():\n    return time.monotonic()"),
    (lambda name: rules.empty_names(PurePosixPath(name)), "ui/widgets/queue_helper.py"),
    (lambda name: rules.empty_names(PurePosixPath(name)), "ui/utils/colours.py"),
]

ALLOWED: list[tuple[Rule, str]] = [
    (rules.broad_excepts, "try:\n    pass\nexcept BaseException:\n    f()\n    raise"),
    (rules.broad_excepts, "try:\n    pass\nexcept (OSError, ValueError):\n    pass"),
    (rules.bare_tasks, "async def f(group):\n    group.create_task(g())\n    task = asyncio.create_task(g())"),
    (rules.nested_loops, "def f(dialog):\n    dialog.open()"),
    (rules.too_long, "def f():\n" + "    x = 1\n" * 39),
    (rules.too_long, 'def f():\n    """Said.\n' + "\n    much\n" * 40 + '    """\n' + "    x = 1\n" * 39),
    (partial(rules.foreign_imports, home="console.domain"), "from console.domain.ids import CaseId\nimport heapq"),
    (rules.wall_clocks, "def f(self):\n    return self._clock.now()"),
    (lambda name: rules.empty_names(PurePosixPath(name)), "console/domain/database.py"),
]


@pytest.mark.parametrize(("rule", "code"), PLANTED)
def test_a_rule_bites(rule: Rule, code: str) -> None:
    assert rule(code) != []


@pytest.mark.parametrize(("rule", "code"), ALLOWED)
def test_a_rule_leaves_alone_what_is_right(rule: Rule, code: str) -> None:
    assert rule(code) == []
