"""The first run keeps what was decided: secrets in the keyring, an account in the database, the rest in vaka.toml."""

import asyncio
import stat
import sys
from dataclasses import replace
from pathlib import Path

import argon2.profiles
import pytest

from console import config as configuration
from console.adapters.secrets import KeyringLocked, MemorySecrets
from console.bootstrap import parts, settings
from console.bootstrap.joined import Fittings, opened
from console.bootstrap.setup import Setup
from console.config import Config, ConfigError
from console.domain.operator import Act, Role
from console.services.setup import (
    AccountDraft,
    BrokerDraft,
    DatabaseDraft,
    Draft,
    Good,
    LookDraft,
    SoundDraft,
    Tried,
    Trouble,
)
from tests.bootstrap.trials import only_failure, shape, told

WORD = "en fin kväll i Älvbro"
SECRET = "mycket hemligt 7"


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argon2.profiles, "RFC_9106_LOW_MEMORY", argon2.profiles.CHEAPEST)


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemorySecrets:
    ring = MemorySecrets()
    monkeypatch.setattr(parts, "keyring", lambda: ring)
    return ring


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings file; the platform's other folders are ours too."""
    monkeypatch.setattr(configuration.platformdirs, "user_state_path", lambda *_, **__: tmp_path / "state")
    return tmp_path / "vaka.toml"


@pytest.fixture
def setup(ring: MemorySecrets, file: Path) -> Setup:
    return Setup(file)


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(
        municipality="alvbro",
        look=LookDraft("en", "day", 125),
        broker=BrokerDraft("larm.example", 8884, True, "konsol-plats-3", SECRET, "/etc/alvbro.pem"),
        database=DatabaseDraft(file=str(tmp_path / "vaka.db")),
        sound=SoundDraft("Jabra 40"),
        account=AccountDraft("ellen.s", "Ellen Sandgren", WORD, WORD),
    )


def test_all_is_kept_where_it_belongs_and_no_secret_in_the_file(
    setup: Setup, draft: Draft, file: Path, ring: MemorySecrets
) -> None:
    lines = told(setup.save, draft)
    assert list(lines) == [Tried.SAVE_SECRETS, Tried.SAVE_ACCOUNT, Tried.SAVE_SETTINGS]
    assert all(isinstance(line, Good) for line in lines.values()), lines
    config = configuration.load(file)
    assert (config.screen.language, config.screen.theme, config.screen.scale_percent) == ("en", "day", 125)
    assert (config.broker.host, config.broker.port, config.broker.username) == ("larm.example", 8884, "konsol-plats-3")
    assert (config.broker.ca_file, config.console.id) == ("/etc/alvbro.pem", "konsol-plats-3")
    assert config.sound.device == "Jabra 40"
    text = file.read_text("utf-8")
    assert SECRET not in text
    assert WORD not in text
    assert "keepalive" not in text, "a default was written"
    assert ring.get("broker.password") == SECRET
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_account_may_all_in_the_municipality_and_signs_in_with_its_password(
    setup: Setup, draft: Draft, file: Path, ring: MemorySecrets
) -> None:
    told(setup.save, draft)

    async def signs_in() -> frozenset[Role]:
        config = configuration.load(file)
        alone = replace(config, broker=configuration.Broker(host="localhost", tls=False))
        async with opened(alone, Fittings(ring)) as console:
            operator = await console.sign_in.authenticate("ellen.s", WORD)
            assert operator.municipalities(Act.MANAGE_ACCOUNTS) == {"alvbro"}
            assert not operator.may_see_protected, "protected people are named to nobody by themselves"
            return frozenset(grant.role for grant in operator.grants)

    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        assert runner.run(signs_in()) == frozenset(Role)


def test_a_hand_kept_file_keeps_its_comments_and_what_it_says_is_where_the_wizard_begins(
    ring: MemorySecrets, draft: Draft, file: Path
) -> None:
    by_hand = '# Ring Bo.\n[broker]\nhost = "gammal.example"  # flyttar i mars\n\n[canary]\ninterval_s = 7\n'
    file.write_text(by_hand, encoding="utf-8")
    setup = Setup(file)
    assert setup.begin().broker.host == "gammal.example"
    told(setup.save, draft)
    text = file.read_text("utf-8")
    assert text.startswith('# Ring Bo.\n[broker]\nhost = "larm.example"  # flyttar i mars\n')
    assert "interval_s = 7" in text


