"""The settings file: what is read, what is refused, and in which words."""

import os
import re
import threading
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

import platformdirs
import pytest

from console.config import (
    KEYS,
    Choice,
    Config,
    ConfigError,
    Switch,
    Text,
    Whole,
    config_file,
    database_file,
    load,
    parse,
    persisted_console_id,
    persisted_session,
    render_defaults,
    state_folder,
)

ROOT = Path(__file__).resolve().parent.parent
FILE = Path("vaka.toml")


def refusal(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        parse(text, FILE)
    return str(caught.value)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without settings: the platform's places lie in an empty folder."""
    monkeypatch.delenv("VAKA_CONFIG", raising=False)
    for place in ("user_config_path", "site_config_path", "user_data_path", "user_state_path"):
        folder = tmp_path / place
        monkeypatch.setattr(platformdirs, place, lambda *_a, folder=folder, **_k: folder)
    return tmp_path


# The table


def test_the_shipped_defaults_are_what_the_table_says() -> None:
    shipped = (ROOT / "resources" / "default.toml").read_bytes().decode("utf-8")
    assert shipped == render_defaults()


def test_the_shipped_defaults_load_to_the_defaults() -> None:
    assert load(ROOT / "resources" / "default.toml") == Config()


@pytest.mark.parametrize("name", KEYS)
def test_each_key_has_a_default_that_it_allows_a_meaning_and_a_type_that_fits(name: str) -> None:
    key = KEYS[name]
    section, leaf = name.split(".")
    types = {Whole: int, Text: str, Choice: str, Switch: bool}
    assert key.allowed.takes(key.default)
    assert get_type_hints(type(getattr(Config(), section)))[leaf] is types[type(key.allowed)]
    assert key.meaning.endswith(".")


@pytest.mark.parametrize("name", KEYS)
def test_a_number_says_its_unit_in_its_name(name: str) -> None:
    unit = KEYS[name].unit
    spelled = {"s": "_s", "min": "_min", "days": "_days", "nights": "_nights", "years": "_years", "%": "_percent"}
    assert name.endswith(spelled.get(unit, ""))


@pytest.mark.parametrize("name", [n for n, key in KEYS.items() if isinstance(key.allowed, Whole)])
def test_a_whole_number_may_be_its_limits_and_nothing_beyond(name: str) -> None:
    allowed: Any = KEYS[name].allowed
    assert [allowed.takes(n) for n in (allowed.least - 1, allowed.least, allowed.most, allowed.most + 1)] == [
        False,
        True,
        True,
        False,
    ]


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(FrozenInstanceError):
        Config().canary.interval_s = 60  # type: ignore[misc]


def test_every_section_of_the_plan_is_there() -> None:
    plan = "centre broker database console canary presence intake retention accounts escalation plans rounds screen "
    assert [section.name for section in fields(Config)] == (plan + "sound calls dispatch gateways demo").split()


# Reading


def test_what_the_file_does_not_name_keeps_its_default() -> None:
    config = parse('[broker]\nhost = "mq.example.se"\n[canary]\ninterval_s = 2\n', FILE)
    expected = Config()
    expected = replace(expected, broker=replace(expected.broker, host="mq.example.se"))
    assert config == replace(expected, canary=replace(expected.canary, interval_s=2))


def test_without_any_file_the_defaults_hold(nowhere: Path) -> None:
    assert config_file() is None
    assert load() == Config()


def test_the_users_file_goes_before_the_machines(nowhere: Path) -> None:
    for place, name in (("site_config_path", "Hela huset"), ("user_config_path", "Plats 3")):
        (nowhere / place).mkdir()
        (nowhere / place / "vaka.toml").write_text(f'[centre]\nname = "{name}"\n', encoding="utf-8")
        assert load().centre.name == name


def test_the_variable_goes_before_the_places_and_the_path_before_the_variable(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("variable", "path"):
        (nowhere / name).write_text(f'[centre]\nname = "{name}"\n', encoding="utf-8")
    monkeypatch.setenv("VAKA_CONFIG", str(nowhere / "variable"))
    assert load().centre.name == "variable"
    assert load(nowhere / "path").centre.name == "path"


def test_a_named_file_that_is_not_there_is_told_not_passed_over(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAKA_CONFIG", str(nowhere / "gone.toml"))
    with pytest.raises(ConfigError, match=r"gone\.toml: cannot be read: No such file"):
        load()


def test_a_file_with_the_mark_that_notepad_puts_first_is_read(tmp_path: Path) -> None:
    (tmp_path / "vaka.toml").write_bytes(b'\xef\xbb\xbf[centre]\r\nname = "\xc3\x85re"\r\n')
    assert load(tmp_path / "vaka.toml").centre.name == "Åre"


def test_bytes_that_are_not_utf_8_are_told_by_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "vaka.toml").write_bytes(b'[centre]\nname = "\xc5re"\n')
    with pytest.raises(ConfigError, match="not UTF-8 at line 2, column 9"):
        load(tmp_path / "vaka.toml")


# Refusals


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[broker]\nport = 1 2", "line 2, column 10"),
        ("[broker]\nport =", "line 2, column 7"),
        ('x = "abc', "line 1, column 9"),
        ("a = [1,\n", "line 2, column 1"),
        ("[broker]\n[broker]", "line 2, column 8"),
        ("\x00", "line 1, column 1"),
    ],
)
def test_a_fault_of_syntax_names_line_and_column(text: str, where: str) -> None:
    assert where in refusal(text)


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = " + "9" * 5_000])
def test_a_file_made_to_hurt_is_refused(text: str) -> None:
    assert refusal(text).startswith("vaka.toml: ")


