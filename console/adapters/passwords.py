"""Passwords as Argon2id hashes (RFC 9106, section 4, the second recommended option: 64 MiB, 3 passes, 4 lanes).

The only home of argon2. A hash takes a tenth of a second on purpose, so it runs in a thread. What is a
weak password is said here too, so that one place knows what a password is. Passwords are compared in Unicode's
composed form (NFC, as RFC 8265, section 4.2, asks): keyboards differ in how they send å, ä and ö.
"""

import asyncio
import logging
import re
import unicodedata
from enum import StrEnum
from itertools import pairwise

from argon2 import PasswordHasher, profiles
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

SHORTEST = 10
LONGEST = 256
"""Characters, both."""

log = logging.getLogger(__name__)


class Weakness(StrEnum):
    """Why a password is refused when it is chosen; the first that applies."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNWRITABLE = "unwritable"
    LIKE_LOGIN = "like_login"
    TOO_SIMPLE = "too_simple"
    COMMON = "common"


_WORDS = (
    "lösenord losenord password passord salasana adgangskode qwerty qwertyuiop asdfghjkl administrator admin "
    "larmcentral larmcentralen trygghetslarm välkommen valkommen welcome letmein iloveyou sverige stockholm "
    "göteborg goteborg januari februari mars april maj juni juli augusti september oktober november december "
    "vår sommar höst host vinter vintern sommaren hösten måndag tisdag onsdag torsdag fredag lördag söndag"
)
_COMMON = frozenset(_WORDS.split())
"""Words that, with digits and signs after them, are tried first."""


def weakness(password: str, login: str) -> Weakness | None:
    """What is wrong with a password that somebody chooses, or None.

    At least ten characters; no rule asks for signs or capitals, and none asks for a change after a time (NIST SP
    800-63B-4, 3.1.1.2).
    """
    text = unicodedata.normalize("NFC", password)
    folded = text.casefold()
    word = re.sub(r"[\W\d_]+$", "", folded)
    if len(text) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(text) > LONGEST:
        return Weakness.TOO_LONG
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        return Weakness.UNWRITABLE
    if folded in login.casefold() or (len(login) > 3 and login.casefold() in folded):
        return Weakness.LIKE_LOGIN
    if len(set(folded)) < 4 or _is_run(folded):
        return Weakness.TOO_SIMPLE
    return Weakness.COMMON if word in _COMMON else None


def _is_run(text: str) -> bool:
    """Whether the characters only go up, or only down, by one: 1234567890, abcdefghij."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1 or (text.isdecimal() and {step % 10 for step in steps} in ({1}, {9}))


class Argon2Passwords:
    """Fits `Passwords`. Each call holds 64 MiB while it lasts."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)

    async def hash(self, password: str) -> str:
        """The PHC string to be stored. Raises ValueError for what `weakness` calls UNWRITABLE or TOO_LONG."""
        text = unicodedata.normalize("NFC", password)
        if weakness(text, "") in (Weakness.UNWRITABLE, Weakness.TOO_LONG):
            raise ValueError("a password that cannot be typed or stored")
        return await asyncio.to_thread(self._hasher.hash, text)

    async def verify(self, password_hash: str, password: str) -> bool:
        """Whether the password is the one. Never raises for what it is given: a hash that cannot be read is a no."""
        text = unicodedata.normalize("NFC", password)
        if len(text) > LONGEST:
            return False
        return await asyncio.to_thread(self._is_match, password_hash, text)

    def needs_rehash(self, password_hash: str) -> bool:
        """Whether the hash was made with other parameters than today's: hash anew at the next right password."""
        try:
            return self._hasher.check_needs_rehash(password_hash)
        except InvalidHashError:
            return True

    def _is_match(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except VerifyMismatchError:
            return False
        except (VerificationError, InvalidHashError, UnicodeEncodeError) as error:
            log.error("a stored password hash, or what was typed, cannot be read: %s", type(error).__name__)
            return False
