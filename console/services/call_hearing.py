"""Which of the field's signals are of our call: its very device by its very sender, or the guest that was invited.

Somebody else's device that speaks for the call is not heard. What was retained, or is long past its time by our own
clock, is not either.
"""

import logging
from datetime import timedelta

from console.domain.call import CallKind
from console.domain.report import CallReport, FieldReport
from console.services.live_call import LiveCall
from console.services.ports import Clock

log = logging.getLogger(__name__)

CLOCKS_DIFFER = timedelta(seconds=30)
"""So far a device's clock may be behind ours before what it says counts as too late."""


class Hearing:
    """`foreign` counts the signals of our calls that came from somebody else."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.foreign = 0

    def take(self, report: FieldReport, live: LiveCall) -> None:
        """Hands it on where it is for this call. Never raises."""
        if not isinstance(report, CallReport) or report.head.retained:
            return
        signal, origin = report.signal, report.head.origin
        if signal.expires_at is not None and signal.expires_at + CLOCKS_DIFFER < self._clock.now():
            return
        says = (origin.municipality, origin.sender, origin.device)
        guest = live.guest.callee if live.guest is not None else None
        if live.guest is not None and guest is not None and says == (guest.municipality, guest.sender, guest.device):
            live.guest.told(signal)
            return
        permit = live.call.permit
        if signal.call != permit.call:
            return
        callee = permit.callee
        is_theirs = permit.kind in (CallKind.VIDEO, CallKind.VOICE) and callee.device is not None
        if not is_theirs or says != (callee.municipality, callee.sender, callee.device):
            self.foreign += 1
            log.info("a signal of our call came from another device, and was ignored: %d so far", self.foreign)
            return
        live.told(signal)
