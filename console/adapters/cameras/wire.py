"""What console and child say to each other: JSON lines down the child's standard input, framed pictures up its output.

Both sides import this, so it loads neither PyAV nor numpy. Nothing that goes up holds a name, password or address: a
child that sees nothing says which `Trouble` it met, and `EXPLANATIONS` has the words.
"""

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from enum import IntEnum, StrEnum

from console.domain.picture import CameraProtocol, Mask

WIDEST = 960
HIGHEST = 540
"""Pixels. What a child sends is no larger."""

LONGEST_LINE = 16_384
"""Bytes of one line down."""

MASKS = tuple(Mask)


class Kind(IntEnum):
    """What follows a header."""

    PICTURE = 1
    TROUBLE = 2


class Trouble(StrEnum):
    """Why a child, or the console before it, has no picture."""

    ADDRESS = "address"
    PLAIN = "plain"
    NO_PASSWORD = "no-password"
    LONG_LOGIN = "long-login"
    NOT_STARTED = "not-started"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    LOGIN = "login"
    REFUSED = "refused"
    ELSEWHERE = "elsewhere"
    UNTRUSTED = "untrusted"
    NO_PICTURE = "no-picture"
    TOO_LARGE = "too-large"
    ENDED = "ended"
    MUDDLED = "muddled"


EXPLANATIONS: Mapping[Trouble, str] = {
    Trouble.ADDRESS: "the camera's address cannot be used with its protocol",
    Trouble.PLAIN: "stills are fetched over https alone",
    Trouble.NO_PASSWORD: "the keyring did not give the camera's password",
    Trouble.LONG_LOGIN: "the camera's login and password are too long for RTSP",
    Trouble.NOT_STARTED: "the process that reads the camera cannot be started",
    Trouble.UNREACHABLE: "the camera cannot be reached",
    Trouble.SILENT: "the camera does not answer",
    Trouble.LOGIN: "the camera refuses the login or its password",
    Trouble.REFUSED: "the camera refuses to show its picture",
    Trouble.ELSEWHERE: "the camera points to another address, which is not followed",
    Trouble.UNTRUSTED: "the camera's certificate is not trusted",
    Trouble.NO_PICTURE: "what the camera sends is no picture that can be read",
    Trouble.TOO_LARGE: "the camera's picture is too large",
    Trouble.ENDED: "the camera ended the stream",
    Trouble.MUDDLED: "the process that reads the camera sent what it must not",
}


class Unseen(Exception):
    """There is no picture, for this trouble."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Ask:
    """What a child is told of the camera that it is to read. `patience_s` is how long the camera may keep silent;
    `authorities` the file of those who may vouch for it, "" for the system's."""

    protocol: CameraProtocol
    address: str
    mask: Mask
    login: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    is_simulated: bool = False
    patience_s: float = 5.0
    authorities: str = ""

    def line(self) -> bytes:
        """As it goes down. It holds the password."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "Ask":
        """From what `line` made. Raises ValueError, KeyError or TypeError for anything else."""
        told = json.loads(line)
        return cls(**{**told, "protocol": CameraProtocol(told["protocol"]), "mask": Mask(told["mask"])})


def mask_line(mask: Mask) -> bytes:
    """Says that the next picture is to have this mask."""
    return json.dumps({"mask": mask.value}).encode() + b"\n"


def mask_of(line: bytes) -> Mask:
    """From what `mask_line` made. Raises ValueError, KeyError or TypeError for anything else."""
    return Mask(json.loads(line)["mask"])


@dataclass(frozen=True, slots=True)
class Header:
    """What goes before each message up: its kind, the picture's mask and size, and how many bytes follow."""

    kind: Kind
    length: int
    mask: Mask = Mask.SQUARES
    width: int = 0
    height: int = 0

    def packed(self) -> bytes:
        return _HEADER.pack(self.kind, MASKS.index(self.mask), self.width, self.height, self.length)


_HEADER = struct.Struct("!BBHHI")
_LONGEST_CODE = 32


def read_header(read: Callable[[int], bytes]) -> Header | None:
    """The next header, None at the end. Raises ValueError for what a child never sends: nothing after it is read."""
    packed = read(_HEADER.size)
    if len(packed) < _HEADER.size:
        return None
    kind, mask, width, height, length = _HEADER.unpack(packed)
    if mask >= len(MASKS):
        raise ValueError("no such mask")
    header = Header(Kind(kind), length, MASKS[mask], width, height)
    if header.kind is Kind.TROUBLE and length > _LONGEST_CODE:
        raise ValueError("a trouble that is too long")
    is_sized = 0 < width <= WIDEST and 0 < height <= HIGHEST and length == width * height * 3
    if header.kind is Kind.PICTURE and not is_sized:
        raise ValueError("a picture of another size than it says")
    return header
