"""Orders to the page and words from it, as JSON. What cannot be read raises `Unreadable`, whose text has no content."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from console.domain.call import CallFigures
from console.domain.call_engine import (
    CandidateFound,
    DevicesFound,
    Drop,
    EngineFailed,
    EngineFault,
    EngineOrder,
    EngineWord,
    Listen,
    MakeOffer,
    Measured,
    MediaDevice,
    MediaDown,
    MediaSeen,
    MediaUp,
    OfferMade,
    Peer,
    Send,
    TakeAnswer,
    TakeCandidate,
    UseDevices,
)
from console.domain.ids import CallId

LONGEST = 262_144
"""Characters of one word. A session description has some thousand."""

MOST_DEVICES = 200

MOST = 1e9
"""No figure is as large."""


_PLACE = re.compile(r"[a-z_]+\.js:[0-9]+")
"""A file of ours, and the line."""


class Unreadable(Exception):
    """The page said what it has no way to say. The text names the field at most."""


@dataclass(frozen=True, slots=True)
class PageReady:
    """The page runs, and knows of no call."""


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer to a ping."""

    number: int


@dataclass(frozen=True, slots=True)
class Levels:
    """Of this moment, in dB of full scale; -100 is silence."""

    heard: float
    spoken: float


@dataclass(frozen=True, slots=True)
class PageFault:
    """A defect of the page, by its kind and its place in our own script."""

    name: str
    place: str


PageWord = EngineWord | PageReady | Pong | Levels | PageFault

_ORDERS: dict[type[EngineOrder], str] = {
    MakeOffer: "make_offer",
    TakeAnswer: "take_answer",
    TakeCandidate: "take_candidate",
    Send: "send",
    Drop: "drop",
    UseDevices: "use_devices",
    Listen: "listen",
}


def encode_order(order: EngineOrder) -> str:
    """The order as the page takes it."""
    return json.dumps({"order": _ORDERS[type(order)], **asdict(order)})


def encode_ping(number: int) -> str:
    """Answered by `Pong`."""
    return json.dumps({"order": "ping", "number": number})


def encode_paint(background: str) -> str:
    """The colour around the picture, as #rrggbb."""
    return json.dumps({"order": "paint", "background": background})


def decode_word(text: str) -> PageWord:
    """What the page said. Raises Unreadable, and nothing else, whatever the text."""
    if len(text) > LONGEST:
        raise Unreadable("too long")
    try:
        said = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None
    if not isinstance(said, dict):
        raise Unreadable("no object")
    read = _WORDS.get(_text(said, "word"))
    if read is None:
        raise Unreadable("word")
    return read(said)


def _no_number(_: str) -> float:
    raise ValueError


def _text(said: dict[str, Any], name: str, longest: int = LONGEST) -> str:
    found = said.get(name)
    if not isinstance(found, str) or len(found) > longest or any("\ud800" <= sign <= "\udfff" for sign in found):
        raise Unreadable(name)
    return found


def _whole(said: dict[str, Any], name: str) -> int:
    found = said.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**31:
        raise Unreadable(name)
    return found


def _number(said: dict[str, Any], name: str) -> float:
    found = said.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float) or not -MOST <= found <= MOST:
        raise Unreadable(name)
    return float(found)


def _maybe(said: dict[str, Any], name: str) -> float | None:
    return None if said.get(name) is None else _number(said, name)


def _truth(said: dict[str, Any], name: str) -> bool:
    found = said.get(name)
    if not isinstance(found, bool):
        raise Unreadable(name)
    return found


def _call(said: dict[str, Any]) -> CallId:
    return CallId(_text(said, "call", 64))


def _peer(said: dict[str, Any]) -> Peer:
    try:
        return Peer(_text(said, "peer"))
    except ValueError:
        raise Unreadable("peer") from None


def _fault(said: dict[str, Any]) -> EngineFault:
    try:
        return EngineFault(_text(said, "fault"))
    except ValueError:
        raise Unreadable("fault") from None


def _name(said: dict[str, Any]) -> str:
    """Of an exception of JavaScript; no other word of the page is ever logged."""
    found = _text(said, "name", 64)
    if not (found.isascii() and found.isalnum()):
        raise Unreadable("name")
    return found


def _place(said: dict[str, Any]) -> str:
    found = _text(said, "place", 64)
    if found and not _PLACE.fullmatch(found):
        raise Unreadable("place")
    return found


def _figures(said: dict[str, Any]) -> CallFigures:
    found = said.get("figures")
    if not isinstance(found, dict):
        raise Unreadable("figures")
    return CallFigures(
        round_trip_s=_maybe(found, "round_trip_s"),
        loss=_maybe(found, "loss"),
        concealed=_maybe(found, "concealed"),
        frames_per_s=_maybe(found, "frames_per_s"),
        width=_whole(found, "width"),
        height=_whole(found, "height"),
        heard_db=_number(found, "heard_db"),
        spoken_db=_number(found, "spoken_db"),
        quiet_s=_number(found, "quiet_s"),
    )


def _devices(said: dict[str, Any]) -> tuple[MediaDevice, ...]:
    found = said.get("devices")
    if not isinstance(found, list) or len(found) > MOST_DEVICES or not all(isinstance(one, dict) for one in found):
        raise Unreadable("devices")
    return tuple(MediaDevice(_text(one, "id", 512), _text(one, "kind", 16), _text(one, "name", 512)) for one in found)


_WORDS: dict[str, Callable[[dict[str, Any]], PageWord]] = {
    "ready": lambda said: PageReady(),
    "pong": lambda said: Pong(_whole(said, "number")),
    "levels": lambda said: Levels(_number(said, "heard"), _number(said, "spoken")),
    "fault": lambda said: PageFault(_name(said), _place(said)),
    "offer_made": lambda said: OfferMade(_call(said), _whole(said, "attempt"), _text(said, "sdp"), _peer(said)),
    "candidate_found": lambda said: CandidateFound(
        _call(said), _whole(said, "attempt"), _text(said, "candidate"), _peer(said)
    ),
    "media_up": lambda said: MediaUp(_call(said), _whole(said, "attempt"), _peer(said)),
    "media_seen": lambda said: MediaSeen(_call(said), _truth(said, "is_picture"), _peer(said)),
    "media_down": lambda said: MediaDown(_call(said), _whole(said, "attempt"), _peer(said)),
    "measured": lambda said: Measured(_call(said), _figures(said), _truth(said, "picture_lowered")),
    "engine_failed": lambda said: EngineFailed(_call(said), _fault(said), _text(said, "detail", 200), _peer(said)),
    "devices_found": lambda said: DevicesFound(_devices(said)),
}
