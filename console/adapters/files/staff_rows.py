"""The rows of the staff's import format as they stand in the file: typed, but not yet believed.

Moments are ISO 8601, "2026-11-22T21:00+01:00" or "2026-11-22 21:00" by the clock on the wall.
"""

import msgspec

from console.domain.responder import Transport


class _Row(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    pass


class ResponderRow(_Row):
    """One of the staff. Without `languages` Swedish. `partner` is another's id; `keys` are the cabinets and rings whose
    keys they carry or can fetch."""

    id: str
    sender: str
    name: str
    phone: str = ""
    skills: list[str] = []
    languages: list[str] = []
    opens_locks: bool = False
    keys: list[str] = []
    transport: str = Transport.CAR.value
    area: str = ""
    group: str = ""
    partner: str = ""
    may_go_alone: bool = True
    may_see_protected: bool = False


class ShiftRow(_Row):
    """When one of the staff works."""

    id: str
    responder: str
    since: str
    until: str


class VisitRow(_Row):
    """Busy time. `staff` is how many are needed there."""

    id: str
    responder: str
    since: str
    until: str
    resident: str = ""
    staff: int = 1


class StaffDocument(_Row):
    """The whole JSON file, its rows still raw so that each is read by itself."""

    format: str
    version: int
    municipality: str
    responders: list[msgspec.Raw] = []
    shifts: list[msgspec.Raw] = []
    visits: list[msgspec.Raw] = []


FORMAT = "vaka-staff"
VERSION = 1
