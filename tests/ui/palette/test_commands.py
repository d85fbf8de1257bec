"""Which commands answer what is typed."""

from __future__ import annotations

import pytest

from ui.palette.commands import Command, answering

COMMANDS = (
    Command("next", "Ta nästa", "F2"),
    Command("hand_over", "Lämna över", "F4"),
    Command("lines", "Teknik: linjer utan kontakt", "Ctrl+5"),
    Command("device", "Ring larmenheten", "F5"),
    Command("light", "Natt eller dag", "Ctrl+Shift+D"),
)


def deeds(text: str) -> list[object]:
    return [answer.command.deed for answer in answering(COMMANDS, text)]


def underlined(text: str) -> list[str]:
    found = answering(COMMANDS, text)[0].name
    return [found.text[start:end] for start, end in found.spans]


def test_nothing_typed_is_answered_by_all_in_their_order() -> None:
    assert deeds("") == ["next", "hand_over", "lines", "device", "light"]


@pytest.mark.parametrize("text", ["ta nästa", "nästa ta", "nasta", "TA NÄ", "  na   t "])
def test_words_answer_in_any_order_and_without_marks(text: str) -> None:
    assert deeds(text)[0] == "next"


def test_every_typed_word_must_answer() -> None:
    assert deeds("ta kontakt") == []


def test_the_beginning_of_a_word_comes_before_what_stands_within_one() -> None:
    commands = (Command("within", "Ring larmenheten"), Command("begins", "Enheter utan kontakt"))
    assert [one.command.deed for one in answering(commands, "enhet")] == ["begins", "within"]


def test_two_letters_are_not_looked_for_within_words() -> None:
    assert "device" not in deeds("en")
    assert deeds("enh") == ["device"]


def test_what_answers_is_underlined_in_the_name_as_it_is_written() -> None:
    assert underlined("over lam") == ["Läm", "över"]
    assert underlined("enhet") == ["enhet"]


@pytest.mark.parametrize("text", ["F2", "f2", "ctrl+5", "ctrl 5", "ctrl shift d"])
def test_a_key_finds_its_command_first(text: str) -> None:
    key = {"f2": "next", "ctrl+5": "lines", "ctrl 5": "lines", "ctrl shift d": "light"}[text.lower()]
    assert deeds(text)[0] == key
