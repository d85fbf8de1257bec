"""The rows of the import format as they stand in the file: typed, but not yet believed."""

import msgspec


class _Row(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    pass


class OutcomeRow(_Row):
    """One of a municipality's outcomes."""

    code: str
    label: str
    needs_next_step: bool = False


class MunicipalityRow(_Row):
    """A tenant. `answer_within_s` has the keys acute, high, normal and technical."""

    id: str
    name: str
    greeting: str
    answer_within_s: dict[str, int]
    outcomes: list[OutcomeRow]
    senders: list[str] = []


class HouseholdRow(_Row):
    """An address."""

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
    """A person; `born` is YYYY-MM-DD."""

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


class DeviceRow(_Row):
    """Something that sends; without `resident` the household shares it."""

    id: str
    municipality: str
    sender: str
    kind: str
    household: str | None = None
    resident: str | None = None
    place: str = ""
    model: str = ""
    heartbeat_interval_s: int | None = None


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
