"""One call through the gateway, as SIP's words make it: what the console is told of each.

The codes of SIP are RFC 3261's; what a telephone network's release causes become is RFC 3398, 7.2.4.1.
"""

import asyncio

from console.adapters.mqtt.janus_words import MediaGone, SipWord
from console.domain.call import CallFact
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId

_BUSY = frozenset({486, 600})
_DECLINED = frozenset({403, 603, 607})
"""403 is what a gateway makes of cause 21, call rejected."""
_NOBODY = frozenset({408, 480, 487})
"""Nobody answered, if it rang; else nobody was there."""
_ALERTING = frozenset({180, 182, 183})

PHRASES = {
    401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 407: "Proxy Authentication Required",
    408: "Request Timeout", 410: "Gone", 415: "Unsupported Media Type", 480: "Temporarily Unavailable",
    484: "Address Incomplete", 486: "Busy Here", 487: "Request Terminated", 488: "Not Acceptable Here",
    500: "Server Internal Error", 502: "Bad Gateway", 503: "Service Unavailable", 600: "Busy Everywhere",
    603: "Decline", 604: "Does Not Exist Anywhere", 607: "Unwanted",
}  # fmt: skip


class Leg:
    """How far the gateway has come with one offer. `handle` is Janus's, 0 before there is one."""

    def __init__(self, call: CallId, attempt: int) -> None:
        self.call = call
        self.attempt = attempt
        self.handle = 0
        self.has_rung = False
        self.is_answered = False
        self.is_over = False
        self.is_cleared = False
        """Whether the device was told to clear down."""
        self.registered = asyncio.Event()
        """Set once the trunk has answered our registration, or the call is over."""
        self._has_sound = False

    def heard(self, word: SipWord | MediaGone) -> CallSignal | None:
        """What the console is to be told of it; nothing of what changes nothing, or comes after the end."""
        if self.is_over:
            return None
        if isinstance(word, MediaGone):
            return self.lost("the gateway lost the sound")
        match word.event:
            case "registered":
                self.registered.set()
                return None
            case "ringing":
                return self._rings("")
            case "proceeding":
                return self._rings("") if word.code in _ALERTING else None
            case "progress":
                return self._rings(word.sdp)
            case "accepted":
                return self._answers(word.sdp)
            case "hangup":
                return self._ends(word.code)
            case "error":
                return self._is_refused(f"Janus SIP error {word.error}")
            case "registration_failed":
                return self._is_refused(f"the trunk did not let us register: {phrase(word.code)}")
            case _:
                return None

    def lost(self, detail: str) -> CallSignal | None:
        """It is over without anybody's word."""
        return None if self.is_over else self._bye(CallFact.LINE_LOST, detail)

    def _rings(self, sdp: str) -> CallSignal | None:
        """Early sound is told at once, and once: Janus gives up a line that nobody takes in some seconds."""
        if self.is_answered or self._has_sound or (self.has_rung and not sdp):
            return None
        self.has_rung = True
        self._has_sound = bool(sdp)
        return CallSignal(self.call, SignalAct.RINGING, sdp, self.attempt)

    def _answers(self, sdp: str) -> CallSignal | None:
        if self.is_answered:
            return None
        self.is_answered = True
        body = "" if self._has_sound else sdp
        self._has_sound = True
        return CallSignal(self.call, SignalAct.ANSWER, body, self.attempt)

    def _ends(self, code: int) -> CallSignal:
        if self.is_answered:
            return self._bye(None if code < 300 else CallFact.LINE_LOST, phrase(code))
        if code in _BUSY | _DECLINED:
            self.end()
            act = SignalAct.BUSY if code in _BUSY else SignalAct.DECLINED
            return CallSignal(self.call, act, attempt=self.attempt, detail=phrase(code))
        if not self.has_rung:
            return self._bye(CallFact.NOT_REACHED, phrase(code))
        return self._bye(CallFact.NO_ANSWER if code in _NOBODY else CallFact.LINE_LOST, phrase(code))

    def _is_refused(self, detail: str) -> CallSignal | None:
        """Janus would not do it: what is asked in the midst of a call (a tone, a hold) leaves the call as it was."""
        if self.has_rung or self.is_answered:
            return None
        return self._bye(CallFact.NOT_REACHED, detail)

    def _bye(self, why: CallFact | None, detail: str) -> CallSignal:
        self.end()
        return CallSignal(self.call, SignalAct.BYE, attempt=self.attempt, why=why, detail=detail)

    def end(self) -> None:
        """Nothing more is heard of it."""
        self.is_over = True
        self.registered.set()


def phrase(code: int) -> str:
    """A SIP code in SIP's own words, never the other side's."""
    return f"SIP {code} {PHRASES.get(code, '')}".rstrip() if code else "SIP gave no code"
