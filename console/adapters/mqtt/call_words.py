"""What is said in a call, as the contract writes it: `data` of `vaka.call.v1`, read and written.

Strict, for both sides act upon it: a field that is wrong makes the message unreadable (`Unreadable(BAD_FIELD)`). Only
a word of `no_picture` or `tone` that we do not have is read as None: the other side may be ahead of us, and why no
picture comes is never a reason to lose the answer.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from console.adapters.mqtt.envelope import MessageType, is_own, open_payload
from console.adapters.mqtt.fields import (
    Object,
    Unreadable,
    bad_field,
    read_flag,
    read_list,
    read_moment,
    read_object,
    read_plain,
    read_text,
    read_whole,
    read_word,
    write_moment,
)
from console.adapters.mqtt.topics import FieldTopic, parse_topic
from console.domain.call import DeviceTone, NoPicture
from console.domain.call_signal import CallSignal, IceServer, SignalAct
from console.domain.ids import CallId
from console.domain.report import Stream

MAX_CALL = 128
MAX_BODY = 128 * 1024
MAX_ATTEMPT = 1000
MAX_ICE = 8
MAX_ICE_URL = 300
MAX_ICE_WORD = 512
MAX_CALLER = 100

ICE_URL = r"(stuns?|turns?):[A-Za-z0-9.:\[\]_-]+(\?transport=(udp|tcp))?"
"""RFC 7064 and 7065: a scheme, a host, a port if it is not the usual one, how it is carried."""

_ICE_URL = re.compile(ICE_URL)

Read = TypeVar("Read")
Word = TypeVar("Word", bound=StrEnum)


def read_signal(data: Object) -> CallSignal:
    """What was said. Raises Unreadable(BAD_FIELD)."""
    return CallSignal(
        call=CallId(read_plain(data.get("call"), "data.call", MAX_CALL)),
        act=read_word(data.get("act"), "data.act", SignalAct),
        body=_optional(data, "body", _read_body, ""),
        attempt=_optional(data, "attempt", lambda value, name: read_whole(value, name, 1, MAX_ATTEMPT), 1),
        expires_at=_optional(data, "expires_at", read_moment, None),
        with_picture=_optional(data, "with_picture", read_flag, False),
        listen_in=_optional(data, "listen_in", read_flag, False),
        ice=_optional(data, "ice", _read_ice, ()),
        caller=_optional(data, "caller", lambda value, name: read_text(value, name, MAX_CALLER), ""),
        no_picture=_known(data, "no_picture", NoPicture),
        tone=_known(data, "tone", DeviceTone),
    )


def written_signal(signal: CallSignal) -> Object:
    """`data` for a signal; what says nothing is left out. Raises ValueError for a naive `expires_at`."""
    data: Object = {"call": signal.call, "act": signal.act.value, "attempt": signal.attempt}
    if signal.expires_at is not None:
        data["expires_at"] = write_moment(signal.expires_at)
    if signal.with_picture:
        data["with_picture"] = True
    if signal.listen_in:
        data["listen_in"] = True
    if signal.ice:
        data["ice"] = [_written_server(server) for server in signal.ice]
    if signal.caller:
        data["caller"] = signal.caller
    if signal.no_picture is not None:
        data["no_picture"] = signal.no_picture.value
    if signal.tone is not None:
        data["tone"] = signal.tone.value
    if signal.body:
        data["body"] = signal.body
    return data


def read_centre_call(topic: str, payload: bytes) -> CallSignal | None:
    """The centre's word in a message, for a device or guest that is called; None for anything else, such as its own
    word come back. Never raises."""
    where = parse_topic(topic)
    if not isinstance(where, FieldTopic) or where.stream is not Stream.CALLS:
        return None
    try:
        event, envelope = open_payload(payload)
        if envelope.type != MessageType.CALL or not is_own(envelope):
            return None
        return read_signal(read_object(event.get("data"), "data"))
    except Unreadable:
        return None


def _optional(data: Object, name: str, read: Callable[[object, str], Read], otherwise: Read) -> Read:
    value = data.get(name)
    return otherwise if value is None else read(value, f"data.{name}")


def _known(data: Object, name: str, words: type[Word]) -> Word | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise bad_field(f"data.{name} must be a text")
    return next((word for word in words if word.value == value), None)


def _read_body(value: object, name: str) -> str:
    # Session descriptions need their line ends, so nothing is cleaned; what no database can keep is refused.
    if not isinstance(value, str) or len(value) > MAX_BODY:
        raise bad_field(f"{name} must be a text of at most {MAX_BODY} characters")
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise bad_field(f"{name} must not hold NUL or lone surrogates")
    return value


def _read_ice(value: object, name: str) -> tuple[IceServer, ...]:
    return tuple(_read_server(server, name) for server in read_list(value, name, MAX_ICE))


def _read_server(value: object, name: str) -> IceServer:
    server = read_object(value, name)
    url = read_plain(server.get("urls"), f"{name}.urls", MAX_ICE_URL)
    if not _ICE_URL.fullmatch(url):
        raise bad_field(f"{name}.urls must be a stun, stuns, turn or turns address")
    return IceServer(url, _read_secret(server, "username", name), _read_secret(server, "credential", name))


def _read_secret(server: Object, word: str, name: str) -> str:
    """Never cleaned: a credential that was changed opens nothing."""
    value = server.get(word)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > MAX_ICE_WORD or not value.isprintable():
        raise bad_field(f"{name}.{word} must be a text of at most {MAX_ICE_WORD} characters that can be seen")
    return value


def _written_server(server: IceServer) -> Object:
    written: Object = {"urls": server.url}
    if server.username:
        written["username"] = server.username
    if server.credential:
        written["credential"] = server.credential
    return written
