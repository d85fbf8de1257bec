"""What the console asks of the engine that sees and hears (orders), and what the engine says (words). Data only.

The engine lives beside the screen, in processes of its own (`ui/media/engine.py`). It holds no state of a call that
is not in the last orders: it may die at any moment, and is then told all anew.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from console.domain.call import CallFigures
from console.domain.call_signal import IceServer
from console.domain.ids import CallId


class Peer(StrEnum):
    """Who is at the other end: whoever is called, or the third party who was invited."""

    CALLED = "called"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class MakeOffer:
    """Connect anew: the engine answers `OfferMade`. `wants_picture`: ask for the other's picture. `with_camera`: send
    our own. `muted`: send silence. `by_telephony`: offer sound and nothing else, for a gateway to telephones refuses
    what carries data. An earlier attempt of the same peer is dropped."""

    call: CallId
    attempt: int
    peer: Peer = Peer.CALLED
    wants_picture: bool = False
    with_camera: bool = False
    muted: bool = False
    ice: tuple[IceServer, ...] = ()
    by_telephony: bool = False


@dataclass(frozen=True, slots=True)
class TakeAnswer:
    """The other side's session description."""

    call: CallId
    attempt: int
    sdp: str = field(repr=False)
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class TakeCandidate:
    """One of the other side's candidates, as its `RTCIceCandidateInit` in JSON or as a bare candidate line."""

    call: CallId
    attempt: int
    candidate: str = field(repr=False)
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class Send:
    """What goes out and comes in from now on. Held: nothing either way. `volume` of the other's voice, 0 to 100.
    `may_see`: whether the other's picture is shown at all. `guest_sees`: whether the guest gets it too."""

    call: CallId
    microphone: bool = True
    camera: bool = False
    held: bool = False
    volume: int = 100
    may_see: bool = True
    guest_sees: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """That peer is over; with `CALLED` all of the call is."""

    call: CallId
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class UseDevices:
    """Which microphone, output and camera, by the engine's own ids; "" for the system's choice."""

    microphone: str = ""
    output: str = ""
    camera: str = ""


@dataclass(frozen=True, slots=True)
class Listen:
    """Before a call: open (or close) the microphone and the camera to measure the one and show the other."""

    is_on: bool


EngineOrder = MakeOffer | TakeAnswer | TakeCandidate | Send | Drop | UseDevices | Listen


class EngineFault(StrEnum):
    """Why the engine could not do what it was asked."""

    NO_MICROPHONE = "no_microphone"
    NOT_ALLOWED = "not_allowed"
    NO_CAMERA = "no_camera"
    BAD_ANSWER = "bad_answer"
    LINE_LOST = "line_lost"
    NOT_INSTALLED = "not_installed"


@dataclass(frozen=True, slots=True)
class EngineReady:
    """It runs; or runs again, after `deaths` deaths, and knows of no call."""

    deaths: int = 0


@dataclass(frozen=True, slots=True)
class EngineDied:
    """Its process is gone; it is started again by itself, and `EngineReady` follows. `is_final`: it is not."""

    why: str
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class OfferMade:
    """Our session description, with the candidates found within half a second."""

    call: CallId
    attempt: int
    sdp: str = field(repr=False)
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class CandidateFound:
    """One of our candidates that was found later (`RTCIceCandidateInit` in JSON)."""

    call: CallId
    attempt: int
    candidate: str = field(repr=False)
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class MediaUp:
    """The line stands (ICE and DTLS)."""

    call: CallId
    attempt: int
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class MediaSeen:
    """Their first sound, or their first picture, came."""

    call: CallId
    is_picture: bool
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class MediaDown:
    """The line is interrupted; it may come back by itself (`MediaUp`)."""

    call: CallId
    attempt: int
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class Measured:
    """Once a second of a connected call. `picture_lowered`: the engine has asked for less so that the speech holds."""

    call: CallId
    figures: CallFigures
    picture_lowered: bool = False


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """It could not do what it was asked for this call; `detail` is for a technician, in English."""

    call: CallId
    fault: EngineFault
    detail: str = ""
    peer: Peer = Peer.CALLED


@dataclass(frozen=True, slots=True)
class MediaDevice:
    """One that the system has. `kind` is microphone, output or camera."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class DevicesFound:
    """All there are now; told at the start and whenever one comes or goes."""

    devices: tuple[MediaDevice, ...]


EngineWord = (
    EngineReady
    | EngineDied
    | OfferMade
    | CandidateFound
    | MediaUp
    | MediaSeen
    | MediaDown
    | Measured
    | EngineFailed
    | DevicesFound
)
