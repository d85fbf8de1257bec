"""Passwords: what is stored, what opens, and which are too weak to be chosen."""

import asyncio
import logging
import unicodedata
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher, extract_parameters, profiles
from hypothesis import given
from hypothesis import strategies as st

from console.adapters.passwords import LONGEST, SHORTEST, Argon2Passwords, Weakness, weakness
from console.services.ports import Passwords

GOOD = "en lång mening om måsar"


@pytest.fixture
def passwords() -> Argon2Passwords:
    return Argon2Passwords()


@pytest.fixture
def run() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def test_only_the_right_password_opens(run: asyncio.Runner, passwords: Passwords) -> None:
    stored = run.run(passwords.hash(GOOD))
    assert run.run(passwords.verify(stored, GOOD)) is True
    assert run.run(passwords.verify(stored, GOOD + " ")) is False
    assert run.run(passwords.verify(stored, "")) is False


def test_the_parameters_are_those_of_rfc_9106_for_little_memory(
    run: asyncio.Runner, passwords: Argon2Passwords
) -> None:
    stored = run.run(passwords.hash(GOOD))
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert extract_parameters(stored) == profiles.RFC_9106_LOW_MEMORY


def test_the_same_password_is_never_stored_the_same_way(run: asyncio.Runner, passwords: Passwords) -> None:
    assert run.run(passwords.hash(GOOD)) != run.run(passwords.hash(GOOD))


def test_a_composed_and_a_decomposed_letter_are_the_same_password(run: asyncio.Runner, passwords: Passwords) -> None:
    stored = run.run(passwords.hash(unicodedata.normalize("NFD", GOOD)))
    assert run.run(passwords.verify(stored, unicodedata.normalize("NFC", GOOD))) is True


@pytest.mark.warns
@pytest.mark.parametrize(
    "stored",
    ["", "x", "$argon2id$", "$argon2id$v=19$m=65536,t=3,p=4$AAAA", "$2b$12$abcdefghijklmnopqrstuv", "å" * 20, "\ud800"],
)
def test_a_hash_that_cannot_be_read_opens_nothing_and_is_logged_without_its_text(
    run: asyncio.Runner, passwords: Argon2Passwords, caplog: pytest.LogCaptureFixture, stored: str
) -> None:
    with caplog.at_level(logging.ERROR):
        assert run.run(passwords.verify(stored, GOOD)) is False
    assert "cannot be read" in caplog.text
    assert GOOD not in caplog.text
    assert len(stored) < 2 or stored not in caplog.text
    assert passwords.needs_rehash(stored) is True


@pytest.mark.warns
@pytest.mark.parametrize("typed", ["\ud800" * 10, "x" * 1_000_000, "\x00" * 10])
def test_whatever_is_typed_is_answered(run: asyncio.Runner, passwords: Passwords, typed: str) -> None:
    stored = PasswordHasher.from_parameters(profiles.CHEAPEST).hash(GOOD)
    assert run.run(passwords.verify(stored, typed)) is False


def test_a_wrong_password_is_no_fault_and_is_not_logged(
    run: asyncio.Runner, passwords: Passwords, caplog: pytest.LogCaptureFixture
) -> None:
    stored = PasswordHasher.from_parameters(profiles.CHEAPEST).hash(GOOD)
    with caplog.at_level(logging.DEBUG, logger="console"):
        assert run.run(passwords.verify(stored, "en annan mening")) is False
    assert caplog.records == []


@pytest.mark.parametrize("password", ["\ud800 and nine more", "a\x00bcdefghijk", "x" * (LONGEST + 1)])
def test_what_cannot_be_typed_cannot_be_stored(run: asyncio.Runner, passwords: Passwords, password: str) -> None:
    with pytest.raises(ValueError, match="cannot be typed or stored"):
        run.run(passwords.hash(password))


def test_only_a_hash_of_other_parameters_needs_a_new_one(run: asyncio.Runner, passwords: Argon2Passwords) -> None:
    assert passwords.needs_rehash(run.run(passwords.hash(GOOD))) is False
    older = PasswordHasher.from_parameters(profiles.PRE_21_2).hash(GOOD)
    assert passwords.needs_rehash(older) is True
    assert run.run(passwords.verify(older, GOOD)) is True


def test_the_loop_goes_on_while_a_password_is_hashed(run: asyncio.Runner, passwords: Passwords) -> None:
    async def turns_meanwhile() -> int:
        hashing = asyncio.gather(passwords.hash(GOOD), passwords.verify(await passwords.hash(GOOD), GOOD))
        turns = 0
        while not hashing.done():
            await asyncio.sleep(0.001)
            turns += 1
        await hashing
        return turns

    assert run.run(turns_meanwhile()) > 5


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("", Weakness.TOO_SHORT),
        ("kort lång", Weakness.TOO_SHORT),
        ("x" * (LONGEST + 1), Weakness.TOO_LONG),
        ("med\tett tabb", Weakness.UNWRITABLE),
        ("med en\ud800 halva", Weakness.UNWRITABLE),
        ("anna.berg", Weakness.TOO_SHORT),
        ("Anna.Berg1", Weakness.LIKE_LOGIN),
        ("2026anna.berg!", Weakness.LIKE_LOGIN),
        ("aaaaaaaaaa", Weakness.TOO_SIMPLE),
        ("abababababab", Weakness.TOO_SIMPLE),
        ("1234567890", Weakness.TOO_SIMPLE),
        ("9876543210", Weakness.TOO_SIMPLE),
        ("abcdefghijkl", Weakness.TOO_SIMPLE),
        ("Sommar2026!", Weakness.COMMON),
        ("lösenord123", Weakness.COMMON),
        ("Larmcentralen1", Weakness.COMMON),
        ("qwertyuiop", Weakness.COMMON),
        (GOOD, None),
        ("tre små måsar", None),
        ("1a9!kz.02#", None),
    ],
)
def test_a_weak_password_is_told_by_its_weakness(password: str, weak: Weakness | None) -> None:
    assert weakness(password, "anna.berg") is weak


@given(st.text(), st.text())
def test_weakness_answers_whatever_is_typed(password: str, login: str) -> None:
    answer = weakness(password, login)
    assert answer is not None or len(unicodedata.normalize("NFC", password)) >= SHORTEST


def test_a_login_of_one_letter_does_not_forbid_that_letter() -> None:
    assert weakness(GOOD, "m") is None
    assert weakness("maria.lind", "maria.lindqvist") is Weakness.LIKE_LOGIN


def test_every_weakness_can_happen() -> None:
    shown = ["", "x" * 300, "a\tbcdefghijk", "abcdefghijk", "aaaaaaaaaaaa", "sommar2026"]
    assert {weakness(text, "cdefg") for text in shown} == set(Weakness)
