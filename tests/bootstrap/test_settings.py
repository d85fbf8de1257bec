"""Settings changed at run time: by the declarations of `console.config`, whole or not at all."""

from pathlib import Path

import pytest

from console import config as configuration
from console.bootstrap import settings
from console.bootstrap.settings import is_first_run, save_settings
from console.config import ConfigError


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's and the machine's folders are ours; no variable names a file."""
    monkeypatch.delenv(configuration.VARIABLE, raising=False)
    monkeypatch.setattr(configuration.platformdirs, "user_config_path", lambda *_, **__: tmp_path / "user")
    monkeypatch.setattr(configuration.platformdirs, "site_config_path", lambda *_, **__: tmp_path / "site")


def test_what_is_saved_is_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "vaka.toml"
    saved = save_settings(file, {"screen.language": "en", "screen.scale_percent": 150, "sound.device": 'Jabra "40"'})
    assert configuration.load(file) == saved
    assert (saved.screen.language, saved.screen.scale_percent, saved.sound.device) == ("en", 150, 'Jabra "40"')
    assert "theme" not in file.read_text("utf-8"), "a default was written"


def test_a_file_stays_although_nothing_differs_from_the_defaults(tmp_path: Path) -> None:
    assert is_first_run(None)
    save_settings(None, {"screen.language": "sv"})
    assert not is_first_run(None)
    assert configuration.load(None) == configuration.Config()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"screen.colour": "red"}, "screen.colour is not a setting"),
        ({"screen.language": "da"}, "screen.language must be one of"),
        ({"screen.scale_percent": 1000}, "screen.scale_percent must be a whole number"),
        ({"screen.scale_percent": True}, "screen.scale_percent must be a whole number"),
        ({"broker.tls": False, "broker.host": "far.example"}, "broker.tls is false"),
        ({"canary.blind_after_s": 3}, "canary.blind_after_s must be at least twice"),
    ],
)
def test_what_the_declarations_refuse_is_not_written(tmp_path: Path, changes: dict[str, object], said: str) -> None:
    file = tmp_path / "vaka.toml"
    file.write_text("# by hand\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        save_settings(file, changes)  # type: ignore[arg-type]
    assert file.read_text("utf-8") == "# by hand\n"


def test_a_file_with_a_mistake_in_it_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "vaka.toml"
    file.write_text("[screen]\nlangauge = 'sv'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="did you mean"):
        save_settings(file, {"screen.theme": "day"})
    assert "day" not in file.read_text("utf-8")


def test_the_machines_settings_hold_on_when_the_user_gets_a_file_of_their_own(tmp_path: Path) -> None:
    machine = tmp_path / "site" / "vaka.toml"
    machine.parent.mkdir()
    machine.write_text('[broker]\nhost = "larm.example"   # the centre\'s\n', encoding="utf-8")
    saved = save_settings(None, {"screen.theme": "day"})
    assert settings.place(None) == tmp_path / "user" / "vaka.toml"
    assert (saved.broker.host, saved.screen.theme) == ("larm.example", "day")
    assert configuration.load(None) == saved
    assert "day" not in machine.read_text("utf-8")


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be written"):
        save_settings(tmp_path / "file" / "vaka.toml", {"screen.theme": "day"})