@pytest.mark.parametrize(
    ("text", "named", "meant"),
    [
        ("[broker]\nprot = 1", "broker.prot", "broker.port"),
        ("[broker]\nreceive_max = 1", "broker.receive_max", "broker.receive_maximum"),
        ("[brokker]\nhost = 'x'", "brokker.host", "broker.host"),
        ("port = 1883", "port", "broker.port"),
        ("[sound]\nvolume = 5", "sound.volume", "sound.volume_percent"),
        ("[screen]\nkeepalive = 5", "screen.keepalive", "broker.keepalive_s"),
    ],
)
def test_an_unknown_key_is_named_with_the_one_that_was_meant(text: str, named: str, meant: str) -> None:
    assert refusal(text) == f"vaka.toml: {named} is not a setting; did you mean {meant}?"


def test_a_key_like_no_other_is_named_without_a_guess() -> None:
    assert refusal("[broker]\nzzzzzz = 1") == "vaka.toml: broker.zzzzzz is not a setting"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[broker]\nport = "1883"', "broker.port is a text of 4 characters; allowed: a whole number from 1 to 65535"),
        ("[broker]\nport = 0", "broker.port is 0 (a whole number); allowed: a whole number from 1 to 65535"),
        ("[broker]\nport = true", "broker.port is true (true or false); allowed: a whole number"),
        ("[broker]\nport = 1.5", "broker.port is 1.5 (a number with decimals); allowed: a whole number"),
        ("[broker]\nport = nan", "broker.port is nan (a number with decimals)"),
        ("[broker]\nport = 99999999999999999999", "broker.port is a very large whole number; allowed:"),
        ("[broker]\nkeepalive_s = 1", "allowed: a whole number from 5 to 120 (s)"),
        ("[broker]\ntls = 1", "broker.tls is 1 (a whole number); allowed: true or false"),
        ("[broker]\nhost = 'mqtts://x'", "broker.host is a text of 9 characters; allowed: a host name or address"),
        ("[broker]\nhost = ['x']", "broker.host is a list; allowed:"),
        ("[broker.host]\nx = 1", "broker.host is a section; allowed:"),
        ("[centre]\nname = 2026-11-22", "centre.name is a date or time; allowed:"),
        ('[centre]\nname = "a\\nb"', "centre.name is a text of 3 characters; allowed: text on one line"),
        ("[screen]\ntheme = 'nigth'", 'allowed: one of "night", "day"; did you mean "night"?'),
        ("[screen]\nlanguage = 'tlh'", 'allowed: one of "sv", "en"'),
        ("[retention]\nsamples_nights = 401", "allowed: a whole number from 1 to 400 (nights)"),
        ("[database]\nurl = 'mysql://db/vaka'", "without a password"),
        ("broker = 1", "broker is 1 (a whole number); it must be a section: [broker]"),
        ("[[broker]]\nport = 1", "broker is a list; it must be a section: [broker]"),
    ],
)
def test_a_wrong_value_names_key_type_and_what_is_allowed(text: str, words: str) -> None:
    message = refusal(text)
    assert message.startswith("vaka.toml: ")
    assert words in message


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        parse("[broker]\nport = 0\nprot = 1\n[screen]\ntheme = 'x'\n", FILE)
    assert [problem.split()[0] for problem in caught.value.problems] == ["broker.port", "broker.prot", "screen.theme"]


