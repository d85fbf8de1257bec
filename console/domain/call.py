"""One call to a person: how it goes, what can happen to it, and how it ends. Pure.

`TABLE` is the whole truth: what it does not name is refused, or was said too late and changes nothing. A call that was
answered and is lost is offered again by itself, for that is the same call; nothing else ever rings by itself.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from console.domain.refused import Reason, Refused

OFFERED_WITHIN = timedelta(seconds=10)
"""A device that has not even said that it rings in this time was not reached."""

OFFERED_AGAIN_AFTER = timedelta(seconds=4)
"""A line that is interrupted mends itself within a few seconds or not at all: then the call is offered again. Ours."""

RINGS_FOR = timedelta(seconds=45)
"""How long a person has to answer (default of the setting). A walk through a flat takes an old person half a minute."""

MEDIA_WITHIN = timedelta(seconds=10)
"""From the answer to the first sound, and from a lost line or engine to the next, before the call is given up."""

REACHED_WITHIN_BY_SIP = timedelta(seconds=20)
"""The same through telephony, where a number has to be found first: ITU-T E.721 allows 11 s in the 95th percentile for
an international call, a mobile that sleeps takes longer."""

GONE_QUIET_AFTER = timedelta(seconds=20)
"""A connected call in which nothing was heard for so long is told as silent."""


class CallKind(StrEnum):
    """By what a call goes: a device's own video or voice over the stream contract, telephony through the centre's
    gateway, or the telephone on the desk."""

    VIDEO = "video"
    VOICE = "voice"
    SIP = "sip"
    PHONE = "phone"


BY_ENGINE = frozenset({CallKind.VIDEO, CallKind.VOICE, CallKind.SIP})
"""Those that are seen and heard in the console itself."""


class CallState(StrEnum):
    """No call at all is idle."""

    OFFERING = "offering"
    RINGING = "ringing"
    CONNECTED = "connected"
    HOLDING = "holding"
    ENDED = "ended"
    FAILED = "failed"


class CallFact(StrEnum):
    """What happens to a call: the other side's words, ours, and time's."""

    RANG = "rang"
    ANSWERED = "answered"
    BUSY = "busy"
    DECLINED = "declined"
    LEFT = "left"
    HELD = "held"
    RESUMED = "resumed"
    OFFERED_AGAIN = "offered_again"
    HUNG_UP = "hung_up"
    HANDED = "handed"
    NOT_REACHED = "not_reached"
    NO_ANSWER = "no_answer"
    LINE_LOST = "line_lost"
    ENGINE_LOST = "engine_lost"
    SEAT_LEFT = "seat_left"


class CallEnd(StrEnum):
    """Why a call is over. `CANCELLED`: hung up before anybody answered."""

    HUNG_UP = "hung_up"
    CANCELLED = "cancelled"
    LEFT = "left"
    BUSY = "busy"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    HANDED = "handed"
    NOT_REACHED = "not_reached"
    LINE_LOST = "line_lost"
    ENGINE_LOST = "engine_lost"
    SEAT_LEFT = "seat_left"
    CONSOLE_GONE = "console_gone"


class CallResult(StrEnum):
    """What a plan can make of a call. `UNKNOWN` says nothing of the person: it was cancelled, failed before anybody
    could have heard it, or goes over a telephone that tells nothing."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    DECLINED = "declined"
    UNKNOWN = "unknown"


S, F = CallState, CallFact

TABLE: dict[CallState, dict[CallFact, CallState]] = {
    S.OFFERING: {
        F.RANG: S.RINGING, F.ANSWERED: S.CONNECTED, F.BUSY: S.ENDED, F.DECLINED: S.ENDED, F.LEFT: S.ENDED,
        F.OFFERED_AGAIN: S.OFFERING, F.HUNG_UP: S.ENDED, F.HANDED: S.ENDED, F.NOT_REACHED: S.FAILED,
        F.LINE_LOST: S.FAILED, F.ENGINE_LOST: S.FAILED, F.SEAT_LEFT: S.ENDED,
    },
    S.RINGING: {
        F.RANG: S.RINGING, F.ANSWERED: S.CONNECTED, F.BUSY: S.ENDED, F.DECLINED: S.ENDED, F.LEFT: S.ENDED,
        F.OFFERED_AGAIN: S.RINGING, F.HUNG_UP: S.ENDED, F.NO_ANSWER: S.ENDED, F.LINE_LOST: S.FAILED,
        F.ENGINE_LOST: S.FAILED, F.SEAT_LEFT: S.ENDED,
    },
    S.CONNECTED: {
        F.RANG: S.CONNECTED, F.ANSWERED: S.CONNECTED, F.LEFT: S.ENDED, F.HELD: S.HOLDING, F.OFFERED_AGAIN: S.CONNECTED,
        F.HUNG_UP: S.ENDED, F.LINE_LOST: S.FAILED, F.ENGINE_LOST: S.FAILED, F.SEAT_LEFT: S.ENDED,
    },
    S.HOLDING: {
        F.RANG: S.HOLDING, F.ANSWERED: S.HOLDING, F.LEFT: S.ENDED, F.RESUMED: S.CONNECTED, F.OFFERED_AGAIN: S.HOLDING,
        F.HUNG_UP: S.ENDED, F.LINE_LOST: S.FAILED, F.ENGINE_LOST: S.FAILED, F.SEAT_LEFT: S.ENDED,
    },
    S.ENDED: {},
    S.FAILED: {},
}  # fmt: skip

OVER = frozenset({S.ENDED, S.FAILED})

