"""The settings file that somebody keeps by hand: what is changed in it, and all that is not."""

import os
import stat
import sys
import tomllib
from pathlib import Path

import pytest

from console.adapters.settings_file import Unchangeable, changed, write

DEFAULTS = {"screen.language": "sv", "screen.theme": "night", "broker.port": 8883, "broker.host": "localhost"}
BY_HAND = """\
# Larmcentralen i Älvbro. Ring Bo innan du ändrar.

[broker]
port = 8884        # brandväggen släpper bara den här
host = "gammal.example"

# Nattläget valde personalen själv.
[screen]
theme = "night"
"""


def test_comments_order_and_spacing_stay_as_somebody_wrote_them() -> None:
    text = changed(BY_HAND, {"broker.host": "ny.example", "screen.language": "en"}, DEFAULTS)
    assert text == BY_HAND.replace("gammal.example", "ny.example") + 'language = "en"\n'


def test_the_comment_behind_a_value_outlives_it() -> None:
    text = changed(BY_HAND, {"broker.port": 1884}, DEFAULTS)
    assert "port = 1884        # brandväggen släpper bara den här\n" in text


def test_a_default_is_written_only_where_the_file_names_the_key() -> None:
    text = changed(BY_HAND, {"broker.port": 8883, "screen.language": "sv"}, DEFAULTS)
    assert "port = 8883 " in text
    assert "language" not in text


@pytest.mark.parametrize(
    "form",
    ['broker.host = "gammal"\nbroker.port = 1\n', 'broker = { host = "gammal" }\n', '"broker".host = "gammal"\n', ""],
)
def test_every_way_of_writing_a_section_takes_new_values(form: str) -> None:
    text = changed(form, {"broker.host": "ny", "broker.port": 7, "screen.theme": "day"}, DEFAULTS)
    read = tomllib.loads(text)
    assert (read["broker"]["host"], read["broker"]["port"], read["screen"]["theme"]) == ("ny", 7, "day")


@pytest.mark.parametrize("text", ["broker = 3\n", "[[broker]]\nhost = 'x'\n", "not toml at all", "[broker"])
def test_a_text_that_cannot_take_the_value_is_left_alone(text: str) -> None:
    with pytest.raises(Unchangeable):
        changed(text, {"broker.host": "ny"}, DEFAULTS)


@pytest.mark.parametrize("hostile", ['"""', "\\", 'a"\n[broker]\nhost="b', "'''", "å\u202e🜛", "#"])
def test_no_value_gets_out_of_its_place(hostile: str) -> None:
    text = changed(BY_HAND, {"broker.host": hostile}, DEFAULTS)
    read = tomllib.loads(text)
    assert read["broker"] == {"port": 8884, "host": hostile}
    assert set(read) == {"broker", "screen"}


@pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX")
def test_a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    new, old = tmp_path / "folder" / "new.toml", tmp_path / "old.toml"
    old.write_text("# by hand\n", encoding="utf-8")
    old.chmod(0o640)
    write(new, "å = 1\n")
    write(old, "å = 2\n")
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert old.read_bytes() == "å = 2\n".encode()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder", "old.toml"], "a draft was left"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_leads_where_it_led(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept" / "vaka.toml", tmp_path / "vaka.toml"
    kept.parent.mkdir()
    kept.write_text("", encoding="utf-8")
    link.symlink_to(kept)
    write(link, "x = 1\n")
    assert link.is_symlink()
    assert kept.read_text("utf-8") == "x = 1\n"


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "vaka.toml"
    file.write_text("x = 1\n", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(file, "x = 2\n")
    assert file.read_text("utf-8") == "x = 1\n"
    assert [one.name for one in tmp_path.iterdir()] == ["vaka.toml"]
