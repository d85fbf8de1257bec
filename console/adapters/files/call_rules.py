"""How a device is called and what a person has agreed to in calls, from the words of a file and back.

A word names a way over the stream contract; an address is a SIP URI (RFC 3261, 19.1) of which only user, host, port and
transport are taken, or a telephone number (RFC 3966). Nothing in it can add a header to a request that is made of it.
"""

import re

from console.adapters.files.checks import RowCheck
from console.adapters.files.imported import Problem
from console.domain.call import CallKind
from console.domain.resident import CallConsent, CallsBy

SEEN, LISTENED_TO = "seen", "listened_to"
WORDS = {kind.value: kind for kind in (CallKind.VIDEO, CallKind.VOICE)}
MAX_ADDRESS = 200

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:.]{{2,45}}\])"
_SIP = re.compile(
    rf"sip:(?:[A-Za-z0-9._~+*-]{{1,64}}@)?{_HOST}(?::(\d{{1,5}}))?(?:;transport=(?:udp|tcp|tls))?",
    re.IGNORECASE | re.ASCII,
)
_TEL = "tel:"
_ASKED = "video, voice, sip:user@host or tel:+46…"


def calls_by(field: str, value: str, check: RowCheck) -> CallsBy | None:
    """How the device is called, None where the file says nothing or what is wrong is noted."""
    value = value.strip()
    word = value.casefold()
    if not value or word in WORDS:
        return CallsBy(WORDS[word]) if value else None
    if word.startswith(_TEL):
        number = check.phone(field, value[len(_TEL) :])
        if not number and not value[len(_TEL) :].strip():
            check.fault(field, Problem.BAD_CALLS, _ASKED)
        return CallsBy(CallKind.PHONE, f"{_TEL}{number}") if number else None
    if not is_sip(value):
        check.fault(field, Problem.BAD_CALLS, _ASKED)
        return None
    return CallsBy(CallKind.SIP, f"sip:{value[4:]}")


def is_sip(value: str) -> bool:
    """Whether this is a SIP URI with nothing in it but user, host, port and transport."""
    found = _SIP.fullmatch(value) if len(value) <= MAX_ADDRESS else None
    return found is not None and int(found[1] or 5060) in range(1, 65536)


def consent(words: list[str], check: RowCheck) -> CallConsent:
    """What the person has agreed to; a word twice is that word."""
    if not check.count("calls_consent", len(words), 2):
        return CallConsent()
    said = {word.strip().casefold() for word in words}
    if not said <= {SEEN, LISTENED_TO}:
        check.fault("calls_consent", Problem.BAD_WORD, f"{SEEN}, {LISTENED_TO}")
    return CallConsent(SEEN in said, LISTENED_TO in said)


def word_of(calls: CallsBy | None) -> str:
    """As `calls_by` reads it."""
    return "" if calls is None else calls.address or calls.kind.value


def words_of(agreed: CallConsent) -> list[str]:
    """As `consent` reads them."""
    return [SEEN] * agreed.may_be_seen + [LISTENED_TO] * agreed.may_be_listened_to
