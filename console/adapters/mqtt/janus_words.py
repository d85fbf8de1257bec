"""What Janus says, read: total, for whatever comes on its topics is read by `read_word`, which never raises.

The Janus API and its SIP plugin's (https://janus.conf.meetecho.com/docs/rest.html, .../docs/sip.html, read for 1.1.2).
Texts of the other side are not kept: a reason phrase may name a number.
"""

from dataclasses import dataclass

from console.adapters.mqtt.envelope import MAX_PAYLOAD
from console.adapters.mqtt.fields import (
    MAX_WHOLE,
    Object,
    Unreadable,
    bad_field,
    cut_text,
    read_flag,
    read_json,
    read_object,
    read_whole,
)

_MAX_SDP = 64 * 1024
_MAX_WORD = 64


@dataclass(frozen=True, slots=True)
class Taken:
    """A request was taken; its answer, if it has one, follows."""

    transaction: str


@dataclass(frozen=True, slots=True)
class Done:
    """A request was carried out. `number` is the id that was made, or 0."""

    transaction: str
    number: int


@dataclass(frozen=True, slots=True)
class NotDone:
    """A request was refused, with Janus's own code."""

    transaction: str
    code: int


@dataclass(frozen=True, slots=True)
class SipWord:
    """What the SIP plugin says of one handle: its event's name, SIP's code (0 where there is none), and the session
    description that came with it. `error` is the plugin's own code where it could not do what it was asked."""

    session: int
    handle: int
    transaction: str
    event: str
    code: int = 0
    sdp: str = ""
    error: int = 0


@dataclass(frozen=True, slots=True)
class MediaGone:
    """The media of a handle ended, or the handle itself."""

    session: int
    handle: int


@dataclass(frozen=True, slots=True)
class SessionGone:
    """Janus gave up a session that said nothing for too long."""

    session: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether Janus is at the broker, by its own word and its last will."""

    is_online: bool


JanusWord = Taken | Done | NotDone | SipWord | MediaGone | SessionGone | Standing


def read_word(payload: bytes) -> JanusWord | None:
    """What a payload from Janus says; None for what cannot be read or tells nothing that we use. Never raises."""
    if len(payload) > MAX_PAYLOAD:
        return None
    try:
        return _read(read_object(read_json(payload), "payload"))
    except Unreadable:
        return None


def _read(said: Object) -> JanusWord | None:
    if "janus" not in said:
        return Standing(read_flag(said["online"], "online")) if "online" in said else None
    match said["janus"]:
        case "ack":
            return Taken(_transaction(said))
        case "success":
            return Done(
                _transaction(said), _id(read_object(said.get("data", {"id": 0}), "data").get("id", 0), "data.id")
            )
        case "error":
            error = read_object(said.get("error"), "error")
            return NotDone(_transaction(said), read_whole(error.get("code"), "error.code", 0, MAX_WHOLE))
        case "event":
            return _read_event(said)
        case "hangup" | "detached":
            return MediaGone(_id(said.get("session_id"), "session_id"), _id(said.get("sender"), "sender"))
        case "timeout":
            return SessionGone(_id(said.get("session_id"), "session_id"))
        case _:
            return None


def _read_event(said: Object) -> SipWord | None:
    plugin = read_object(said.get("plugindata"), "plugindata")
    if plugin.get("plugin") != "janus.plugin.sip":
        return None
    spoken = read_object(plugin.get("data"), "plugindata.data")
    session, handle = _id(said.get("session_id"), "session_id"), _id(said.get("sender"), "sender")
    transaction = cut_text(said.get("transaction", ""), "transaction", _MAX_WORD)
    if "error_code" in spoken:
        code = read_whole(spoken["error_code"], "error_code", 0, MAX_WHOLE)
        return SipWord(session, handle, transaction, "error", error=code)
    result = read_object(spoken.get("result"), "result")
    event = cut_text(result.get("event"), "event", _MAX_WORD)
    code = read_whole(result.get("code", 0), "code", 0, 999)
    return SipWord(session, handle, transaction, event, code, _sdp(said))


def _sdp(said: Object) -> str:
    if "jsep" not in said:
        return ""
    sdp = read_object(said["jsep"], "jsep").get("sdp")
    if not isinstance(sdp, str) or len(sdp) > _MAX_SDP:
        raise bad_field("jsep.sdp must be a session description")
    return sdp


def _transaction(said: Object) -> str:
    return cut_text(said.get("transaction", ""), "transaction", _MAX_WORD)


def _id(value: object, name: str) -> int:
    return read_whole(value, name, 0, MAX_WHOLE)
