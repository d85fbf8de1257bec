"""Where the first run stands: which steps there are, what was tried in each and with what, and what opens the next.

No Qt. A trial counts for the draft that it was made with: what is changed afterwards has not been tried.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto

from console.services.setup import Draft, Failed, Good, Line, Tried, Trouble, Waits
from ui.words.wizard import WizardSay


class Step(Enum):
    """The steps in their order."""

    LOOK = auto()
    BROKER = auto()
    DATABASE = auto()
    SOUND = auto()
    ACCOUNT = auto()
    FINISH = auto()

    @property
    def number(self) -> int:
        """From 1."""
        return tuple(Step).index(self) + 1


STEPS = tuple(Step)
UNHEARD = frozenset({Tried.OUTPUTS, Tried.TONE})


def asked(step: Step, draft: Draft) -> object:
    """The part of a draft that a step's trial is about."""
    match step:
        case Step.LOOK | Step.FINISH:
            return None
        case Step.BROKER:
            return (draft.municipality, draft.broker)
        case Step.DATABASE:
            return draft.database
        case Step.SOUND:
            return draft.sound
        case Step.ACCOUNT:
            return (draft.municipality, replace(draft.account, is_there=False), draft.database)


@dataclass(slots=True)
class Trial:
    """The last trial of a step: its lines in order, when it began, and what it was about."""

    about: object = None
    at: datetime | None = None
    is_running: bool = False
    was_cancelled: bool = False
    lines: dict[Tried, Line] = field(default_factory=dict)

    def take(self, line: Line) -> None:
        """A line takes the place of an earlier one about the same; a new one goes to the end."""
        if isinstance(line, Waits) and line.tried in self.lines:
            return
        self.lines[line.tried] = line

    @property
    def failed(self) -> tuple[Failed, ...]:
        return tuple(line for line in self.lines.values() if isinstance(line, Failed))

    @property
    def is_good(self) -> bool:
        """Whether it is over and all of it went."""
        return not self.is_running and bool(self.lines) and all(isinstance(one, Good) for one in self.lines.values())

    def count(self, kind: type[Line]) -> int:
        """How many lines are of a kind."""
        return sum(isinstance(line, kind) for line in self.lines.values())


class Course:
    """All steps and how they stand."""

    def __init__(self) -> None:
        self.step = Step.LOOK
        self.trials = {step: Trial() for step in Step}

    @property
    def trial(self) -> Trial:
        """Of the step that is shown."""
        return self.trials[self.step]

    def begin_trial(self, draft: Draft, at: datetime) -> Trial:
        """A new trial of the step that is shown."""
        self.trials[self.step] = Trial(asked(self.step, draft), at, is_running=True)
        return self.trial

    def is_open(self, step: Step, draft: Draft) -> tuple[bool, WizardSay | None]:
        """Whether the step after this one may be entered, and the words for why or why not; None where there is
        nothing to say."""
        trial = self.trials[step]
        if step is Step.LOOK:
            return True, None
        if step is Step.FINISH:
            return False, WizardSay.BEFORE_SAVE
        if trial.is_running:
            return False, WizardSay.TRYING
        if step is Step.BROKER and draft.broker.is_later:
            return True, WizardSay.GOES_LATER
        if trial.was_cancelled:
            return False, WizardSay.CANCELLED
        if not trial.lines:
            return False, WizardSay.OPENS_WHEN_GOOD
        if trial.about != asked(step, draft):
            return False, WizardSay.CHANGED_SINCE
        if trial.is_good:
            return True, WizardSay.ALL_GOOD
        return _without(step, trial)

    def is_done(self, step: Step, draft: Draft) -> bool:
        """Whether the steps after this one may be reached through it."""
        return self.is_open(step, draft)[0]

    def reachable(self, step: Step, draft: Draft) -> bool:
        """Whether everything before a step is done."""
        return all(self.is_done(before, draft) for before in STEPS[: STEPS.index(step)])


def _without(step: Step, trial: Trial) -> tuple[bool, WizardSay]:
    """What can be gone on without although it failed."""
    troubles = {failed.trouble for failed in trial.failed}
    if step is Step.SOUND:
        is_unheard = any(failed.tried in UNHEARD for failed in trial.failed)
        return True, WizardSay.GOES_WITHOUT_SOUND if is_unheard else WizardSay.GOES_WITHOUT_HEADSET
    if step is Step.ACCOUNT and troubles == {Trouble.ACCOUNTS_EXIST}:
        return True, WizardSay.GOES_WITHOUT_ACCOUNT
    return False, WizardSay.OPENS_WHEN_GOOD
