"""What sensors said of one resident, folded: in bed or out of it, since when, when somebody last moved, doors. Pure.

The words of a day are folded whatever their order: late, twice, from two bed sensors, the same words are the same
course. The last word about the bed counts, whichever sensor said it; of two at the same moment the one that says "out".
Silence is not "back in bed". What of it asks for a human is `sensor_rules`'s.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId
from console.domain.report import Sample
from console.domain.triage import bounded

KEPT = timedelta(hours=36)
"""So far back words count: what fell due is told a day back (`sensor_rules`), and what it rests on lies before it."""

AHEAD_AT_MOST = timedelta(hours=1)
"""So far ahead of ours a sensor's clock may be for its stored words to be found."""


class Seen(StrEnum):
    """The contract's words for `seen`. The vocabulary is open: other words are stored, and mean nothing here."""

    IN_BED = "in_bed"
    LEFT_BED = "left_bed"
    BACK_IN_BED = "back_in_bed"
    MOVEMENT = "movement"
    STILL = "still"
    DOOR_OPENED = "door_opened"
    DOOR_CLOSED = "door_closed"
    ON_MAT = "on_mat"
    OFF_MAT = "off_mat"
    DOSE_TAKEN = "dose_taken"
    FIGURE_UP = "figure_up"
    FIGURE_ON_FLOOR = "figure_on_floor"
    FIGURE_IN_BED = "figure_in_bed"
    FIGURE_ABSENT = "figure_absent"


S, K = Seen, DeviceKind

_WORDS: dict[str, Seen] = {one.value: one for one in Seen} | {"vibration": S.MOVEMENT, "no_vibration": S.STILL}
_PRESENCE: dict[DeviceKind, tuple[Seen, Seen]] = {
    K.BED_SENSOR: (S.IN_BED, S.LEFT_BED),
    K.ALARM_MAT: (S.ON_MAT, S.OFF_MAT),
    K.IR_DETECTOR: (S.MOVEMENT, S.STILL),
    K.SUPERVISION_SENSOR: (S.MOVEMENT, S.STILL),
    K.UNKNOWN: (S.MOVEMENT, S.STILL),
}
"""What the gateways' "presence" and "no_presence" mean, by the kind of the device."""

IN = frozenset({S.IN_BED, S.BACK_IN_BED, S.FIGURE_IN_BED})
OUT = frozenset({S.LEFT_BED, S.FIGURE_UP, S.FIGURE_ON_FLOOR})
UPRIGHT = frozenset({S.FIGURE_UP, S.LEFT_BED}) | IN
"""After these nobody lies on the floor any more."""

MOVES = frozenset(
    {S.MOVEMENT, S.DOOR_OPENED, S.DOOR_CLOSED, S.ON_MAT, S.OFF_MAT, S.DOSE_TAKEN, S.FIGURE_UP}
)  # fmt: skip
"""Somebody has moved; so they have where they got out of bed or back. A bed's sensor may repeat its word all night:
that is no movement."""

MOTION = frozenset({"motion", "motion_percent", "activity", "activity_percent"})
"""Quantities of a sample that are how much somebody moves, 0 for not at all."""


def word_of(seen: str, kind: DeviceKind) -> Seen | None:
    """The word as we know it, None for any other. Never raises."""
    if seen in ("presence", "no_presence"):
        pair = _PRESENCE.get(kind)
        return pair[seen == "no_presence"] if pair is not None else None
    return _WORDS.get(seen)


def word_of_sample(sample: Sample) -> Seen | None:
    """What a reading says; None where it says nothing of anybody's moving."""
    return S.MOVEMENT if sample.quantity in MOTION and sample.value > 0 else None


@dataclass(frozen=True, slots=True)
class Word:
    """One word, at the moment as far as the sensor's clock can be believed."""

    at: datetime
    seen: Seen
    device: DeviceId


@dataclass(frozen=True, slots=True)
class Out:
    """Once out of bed: `since` to `until`, None while it goes on. `after` is the last word before it that said "in
    bed", None where there was none. `device` noticed it."""

    since: datetime
    until: datetime | None
    after: datetime | None
    device: DeviceId


@dataclass(frozen=True, slots=True)
class Sensed:
    """How a resident is, by the last words. None is unknown, or not so."""

    is_in_bed: bool | None = None
    out_since: datetime | None = None
    last_moved: datetime | None = None
    door_open_since: datetime | None = None
    on_floor_since: datetime | None = None


