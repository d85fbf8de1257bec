"""A rule that says no, in a form that the screen can put into the operator's words."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a step was refused. Each has words in each language (`ui/words.py`)."""

    NOT_GRANTED = "not_granted"
    NOT_SIGNED_IN = "not_signed_in"
    NO_SUCH_CASE = "no_such_case"
    NO_SUCH_RESIDENT = "no_such_resident"
    OWNED_BY_OTHER = "owned_by_other"
    NOT_OWNED = "not_owned"
    ALREADY_YOURS = "already_yours"
    CASE_CLOSED = "case_closed"
    OUTCOME_MISSING = "outcome_missing"
    OUTCOME_UNKNOWN = "outcome_unknown"
    NEXT_STEP_MISSING = "next_step_missing"
    REASON_MISSING = "reason_missing"
    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    UNSEEN_ALARM = "unseen_alarm"
    PROMISE_NOT_AHEAD = "promise_not_ahead"
    NO_PROMISE = "no_promise"
    NOT_SAME_MUNICIPALITY = "not_same_municipality"
    NOT_IN_HOUSEHOLD = "not_in_household"
    NOTHING_TO_SPLIT = "nothing_to_split"
    PERSON_LANE_ONLY = "person_lane_only"
    DIFFERENT_PEOPLE = "different_people"
    NO_SUCH_OPERATOR = "no_such_operator"
    WRONG_PASSWORD = "wrong_password"
    ACCOUNT_LOCKED = "account_locked"
    NOTHING_TO_DO = "nothing_to_do"
    NO_PLAN = "no_plan"
    NOT_THE_STEP = "not_the_step"
    ANSWER_MISSING = "answer_missing"
    NOT_SILENCEABLE = "not_silenceable"
    SILENCE_TOO_LONG = "silence_too_long"
    SILENCE_NOT_AHEAD = "silence_not_ahead"
    NO_SUCH_SILENCE = "no_such_silence"
    NOT_CONNECTED = "not_connected"
    NO_DECISION = "no_decision"
    NO_CONSENT = "no_consent"
    NOT_BY_CAMERA = "not_by_camera"
    NO_CAMERA = "no_camera"
    CAMERA_MOVED = "camera_moved"
    OUTSIDE_WINDOW = "outside_window"
    DECLINED_TONIGHT = "declined_tonight"
    LOOK_DONE = "look_done"
    LOOK_HELD = "look_held"
    NO_LIVE_PICTURE = "no_live_picture"
    NO_OPEN_LOOK = "no_open_look"
    NOT_THEIR_CASE = "not_their_case"
    NIGHT_NOT_OVER = "night_not_over"
    NIGHT_SIGNED = "night_signed"
    NIGHT_CHANGED = "night_changed"
    NO_CALL = "no_call"
    CALL_GOES_ON = "call_goes_on"
    NO_WAY_TO_CALL = "no_way_to_call"
    NO_CONTACT = "no_contact"
    NOT_SEEN_BY_CONSENT = "not_seen_by_consent"
    NO_ENGINE = "no_engine"
    NO_GUEST_HERE = "no_guest_here"
    NO_PLACE = "no_place"
    NO_TASK = "no_task"
    TASK_OPEN = "task_open"
    TASK_TAKEN = "task_taken"
    NOT_A_CANDIDATE = "not_a_candidate"
    NO_SUCH_RESPONDER = "no_such_responder"


@dataclass(unsafe_hash=True)  # not frozen: a context manager sets __traceback__ on what passes through it
class Refused(Exception):
    """The step was not done and nothing was changed.

    `owner` names who has the case where the reason is that another has it; `detail` holds ids or numbers
    that the words need, never a person's name.
    """

    reason: Reason
    owner: str = ""
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.reason} {self.detail}".strip()