def test_the_keyring_is_named_once_it_has_been_asked_and_never_asked_for_its_name_alone(
    setup: Setup, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(setup.try_database, draft)
    monkeypatch.setattr(parts, "keyring", None)
    assert setup.places(draft).keyring == "memory"


def test_settings_with_a_mistake_are_told_before_the_first_step(ring: MemorySecrets, file: Path) -> None:
    file.write_text("[broker]\nhots = 'x'\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"broker\.host"):
        Setup(file)


def test_a_broker_that_comes_later_leaves_no_trace_and_the_first_run_is_over(
    setup: Setup, draft: Draft, file: Path, ring: MemorySecrets
) -> None:
    later = replace(draft, broker=replace(draft.broker, is_later=True), look=LookDraft(), sound=SoundDraft())
    assert all(isinstance(line, Good) for line in told(setup.save, later).values())
    assert configuration.load(file).broker == Config().broker
    assert ring.get("broker.password") is None
    assert not settings.is_first_run(file)


def test_what_fails_on_the_way_puts_the_secrets_back(
    setup: Setup, draft: Draft, file: Path, ring: MemorySecrets, tmp_path: Path
) -> None:
    ring.set("broker.password", "det gamla")
    (tmp_path / "i vägen").write_text("", encoding="utf-8")
    bad = replace(draft, database=DatabaseDraft(file=str(tmp_path / "i vägen" / "vaka.db")))
    failed = only_failure(told(setup.save, bad))
    assert (failed.tried, failed.trouble) == (Tried.SAVE_ACCOUNT, Trouble.NOT_DONE)
    assert ring.get("broker.password") == "det gamla"
    assert not file.exists()


def test_settings_that_cannot_be_written_are_told_and_the_next_try_finds_the_account_made(
    setup: Setup, draft: Draft, file: Path, ring: MemorySecrets, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = settings.settings_file.write

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings.settings_file, "write", full)
    lines = told(setup.save, draft)
    failed = only_failure(lines)
    assert (failed.tried, failed.trouble) == (Tried.SAVE_SETTINGS, Trouble.NOT_DONE)
    assert "No space left" in failed.detail
    assert shape(lines)[Tried.SAVE_SECRETS] is None, "told as kept, and put back"
    assert ring.get("broker.password") is None
    monkeypatch.setattr(settings.settings_file, "write", real)
    assert all(isinstance(line, Good) for line in told(setup.save, draft).values())


def test_a_keyring_that_is_locked_stops_all_of_it(
    setup: Setup, draft: Draft, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked() -> MemorySecrets:
        raise KeyringLocked("The keyring is locked.")

    monkeypatch.setattr(parts, "keyring", locked)
    failed = only_failure(told(setup.save, draft))
    assert (failed.tried, failed.trouble) == (Tried.SAVE_SECRETS, Trouble.NO_KEYRING)
    assert not file.exists()
    assert not Path(draft.database.file).exists()


# The account's trial.


@pytest.mark.parametrize(
    ("change", "tried", "trouble"),
    [
        ({"login": "Ellen S"}, Tried.LOGIN, Trouble.BAD_VALUE),
        ({"login": "centre"}, Tried.LOGIN, Trouble.BAD_VALUE),
        ({"name": "  "}, Tried.LOGIN, Trouble.BAD_VALUE),
        ({"name": "Ellen\u202e"}, Tried.LOGIN, Trouble.BAD_VALUE),
        ({"password": "kort"}, Tried.PASSWORD, Trouble.PASSWORD_TOO_SHORT),
        ({"password": "1234567890"}, Tried.PASSWORD, Trouble.PASSWORD_TOO_SIMPLE),
        ({"password": "välkommen2026"}, Tried.PASSWORD, Trouble.PASSWORD_COMMON),
        ({"password": "xx ellen.s xx"}, Tried.PASSWORD, Trouble.PASSWORD_LIKE_LOGIN),
        ({"password": "x\x07" * 10}, Tried.PASSWORD, Trouble.PASSWORD_UNWRITABLE),
        ({"password": "lång " * 100}, Tried.PASSWORD, Trouble.PASSWORD_TOO_LONG),
        ({"again": "någonting helt annat"}, Tried.PASSWORD, Trouble.PASSWORDS_DIFFER),
    ],
)
def test_why_an_account_cannot_be_is_told(
    setup: Setup, draft: Draft, change: dict[str, str], tried: Tried, trouble: Trouble
) -> None:
    asked = replace(draft, account=replace(draft.account, **change))
    failed = only_failure(told(setup.try_account, asked))
    assert (failed.tried, failed.trouble) == (tried, trouble)


def test_a_good_first_account_is_tried_and_not_made(setup: Setup, draft: Draft, ring: MemorySecrets) -> None:
    lines = told(setup.try_account, draft)
    assert all(isinstance(line, Good) for line in lines.values()), lines
    assert not Path(draft.database.file).exists()
    assert ring.get("database.key") is None


def test_where_there_are_accounts_none_is_made_and_the_rest_is_kept(
    setup: Setup, draft: Draft, file: Path, ring: MemorySecrets
) -> None:
    told(setup.save, draft)
    second = Setup(file)
    asked = replace(draft, account=replace(draft.account, login="amina.w"))
    assert shape(told(second.try_account, asked))[Tried.FIRST_ACCOUNT] is Trouble.ACCOUNTS_EXIST
    there = replace(asked, account=AccountDraft(is_there=True), look=LookDraft("sv"))
    assert list(told(second.save, there)) == [Tried.SAVE_SECRETS, Tried.SAVE_SETTINGS]
    assert configuration.load(file).screen.language == "sv"


def test_a_user_with_signs_that_no_console_may_have_gets_a_name_for_its_console(
    setup: Setup, draft: Draft, file: Path
) -> None:
    told(setup.save, replace(draft, broker=replace(draft.broker, username="konsol.3@älvbro")))
    assert configuration.load(file).console.id == "konsol-3--lvbro"
