"""The first-run script refuses, tells, installs once, and then gets out of the way."""

from __future__ import annotations

import ast
import importlib.util
import mmap
import os
import re
import stat
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "installer" / "vaka.py"
LOCKS = [ROOT / "installer" / name for name in ("requirements.lock", "requirements-map.lock", "requirements-dev.lock")]
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="execv and shell scripts are POSIX's")


def load(path: Path) -> ModuleType:
    """The script as a module, taken from this path."""
    spec = importlib.util.spec_from_file_location("vaka_script", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def script(tmp_path: Path) -> ModuleType:
    """The script in a checkout of its own, with the real lock files and a .venv that only looks like one."""
    (tmp_path / "installer").mkdir()
    for source in (SCRIPT, *LOCKS):
        (tmp_path / "installer" / source.name).write_bytes(source.read_bytes())
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    module = load(tmp_path / "installer" / "vaka.py")
    python = Path(module.venv_python())
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\n', encoding="ascii")
    python.chmod(0o755)
    (Path(module.venv_packages()) / "pip").mkdir(parents=True)
    (Path(module.venv_packages()) / "pip" / "__init__.py").touch()
    version = ".".join(str(number) for number in sys.version_info[:3])
    (tmp_path / ".venv" / "pyvenv.cfg").write_text(f"version = {version}\n", encoding="ascii")
    return module


@pytest.fixture
def pip_calls(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What pip would have been asked; every call succeeds."""
    calls: list[list[str]] = []

    def run_pip(command: list[str]) -> tuple[int, str]:
        calls.append(command)
        return 0, ""

    monkeypatch.setattr(script, "run_pip", run_pip)
    return calls


def start(script: ModuleType, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Start the script of the fixture's checkout as a user does."""
    command = [sys.executable, str(script.__file__), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def entries(lock: Path) -> list[str]:
    """The requirements of a lock file, each with its hashes on one line."""
    joined = lock.read_text("utf-8").replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


# --- the Python it is started with ------------------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 8, 10), (3, 10, 14), (2, 7, 18)])
def test_an_older_python_is_refused_in_one_sentence_that_says_what_to_do(
    script: ModuleType, version: tuple[int, int, int]
) -> None:
    said = script.refusal(version, "/usr/bin/python3")
    assert "needs Python 3.11 or newer" in said
    assert f"Python {version[0]}.{version[1]}." in said
    assert "Install a newer one" in said


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 14, 0)])
def test_a_new_enough_python_is_taken(script: ModuleType, version: tuple[int, int, int]) -> None:
    assert script.refusal(version, "python3") is None


def test_the_refusal_can_be_read_by_python_3_8_and_needs_only_the_standard_library() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 8))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in named} <= set(sys.stdlib_module_names)


def test_an_old_python_gets_no_further_than_the_refusal(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "OLDEST", (99, 0))
    monkeypatch.setattr(script, "prepare_system", lambda *_, **__: pytest.fail("it went on"))
    with pytest.raises(SystemExit, match="1"):
        script.main(["demo"])
    assert "needs Python 99.0" in capsys.readouterr().err


# --- the system's libraries -------------------------------------------------------------------------------


