"""The routine of a centre for a thing that goes wrong: numbered steps that can be followed without the network.

Steps are text of the centre's own, in one language; a step may name a deed of the console's. The text may hold
`{centre}` and `{time}`, and no other field.
"""

import string
from dataclasses import dataclass
from enum import StrEnum

FIELDS = frozenset({"centre", "time"})


class Deed(StrEnum):
    """What the console can do for a step, at a key."""

    CALL_RESERVE = "call_reserve"
    SEND_TO_RISK_LIST = "send_to_risk_list"
    ROUNDS_BY_PHONE = "rounds_by_phone"
    GO_THROUGH = "go_through"


@dataclass(frozen=True, slots=True)
class RoutineStep:
    """One step; `deed` is None where there is nothing but to read it."""

    text: str
    deed: Deed | None = None

    def told(self, centre: str, time: str) -> str:
        """The text with its fields filled in, in one pass: what is filled in is never read as a field."""
        parts = string.Formatter().parse(self.text)
        values = {"centre": centre, "time": time}
        return "".join(literal + (values[name] if name else "") for literal, name, _, _ in parts)


@dataclass(frozen=True, slots=True)
class Routine:
    """One routine. `complaint` says in English, for a technician, why it is the shipped one and not the centre's."""

    id: str
    version: int
    title: str
    steps: tuple[RoutineStep, ...]
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class ReservePhone:
    """Whom to call when we see nothing; each "" where the centre has named none."""

    name: str = ""
    phone: str = ""
    shift_lead_phone: str = ""


def fields_of(text: str) -> frozenset[str]:
    """The fields that a step's text names. Raises ValueError for braces that fit no field."""
    found: set[str] = set()
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is not None:
            found.add(name if not spec and not conversion else f"{name}:{spec}")
    return frozenset(found)
