"""What a button says: which of its actions ask for a human. The words are those that gateways share."""

import re

from console.domain.alarm import Cause, DeviceKind

CALLS: dict[str, Cause] = {
    "emergency": Cause.PRESS,
    "sos": Cause.PRESS,
    "panic": Cause.PRESS,
    "fire": Cause.SMOKE,
}
"""Actions that ask for a human, whatever the device."""

CALLERS: dict[DeviceKind, Cause] = {
    DeviceKind.PERSONAL_ALARM: Cause.PRESS,
    DeviceKind.TELEPHONE_ALARM: Cause.PRESS,
    DeviceKind.MOBILE_ALARM: Cause.PRESS,
    DeviceKind.TABLET: Cause.PRESS,
    DeviceKind.TRACKER: Cause.PRESS,
    DeviceKind.ROOM_CALL: Cause.ROOM_CALL,
    DeviceKind.STAFF_ATTACK: Cause.ATTACK,
}
"""Kinds whose every action is a person's hand: a plain button that the mapping file makes a call button."""

_NO_CALL = re.compile(r"(.*_)?(release|released|stop|disarm|cancel|unknown|identify)(_.*)?|exit_delay|entry_delay")


def call_of(action: str, kind: DeviceKind | None) -> Cause | None:
    """Why an action asks for a human, or None. `kind` is the mapping file's."""
    cause = CALLS.get(action)
    if kind in CALLERS and cause is not Cause.SMOKE:
        return CALLERS[kind] if cause is not None or not _NO_CALL.fullmatch(action) else None
    if kind is DeviceKind.FALL_DETECTOR and action == "fall":
        return Cause.FALL
    return cause
