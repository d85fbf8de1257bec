"""What had been done of the night's rounds when the demonstration begins, as the journal's drafts.

The first round is done, two looks of it late. Of the second about half is done; two are late, one of them in a
colleague's hands; three wait for a new try; one camera did not answer, and one person was not there: both ask for a
visit. What each outcome means is said by the domain.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from console.adapters.municipality.simulated import SimulatedMunicipality
from console.domain import events as ev
from console.domain.ids import ConsoleId, DecisionId, DeviceId, EventId, OperatorId, uuid7
from console.domain.look import FAULTS, LookEnd, LookFor, LookOutcome, judge
from console.domain.night import PlannedLook, looks_of_night, night_of
from console.domain.supervision import SupervisionDecision

WATCHERS = (OperatorId("oskar.nyberg"), OperatorId("ali.rahimi"), OperatorId("lisa.hed"))
"""Who share the round."""

_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_FRESH = 5 * _MINUTE
"""A window that opened so shortly ago is left to whoever sits down."""

_LEFT = frozenset({"Edvin Palm", "Sonja Rehn", "Harry Lundmark"})
"""Whose second look is to be done now, or is late, and nobody's."""
_HELD = "Valborg Strand"
"""Whose second look is late, and which a colleague has paused."""
_SAID: dict[str, tuple[LookOutcome, float]] = {
    "Märta Lindqvist": (LookOutcome.NOT_SEEN, 3),
    "Greta Sandell": (LookOutcome.NOT_SEEN, 16),
    "Olle Forsman": (LookOutcome.NOT_SEEN, 10),
    "Inga-Lill Berg": (LookOutcome.OTHER_PERSON, 5),
}
"""What was said of a second look so many minutes ago."""

_WELL = ((LookOutcome.ASLEEP, 84), (LookOutcome.AWAKE, 11), (LookOutcome.UP, 5))


def night_before(municipality: SimulatedMunicipality, seed: int, started_at: datetime) -> list[ev.Draft]:
    """The drafts, oldest first, all before `started_at`. For a municipality that was built with `rounds_around`."""
    told = _Told(municipality, started_at, random.Random(f"{seed}/night_before"))
    night = night_of(started_at, municipality.rounds.begins)
    decisions = {one.id: one for one in municipality.decisions}
    looks = looks_of_night(municipality.decisions, night, municipality.rounds.begins)
    for number, look in enumerate([one for one in looks if one.round == 1]):
        told.first_round(number, look, decisions[look.decision])
    told.second_round([one for one in looks if one.round == 2], decisions)
    return sorted(told.drafts, key=lambda draft: draft.at)


