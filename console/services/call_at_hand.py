"""A call as it stands: its right, its course, and what a screen shows of it. What happens to it is `live_call`'s."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import quote

from console.domain import events as ev
from console.domain.call import RINGS_FOR, CallChange, CallFact, CallKind, CallState, NoPicture, after, begun
from console.domain.call_gate import CallPermit
from console.domain.call_shown import CallWay, OpenCall
from console.domain.call_signal import IceServer
from console.domain.masking import Person
from console.domain.operator import Operator
from console.domain.refused import Refused
from console.services.ports import CallEngine, CallSignals, Clock, Telephone


@dataclass(frozen=True, slots=True)
class CallSettings:
    """`rings_for` is how long a person has to answer, `caller` what a device may show of who calls, `guest_page` where
    a guest comes in (its address, without a fragment; "" where none can) and `guest_password` what each invitation says
    besides, `ice` how to get through, asked for each offer. `has_engine`: calls can be seen and heard at this console.
    `is_simulated`: invented people answer (demo)."""

    rings_for: timedelta = RINGS_FOR
    caller: str = ""
    guest_page: str = ""
    guest_password: Callable[[], str] = str
    has_engine: bool = True
    ice: Callable[[], tuple[IceServer, ...]] = tuple
    is_simulated: bool = False

    def invitation(self, secret: str) -> str:
        """The link by which one guest comes in; what is secret stands in its fragment, which no server sees."""
        password = quote(self.guest_password(), safe="")
        return f"{self.guest_page}#{secret}:{password}" if password else f"{self.guest_page}#{secret}"


@dataclass(frozen=True, slots=True)
class CallPorts:
    """What a call is made with."""

    engine: CallEngine
    signals: Mapping[CallKind, CallSignals]
    telephone: Telephone


@dataclass(frozen=True, slots=True)
class BegunCall:
    """A call that may ring: its right, who has it, and what a screen shows of it. `step` is the step of the plan that
    it was made for, "" for none. `said`: its begin, as it was journalled."""

    permit: CallPermit
    operator: Operator
    said: tuple[datetime, ev.CallBody]
    person: Person | None = None
    name: str = field(default="", repr=False)
    next_ways: tuple[CallWay, ...] = ()
    step: str = ""
    is_simulated: bool = False


class CallAtHand:
    """`shown` is how it stands. `on_change` is called when that has changed, `on_say` with what is to be journalled."""

    def __init__(self, call: BegunCall, clock: Clock) -> None:
        permit = call.permit
        self.permit = permit
        self._clock = clock
        self.on_change: Callable[[], None] = lambda: None
        self.on_say: Callable[[ev.CallBody], None] = lambda body: None
        self.shown = OpenCall(
            permit.call, permit.kind, begun(clock.now()), permit.case, call.person, permit.way.contact, call.name,
            permit.way.place, no_picture=permit.no_picture or NoPicture.NOT_YET, camera=permit.with_picture,
            listens_in=permit.listen_in, said=(call.said,), next_ways=call.next_ways, is_simulated=call.is_simulated,
        )  # fmt: skip

    @property
    def is_over(self) -> bool:
        return self.shown.course.is_over

    @property
    def is_spoken(self) -> bool:
        """Whether somebody has answered and it goes on."""
        return self.shown.course.is_spoken

    @property
    def is_held(self) -> bool:
        return self.shown.course.state is CallState.HOLDING

    @property
    def attempt(self) -> int:
        """The number of the offer that holds."""
        return self.shown.course.attempt

    def take(self, fact: CallFact) -> bool:
        """Something happened to it. False where that was said too late, and changes nothing."""
        try:
            course = after(self.shown.course, fact, self._clock.now())
        except Refused:
            return False
        self.show(course=course)
        return True

    def show(self, **what: object) -> None:
        """So and so it stands now."""
        shown = replace(self.shown, **what)  # type: ignore[arg-type]
        if shown != self.shown:
            self.shown = shown
            self.on_change()

    def note(self, change: CallChange, detail: str = "") -> None:
        """To be journalled."""
        self.on_say(ev.CallNoted(self.shown.id, change, detail))