@pytest.mark.parametrize("leaf", ["password", "Password", "token", "secret", "api_key", "auth_token", "losenord"])
def test_a_secret_is_refused_with_the_way_to_the_keyring_and_never_repeated(leaf: str) -> None:
    message = refusal(f"[broker]\n{leaf} = 'hunter2hunter2'")
    assert f"vaka secret set broker.{leaf}" in message
    assert "hunter2" not in message


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://vaka:hunter2@db/vaka",
        "postgresql://db/vaka?password=hunter2",
        "postgresql://[::hunter2/vaka",
    ],
)
def test_a_database_address_with_a_password_is_refused_and_never_repeated(url: str) -> None:
    message = refusal(f"[database]\nurl = '{url}'")
    assert "vaka secret set database.password" in message
    assert "hunter2" not in message


def test_a_database_address_without_a_password_is_taken() -> None:
    url = "postgresql://vaka@db.example.se:5432/vaka?sslmode=verify-full"
    assert parse(f"[database]\nurl = '{url}'", FILE).database.url == url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[broker]\nhost = 'mq.example.se'\ntls = false", "allowed only where broker.host is this machine"),
        ("[broker]\nhost = 'mq.example.se'\nembedded = true", "broker.host must be this machine"),
        ("[broker]\ntls = false\nca_file = '/x'", "only with broker.tls = true"),
        ("[canary]\ninterval_s = 10", "at least twice canary.interval_s"),
        ("[database]\nurl = 'postgresql://db/v'\nfile = '/x'", "database.file has a meaning only"),
        ("[dispatch]\nposition_old_s = 600", "position_stale_s must be more than dispatch.position_old_s"),
    ],
)
def test_keys_that_do_not_go_together_are_told(text: str, words: str) -> None:
    assert words in refusal(text)


def test_a_broker_on_this_machine_may_do_without_encryption() -> None:
    assert parse("[broker]\ntls = false\nport = 1883", FILE).broker.port == 1883


# Places


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ice_servers", "stun:a.example"),
        ("ice_servers", "stun:a.example:3478, turn:b.example?transport=udp,turns:[2001:db8::1]:5349"),
        ("ice_servers", ""),
        ("sip_caller", "sip:larmcentralen@trunk.example:5060"),
        ("guest_page", "https://larm.example/guest.html"),
        ("volume_up_tone", "3"),
        ("sip_proxy", "sip:proxy.example:5061;transport=tls"),
        ("sip_trunk", "trunk.example:5060"),
    ],
)
def test_what_calls_go_by_is_taken(key: str, value: str) -> None:
    assert getattr(parse(f'[calls]\n{key} = "{value}"\n', FILE).calls, key) == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ice_servers", "a.example"),
        ("ice_servers", "stun:a.example;turn:b.example"),
        ("ice_servers", "stun:user:hemligt@a.example"),
        ("ice_servers", "http://a.example"),
        ("ice_servers", ",".join(["stun:a.example"] * 9)),
        ("sip_caller", "sip:larm@trunk.example?Subject=x"),
        ("sip_caller", "larm@trunk.example"),
        ("sip_gateway", "asterisk"),
        ("guest_page", "http://larm.example/guest.html"),
        ("guest_page", "https://anna:hemligt@larm.example/"),
        ("guest_page", "https://larm.example/guest.html#x"),
        ("volume_up_tone", "4"),
        ("sip_srtp", "dtls"),
    ],
)
def test_what_no_call_can_go_by_is_refused_by_its_key_and_not_repeated(key: str, value: str) -> None:
    told = refusal(f'[calls]\n{key} = "{value}"\n')
    assert f"calls.{key} is a text of {len(value)} characters; allowed:" in told
    assert value not in told


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lock_gateway", "http://locks.example/v1"),
        ("lock_gateway", "https://anna:hemligt@locks.example/v1"),
        ("lock_gateway", "https://locks.example/v1?token=hemligt"),
        ("lock_gateway_name", "Lås 1"),
    ],
)
def test_no_lock_is_asked_in_clear_or_with_a_secret_in_its_address(key: str, value: str) -> None:
    told = refusal(f'[dispatch]\n{key} = "{value}"\n')
    assert f"dispatch.{key} is a text of {len(value)} characters; allowed:" in told
    assert value not in told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('sip_gateway = "janus"', "calls.sip_caller must say as whom it calls"),
        ("sip_registers = true", "calls.sip_user must say as whom"),
        ("ring_s = 9", "a whole number from 10 to 180"),
    ],
)
def test_settings_of_calls_that_cannot_be_are_told(text: str, words: str) -> None:
    assert words in refusal(f"[calls]\n{text}\n")