@dataclass(slots=True)
class _Told:
    """The drafts while they are made. Those of one moment stay in their order."""

    municipality: SimulatedMunicipality
    started_at: datetime
    lot: random.Random
    drafts: list[ev.Draft] = field(default_factory=list)

    def first_round(self, number: int, look: PlannedLook, decision: SupervisionDecision) -> None:
        """Done: most at once, some at the second try, on the telephone or at the door; two of them late."""
        if number in (11, 28) and look.ends_at > look.begins_at:
            self._looked(look, decision, look.ends_at + 4 * _MINUTE + number * _SECOND, self._well())
            return
        is_by_clock = look.ends_at == look.begins_at
        at = self._within(look, look.ends_at)
        match 0 if is_by_clock else number % 20:
            case 4:
                at = look.begins_at + _MINUTE
                self._looked(look, decision, at, LookOutcome.NOT_SEEN)
                self._looked(
                    look, decision, at + decision.not_seen.retry_after + 20 * _SECOND, LookOutcome.ASLEEP, tries=1
                )
            case 13:
                at = look.begins_at + 2 * _MINUTE
                self._looked(look, decision, at, LookOutcome.UNUSABLE)
                self._said(look, decision, at + 11 * _MINUTE, LookOutcome.VISITED_WELL, tries=1)
            case 17:
                self._looked(look, decision, at, LookOutcome.AWAKE if number < 20 else LookOutcome.DECLINED)
            case _:
                self._looked(look, decision, at, self._well())

    def second_round(self, looks: list[PlannedLook], decisions: dict[DecisionId, SupervisionDecision]) -> None:
        """What has begun by now, as far as it was done."""
        has_fault = False
        for look in looks:
            decision = decisions[look.decision]
            name = self._name_of(look)
            if name in _LEFT:
                continue
            if name == _HELD:
                self._paused(look, decision)
            elif name in _SAID:
                outcome, minutes = _SAID[name]
                self._looked(look, decision, self.started_at - minutes * _MINUTE, outcome)
            elif look.begins_at < self.started_at - _FRESH:
                is_fault = not has_fault and look.ends_at - self.started_at > 10 * _MINUTE
                has_fault = has_fault or is_fault
                at = self._within(look, min(look.ends_at, self.started_at - _MINUTE))
                self._looked(look, decision, at, LookOutcome.NO_ANSWER if is_fault else self._well())

    def _name_of(self, look: PlannedLook) -> str:
        return self.municipality.resident[look.resident].name if look.resident is not None else ""

    def _well(self) -> LookOutcome:
        return self.lot.choices([one for one, _ in _WELL], [weight for _, weight in _WELL])[0]

    def _within(self, look: PlannedLook, until: datetime) -> datetime:
        """A moment of the window, early rather than late; of a time by the clock shortly before."""
        if look.begins_at == look.ends_at:
            return look.begins_at - self.lot.uniform(1, 4) * _MINUTE
        first = look.begins_at + 40 * _SECOND
        return first + self.lot.triangular(0, 0.9, 0.2) * (until - first)

    def _looked(
        self, look: PlannedLook, decision: SupervisionDecision, at: datetime, outcome: LookOutcome, tries: int = 0
    ) -> None:
        """Opened, closed by the word that was said."""
        seconds = 30.0 if outcome in FAULTS else round(self.lot.uniform(4, 17), 1)
        who = self._opened(look, decision, at - seconds * _SECOND)
        pictures = 0 if outcome is LookOutcome.NO_ANSWER else int(seconds * 5)
        self._write(look, at, who, ev.LookShut(look.id, LookEnd.JUDGED, seconds, pictures=pictures))
        self._said(look, decision, at, outcome, tries, who)

    def _said(
        self, look: PlannedLook, decision: SupervisionDecision, at: datetime, outcome: LookOutcome, tries: int,
        who: OperatorId | None = None,
    ) -> None:  # fmt: skip
        judged = judge(outcome, decision, tries + 1, at, look.ends_at)
        body = ev.LookJudged(
            look.id, decision.id, look.resident, outcome, judged.state, judged.retry_at, judged.then, judged.act_by
        )  # fmt: skip
        self._write(look, at, who or self._watcher(), body)

    def _paused(self, look: PlannedLook, decision: SupervisionDecision) -> None:
        at = self.started_at - 40 * _SECOND
        who = self._opened(look, decision, at - 6 * _SECOND, WATCHERS[1])
        self._write(look, at, who, ev.LookShut(look.id, LookEnd.PAUSED, 6.0, pictures=28))

    def _opened(
        self, look: PlannedLook, decision: SupervisionDecision, at: datetime, who: OperatorId | None = None
    ) -> OperatorId:
        who = who or self._watcher()
        console = ConsoleId(f"demo-{who}")
        camera = look.camera or DeviceId("")
        body = ev.LookOpened(look.id, decision.id, look.resident, camera, LookFor.ROUND, console, decision.mask)
        self._write(look, at, who, body)
        return who

    def _watcher(self) -> OperatorId:
        return self.lot.choice(WATCHERS)

    def _write(self, look: PlannedLook, at: datetime, who: OperatorId, body: ev.Body) -> None:
        id = EventId(uuid7(at, self.lot.randbytes(10)))
        self.drafts.append(ev.Draft(id, ev.look_subject(look.id), 0, at, who, look.municipality, body))