_ENDS: dict[CallFact, CallEnd] = {
    F.BUSY: CallEnd.BUSY, F.DECLINED: CallEnd.DECLINED, F.LEFT: CallEnd.LEFT, F.HUNG_UP: CallEnd.HUNG_UP,
    F.HANDED: CallEnd.HANDED, F.NOT_REACHED: CallEnd.NOT_REACHED, F.NO_ANSWER: CallEnd.NO_ANSWER,
    F.LINE_LOST: CallEnd.LINE_LOST, F.ENGINE_LOST: CallEnd.ENGINE_LOST, F.SEAT_LEFT: CallEnd.SEAT_LEFT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CallCourse:
    """How far a call has come. Moments are aware UTC. `attempt` counts the offers of the one call, from 1."""

    state: CallState
    begun_at: datetime
    attempt: int = 1
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    end: CallEnd | None = None

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_spoken(self) -> bool:
        """Whether somebody has answered and it goes on."""
        return self.state in (S.CONNECTED, S.HOLDING)

    @property
    def lasted(self) -> timedelta:
        """How long they spoke; nothing where nobody answered or it goes on."""
        if self.answered_at is None or self.ended_at is None:
            return timedelta(0)
        return self.ended_at - self.answered_at


def begun(at: datetime) -> CallCourse:
    """A call that begins."""
    return CallCourse(CallState.OFFERING, at)


def after(course: CallCourse, fact: CallFact, at: datetime) -> CallCourse:
    """The course after a fact. Raises Refused(NO_CALL) where the table does not name it: what is said of a call that
    is over comes too late, and a hold of one that rings is no hold."""
    state = TABLE[course.state].get(fact)
    if state is None:
        raise Refused(Reason.NO_CALL)
    return replace(
        course,
        state=state,
        attempt=course.attempt + (fact is CallFact.OFFERED_AGAIN),
        rang_at=at if fact is CallFact.RANG and course.rang_at is None else course.rang_at,
        answered_at=at if fact is CallFact.ANSWERED and course.answered_at is None else course.answered_at,
        ended_at=at if state in OVER else None,
        end=_end(course, fact) if state in OVER else None,
    )


def _end(course: CallCourse, fact: CallFact) -> CallEnd:
    """Why it is over. A device that leaves while it rings was told to by somebody; one that never rang did not get that
    far."""
    if course.answered_at is None and fact is CallFact.HUNG_UP:
        return CallEnd.CANCELLED
    if course.answered_at is None and fact is CallFact.LEFT:
        return CallEnd.DECLINED if course.rang_at is not None else CallEnd.NOT_REACHED
    return _ENDS[fact]


def result_of(end: CallEnd, *, was_answered: bool, by_itself: bool = False) -> CallResult:
    """What the end of a call says of the person. A device that answers `by_itself` (listening in) says nothing of who
    stands beside it."""
    if was_answered:
        return CallResult.UNKNOWN if by_itself else CallResult.ANSWERED
    return _RESULTS.get(end, CallResult.UNKNOWN)


_RESULTS = {
    CallEnd.BUSY: CallResult.BUSY,
    CallEnd.DECLINED: CallResult.DECLINED,
    CallEnd.NO_ANSWER: CallResult.NO_ANSWER,
}


class NoPicture(StrEnum):
    """Why a person is not seen in a call, though a picture was asked for."""

    NO_CONSENT = "no_consent"
    PRIVACY_SWITCH = "privacy_switch"
    NO_CAMERA = "no_camera"
    VOICE_ONLY = "voice_only"
    LOWERED = "lowered"
    NOT_YET = "not_yet"


class Quality(StrEnum):
    """How a connected call is, in the order of how bad. `UNKNOWN` before the first second."""

    UNKNOWN = "unknown"
    GOOD = "good"
    CHOPPY_PICTURE = "choppy_picture"
    WEAK_LINE = "weak_line"
    CHOPPY_SOUND = "choppy_sound"
    NOTHING_COMES = "nothing_comes"


@dataclass(frozen=True, slots=True)
class CallFigures:
    """What the engine measured over the last second. Delays in seconds, `loss` and `concealed` from 0 to 1, levels in
    dB of full scale (-100 is silence). None where it is not known. `quiet_s`: how long nothing came at all."""

    round_trip_s: float | None = None
    loss: float | None = None
    concealed: float | None = None
    frames_per_s: float | None = None
    width: int = 0
    height: int = 0
    heard_db: float = -100.0
    spoken_db: float = -100.0
    quiet_s: float = 0.0


class CallChange(StrEnum):
    """What is noted in a call's course, beside its begin, answer and end."""

    HELD = "held"
    RESUMED = "resumed"
    PICTURE_ON = "picture_on"
    PICTURE_OFF = "picture_off"
    PICTURE_LOWERED = "picture_lowered"
    PICTURE_RAISED = "picture_raised"
    OFFERED_AGAIN = "offered_again"
    LISTENED_IN = "listened_in"
    TONE_SENT = "tone_sent"
    GUEST_INVITED = "guest_invited"
    GUEST_JOINED = "guest_joined"
    GUEST_LEFT = "guest_left"
    GONE_QUIET = "gone_quiet"


class DeviceTone(StrEnum):
    """What a device is told in the midst of a call; over telephony by its DTMF (`protocols`: clear down 0, both ways 4,
    listen 7, speak 8, door 9; volume differs by maker and is a setting)."""

    BOTH_WAYS = "both_ways"
    LISTEN = "listen"
    SPEAK = "speak"
    LOUDER = "louder"
    QUIETER = "quieter"
    DOOR = "door"
    CLEAR_DOWN = "clear_down"
