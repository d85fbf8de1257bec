"""Every answer of a trial has words, in each language, and every field that they are filled with."""

import string

import pytest

from console.bootstrap.setup_draft import changes_of
from console.services.setup import Draft, Failed, Good, Note, Tried, Trouble, Waits
from ui.wizard.results import told
from ui.words import LANGUAGES, Words
from ui.words.trials import FIELDS, TrialSay
from ui.words.wizard import WizardSay


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_can_be_told(language: str) -> None:
    words = Words(language)
    for tried in Tried:
        lines = [Waits(tried), Good(tried, 1.5, "hit"), Good(tried, 0.0)]
        lines += [Good(tried, 0.0, "hit", note) for note in Note]
        lines += [Failed(tried, trouble, 0.1, "hit", "7") for trouble in Trouble]
        for line in lines:
            title, more, right = told(line, words)
            assert title
            assert right
            assert "{" not in title + more + right, line


def test_swedish_says_something_else_than_english() -> None:
    swedish, english = Words("sv"), Words("en")
    same = {"PORT", "SUM_SOUND", "VALID", "SECONDS", "JOURNAL", "DONE_LOOK", "SUM_LOOK", "SWEDISH", "ENGLISH", "DETAIL"}
    same |= {"SERVER_VERSION_SEEN", "MICROPHONE_SEEN", "NOT_DONE_DO"}
    left = [
        say.name
        for say in (*WizardSay, *TrialSay)
        if swedish._look_up(say, None) == english._look_up(say, None) and say.name not in same
    ]
    assert left == []


def test_both_languages_fill_in_the_same_fields() -> None:
    swedish, english = Words("sv"), Words("en")
    for say in (*WizardSay, *TrialSay):
        found = [
            {name for _, name, _, _ in string.Formatter().parse(words._look_up(say, None)) if name}
            for words in (swedish, english)
        ]
        assert found[0] == found[1], say


def test_a_failed_line_says_what_to_do_that_nothing_is_saved_and_the_code_last() -> None:
    failed = Failed(Tried.BROKER_SIGN_IN, Trouble.WRONG_PASSWORD, 0.04, "konsol-plats-3", "134")
    title, more, right = told(failed, Words("sv"))
    assert title == "Tjänsten känner inte igen användaren eller lösenordet"
    assert "konsol-plats-3" in more
    assert more.endswith("Inget är sparat.")
    assert right == "kod 134"


def test_every_setting_that_somebody_types_has_a_name() -> None:
    chosen = {"screen.language", "screen.theme", "screen.scale_percent", "broker.tls", "broker.embedded"}
    chosen |= {"sound.device", "console.id"}
    assert set(changes_of(Draft())) - chosen <= set(FIELDS)
