"""Which device of a dialect is which of ours: the mapping file, and whose word an unnamed device's is.

The file is TOML (`resources/import/devices.toml` is an example). It gives a device its id, kind and place; to whom the
device belongs stays in the directory, under (municipality, id). A device that the file does not have is not refused:
its alarm is a case all the same, under an id made of its name.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path

from console.adapters.mqtt.dialects.dialect import digest_of
from console.adapters.mqtt.fields import clean
from console.adapters.mqtt.topics import is_device, is_level
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.report import Origin

MAX_FILE = 4 * 1024 * 1024
"""Bytes. A mapping of 20,000 devices has about 3 MB."""
DIALECTS = ("zigbee2mqtt", "home_assistant", "chirpstack", "owntracks")
MAX_NAME = 300
MAX_PLACE = 120
_LONGEST_READABLE = 100
_KEYS = frozenset({"dialect", "name", "municipality", "sender", "device", "kind", "place"})
WORDS: Table[str, frozenset[str]] = {
    "chirpstack": frozenset({"alarm_field", "alarm_on", "alarm_cause", "alarm_is"}),
    "owntracks": frozenset({"alarm_on", "region"}),
}
"""What the file may say of a dialect's devices beside the keys that all have; its module says what each means."""
_HEAD = re.compile(r"\s*\[\[\s*device\s*\]\]\s*(#.*)?")


class MappingError(Exception):
    """The file cannot be used. `problems` name the line and what is asked, never the value that stood there."""

    def __init__(self, file: Path, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(f"{file}: {problem}" for problem in problems))
        self.file = file
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Bound:
    """What is known of a device of a dialect. `kind` is None where the dialect's own word decides; `is_mapped` says
    whether the mapping file has it, `words` what it says beside (`WORDS`)."""

    origin: Origin
    kind: DeviceKind | None = None
    place: str = ""
    is_mapped: bool = False
    words: Table[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The gateway's own municipality and sender (the dialect's name is a good one), and the devices by name."""

    municipality: MunicipalityId
    sender: str
    devices: Table[tuple[str, str], Bound] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not is_level(self.municipality) or not is_level(self.sender):
            raise ValueError("municipality and sender must be 1-63 of a-z 0-9 -, beginning with a letter or digit")

    def of(self, dialect: str, name: str) -> Bound | None:
        """The device of this name, if the file has it."""
        return self.devices.get((dialect, name))

    def bound(self, dialect: str, name: str) -> Bound:
        """The device of this name: by the file, else under the gateway's own municipality and sender, with an id
        made of its name. It then has no place: the directory may know one."""
        found = self.of(dialect, name)
        if found is not None:
            return found
        return Bound(Origin(self.municipality, self.sender, device_id(name)))


def device_id(name: str) -> DeviceId:
    """A name as an id of the contract: itself where it can be one, else what is readable of it with a digest, so
    that two names never become one device."""
    if is_device(name):
        return DeviceId(name)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^A-Za-z0-9._:-]+", "-", plain)[:_LONGEST_READABLE].strip("-")
    return DeviceId(f"{readable or 'device'}.{digest_of(name)[:8]}")


def load_mapping(file: Path, municipality: MunicipalityId, sender: str) -> Mapping:
    """The mapping in `file`. Raises MappingError, which tells all that is wrong at once, and ValueError for a
    municipality or sender that cannot be one."""
    try:
        with file.open("rb") as opened:
            read = opened.read(MAX_FILE + 1)
    except OSError as error:
        raise MappingError(file, (f"cannot be read: {error.strerror}",)) from error
    if len(read) > MAX_FILE:
        raise MappingError(file, (f"is longer than {MAX_FILE} bytes",))
    return parse_mapping(read, file, municipality, sender)


def parse_mapping(read: bytes, file: Path, municipality: MunicipalityId, sender: str) -> Mapping:
    """As `load_mapping`, of the bytes; `file` is for the words."""
    try:
        text = read.decode("utf-8-sig")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise MappingError(file, (f"is not UTF-8 at byte {error.start}",)) from error
    except tomllib.TOMLDecodeError as error:
        raise MappingError(file, (f"is not TOML {_where(str(error))}",)) from error
    except (ValueError, RecursionError) as error:  # too many digits, too deep
        raise MappingError(file, ("is not TOML that can be read",)) from error
    problems = [f"{key!r} is not known; only [[device]] is" for key in sorted(table.keys() - {"device"})]
    rows = table.get("device", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MappingError(file, ("device must be written as [[device]]",))
    places = [number for number, line in enumerate(text.splitlines(), 1) if _HEAD.fullmatch(line)]
    plain = Mapping(municipality, sender)
    devices: dict[tuple[str, str], Bound] = {}
    for number, row in enumerate(rows):
        where = f"line {places[number]}" if len(places) == len(rows) else f"device {number + 1}"
        wrong = _wrong_with(row)
        named = (row.get("dialect"), row.get("name"))
        if not wrong and named in devices:
            wrong = ["the same name stands there twice"]
        problems += [f"{where}: {each}" for each in wrong]
        if not wrong:
            devices[named] = _bound(row, plain)
    if problems:
        raise MappingError(file, tuple(problems))
    return Mapping(municipality, sender, devices)


def _where(said: str) -> str:
    found = re.search(r"at line \d+, column \d+|at end of document", said)
    return found.group() if found else "as it stands"


def _wrong_with(row: Table[str, object]) -> list[str]:
    keys = _KEYS | WORDS.get(str(row.get("dialect")), frozenset())
    wrong = [f"{key!r} is not known" for key in sorted(row.keys() - keys)]
    texts = {key: row.get(key, "") for key in keys}
    for key, value in sorted(texts.items()):
        if not isinstance(value, str) or clean(value) != value:
            wrong.append(f"{key} must be a text on one line")
    if wrong:
        return wrong
    said = {key: str(value) for key, value in texts.items()}
    kinds = [kind.value for kind in DeviceKind]
    checks = (
        (said["dialect"] in DIALECTS, f"dialect must be one of {', '.join(DIALECTS)}"),
        (0 < len(said["name"]) <= MAX_NAME, f"name must be a text of 1 to {MAX_NAME} characters"),
        ("device" not in row or is_device(said["device"]), "device must be 1-128 of A-Z a-z 0-9 . _ : -"),
        ("municipality" not in row or is_level(said["municipality"]), "municipality must be 1-63 of a-z 0-9 -"),
        ("sender" not in row or is_level(said["sender"]), "sender must be 1-63 of a-z 0-9 -"),
        ("kind" not in row or said["kind"] in kinds, f"kind must be one of {', '.join(kinds)}"),
        ("alarm_cause" not in row or said["alarm_cause"] in list(Cause), "alarm_cause must be a cause of the contract"),
        (said.get("alarm_is", "") in ("", "state", "event"), 'alarm_is must be "state" or "event"'),
        (len(said["place"]) <= MAX_PLACE, f"place must have at most {MAX_PLACE} characters"),
    )
    return [words for is_good, words in checks if not is_good]


def _bound(row: Table[str, str], plain: Mapping) -> Bound:
    device = DeviceId(row["device"]) if "device" in row else device_id(row["name"])
    municipality = MunicipalityId(row.get("municipality", plain.municipality))
    origin = Origin(municipality, row.get("sender", plain.sender), device)
    kind = DeviceKind(row["kind"]) if "kind" in row else None
    words = {key: row[key] for key in sorted(WORDS.get(row["dialect"], frozenset()) & row.keys())}
    return Bound(origin, kind, row.get("place", ""), is_mapped=True, words=words)