@dataclass
class Course:
    """What was heard of one resident. Of the words of one sensor in one minute the first and the last are kept."""

    _heard: dict[tuple[Seen, DeviceId, int], tuple[datetime, datetime]] = field(default_factory=dict)

    def take(self, seen: Seen, device: DeviceId, at: datetime, received_at: datetime) -> None:
        """One word: `at` by the device's clock, `received_at` by ours."""
        when = bounded(at, received_at)
        key = (seen, device, int(when.timestamp() // 60))
        first, last = self._heard.get(key, (when, when))
        self._heard[key] = (min(first, when), max(last, when))

    def forget(self, before: datetime) -> None:
        """What was heard before, but for the words that say how the person has been since."""
        needed: set[datetime] = set()
        outs, inside = _walked(word for word in self.words(IN | OUT) if word.at < before)
        if outs and outs[-1].until is None:
            needed = {outs[-1].since} | ({outs[-1].after} if outs[-1].after is not None else set())
        elif inside is not None:
            needed = {inside}
        self._heard = {
            key: pair
            for key, pair in self._heard.items()
            if pair[1] >= before or (key[0] in IN | OUT and needed & set(pair))
        }

    def words(self, of: frozenset[Seen]) -> list[Word]:
        """These words, oldest first; of one moment "in bed" before "out of bed"."""
        found = {Word(at, seen, device) for (seen, device, _), pair in self._heard.items() if seen in of for at in pair}
        return sorted(found, key=lambda word: (word.at, word.seen in OUT, word.seen, word.device))

    def outs(self) -> list[Out]:
        """Each time out of bed, oldest first."""
        return _walked(self.words(IN | OUT))[0]

    def ins(self) -> list[tuple[datetime, datetime | None]]:
        """Each time in bed, from and to, oldest first; None while it goes on."""
        spans: list[tuple[datetime, datetime | None]] = []
        is_in = False
        for word in self.words(IN | OUT):
            if word.seen in IN and not is_in:
                spans.append((word.at, None))
            elif word.seen in OUT and is_in:
                spans[-1] = (spans[-1][0], word.at)
            is_in = word.seen in IN
        return spans

    def moves(self) -> list[datetime]:
        """When somebody moved, oldest first."""
        turns = {at for out in self.outs() for at in (out.since, out.until) if at is not None}
        return sorted(turns | {at for key, pair in self._heard.items() if key[0] in MOVES for at in pair})

    def sensed(self) -> Sensed:
        """How it stands after all the words."""
        outs, inside = _walked(self.words(IN | OUT))
        out = outs[-1] if outs and outs[-1].until is None else None
        moves = self.moves()
        doors = self.words(frozenset({S.DOOR_OPENED, S.DOOR_CLOSED}))
        is_open = bool(doors) and doors[-1].seen is S.DOOR_OPENED
        lying = falls(self)
        return Sensed(
            is_in_bed=False if out is not None else None if inside is None else True,
            out_since=out.since if out is not None else None,
            last_moved=moves[-1] if moves else None,
            door_open_since=doors[-1].at if is_open else None,
            on_floor_since=lying[-1][0].at if lying and lying[-1][2] is None else None,
        )


def _walked(words: Iterable[Word]) -> tuple[list[Out], datetime | None]:
    """The times out of bed, and the last "in bed". A figure that is up was in bed only where something said so."""
    outs: list[Out] = []
    inside: datetime | None = None
    is_in: bool | None = None
    for word in words:
        if word.seen in IN:
            if is_in is False:
                outs[-1] = Out(outs[-1].since, word.at, outs[-1].after, outs[-1].device)
            is_in, inside = True, word.at
        elif is_in or (is_in is None and word.seen is S.LEFT_BED):
            outs.append(Out(word.at, None, inside, word.device))
            is_in = False
    return outs, inside


def falls(course: Course) -> list[tuple[Word, datetime | None, datetime | None]]:
    """Each time on the floor: the first word of it, the last word before it that said otherwise, and the next."""
    found: list[tuple[Word, datetime | None, datetime | None]] = []
    upright: datetime | None = None
    is_lying = False
    for word in course.words(UPRIGHT | {S.FIGURE_ON_FLOOR}):
        if word.seen is S.FIGURE_ON_FLOOR:
            if not is_lying:
                found.append((word, upright, None))
            is_lying = True
        else:
            if is_lying:
                found[-1] = (found[-1][0], found[-1][1], word.at)
            upright, is_lying = word.at, False
    return found
