"""Which of the field's signals are of our call: its very device by its very sender, or the guest that was invited.

Somebody else's device that speaks for the call is not heard, nor is what was retained. When a word expires is not
asked: that is by the clock of whoever says it, which may be hours off. The broker keeps none for long, and each counts
for the call and the offer that it names alone.
"""

import logging

from console.domain.call import CallKind
from console.domain.report import CallReport, FieldReport
from console.services.live_call import LiveCall

log = logging.getLogger(__name__)


class Hearing:
    """`foreign` counts the signals of our calls that came from somebody else."""

    def __init__(self) -> None:
        self.foreign = 0

    def take(self, report: FieldReport, live: LiveCall) -> None:
        """Hands it on where it is for this call. Never raises."""
        if not isinstance(report, CallReport) or report.head.retained:
            return
        signal, origin = report.signal, report.head.origin
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
            if self.foreign.bit_count() == 1:  # the first, the second, the fourth: whoever floods us fills no log
                log.info("a signal of our call came from another device, and was ignored: %d so far", self.foreign)
            return
        live.told(signal)
