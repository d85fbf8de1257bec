"""What waits, in numbers: told to the screen whether somebody sits here or not, and so without any resident's name.

All municipalities of the centre are counted: before sign-in nobody's grants are known.
"""

from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.board import Board
from console.domain.lifecycle import OWNED
from console.services.recorder import Recorder
from console.services.screen import Screen, Waiting

OWN_VOICE = frozenset(
    {DeviceKind.PERSONAL_ALARM, DeviceKind.TELEPHONE_ALARM, DeviceKind.MOBILE_ALARM, DeviceKind.ROOM_CALL}
)
"""What a person calls with."""

MUTE = frozenset({Cause.LINK_LOST, Cause.HEARTBEAT_MISSED, Cause.RADIO_TEST_MISSED, Cause.BATTERY_FAILED})
"""What takes that away."""


class WaitingTold:
    """Tells the screen on change. `tell` is called often, and counts only where the journal has grown."""

    def __init__(self, recorder: Recorder, screen: Screen) -> None:
        self._recorder = recorder
        self._screen = screen
        self._counted_at: int | None = None
        self._told: Waiting | None = None

    def tell(self) -> None:
        """Call each second."""
        board = self._recorder.board
        if board.seq == self._counted_at:
            return
        self._counted_at = board.seq
        counted = waiting_of(board)
        if counted != self._told:
            self._told = counted
            self._screen.show(counted)


def waiting_of(board: Board) -> Waiting:
    """The numbers of a board."""
    cases = list(board.open_cases())
    unanswered = [case for case in cases if case.state not in OWNED]
    counts = dict.fromkeys(AlarmClass, 0)
    for case in unanswered:
        counts[case.alarm_class] += 1
    owned = [case for case in cases if case.state in OWNED]
    owners = {case.owner for case in owned if case.owner is not None}
    promises = [case.promise.until for case in cases if case.promise is not None]
    mute = {case.subject for case in cases if case.kind in OWN_VOICE and case.cause in MUTE}
    return Waiting(
        counts=counts,
        longest_wait_since=min((case.waiting_since for case in unanswered), default=None),
        owned=len(owned),
        owners=tuple(sorted(board.names.get(owner, owner) for owner in owners)),
        promises=len(promises),
        next_promise=min(promises, default=None),
        cannot_call=len(mute),
    )
