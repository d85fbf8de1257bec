"""Who may see through a camera or call a person, and what may become of a picture: held by the code's own shape.

Each gate alone makes its own permit, or changes what that allows; the cameras' adapter alone makes a frame; nothing
that touches a picture opens a file, and no module that does not show pictures reads their points.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.rules import nodes_of

ROOT = Path(__file__).parents[2]
GATES = {"console/domain/gate.py": "Permit", "console/domain/call_gate.py": "CallPermit"}
"""Which permit each makes."""

CAMERAS = "console/adapters/cameras/"
ALL = sorted(
    path.relative_to(ROOT).as_posix() for folder in ("console", "ui") for path in (ROOT / folder).rglob("*.py")
)

WRITES = frozenset(
    {"open", "fdopen", "mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "write_bytes", "write_text",
     "touch", "save", "to_image", "tofile", "savez", "memmap", "copyfile", "rename", "mkfifo", "dump", "mux"}
)  # fmt: skip
READERS = frozenset({"open"})
"""`av.open` reads, as long as it is not told otherwise."""

SEALED = frozenset({"mask", "camera", "seal", "with_picture", "listen_in", "callee"})
"""What a permit's copy may not be given."""

Rule = Callable[[str], list[str]]


def _calls(source: str) -> Iterator[tuple[ast.Call, str]]:
    for node in nodes_of(source):
        if isinstance(node, ast.Call):
            yield node, node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def permits_made(source: str) -> list[str]:
    """Makes a permit, touches a seal, or changes what is allowed on a copy of something sealed."""
    if not any(word in source for word in ("Permit(", "_SEAL", "replace(")):
        return []
    makers = ("_SEAL", *GATES.values())
    found = [f"{call.lineno}: makes a permit" for call, name in _calls(source) if name in makers]
    for call, name in _calls(source):
        if name == "replace" and SEALED & {keyword.arg for keyword in call.keywords}:
            found.append(f"{call.lineno}: changes what is sealed")
    for node in nodes_of(source):
        named = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
        imported = {one.name for one in node.names} if isinstance(node, ast.ImportFrom) else set()
        if named == "_SEAL" or "_SEAL" in imported:
            found.append(f"{getattr(node, 'lineno', 0)}: touches the seal")
    return found


def frames_made(source: str) -> list[str]:
    """Makes a camera's frame."""
    if "domain.picture" not in source and "picture.Frame" not in source:
        return []
    return [f"{call.lineno}: makes a frame" for call, name in _calls(source) if name == "Frame"]


def files_written(source: str) -> list[str]:
    """Opens a file for writing, or hands a picture to what does."""
    found = []
    for call, name in _calls(source):
        is_video = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) == "av.open"
        is_camera = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).endswith("cameras")
        is_reading = name in READERS and (is_camera or (is_video and len(call.args) == 1 and not _has_mode(call)))
        if name in WRITES and not is_reading:
            found.append(f"{call.lineno}: {name}")
    return found


def _has_mode(call: ast.Call) -> bool:
    return any(keyword.arg in ("mode", None) for keyword in call.keywords)


def complaints(rule: Rule, paths: list[str]) -> list[str]:
    return [f"{path}:{said}" for path in paths for said in rule((ROOT / path).read_text("utf-8"))]


def test_only_the_gate_gives_a_permit_or_changes_one() -> None:
    assert complaints(permits_made, [path for path in ALL if path not in GATES]) == []


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_makes_its_own_permit_and_no_other(gate: str) -> None:
    source = (ROOT / gate).read_text("utf-8")
    assert {name for _, name in _calls(source) if name in GATES.values()} == {GATES[gate]}
    imported = [node.module for node in nodes_of(source) if isinstance(node, ast.ImportFrom)]
    assert not {path.removesuffix(".py").replace("/", ".") for path in GATES} & set(imported)


def test_only_the_cameras_make_a_frame() -> None:
    others = [path for path in ALL if not path.startswith(CAMERAS)]
    assert complaints(frames_made, others) == []
    assert complaints(frames_made, [path for path in ALL if path.startswith(CAMERAS)]) != []


def test_nothing_among_the_cameras_opens_a_file_for_writing() -> None:
    ours = [path for path in ALL if path.startswith(CAMERAS)]
    assert len(ours) > 5
    assert complaints(files_written, ours) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (permits_made, "Permit(1, 2)"),
        (permits_made, "gate.Permit(1, 2)"),
        (permits_made, "replace(permit, mask=Mask.NONE)"),
        (permits_made, "dataclasses.replace(permit, mask=Mask.NONE)"),
        (permits_made, "from console.domain.gate import _SEAL"),
        (permits_made, "seal = gate._SEAL"),
        (permits_made, "CallPermit(1, 2)"),
        (permits_made, "call_gate.CallPermit(1, 2)"),
        (permits_made, "replace(permit, with_picture=True)"),
        (permits_made, "replace(permit, listen_in=True)"),
        (permits_made, "from console.domain.call_gate import _SEAL"),
        (frames_made, "from console.domain.picture import Frame\nFrame(1, 2)"),
        (frames_made, "picture.Frame(1, 2)"),
        (files_written, "open('x', 'wb')"),
        (files_written, "Path('x').open('wb')"),
        (files_written, "os.open('x', os.O_WRONLY)"),
        (files_written, "os.fdopen(1, 'wb')"),
        (files_written, "av.open('x', 'w')"),
        (files_written, "av.open('x', mode='w')"),
        (files_written, "av.open('x', **options)"),
        (files_written, "frame.save('x')"),
        (files_written, "Path('x').write_bytes(pixels)"),
        (files_written, "pixels.tofile('x')"),
    ],
)
def test_a_rule_bites(rule: Rule, code: str) -> None:
    assert rule(code) != []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (permits_made, "replace(case, owner=None)"),
        (files_written, "av.open(address, options=options)"),
        (files_written, "os.write(1, pixels)"),
    ],
)
def test_a_rule_leaves_alone_what_is_right(rule: Rule, code: str) -> None:
    assert rule(code) == []
