"""What must be heard, and when: the rule behind the alarm sounds. It plays nothing and knows no clock.

A new unanswered alarm sounds at once, the gravest class first, and again until somebody has taken it. New is: not
seen before, free again (let go, owner gone, pressed during a promise), pressed again, risen in class, past its
target, its promise broken, a rung of escalation reached. A new alarm on a case that the viewer has is heard once, and
so is each rung; on a colleague's case an alarm is not heard at all, and a rung from the other operators on, at every
console, the shift lead's among them.

The number and spacing of pulses are those of the auditory signals of IEC 60601-1-8, 6.3.3.1 (10, 3 and 1 pulses;
2.5-15 s between bursts of high priority, 2.5-30 s of medium, more than 15 s of low); no conformity with that standard
is claimed. Moments are seconds of the monotonic clock: a stepped wall clock neither hushes nor lengthens a silence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from console.domain.alarm import AlarmClass
from console.domain.escalation import RISING, Rung
from console.domain.ids import CaseId
from console.domain.queue import Group, Row
from console.domain.refused import Reason, Refused


@dataclass(frozen=True, slots=True)
class Pattern:
    """One class's burst. `lasts` is from the asking until its last pulse has left the loudspeaker, at the longest;
    `repeats` is from one start to the next while somebody waits, None for never again."""

    sound: str
    lasts: timedelta
    repeats: timedelta | None


PATTERNS: dict[AlarmClass, Pattern] = {
    AlarmClass.ACUTE: Pattern("acute", timedelta(seconds=4.5), timedelta(seconds=10)),
    AlarmClass.HIGH: Pattern("high", timedelta(seconds=2.2), timedelta(seconds=20)),
    AlarmClass.NORMAL: Pattern("normal", timedelta(seconds=1.4), timedelta(seconds=60)),
    AlarmClass.TECHNICAL: Pattern("technical", timedelta(seconds=1.8), None),
}

BREAKING = AlarmClass.HIGH
"""What comes after a silence breaks through it where it is as grave as this: people who may not be able to wait."""

REST = timedelta(seconds=2.5)
"""The least pause between two bursts of one class, however many new alarms there are (IEC 60601-1-8, table 3)."""

LONGEST_SILENCE = timedelta(minutes=10)
"""No silence is longer (the centre's "audio paused" of IEC 60601-1-8, 6.8.3); it has an end, which the screen shows."""


@dataclass(frozen=True, slots=True)
class Silence:
    """`gravest` and the classes below it are silent from `since` to `until`."""

    since: float
    until: float
    gravest: AlarmClass


@dataclass(frozen=True, slots=True)
class SoundOutput:
    """What is known of the output. `is_known` is False until the player has answered for the first time.

    A muted output takes sound that nobody hears: it `is_muted`, and not audible. `played` is the highest number of
    those asked for that the output has taken to the end; `explanation` says in English, for a technician, why nothing
    is heard, or what else is not as it was wanted.
    """

    is_known: bool = False
    is_audible: bool = False
    is_muted: bool = False
    device: str = ""
    outputs: tuple[str, ...] = ()
    played: int = 0
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What of a row matters to the ear. `calls_others`: its ladder has come to people who do not have it."""

    group: Group
    alarm_class: AlarmClass
    alarms: int
    is_promise_broken: bool
    escalations: int
    calls_others: bool


@dataclass(slots=True)
class _Burst:
    """What sounds until `until`; `cases` are those whose news it tells."""

    alarm_class: AlarmClass
    until: float
    cases: set[CaseId]


_ByClass = dict[AlarmClass, set[CaseId]]


class Annunciation:
    """One viewer's rows, by ear. Feed it every row (`put`, `take_out`, `replace`), ask `due`, and say what became of
    it: `begin`, then `heard` or `missed`."""

    def __init__(self) -> None:
        self._cues: dict[CaseId, _Cue] = {}
        self._waiting: _ByClass = {one: set() for one in AlarmClass}
        self._news: _ByClass = {one: set() for one in AlarmClass}
        self._began: dict[AlarmClass, float] = {}
        self._burst: _Burst | None = None
        self._silence: Silence | None = None
        self._breaking: set[CaseId] = set()

    def put(self, row: Row) -> None:
        """The row as it is now, new or changed."""
        case, cue = row.case, _cue_of(row)
        before = self._cues.get(case)
        if cue == before:
            return
        is_news = is_new = _is_new(before, cue)
        if before is not None:
            stays = before.group is cue.group and (cue.group is not Group.OTHERS or cue.calls_others)
            is_news = is_new or (stays and case in self._news[before.alarm_class])
            self._waiting[before.alarm_class].discard(case)
            self._news[before.alarm_class].discard(case)
            if not stays:
                self._leave_burst(case)
        self._cues[case] = cue
        if is_new and (cue.alarm_class <= BREAKING or cue.calls_others):
            self._breaking.add(case)
        if cue.group is Group.UNANSWERED:
            self._waiting[cue.alarm_class].add(case)
        if is_news:
            self._news[cue.alarm_class].add(case)

    def take_out(self, case: CaseId) -> None:
        """The row is gone: closed, merged, or no longer the viewer's to see."""
        cue = self._cues.pop(case, None)
        if cue is not None:
            self._waiting[cue.alarm_class].discard(case)
            self._news[cue.alarm_class].discard(case)
            self._breaking.discard(case)
            self._leave_burst(case)

    def replace(self, rows: Iterable[Row]) -> None:
        """All rows anew; what was known of them stays known."""
        shown = {row.case: row for row in rows}
        for case in [case for case in self._cues if case not in shown]:
            self.take_out(case)
        for row in shown.values():
            self.put(row)

    def renew(self) -> None:
        """Another sits here: what waits is news to them, and nobody else's silence is theirs."""
        self._silence = None
        self._began.clear()
        for case, cue in self._cues.items():
            if cue.group is Group.UNANSWERED or (cue.group is Group.OTHERS and cue.calls_others):
                self._news[cue.alarm_class].add(case)

    def due(self, at: float) -> AlarmClass | None:
        """Whose burst is to begin now; None while what sounds is as grave as what is due."""
        sounding = self.sounding(at)
        for alarm_class in AlarmClass:
            if alarm_class is sounding:
                return None
            if self._is_due(alarm_class, at):
                return alarm_class
        return None

    def begin(self, alarm_class: AlarmClass, at: float) -> None:
        """Its burst begins. What it interrupts is news still."""
        if self._burst is not None and at < self._burst.until:
            self._give_back(self._burst)
        told = {case for case in self._news[alarm_class] if not self._is_hushed(alarm_class, case, at)}
        self._news[alarm_class] -= told
        self._burst = _Burst(alarm_class, at + PATTERNS[alarm_class].lasts.total_seconds(), told)
        self._began[alarm_class] = at

    def heard(self) -> None:
        """The burst has left the loudspeaker."""
        self._burst = None

    def missed(self) -> None:
        """The burst was not heard: what it told of is news still."""
        if self._burst is not None:
            self._give_back(self._burst)
            self._burst = None

    def is_moot(self) -> bool:
        """Whether what sounds tells of nobody any more: all that it told of have been taken."""
        burst = self._burst
        return burst is not None and not burst.cases and not self._waiting[burst.alarm_class]

    def sounding(self, at: float) -> AlarmClass | None:
        """Whose burst sounds."""
        return self._burst.alarm_class if self._burst is not None and at < self._burst.until else None

    def gravest(self, at: float) -> AlarmClass | None:
        """The gravest class that sounds, or of which anybody waits."""
        sounding = self.sounding(at)
        for alarm_class in AlarmClass:
            if alarm_class is sounding or self._waiting[alarm_class] or self._news[alarm_class]:
                return alarm_class
        return None

    def silence(self, at: float, for_: timedelta) -> Silence:
        """Silences the gravest class that sounds or waits, and those below it, for `for_` or the longest that is
        allowed. What sounds ends. Raises Refused(NOTHING_TO_DO) where nothing is to be heard.

        A silence is for those that were heard before it. Another person's life alarm (Akut), or fall (Hög), that comes
        after it breaks through, with its repeats: whoever silenced could not know of them, and they may lie on a floor
        for the ten minutes. So do more alarms on a silenced case of these classes, and every rung that calls others.
        Whatever else comes meanwhile is heard at the end.
        """
        gravest = self.gravest(at)
        if gravest is None:
            raise Refused(Reason.NOTHING_TO_DO)
        self._silence = Silence(at, at + min(for_, LONGEST_SILENCE).total_seconds(), gravest)
        self._breaking.clear()
        self._burst = None
        return self._silence

    def restore(self) -> None:
        """Ends the silence before its time."""
        self._silence = None

    def silenced(self, at: float) -> Silence | None:
        """The silence that holds now."""
        return self._silence if self._silence is not None and at < self._silence.until else None

    def _is_due(self, alarm_class: AlarmClass, at: float) -> bool:
        pattern = PATTERNS[alarm_class]
        began = self._began.get(alarm_class)
        rested = (pattern.lasts + REST).total_seconds()
        if (began is None or at - began >= rested) and self._has_audible(self._news, alarm_class, at):
            return True
        if pattern.repeats is None or (began is not None and at - began < pattern.repeats.total_seconds()):
            return False
        return self._has_audible(self._waiting, alarm_class, at)

    def _has_audible(self, among: _ByClass, alarm_class: AlarmClass, at: float) -> bool:
        return any(not self._is_hushed(alarm_class, case, at) for case in among[alarm_class])

    def _is_hushed(self, alarm_class: AlarmClass, case: CaseId, at: float) -> bool:
        silence = self.silenced(at)
        return silence is not None and alarm_class >= silence.gravest and case not in self._breaking

    def _give_back(self, burst: _Burst) -> None:
        for case in burst.cases:
            self._news[self._cues[case].alarm_class].add(case)

    def _leave_burst(self, case: CaseId) -> None:
        if self._burst is not None:
            self._burst.cases.discard(case)


def _cue_of(row: Row) -> _Cue:
    """A test sounds as Teknik: it must be heard, and never as a person's alarm."""
    alarm_class = AlarmClass.TECHNICAL if row.is_test else row.alarm_class
    calls_others = row.reached is not None and RISING.index(row.reached) >= RISING.index(Rung.OTHER_OPERATORS)
    return _Cue(row.group, alarm_class, row.alarms, row.is_promise_broken, row.escalations, calls_others)


def _is_new(before: _Cue | None, cue: _Cue) -> bool:
    is_escalated = before is not None and cue.escalations > before.escalations
    if cue.group is Group.OTHERS:
        return cue.calls_others and (before is None or is_escalated)
    if before is None or before.group is not cue.group:
        return cue.group is Group.UNANSWERED
    return (
        is_escalated
        or cue.alarms > before.alarms
        or cue.alarm_class < before.alarm_class
        or (cue.is_promise_broken and not before.is_promise_broken)
    )
