"""The views that stand beside the queue and have keys of their own (rounds, dispatch, a night, faults), as one."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from console.domain.operator import Operator
from ui.actions import Deed
from ui.dispatch_work import DispatchWork
from ui.frame.top_bar import MAP, NIGHT, ROUNDS, TECHNICAL
from ui.function_labels import KeyState
from ui.night_work import NightKit, NightWork
from ui.round_work import RoundKit, RoundWork
from ui.sight import Seen
from ui.stage import Stage
from ui.technical_work import Kit, TechnicalWork

NUMBERS = (ROUNDS, MAP, NIGHT, TECHNICAL)

Work = TechnicalWork | RoundWork | NightWork | DispatchWork


@dataclass(frozen=True, slots=True)
class Beside:
    """At most one of them is on the screen."""

    technical: TechnicalWork
    rounds: RoundWork
    night: NightWork
    dispatch: DispatchWork

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self.technical.attach(stage.technical)
        self.rounds.attach(stage.rounds)
        self.night.attach(stage.night)
        self.dispatch.attach(stage)

    def sit(self, operator: Operator | None) -> None:
        """Another operator, or nobody."""
        for one in self._all():
            one.sit(operator)

    def told(self) -> None:
        """The console has told something."""
        self.technical.told()
        self.rounds.told()
        self.dispatch.told()

    def refresh(self, seen: Seen) -> None:
        """Once a second and after each change."""
        for one in self._all():
            one.refresh(seen)

    def show(self, number: int) -> bool:
        """This view is on the screen. Whether one of these was, and is no more: its keyboard has gone with it."""
        was_shown = any(one.is_shown for one in self._all())
        self.technical.shown(is_shown=number == TECHNICAL)
        self.rounds.shown(is_shown=number == ROUNDS)
        self.night.shown(is_shown=number == NIGHT)
        self.dispatch.shown(is_shown=number == MAP)
        return was_shown and number not in NUMBERS

    def who_takes(self, deed: Deed) -> Work | None:
        """Who does a deed in the view that is shown."""
        return next((one for one in self._all() if one.takes(deed)), None)

    def key_states(
        self, states: tuple[KeyState, ...], *, is_seated: bool, has_panel: bool, is_blind: bool
    ) -> tuple[KeyState, ...]:
        """The twelve keys, as they are to look in the view that is shown; in the night's they are the shown case's."""
        states = self.dispatch.key_states(states, is_seated=is_seated, has_panel=has_panel, is_blind=is_blind)
        states = self.rounds.key_states(states, is_seated=is_seated, has_panel=has_panel)
        return self.technical.key_states(states, is_seated=is_seated, has_panel=has_panel)

    def _all(self) -> tuple[Work, ...]:
        """Whoever is shown takes a deed before dispatch, which takes its own from everywhere."""
        return self.technical, self.rounds, self.night, self.dispatch


def beside_of(kit: RoundKit, dispatch: DispatchWork, parent: QObject) -> Beside:
    """All of them, with what they work with."""
    technical = TechnicalWork(Kit(kit.office, kit.tasks, kit.words, kit.work, kit.standing, kit.now), parent)
    night = NightWork(NightKit(kit.office, kit.tasks, kit.words, kit.work, kit.now), parent)
    return Beside(technical, RoundWork(kit, parent), night, dispatch)