def test_files_lie_in_the_platforms_places_or_where_they_are_told_to(nowhere: Path) -> None:
    assert database_file(Config()) == nowhere / "user_data_path" / "vaka.db"
    assert state_folder(Config()) == nowhere / "user_state_path"
    told = parse("[database]\nfile = '/srv/v.db'\n[console]\nstate_folder = '/srv/state'\n", FILE)
    assert database_file(told) == Path("/srv/v.db")
    assert state_folder(told) == Path("/srv/state")


def test_a_console_keeps_the_id_that_it_made_at_its_first_start(tmp_path: Path) -> None:
    made = persisted_console_id(tmp_path / "new" / "state")
    assert persisted_console_id(tmp_path / "new" / "state") == made
    assert re.fullmatch(r"console-[0-9a-f]{16}", made)
    assert [entry.name for entry in (tmp_path / "new" / "state").iterdir()] == ["console-id"]


def test_two_consoles_make_two_ids(tmp_path: Path) -> None:
    assert persisted_console_id(tmp_path / "a") != persisted_console_id(tmp_path / "b")


def test_eight_first_starts_at_once_agree_on_one_id(tmp_path: Path) -> None:
    gate, made = threading.Barrier(8), []

    def start() -> None:
        gate.wait()
        made.append(persisted_console_id(tmp_path))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1


def test_a_file_system_without_hard_links_keeps_the_id_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_names: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert persisted_console_id(tmp_path) == persisted_console_id(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["console-id"]


@pytest.mark.parametrize("content", [b"", b"\n", b"two words\n", b"x" * 65, b"\xff"])
def test_a_damaged_id_is_told_and_never_replaced_in_silence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "console-id").write_bytes(content)
    with pytest.raises(ConfigError, match="does not hold a console id"):
        persisted_console_id(tmp_path)
    assert (tmp_path / "console-id").read_bytes() == content


def test_a_state_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(ConfigError, match="cannot be written or read"):
        persisted_console_id(tmp_path / "file")


@pytest.mark.parametrize("number", ["08-465 004 21", "+46701740618", "112", ""])
def test_a_number_to_call_is_taken_as_people_write_it(number: str) -> None:
    config = parse(f'[centre]\nreserve_phone = "{number}"\nshift_lead_phone = "{number}"', FILE)
    assert config.centre.reserve_phone == config.centre.shift_lead_phone == number


@pytest.mark.parametrize("number", ["ring Ove", "08/465", "1", "<b>112</b>", "+", "1" * 31])
def test_what_cannot_be_dialled_is_refused_with_its_key(number: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse(f'[centre]\nreserve_phone = "{number}"', FILE)
    assert "centre.reserve_phone" in str(error.value)
    assert "a telephone number" in str(error.value)


def test_the_session_is_made_once_for_our_user_alone_and_is_not_to_be_guessed(tmp_path: Path) -> None:
    made = persisted_session(tmp_path / "a")
    assert made == persisted_session(tmp_path / "a")
    assert made != persisted_session(tmp_path / "b")
    assert len(bytes.fromhex(made)) == 16
    if os.name == "posix":
        assert (tmp_path / "a" / "mqtt-session").stat().st_mode & 0o077 == 0


def test_a_damaged_session_is_never_replaced_in_silence(tmp_path: Path) -> None:
    (tmp_path / "mqtt-session").write_text("console-1\n", encoding="ascii")
    with pytest.raises(ConfigError, match="what waits at the broker"):
        persisted_session(tmp_path)
