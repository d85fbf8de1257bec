"""What a journalled fact of a case says in the timeline. Pure; a new kind of event does not type-check until it
has words here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import assert_never

from console.domain import events as ev
from console.domain.ids import SYSTEM, OperatorId
from ui.words import Words
from ui.words.plain import clean


class Mark(Enum):
    """How a line is marked: an alarm with a ring, an act with a lit square, the rest with a small one."""

    ALARM = "alarm"
    ACT = "act"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline; `strong` stands first and bold. `at` is aware UTC."""

    at: datetime
    mark: Mark
    strong: str
    text: str


class Teller:
    """Tells events in one language. `names` are colleagues' names, `outcomes` the labels of outcomes by code. For a
    person who is masked neither the place nor the device's own text is told."""

    def __init__(
        self, words: Words, names: Mapping[OperatorId, str], outcomes: Mapping[str, str], *, is_masked: bool = False
    ) -> None:
        self._words = words
        self._names = names
        self._outcomes = outcomes
        self._is_masked = is_masked
        self._is_swedish = words.language == "sv"

    def tell(self, event: ev.Event | ev.ErasedEvent) -> Line:
        """One event as one line."""
        if isinstance(event, ev.ErasedEvent):
            return Line(event.at, Mark.FACT, "", self._of("Gallrad uppgift", "Erased entry"))
        body = event.body
        if isinstance(body, ev.CaseOpened | ev.AlarmJoined):
            return self._alarm(event, body.alarm, isinstance(body, ev.CaseOpened))
        if isinstance(body, ev.CaseBody):
            strong, text = self._case(event, body)
            is_fact = isinstance(body, ev.AlarmReset | ev.CaseLinked | ev.CaseReceived)
            at = body.at if isinstance(body, ev.AlarmReset) else event.at
            return Line(at, Mark.FACT if is_fact else Mark.ACT, strong, text)
        return Line(event.at, Mark.FACT, "", ev.kind_of(type(body)))

    def name(self, who: OperatorId) -> str:
        """A colleague's name; the system's own."""
        if who == SYSTEM:
            return "Vaka"
        return clean(self._names.get(who, ""), 60) or self._of("En kollega", "A colleague")

    def _of(self, swedish: str, english: str) -> str:
        return swedish if self._is_swedish else english

    def _alarm(self, event: ev.Event, alarm: ev.Alarm, is_first: bool) -> Line:
        words = self._words
        strong = words.sentence(words.of(alarm.cause)) + "."
        by_hand = f" {self._of('av', 'by')} {self.name(event.who)}" if event.who != SYSTEM else ""
        sender = "" if words.of(alarm.kind).lower() == words.of(alarm.cause).lower() else words.of(alarm.kind)
        parts = [words.sentence((sender + by_hand).strip())]
        if not self._is_masked:
            parts += [clean(alarm.place, 80), clean(alarm.text, 300)]
        if alarm.is_test:
            parts.append(self._of("provlarm", "test"))
        if is_first:
            parts.append(self._of("ärendet öppnat", "case opened"))
        return Line(alarm.began_at, Mark.ALARM, strong, ", ".join(part for part in parts if part))

    def _case(self, event: ev.Event, body: ev.CaseBody) -> tuple[str, str]:
        who, of = self.name(event.who), self._of
        match body:
            case ev.CaseOpened() | ev.AlarmJoined():
                return "", ""
            case ev.AlarmReset():
                return "", of("Enheten återställd, ärendet förblev öppet", "Device reset, the case stayed open")
            case ev.CaseClaimed():
                return "", of(f"{who} tog ärendet", f"{who} took the case")
            case ev.CaseReleased(reason):
                return "", of(f"{who} släppte ärendet", f"{who} released the case") + f", {self._words.of(reason)}"
            case ev.CaseHandedOver(to):
                return "", of(f"{who} lämnade över till {self.name(to)}", f"{who} handed over to {self.name(to)}")
            case ev.CaseTakenOver(previous=previous, reason=why):
                took = of(f"{who} tog över från", f"{who} took over from")
                return "", f"{took} {self.name(previous)}: {clean(why, 300)}"
            case ev.CaseOrphaned(previous):
                gone = self.name(previous)
                return (
                    of("Utan ägare.", "No owner."),
                    of(f"{gone} finns inte kvar, larmar igen", f"{gone} is gone, alarms again"),
                )
            case ev.NoteWritten(text):
                return f"{who}:", clean(text, lines=True)
            case ev.PromiseMade(until, text):
                when = self._words.moment(until, event.at)
                return of(f"Lovat {when}.", f"Promised {when}."), clean(text, 300)
            case ev.PromiseKept():
                return of("Löftet hölls.", "Promise kept."), who
            case ev.PromiseBroken(until):
                when = self._words.moment(until, event.at)
                return of("Löftet hölls inte.", "Promise not kept."), of(f"Lovat {when}", f"Promised {when}")
            case _:
                return self._rest(who, body)

    def _rest(
        self,
        who: str,
        body: ev.ResidentNamed | ev.CaseMerged | ev.CaseReceived | ev.CaseSplit | ev.CaseLinked | ev.CaseClosed,
    ) -> tuple[str, str]:
        of = self._of
        match body:
            case ev.ResidentNamed():
                return "", of(f"{who} angav vem det gäller", f"{who} said who it is about")
            case ev.CaseMerged():
                return "", of(f"{who} slog ihop ärendet med ett annat", f"{who} merged the case into another")
            case ev.CaseReceived(alarms=alarms):
                return "", of(f"Tog emot {len(alarms)} larm från ett annat ärende", f"Received {len(alarms)} alarms")
            case ev.CaseSplit(reports=reports):
                return "", of(f"{who} delade av {len(reports)} larm", f"{who} split off {len(reports)} alarms")
            case ev.CaseLinked():
                return "", of("Länkat till ett annat ärende", "Linked to another case")
            case ev.CaseClosed(outcome, next_step):
                label = clean(self._outcomes.get(outcome, outcome), 120)
                strong = of("Avslutat.", "Closed.")
                then = f", {clean(next_step, 300)}" if next_step else ""
                return strong, f"{who}: {label}{then}"
            case _:
                assert_never(body)
