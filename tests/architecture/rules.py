"""The rules of the house that no linter knows, each a function from a file's code to its complaints.

A complaint is `line: what`. The rules look at code only; which files they hold for is the test's to say.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

EMPTY_WORDS = frozenset(
    {"manager", "helper", "helpers", "util", "utils", "handler", "processor", "common", "core", "misc", "base", "impl",
     "data", "info"}
)  # fmt: skip
LONGEST_FUNCTION = 40
LONGEST_CLASS = 200
MOST_PUBLIC_METHODS = 20
"""Lines of code: neither blank, nor comment, nor docstring."""

WORLDLY = frozenset(
    {"asyncio", "logging", "os", "io", "time", "random", "secrets", "socket", "ssl", "pathlib", "shutil", "subprocess",
     "threading", "multiprocessing", "concurrent", "sqlite3", "tempfile", "urllib", "http", "signal", "select"}
)  # fmt: skip
"""What the domain may not touch although it is in the standard library."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree_of(source: str) -> tuple[ast.Module, tuple[ast.AST, ...]]:
    """Its tree, and all nodes of that: every rule looks at every file, which is read once."""
    tree = ast.parse(source)
    return tree, tuple(ast.walk(tree))


def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """All nodes of its tree."""
    return tree_of(source)[1]


def _functions(nodes: tuple[ast.AST, ...]) -> Iterator[Function]:
    return (node for node in nodes if isinstance(node, Function))


def _called(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def broad_excepts(source: str) -> list[str]:
    """Catching everything: bare, `Exception`, or `BaseException` that is not raised again."""
    found = []
    for node in nodes_of(source):
        if not isinstance(node, ast.ExceptHandler):
            continue
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        names = {"" if one is None else getattr(one, "id", "?") for one in caught}
        is_passed_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
        if names & {"", "Exception"} or ("BaseException" in names and not is_passed_on):
            found.append(f"{node.lineno}: catches everything")
    return found


def bare_tasks(source: str) -> list[str]:
    """A task that nobody keeps: the collector may take it, and its fault is never heard. A TaskGroup keeps its own."""
    found = []
    for node in nodes_of(source):
        if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
            continue
        call = node.value
        keeper = call.func.value if isinstance(call.func, ast.Attribute) else None
        is_group = isinstance(keeper, ast.Name) and keeper.id == "group"
        if _called(call) in ("create_task", "ensure_future", "run_coroutine_threadsafe") and not is_group:
            found.append(f"{node.lineno}: a bare {_called(call)}")
    return found


def nested_loops(source: str) -> list[str]:
    """Qt's ways to run a loop inside the loop, and qasync's way to hide a failure."""
    found = []
    for node in nodes_of(source):
        name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        is_call = isinstance(node, ast.Call) and _called(node) in ("exec", "exec_")
        if is_call or name in ("processEvents", "asyncSlot", "asyncClose"):
            found.append(f"{getattr(node, 'lineno', 0)}: a loop inside the loop")
    return found


def type_checking(source: str) -> list[str]:
    """Imports that only a type checker sees hide a circle."""
    return [
        f"{node.lineno}: TYPE_CHECKING"
        for node in nodes_of(source)
        if (isinstance(node, ast.Name) and node.id == "TYPE_CHECKING")
        or (isinstance(node, ast.Attribute) and node.attr == "TYPE_CHECKING")
    ]


def lazy_imports(source: str) -> list[str]:
    """Imports inside a function."""
    return [
        f"{node.lineno}: an import inside {function.name}"
        for function in _functions(nodes_of(source))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def promises_to_self(source: str) -> list[str]:
    """What was left for later."""
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    return [f"{number}: left for later" for number, line in enumerate(source.splitlines(), 1) if marks.search(line)]


def missing_docstring(source: str) -> list[str]:
    """A module that does not say what it is for."""
    return [] if ast.get_docstring(tree_of(source)[0]) else ["1: no docstring"]


def too_long(source: str) -> list[str]:
    """Functions and classes beyond their lines of code, and classes with too many public methods."""
    lines = source.splitlines()
    found = []
    for node in nodes_of(source):
        if isinstance(node, Function):
            length = _length(node, lines)
            if length > LONGEST_FUNCTION:
                found.append(f"{node.lineno}: {node.name} has {length} lines")
        if isinstance(node, ast.ClassDef):
            length = _length(node, lines)
            public = [one for one in node.body if isinstance(one, Function) and not one.name.startswith("_")]
            if length > LONGEST_CLASS:
                found.append(f"{node.lineno}: {node.name} has {length} lines")
            if len(public) > MOST_PUBLIC_METHODS:
                found.append(f"{node.lineno}: {node.name} has {len(public)} public methods")
    return found


def _length(node: ast.AST, lines: list[str]) -> int:
    """Lines of code; of what is short enough with all its blanks and texts, those too."""
    own = range(node.lineno, node.end_lineno + 1)  # type: ignore[attr-defined]
    if len(own) <= LONGEST_FUNCTION:
        return len(own)
    said: set[int] = set()
    for part in ast.walk(node):
        is_text = isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
        if is_text and isinstance(part.value.value, str):  # type: ignore[attr-defined]
            said |= set(range(part.lineno, (part.end_lineno or part.lineno) + 1))  # type: ignore[attr-defined]
    return sum(
        number not in said and bool(line := lines[number - 1].strip()) and not line.startswith("#") for number in own
    )


def empty_names(path: PurePosixPath) -> list[str]:
    """Modules and packages whose name says nothing."""
    words = {word for part in path.with_suffix("").parts for word in part.split("_")}
    return [f"0: {word} says nothing" for word in sorted(words & EMPTY_WORDS)]


def foreign_imports(source: str, home: str) -> list[str]:
    """What is neither of the standard library nor of our own `home` packages (given as "console.domain" ...)."""
    homes = tuple(home.split())
    return [
        f"{line}: imports {name}"
        for line, name in _imported(source)
        if name.partition(".")[0] not in sys.stdlib_module_names and not name.startswith(homes)
    ]


def worldly_imports(source: str) -> list[str]:
    """Input, output, time, chance and threads, where there must be none."""
    return [f"{line}: imports {name}" for line, name in _imported(source) if name.partition(".")[0] in WORLDLY]


def wall_clocks(source: str) -> list[str]:
    """The machine's time, read past the `Clock` port."""
    return [
        f"{node.lineno}: reads the clock"
        for node in nodes_of(source)
        if isinstance(node, ast.Call)
        and _called(node) in ("now", "utcnow", "today", "monotonic", "time")
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("datetime", "date", "time")
    ]


def _imported(source: str) -> Iterator[tuple[int, str]]:
    for node in nodes_of(source):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
