"""Which step opens when: after a trial that went or may be done without; never after one of something else."""

from dataclasses import replace

import pytest

from console.services.setup import DatabaseDraft, Draft, Failed, Good, SoundDraft, Tried, Trouble, Waits
from tests.ui.wizard.fakes import NOW, filled
from ui.wizard.course import STEPS, Course, Step, Trial
from ui.words.wizard import WizardSay

DRAFT = filled()


def after(step: Step, draft: Draft, *lines: Good | Failed | Waits) -> Course:
    course = Course()
    course.step = step
    trial = course.begin_trial(draft, NOW)
    for line in lines:
        trial.take(line)
    trial.is_running = False
    return course


def test_the_first_step_is_open_and_nothing_beyond_the_second_is_reached_untried() -> None:
    course = Course()
    assert [step for step in STEPS if course.reachable(step, DRAFT)] == [Step.LOOK, Step.BROKER]


def test_a_good_trial_opens_the_next_step() -> None:
    course = after(Step.BROKER, DRAFT, Good(Tried.BROKER_ANSWERS, 0.1), Good(Tried.CANARY, 0.1))
    assert course.is_open(Step.BROKER, DRAFT) == (True, WizardSay.ALL_GOOD)


@pytest.mark.parametrize("rest", [Waits(Tried.CANARY), Failed(Tried.CANARY, Trouble.MAY_NOT_WRITE, 0.1)])
def test_half_a_trial_opens_nothing(rest: Waits | Failed) -> None:
    course = after(Step.BROKER, DRAFT, Good(Tried.BROKER_ANSWERS, 0.1), rest)
    assert course.is_open(Step.BROKER, DRAFT) == (False, WizardSay.OPENS_WHEN_GOOD)


def test_a_change_after_the_trial_has_not_been_tried() -> None:
    course = after(Step.BROKER, DRAFT, Good(Tried.CANARY, 0.1))
    for changed in (
        replace(DRAFT, municipality="norrby"),
        replace(DRAFT, broker=replace(DRAFT.broker, password="annat")),
    ):
        assert course.is_open(Step.BROKER, changed) == (False, WizardSay.CHANGED_SINCE)
    elsewhere = replace(DRAFT, sound=SoundDraft("annan"))
    assert course.is_open(Step.BROKER, elsewhere)[0]


def test_an_account_is_tried_anew_in_another_database() -> None:
    course = after(Step.ACCOUNT, DRAFT, Good(Tried.FIRST_ACCOUNT, 0.1))
    other = replace(DRAFT, database=DatabaseDraft(is_server=True))
    assert course.is_open(Step.ACCOUNT, other) == (False, WizardSay.CHANGED_SINCE)


def test_a_broker_may_come_later_with_a_clear_word() -> None:
    later = replace(DRAFT, broker=replace(DRAFT.broker, is_later=True))
    assert Course().is_open(Step.BROKER, later) == (True, WizardSay.GOES_LATER)


@pytest.mark.parametrize(
    ("failed", "word"),
    [
        (Failed(Tried.OUTPUTS, Trouble.NO_OUTPUT, 0.1), WizardSay.GOES_WITHOUT_SOUND),
        (Failed(Tried.TONE, Trouble.TONE_FAILED, 0.1), WizardSay.GOES_WITHOUT_SOUND),
        (Failed(Tried.MICROPHONE, Trouble.NO_MICROPHONE, 0.1), WizardSay.GOES_WITHOUT_HEADSET),
    ],
)
def test_sound_may_be_missing_once_it_was_tried(failed: Failed, word: WizardSay) -> None:
    assert not Course().is_open(Step.SOUND, DRAFT)[0]
    assert after(Step.SOUND, DRAFT, failed).is_open(Step.SOUND, DRAFT) == (True, word)


def test_only_accounts_that_are_there_make_an_account_needless() -> None:
    there = Failed(Tried.FIRST_ACCOUNT, Trouble.ACCOUNTS_EXIST, 0.1, "2")
    weak = Failed(Tried.PASSWORD, Trouble.PASSWORD_TOO_SHORT, 0.1)
    assert after(Step.ACCOUNT, DRAFT, there).is_open(Step.ACCOUNT, DRAFT)[0]
    assert not after(Step.ACCOUNT, DRAFT, weak).is_open(Step.ACCOUNT, DRAFT)[0]


@pytest.mark.parametrize("step", [Step.BROKER, Step.DATABASE])
def test_broker_and_database_are_never_gone_on_without(step: Step) -> None:
    for trouble in Trouble:
        course = after(step, DRAFT, Failed(Tried.PLACE, trouble, 0.1))
        assert not course.is_open(step, DRAFT)[0], trouble


def test_a_line_takes_the_place_of_the_earlier_one_and_never_goes_back_to_waiting() -> None:
    trial = Trial()
    for line in (Waits(Tried.PLACE), Waits(Tried.FILE), Good(Tried.PLACE, 0.1), Waits(Tried.PLACE)):
        trial.take(line)
    assert list(trial.lines.values()) == [Good(Tried.PLACE, 0.1), Waits(Tried.FILE)]
