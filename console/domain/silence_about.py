"""Whom and what a silence is about, as one operator may see it: for the board of all silences."""

from dataclasses import dataclass

from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId
from console.domain.masking import Person


@dataclass(frozen=True, slots=True)
class SilenceAbout:
    """`people` are masked for the viewer; empty where nobody is known. `kind`, `device` and `place` are a device's;
    `place` is empty where a person is masked."""

    people: tuple[Person, ...] = ()
    kind: DeviceKind | None = None
    device: DeviceId | None = None
    place: str = ""
