"""How what is written and what is typed are brought to one form, and when two words count as nearly the same.

The index and the answer use these same rules. Folding makes å and ä an a, ö and ø an o, é an e; a telephone number is
its digits in two forms. One wrong, missing, doubled or swapped letter is forgiven in a word of four letters or more.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

LEAST_FORGIVEN = 4
"""Letters that a word must have before a wrong one is forgiven."""

LONGEST_STEM = 10
"""Beginnings of words are kept up to so many letters; beyond, only whole words are forgiven."""

NORDIC_CODES = ("46", "47", "45", "358", "354", "298", "299")
"""Country codes whose national form is known: numbers come as E.164, operators dial them nationally."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W_][{_MARKS}]*)+")
_UNMARKED = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign.casefold()).casefold())
    return "".join(_UNMARKED.get(one, one) for one in spread if one.isalnum())


def folded(text: str) -> str:
    """The text without case and marks, letters and digits only."""
    return "".join(map(_folded_sign, text))


def written(text: str) -> str:
    """The text without case, its marks kept, in one form whether they came composed or not."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """Each run of letters and digits, and where it begins."""
    return ((found.start(), found.group()) for found in _WORD.finditer(text))


def folded_reach(word: str, length: int) -> int:
    """How many signs of `word` it takes until `length` signs of its folded form are told, trailing marks included."""
    told = 0
    for at, sign in enumerate(word):
        if told >= length and _folded_sign(sign):
            return at
        told += len(_folded_sign(sign))
    return len(word)


def digits_of(text: str) -> str:
    """Only the digits 0 to 9."""
    return "".join(sign for sign in text if "0" <= sign <= "9")


def phone_forms(phone: str) -> tuple[str, ...]:
    """The digits of an E.164 number: with its country's code and, for a Nordic one, as dialled at home without 0."""
    digits = digits_of(phone)
    if not digits:
        return ()
    code = next((code for code in NORDIC_CODES if phone.startswith(f"+{code}")), "")
    home = digits.removeprefix(code)
    return (digits, home) if code and home else (digits,)


def is_near(asked: str, word: str) -> bool:
    """Whether `asked` is `word`, or its beginning, but for one letter. Both are folded.

    At the end of what is typed so far the last letter must fit: otherwise every longer word would be near.
    """
    if len(asked) < LEAST_FORGIVEN or not asked.isalpha() or not word.isalpha():
        return False
    if _is_one_off(asked, word):
        return True
    if not LEAST_FORGIVEN < len(asked) < LONGEST_STEM:
        return False
    beginnings = {word[:length] for length in (len(asked) - 1, len(asked), len(asked) + 1)}
    return any(one[-1] == asked[-1] and _is_one_off(asked, one) for one in beginnings if len(one) >= LEAST_FORGIVEN)


def one_off(asked: str) -> frozenset[str]:
    """All that differs from `asked` by one letter of a-z: left out, put in, another, or swapped with its neighbour."""
    halves = [(asked[:at], asked[at:]) for at in range(len(asked) + 1)]
    left_out = {head + tail[1:] for head, tail in halves if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in halves if len(tail) > 1}
    another = {head + letter + tail[1:] for head, tail in halves if tail for letter in _LETTERS}
    put_in = {head + letter + tail for head, tail in halves for letter in _LETTERS}
    return frozenset((left_out | swapped | another | put_in) - {asked, ""})


def stems_of(word: str) -> frozenset[str]:
    """The folded word itself and its beginnings, by which a misspelt one finds it. None for numbers and short words."""
    if not word.isalpha() or len(word) < LEAST_FORGIVEN - 1:
        return frozenset()
    return frozenset({word, *(word[:length] for length in range(LEAST_FORGIVEN, min(len(word), LONGEST_STEM + 1)))})


def traits_of(words: Iterable[str]) -> int:
    """63 bits by which most that cannot have a word are told at a glance.

    Whoever has a word that begins with `asked` has all the bits of `traits_of((asked,))`; others seldom do. Each word
    gives one bit for its first two letters and one for its first three; a single letter gives none.
    """
    beginnings = {word[:length] for word in words for length in (2, 3) if len(word) >= length}
    traits = 0
    for beginning in beginnings:
        traits |= 1 << zlib.crc32(beginning.encode("utf-8", "surrogatepass")) % 63
    return traits


def _is_one_off(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    at = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    if len(short) != len(long):
        return short[at:] == long[at + 1 :]
    is_swapped = short[at : at + 2] == long[at : at + 2][::-1]
    return short[at + 1 :] == long[at + 1 :] or (is_swapped and short[at + 2 :] == long[at + 2 :])