def lacking(script: ModuleType, monkeypatch: pytest.MonkeyPatch, *sonames: str) -> None:
    """Let the script believe that just these libraries are missing, and no server."""
    monkeypatch.setattr(script, "lacks", lambda soname: soname in sonames)
    monkeypatch.setattr(script, "missing_servers", list)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def test_without_root_a_missing_library_prints_the_one_line_to_run_and_ends(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(script, monkeypatch, "libGL.so.1", "libpulse.so.0")
    monkeypatch.setattr(script, "is_root", lambda: False)
    monkeypatch.setattr(script, "apt_get", lambda *_: pytest.fail("only root installs"))
    with pytest.raises(SystemExit, match="1"):
        script.prepare_system(for_tests=False)
    line = "sudo apt-get install -y --no-install-recommends libgl1 libpulse0"
    assert line in capsys.readouterr().err


def test_root_installs_exactly_what_is_missing(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(script, monkeypatch, "libEGL.so.1")
    asked = apt_answers(script, monkeypatch, answer=True)
    script.prepare_system(for_tests=False)
    assert asked == [("update",), ("install", "-y", "--no-install-recommends", "libegl1")]


def test_servers_that_cannot_be_installed_do_not_stop_the_tests(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(script, monkeypatch)
    monkeypatch.setattr(script, "missing_servers", lambda: ["mosquitto"])
    monkeypatch.setattr(script, "is_root", lambda: False)
    script.prepare_system(for_tests=True)
    assert "apt-get install -y --no-install-recommends mosquitto" in capsys.readouterr().out


def test_a_failed_apt_ends_with_the_line_as_well(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(script, monkeypatch, "libEGL.so.1")
    apt_answers(script, monkeypatch, answer=False)
    with pytest.raises(SystemExit, match="1"):
        script.prepare_system(for_tests=True)
    assert "libegl1" in capsys.readouterr().err


def apt_answers(script: ModuleType, monkeypatch: pytest.MonkeyPatch, *, answer: bool) -> list[tuple[str, ...]]:
    """Let the script be root on Debian with an apt-get that always answers this; return what it is asked."""
    asked: list[tuple[str, ...]] = []

    def apt_get(*arguments: str) -> bool:
        asked.append(arguments)
        return answer

    monkeypatch.setattr(script, "is_root", lambda: True)
    monkeypatch.setattr(script.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(script, "apt_get", apt_get)
    monkeypatch.setattr(script, "POLICY", str(Path(script.ROOT) / "policy-rc.d"))
    return asked


def needed_by(library: Path) -> set[str]:
    """The NEEDED names of a 64-bit ELF library, out of its dynamic section."""
    with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        (table,) = struct.unpack_from("<Q", content, 0x28)
        size, count = struct.unpack_from("<HH", content, 0x3A)
        sections = [struct.unpack_from("<IIQQQQIIQQ", content, table + number * size) for number in range(count)]
        _, _, _, _, at, length, link, *_ = next(section for section in sections if section[1] == DYNAMIC)
        names = sections[link][4]
        entries = struct.iter_unpack("<qQ", content[at : at + length])
        starts = [names + value for tag, value in entries if tag == NEEDED]
        return {content[start : content.find(b"\0", start)].decode("ascii") for start in starts}


DYNAMIC, NEEDED = 6, 1
"""Kinds of a section and of an entry, by the ELF standard."""


def test_what_calls_need_is_needed_by_the_tests_and_wished_for_by_a_console(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking(script, monkeypatch, "libnss3.so", "libXtst.so.6")
    monkeypatch.setattr(script, "is_root", lambda: False)
    script.prepare_system(for_tests=False)
    assert capsys.readouterr().out == "", "a command without a screen makes no calls"
    script.prepare_system(for_tests=False, may_call=True)
    line = "for video and voice calls: sudo apt-get install -y --no-install-recommends libnss3 libxtst6"
    assert line in capsys.readouterr().out
    with pytest.raises(SystemExit, match="1"):
        script.prepare_system(for_tests=True)
    assert "libnss3 libxtst6" in capsys.readouterr().err


def test_root_installs_what_calls_need_by_the_name_of_the_release(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(script, monkeypatch, "libasound.so.2")
    asked = apt_answers(script, monkeypatch, answer=True)
    code = 100
    monkeypatch.setattr(script.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], code))
    script.prepare_system(for_tests=False, may_call=True)
    code = 0
    script.prepare_system(for_tests=False, may_call=True)
    assert [packages[-1] for packages in asked if packages[0] == "install"] == ["libasound2", "libasound2t64"]


@on_posix
@pytest.mark.parametrize(("word", "may_call"), [("demo", True), ("console", True), ("intake", False)])
def test_only_what_shows_the_console_asks_for_what_calls_need(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, word: str, may_call: bool
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(script, "prepare_system", lambda _, may_call: asked.append(may_call))
    monkeypatch.setattr(script, "prepare_packages", lambda _: None)
    monkeypatch.setattr(script, "become", lambda _: None)
    monkeypatch.setattr(script.sys, "platform", "linux")
    script.main([word])
    assert asked == [may_call]


@on_posix
def test_what_calls_need_is_all_that_the_engine_links_to_and_does_not_bring(script: ModuleType) -> None:
    folder = Path(PySide6.__file__).parent / "Qt" / "lib"
    named: set[str] = set()
    for library in ("libQt6WebEngineCore.so.6", "libQt6WebEngineWidgets.so.6", "libQt6WebChannel.so.6"):
        named |= needed_by(folder / library)
    listed = {soname for soname, _ in (*script.LIBRARIES, *script.CALL_LIBRARIES)}
    of_every_system = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1", "ld-linux-x86-64.so.2"}
    with_nss = {"libnssutil3.so", "libsmime3.so"}
    ours = {name for name in named if (folder / name).exists()}
    assert named - ours - of_every_system - with_nss <= listed
    assert {soname for soname, _ in script.CALL_LIBRARIES} <= named


@on_posix
def test_services_are_kept_stopped_only_while_they_are_installed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    policy = tmp_path / "policy-rc.d"
    monkeypatch.setattr(script, "POLICY", str(policy))
    with script.services_kept_stopped():
        assert "exit 101" in policy.read_text("ascii")
        assert policy.stat().st_mode & stat.S_IXUSR
    assert not policy.exists()


def test_a_display_asks_for_the_libraries_of_its_kind_and_the_tests_never_do(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "lacks", lambda soname: "xcb" in soname or "wayland" in soname)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "libxcb-cursor0" in script.missing_libraries(for_tests=False)
    assert "libwayland-egl1" not in script.missing_libraries(for_tests=False)
    assert script.missing_libraries(for_tests=True) == []


# --- the packages -----------------------------------------------------------------------------------------


def test_every_call_of_pip_takes_only_hashed_wheels_or_this_checkout(
    script: ModuleType, pip_calls: list[list[str]]
) -> None:
    script.prepare_packages(script.DEV)
    locked, vaka, dev = pip_calls
    for call in (locked, dev):
        assert "--require-hashes" in call
        assert call[call.index("--only-binary") + 1] == ":all:"
    assert {"--no-deps", "--no-build-isolation", "--no-index"} <= set(vaka)
    assert vaka[-2:] == ["-e", script.ROOT]


def test_a_second_start_calls_neither_pip_nor_venv(script: ModuleType, pip_calls: list[list[str]]) -> None:
    script.prepare_packages(script.RUN)
    assert len(pip_calls) == 2
    script.prepare_packages(script.RUN)
    assert len(pip_calls) == 2
    script.prepare_packages(script.DEV)
    assert len(pip_calls) == 3, "the tests add their own layer and leave the first alone"


@on_posix
def test_a_second_start_goes_straight_to_vaka_with_the_readers_words(
    script: ModuleType, pip_calls: list[list[str]]
) -> None:
    script.prepare_packages(script.RUN)
    began = time.monotonic()
    done = start(script, "doctor", "--all", "två ord")
    assert time.monotonic() - began < 2
    assert (done.returncode, done.stdout, done.stderr) == (0, "-P -m ui doctor --all två ord\n", "")


@on_posix
def test_only_the_import_of_a_map_installs_the_reader_of_openstreetmap(
    script: ModuleType, pip_calls: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    became: list[list[str]] = []
    monkeypatch.setattr(script, "become", became.append)
    monkeypatch.setattr(script, "prepare_system", lambda *_, **__: None)
    for words, calls in ((["map", "info", "a.vakamap"], 2), (["map", "import", "a.osm.pbf", "a.vakamap"], 3)):
        script.main(words)
        assert len(pip_calls) == calls
        assert became[-1][-len(words) :] == words
    assert pip_calls[-1][-1].endswith("requirements-map.lock")


@on_posix
def test_arguments_after_test_go_to_pytest_alone(script: ModuleType, pip_calls: list[list[str]]) -> None:
    script.prepare_packages(script.DEV)
    assert start(script, "test", "-k", "queue").stdout == "-m pytest -k queue\n"


@on_posix
def test_a_plain_test_runs_every_check_although_one_fails_and_ends_in_failure(
    script: ModuleType, pip_calls: list[list[str]]
) -> None:
    Path(script.venv_python()).write_text('#!/bin/sh\necho "ran $2"\ntest "$2" != ruff\n', encoding="ascii")
    script.prepare_packages(script.DEV)
    done = start(script, "test")
    assert re.findall(r"^ran (\w+)", done.stdout, re.M)[:4] == ["ruff", "ruff", "mypy", "mypy"]
    assert "ran tests.run" in done.stdout
    assert done.returncode == 1
    assert "failed: ruff check, ruff format --check" in done.stderr


@pytest.mark.parametrize("name", ["installer/requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_file_is_installed_anew(
    script: ModuleType, pip_calls: list[list[str]], name: str
) -> None:
    script.prepare_packages(script.DEV)
    with (Path(script.ROOT) / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not script.is_current(script.RUN)
    assert not script.is_current(script.DEV)


def test_a_changed_development_lock_leaves_the_program_current(script: ModuleType, pip_calls: list[list[str]]) -> None:
    script.prepare_packages(script.DEV)
    with (Path(script.ROOT) / "installer" / script.DEV.lock).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert script.is_current(script.RUN)
    assert not script.is_current(script.DEV)


@pytest.mark.parametrize(
    ("words", "advised"),
    [
        ("ERROR: [Errno 28] No space left on device", "the disk is full"),
        ("NewConnectionError('...')\nERROR: No matching distribution found for x", "Check the network"),
        ("ERROR: No matching distribution found for x", "no ready-made package for this system"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "Do not use it"),
        ("ERROR: something else", "for the reason above"),
    ],
)
def test_a_failed_pip_leaves_no_stamp_and_says_what_to_do(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    advised: str,
) -> None:
    monkeypatch.setattr(script, "run_pip", lambda _: (1, words))
    with pytest.raises(SystemExit, match="1"):
        script.prepare_packages(script.RUN)
    assert advised in capsys.readouterr().err
    assert not Path(script.stamp_of(script.RUN)).exists()


@on_posix
def test_an_install_broken_off_while_unpacking_is_done_again_from_scratch(script: ModuleType) -> None:
    unpacking = "#!/bin/sh\necho Installing collected packages: a, b\nexit 1\n"
    Path(script.venv_python()).write_text(unpacking, encoding="ascii")
    assert not script.is_spoilt()
    with pytest.raises(SystemExit, match="1"):
        script.install(script.RUN)
    assert script.is_spoilt()


def spoil_version(script: ModuleType) -> None:
    (Path(script.VENV) / "pyvenv.cfg").write_text("version = 3.9.2\n", encoding="ascii")


def spoil_python(script: ModuleType) -> None:
    Path(script.venv_python()).unlink()


def spoil_place(script: ModuleType) -> None:
    Path(script.stamp_of(script.RUN)).write_text("abc\n/moved/from/here\n", encoding="ascii")


@pytest.mark.parametrize("spoil", [spoil_version, spoil_python, spoil_place])
def test_an_environment_of_another_python_or_place_is_made_anew(
    script: ModuleType, spoil: Callable[[ModuleType], None]
) -> None:
    assert not script.is_spoilt()
    spoil(script)
    assert script.is_spoilt()


def test_a_checkout_that_cannot_be_written_is_told_in_one_sentence(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    (Path(script.ROOT) / "build").write_text("a file where the folder belongs", encoding="ascii")
    with pytest.raises(SystemExit, match="1"):
        script.prepare_packages(script.RUN)
    assert f"cannot write in {script.ROOT}" in capsys.readouterr().err


def test_two_starts_at_once_install_once(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[list[str]] = []

    def slow_pip(command: list[str]) -> tuple[int, str]:
        calls.append(command)
        time.sleep(0.3)
        return 0, ""

    monkeypatch.setattr(script, "run_pip", slow_pip)
    second = threading.Thread(target=script.prepare_packages, args=(script.RUN,))
    with script.alone():
        second.start()
        while "another start is setting up" not in capsys.readouterr().out:
            assert second.is_alive()
            time.sleep(0.02)
        script.install(script.RUN)
    second.join(20)
    assert len(calls) == 2, "the one that waited found all in place"


# --- the lock files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_every_package_with_hashes_and_names_no_host(lock: Path) -> None:
    found = entries(lock)
    assert len(found) > (5 if lock.name == "requirements-map.lock" else 20)
    for entry in found:
        assert re.match(r"[a-z0-9][a-z0-9-]*==[0-9][^\s;]*(\s|$)", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
        assert not re.search(r"://|--index-url|--extra-index|--find-links|--trusted-host|@\s", entry), entry


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_all_that_its_source_asks_for_and_the_source_says_how_it_is_made(
    lock: Path,
) -> None:
    source = lock.with_suffix(".in").read_text("utf-8")
    asked = re.findall(r"^([A-Za-z][\w.-]*)", source, re.M)
    locked = {entry.split("==")[0] for entry in entries(lock)}
    assert {name.lower().replace("_", "-").replace(".", "-") for name in asked} <= locked
    assert "uv pip compile --universal --generate-hashes --only-binary :all:" in source
    assert "://" not in source


def test_the_locks_pin_what_they_share_alike() -> None:
    run, extra, dev = (dict(entry.split()[0].split("==") for entry in entries(lock)) for lock in LOCKS)
    assert run.keys() & dev.keys()
    assert extra.items() <= dev.items(), "the tests import a map with what the extra brings"
    for one, other in ((run, dev), (run, extra)):
        shared = one.keys() & other.keys()
        assert {name: one[name] for name in shared} == {name: other[name] for name in shared}


# --- the project's own run --------------------------------------------------------------------------------


def test_the_projects_own_run_is_the_readers_test_command_without_skips() -> None:
    text = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "python3 installer/vaka.py test" in text
    assert "export VAKA_NO_SKIPS=1" in text
    assert "set -euo pipefail" in text
    assert os.name == "nt" or os.access(ROOT / ".ci" / "run", os.X_OK)
