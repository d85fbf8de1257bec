"""A dialect's memory: what was kept is there again, and a file that cannot be used stops nothing."""

from pathlib import Path

import pytest

from console.adapters.mqtt.dialects.memory import Memory


def test_what_was_kept_is_there_again(tmp_path: Path) -> None:
    file = tmp_path / "gateways" / "home.json"
    Memory(file).write({"a/config": '{"x": "ö"}'})
    assert Memory(file).read() == {"a/config": '{"x": "ö"}'}
    assert [each.name for each in file.parent.iterdir()] == ["home.json"]


def test_nothing_was_kept_at_the_first_start(tmp_path: Path) -> None:
    assert Memory(tmp_path / "home.json").read() == {}


@pytest.mark.warns
@pytest.mark.parametrize("text", [b"\xff", b"{", b"[" * 100_000])
def test_a_file_that_cannot_be_read_is_told_and_is_as_none(
    tmp_path: Path, text: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "home.json").write_bytes(text)
    assert Memory(tmp_path / "home.json").read() == {}
    assert "cannot be read" in caplog.text


@pytest.mark.warns
def test_a_disk_that_refuses_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "gateways").write_bytes(b"")
    Memory(tmp_path / "gateways" / "home.json").write({})
    assert "cannot be written" in caplog.text


def test_only_texts_are_taken(tmp_path: Path) -> None:
    (tmp_path / "home.json").write_text('{"a": 1, "b": "x"}', "utf-8")
    assert Memory(tmp_path / "home.json").read() == {"b": "x"}
    (tmp_path / "home.json").write_text("[1]", "utf-8")
    assert Memory(tmp_path / "home.json").read() == {}
