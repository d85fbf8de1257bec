"""Making a call: by which way, what is said before it rings, and the one call to the office that begins it. Only a key
ever rings, and a key that bounces rings once.
"""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject

from console.domain.call import BY_ENGINE
from console.domain.call_shown import CallWay, EngineState
from console.domain.plan import Act
from console.domain.refused import Reason, Refused
from ui.actions import KEY_OF, Deed
from ui.call import called
from ui.call.panels import contacts_panel
from ui.call_kit import CallKit
from ui.call_ways import CallWays, Target
from ui.words import Phrase
from ui.words import Words as AllWords
from ui.words.call import CallSay as Say
from ui.words.plain import clean

AGAIN_WITHIN_S = 12.0
"""So long a second press of the same key means 'all the same'."""

DEEDS = frozenset({Deed.CALL, Deed.VIDEO, Deed.RELATIVES, Deed.LISTEN_IN, Deed.CALL_AGAIN})
STEPS = {Act.CALL: Deed.CALL, Act.VIDEO: Deed.VIDEO, Act.CONTACTS: Deed.RELATIVES}


class CallRinging(QObject):
    """Only a key begins a call."""

    def __init__(self, kit: CallKit, ways: CallWays, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._ways = ways
        self._warned: tuple[Deed, Target | None, float] | None = None
        self._is_asking = False

    def forget(self) -> None:
        """Another operator, or nobody."""
        self._warned, self._is_asking = None, False

    def perform(self, deed: Deed) -> None:
        """Calls, asks whom, or says why not."""
        why = self.why_not(deed)
        if why:
            self._kit.say(why)
        elif self._is_asking:
            return
        elif deed is Deed.RELATIVES:
            self._ask_whom()
        elif deed is Deed.CALL_AGAIN or (deed is Deed.CALL and self._is_again()):
            self._begin(self._kit.office.call_again())
        elif deed is Deed.LISTEN_IN:
            self._listen_in()
        else:
            self._ring(deed)

    def why_not(self, deed: Deed) -> str:
        """Why the key does nothing now, or nothing."""
        words, kit = self._kit.words, self._kit
        if kit.live is not None:
            return words(Say.HANG_UP_FIRST)
        if deed is Deed.CALL_AGAIN:
            return "" if kit.standing.call is not None else words(Say.NO_CALL)
        if deed is Deed.CALL and self._is_again():
            return ""
        if self._ways.target() is None:
            return words(Say.OWN_FIRST)
        found, ways = self._ways, self._ways.ways()
        if ways is None:
            return words(Say.FETCHING)
        refused = found.why_not()
        if refused is not None:
            return words.refused(refused)
        if deed is Deed.CALL and not found.own():
            return words.refused(Refused(Reason.NO_WAY_TO_CALL))
        if deed is Deed.VIDEO and found.video() is None:
            return words(Say.NO_VIDEO)
        if deed is Deed.RELATIVES and not found.contacts():
            return words(Say.CONTACTS_NONE)
        if deed is Deed.LISTEN_IN and self._device_way() is None:
            return words(Say.NO_LISTEN_IN)
        return ""

    def label(self, deed: Deed) -> str:
        """What the key says: by which way it calls."""
        words = self._kit.words
        target = self._ways.target()
        if deed in (Deed.CALL, Deed.VIDEO) and target is not None and self._is_again_pressed(deed, target):
            return words(Say.ALL_THE_SAME)
        if deed is Deed.VIDEO:
            return words(Say.RING_VIDEO)
        if deed is not Deed.CALL:
            return words(KEY_OF[deed].say)
        way = self._next()
        if way is not None:
            return words(Say.RING, on=called.way_on(way, self._ways.person(), words))
        return words(Say.AGAIN) if self._is_again() else words(KEY_OF[deed].say)

    def carry_on(self, slot_key: str) -> None:
        """The relatives again, in a screen that was laid out anew."""
        if slot_key == KEY_OF[Deed.RELATIVES].key and not self.why_not(Deed.RELATIVES):
            self._ask_whom()

    def by_step(self, act: Act) -> bool:
        """A step of the plan is done by a call: begins it. False where there is nothing to call by."""
        deed = STEPS.get(act)
        if deed is None or self._kit.live is not None or self._ways.ways() is None or self.why_not(deed):
            return False
        self.perform(deed)
        return True

    def _next(self) -> CallWay | None:
        """By what F5 calls: after a call in vain the first way that is left, else the first."""
        call = self._kit.standing.call
        if call is not None and call.course.is_over and call.course.answered_at is None and self._is_of_call():
            return call.next_ways[0] if call.next_ways else None
        own = self._ways.own()
        return own[0] if own else None

    def _is_again(self) -> bool:
        """Whether all ways have been tried: then the key calls the last one once more."""
        call = self._kit.standing.call
        if call is None or not call.course.is_over or call.course.answered_at is not None:
            return False
        return self._is_of_call() and not call.next_ways

    def _is_of_call(self) -> bool:
        """Whether the keys mean the same person as the call that is over."""
        call, target = self._kit.standing.call, self._ways.target()
        if call is None or target is None:
            return False
        if call.case is not None or target.case is not None:
            return call.case == target.case
        return call.person is not None and call.person.id == target.resident

    def _ring(self, deed: Deed) -> None:
        way = self._ways.video() if deed is Deed.VIDEO else self._next()
        if way is None:
            return
        self.call_by(way, deed, with_picture=deed is Deed.VIDEO)

    def call_by(self, way: CallWay, deed: Deed, *, with_picture: bool) -> None:
        """By this way, once it has been said that something is missing here."""
        kit, target = self._kit, self._ways.target()
        if target is None or self._is_warned(way, deed, target):
            return
        office = kit.office
        if target.case is not None:
            call = office.call_case(target.case, way, with_picture=with_picture)
        elif target.resident is not None:
            call = office.call_person(
                target.resident, target.reason, way, with_picture=with_picture, look=target.look
            )  # fmt: skip
        else:
            return
        on = called.way_on(way, self._ways.person(), kit.words)
        self._begin(call)
        kit.tell(Say.CALLING, on=on)

    def _listen_in(self) -> None:
        """What it means is said first; a second press does it."""
        kit, target, way = self._kit, self._ways.target(), self._device_way()
        if target is None or target.case is None or way is None:
            return
        if not self._is_again_pressed(Deed.LISTEN_IN, target):
            self._warned = (Deed.LISTEN_IN, target, kit.monotonic())
            kit.tell(Say.LISTEN_IN_MEANS)
            return
        self._warned = None
        call = kit.office.call_case(target.case, way, with_picture=False, listen_in=True)
        self._begin(call)

    def _device_way(self) -> CallWay | None:
        target = self._ways.target()
        if target is None or target.case is None:
            return None
        return next((way for way in self._ways.own() if way.device is not None), None)

    def _ask_whom(self) -> None:
        kit, ways = self._kit, self._ways
        panel = contacts_panel(ways.contacts(), ways.person(), kit.look, kit.words)

        def chosen(way: object) -> None:
            if isinstance(way, CallWay):
                kit.close_panel(panel)
                self.call_by(way, Deed.RELATIVES, with_picture=False)

        panel.submitted.connect(chosen)
        kit.open_panel(panel)

    def _is_warned(self, way: CallWay, deed: Deed, target: Target) -> bool:
        """No microphone, or nothing to hear with: said before it rings; the same key again calls all the same."""
        kit = self._kit
        if way.kind not in BY_ENGINE or kit.standing.engine is EngineState.ABSENT:
            return False
        lacking: Phrase | None = None
        if not kit.engine.has("microphone"):
            lacking = Say.NO_MICROPHONE
        elif not kit.engine.has("output"):
            lacking = Say.NO_OUTPUT
        if lacking is None or self._is_again_pressed(deed, target):
            self._warned = None
            return False
        self._warned = (deed, target, kit.monotonic())
        kit.tell(lacking, who=self._first_name(way), key=KEY_OF[deed].key)
        kit.work.changed.emit()
        return True

    def _is_again_pressed(self, deed: Deed, target: Target) -> bool:
        if self._warned is None:
            return False
        before, whom, at = self._warned
        return (before, whom) == (deed, target) and self._kit.monotonic() - at <= AGAIN_WITHIN_S

    def _first_name(self, way: CallWay) -> str:
        person, words = self._ways.person(), self._kit.words
        if way.contact:
            return called.contact_name(way.contact, person, words)
        return _given(person.name if person is not None and not person.is_masked else "", words)

    def _begin(self, call: Coroutine[Any, Any, object]) -> None:
        """Rings once, however often the key is pressed until the office has answered."""
        self._is_asking = True
        task = self._kit.ask(call, "call")
        task.add_done_callback(lambda _: self._answered())

    def _answered(self) -> None:
        self._is_asking = False


def _given(name: str, words: AllWords) -> str:
    return clean(name, 80).split(" ")[0] or words(Say.THE_PERSON)
