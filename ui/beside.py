"""The views that stand beside the queue and have keys of their own (rounds, a resident's night, faults), as one."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from console.domain.operator import Operator
from ui.actions import Deed
from ui.frame.top_bar import NIGHT, ROUNDS, TECHNICAL
from ui.function_labels import KeyState
from ui.night_work import NightKit, NightWork
from ui.round_work import RoundKit, RoundWork
from ui.sight import Seen
from ui.stage import Stage
from ui.technical_work import Kit, TechnicalWork

NUMBERS = (ROUNDS, NIGHT, TECHNICAL)


@dataclass(frozen=True, slots=True)
class Beside:
    """At most one of them is on the screen."""

    technical: TechnicalWork
    rounds: RoundWork
    night: NightWork

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self.technical.attach(stage.technical)
        self.rounds.attach(stage.rounds)
        self.night.attach(stage.night)

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody."""
        for one in (self.technical, self.rounds, self.night):
            one.sit(operator)

    def told(self) -> None:
        """The console has told something."""
        self.technical.told()
        self.rounds.told()

    def refresh(self, seen: Seen) -> None:
        """Once a second and after each change."""
        for one in (self.technical, self.rounds, self.night):
            one.refresh(seen)

    def show(self, number: int) -> bool:
        """This view is on the screen. Whether one of these was, and is no more: its keyboard has gone with it."""
        was_shown = self.technical.is_shown or self.rounds.is_shown or self.night.is_shown
        self.technical.shown(is_shown=number == TECHNICAL)
        self.rounds.shown(is_shown=number == ROUNDS)
        self.night.shown(is_shown=number == NIGHT)
        return was_shown and number not in NUMBERS

    def who_takes(self, deed: Deed) -> TechnicalWork | RoundWork | NightWork | None:
        """Who does a deed in the view that is shown."""
        return next((one for one in (self.technical, self.rounds, self.night) if one.takes(deed)), None)

    def key_states(self, states: tuple[KeyState, ...], *, is_seated: bool, has_panel: bool) -> tuple[KeyState, ...]:
        """The twelve keys, as they are to look in the view that is shown; in the night's they are the shown case's."""
        states = self.rounds.key_states(states, is_seated=is_seated, has_panel=has_panel)
        return self.technical.key_states(states, is_seated=is_seated, has_panel=has_panel)


def beside_of(kit: RoundKit, parent: QObject) -> Beside:
    """All of them, with what they work with."""
    technical = TechnicalWork(Kit(kit.office, kit.tasks, kit.words, kit.work, kit.standing, kit.now), parent)
    night = NightWork(NightKit(kit.office, kit.tasks, kit.words, kit.work, kit.now), parent)
    return Beside(technical, RoundWork(kit, parent), night)
