"""The rows of the import format as they stand in the file: typed, but not yet believed."""

import msgspec

LOCKS = "locks"
"""The system of digital locks where a file names none (the setting `dispatch.lock_gateway_name`)."""


class _Row(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    pass


class OutcomeRow(_Row):
    """One of a municipality's outcomes."""

    code: str
    label: str
    needs_next_step: bool = False


class RungRow(_Row):
    """One rung of a ladder: whom to call when nobody has answered for so long."""

    after_s: int
    to: str


class SelfTestsRow(_Row):
    """When a municipality's units test themselves: a day of each month, between two full hours."""

    day: int
    from_hour: int
    to_hour: int


class MunicipalityRow(_Row):
    """A tenant. `answer_within_s` has the keys acute, high, normal and technical; `on_site_within_s` and `ladders` have
    any of them."""

    id: str
    name: str
    greeting: str
    answer_within_s: dict[str, int]
    outcomes: list[OutcomeRow]
    senders: list[str] = []
    on_site_within_s: dict[str, int] = {}
    ladders: dict[str, list[RungRow]] = {}
    tests: SelfTestsRow | None = None


class DoorRow(_Row):
    """A digital lock on the way in; `gateway` is the system that gives rights to it."""

    lock: str
    gateway: str = LOCKS
    place: str = ""


class HouseholdRow(_Row):
    """An address. `doors` are the digital locks, the outermost first; `key` is the cabinet or ring of the key."""

    id: str
    municipality: str
    street: str
    apartment: str = ""
    postal_code: str = ""
    city: str = ""
    area: str = ""
    latitude: float | None = None
    longitude: float | None = None
    way_in: str = ""
    key_location: str = ""
    doors: list[DoorRow] = []
    key: str = ""


class FactRow(_Row):
    """A critical fact; `kind` in lower case."""

    kind: str
    detail: str = ""


class ContactRow(_Row):
    """Someone to call."""

    order: int
    name: str
    relation: str = ""
    phone: str = ""
    available: str = ""
    has_key: bool = False


class ResidentRow(_Row):
    """A person; `born` is YYYY-MM-DD; `calls_consent` has any of seen, listened_to."""

    id: str
    municipality: str
    household: str
    given_name: str
    family_name: str
    born: str
    personal_number: str = ""
    phone: str = ""
    mobile: str = ""
    language: str = "sv"
    protection: str = "none"
    facts: list[FactRow] = []
    aids: list[str] = []
    contacts: list[ContactRow] = []
    note: str = ""
    calls_consent: list[str] = []


class DeviceRow(_Row):
    """Something that sends; without `resident` the household shares it. `calls` is video, voice or an address."""

    id: str
    municipality: str
    sender: str
    kind: str
    household: str | None = None
    resident: str | None = None
    place: str = ""
    model: str = ""
    heartbeat_interval_s: int | None = None
    calls: str = ""


class Document(_Row):
    """The whole JSON file, its rows still raw so that each is read by itself."""

    format: str
    version: int
    invented: bool = False
    municipalities: list[msgspec.Raw] = []
    households: list[msgspec.Raw] = []
    residents: list[msgspec.Raw] = []
    devices: list[msgspec.Raw] = []


FORMAT = "vaka-residents"
VERSION = 1
