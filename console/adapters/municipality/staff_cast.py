"""The invented staff of the drawn night: who stands where around Märta Lindqvist's home, and why some cannot go."""

from dataclasses import dataclass
from enum import StrEnum

from console.domain.responder import Duty, Skill, Transport


class Manner(StrEnum):
    """How somebody takes what their phone says. `SILENT` has it in a bag, and never looks. `LATE`, `WRITES` and `ALONE`
    go, and say that it takes longer, write of the visit, and say again and again that all is well."""

    ACCEPTS = "accepts"
    SILENT = "silent"
    BUSY = "busy"
    LATE = "late"
    WRITES = "writes"
    ALONE = "alone"


USUAL = frozenset({Skill.ASSISTANT_NURSE, Skill.MEDICATION, Skill.INSULIN, Skill.OXYGEN, Skill.LIFTING})


@dataclass(frozen=True, slots=True)
class StaffPart:
    """One of them, so many metres from Märta's door in that direction (degrees from north). `position_age_s` is how old
    the last position is, 0 for one that is renewed. `visits` names those whom they visit, the first of them now."""

    name: str
    metres: float
    bearing: float
    group: str
    area: str
    skills: frozenset[Skill] = USUAL
    opens_locks: bool = True
    has_keys: bool = True
    transport: Transport = Transport.CAR
    duty: Duty = Duty.FREE
    manner: Manner = Manner.ACCEPTS
    position_age_s: float = 0.0
    visits: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("sv",)


STAFF_CAST: tuple[StaffPart, ...] = (
    StaffPart("Samira Haddad", 1800, 210, "Norr", "Norr", languages=("sv", "ar")),
    StaffPart("Kent Åberg", 1700, 110, "Norr", "Centrum"),
    StaffPart(
        "Lisbet Granqvist", 1400, 140, "Norr", "Norr", visits=("Aino Korhonen", "Bror Ekdahl"), languages=("sv", "fi")
    ),
    StaffPart("Daniel Mora", 2000, 230, "Söder", "Söder", position_age_s=18 * 60),
    StaffPart("Eva Holm", 1200, 170, "Norr", "Norr", duty=Duty.BREAK),
    StaffPart("Yusuf Ali", 1500, 80, "Norr", "Norr", frozenset({Skill.ASSISTANT_NURSE}), languages=("sv", "so")),
    StaffPart("Mona Sand", 2100, 210, "Söder", "Centrum", opens_locks=False, has_keys=False),
)  # fmt: skip
