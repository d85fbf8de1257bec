"""What is missing of a night's supervision reads well in the queue, in the timeline and where a look is refused."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.ids import DeviceId
from console.domain.look import LookOutcome
from console.domain.night_book import LACK_SOURCE
from console.domain.refused import Reason, Refused
from console.domain.report import ReportKey
from console.domain.round_rows import Lack, RoundGroup
from tests.ui.fakes import Clock, FakeOffice, night
from tests.ui.row_pictures import GORAN, NOW
from ui.words import LANGUAGES, Words
from ui.words import row as said
from ui.words.enums import REFUSALS
from ui.words.night_enums import NIGHT_REFUSALS
from ui.words.timeline import Teller

WORDS = Words()
LACKING = replace(
    GORAN, lane=Lane.SUPERVISION, kind=DeviceKind.CAMERA, cause=Cause.LOOK_MISSED, alarm_class=AlarmClass.HIGH,
    own_class=AlarmClass.HIGH, place="Norr 3",
)  # fmt: skip


@pytest.mark.parametrize(
    ("cause", "begins"),
    [
        (Cause.LOOK_MISSED, "Hög: tillsyn inte gjord i tid, "),
        (Cause.NOT_FOUND, "Hög: inte hittad, ingen har gått dit, "),
        (Cause.FAULT_UNVISITED, "Hög: kamerafel utan besök, "),
        (Cause.NO_CAMERA, "Hög: beslut utan kamera, "),
        (Cause.CAMERA_MOVED, "Hög: kameran hör till någon annan, "),
        (Cause.CONSENT_MISSING, "Hög: samtycke saknas, "),
        (Cause.NO_LOOKS, "Hög: beslut utan tillsyn, "),
        (Cause.CALLS_FOR_HELP, "Hög: ropar på hjälp, "),
    ],
)
def test_a_row_says_what_is_missing_of_whom_and_where(cause: Cause, begins: str) -> None:
    row = replace(LACKING, cause=cause)
    assert said.reason(row, NOW, WORDS).startswith(begins)
    assert (said.name(row, WORDS), said.what(row, WORDS)) == ("Göran Wikström", ("Tillsynskamera", "Norr 3"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lack_is_said_alike_in_the_report_and_in_the_queue(language: str) -> None:
    words = Words(language)
    assert {words.of(lack): words.sentence(words.of(Cause(lack.value))) for lack in Lack} == {
        words.of(lack): words.of(lack) for lack in Lack
    }


def test_a_corridor_is_named_by_its_place_and_never_as_a_person() -> None:
    corridor = replace(LACKING, people=(), resident=None, place="Öster korridor", device=DeviceId("cam-7"))
    assert said.name(corridor, WORDS) == "Öster korridor"
    assert said.what(corridor, WORDS) == ("Tillsynskamera", "cam-7")
    assert said.name(replace(corridor, place=""), WORDS) == "Enhet cam-7"
    assert said.name(replace(corridor, lane=Lane.PERSON, cause=Cause.FALL), WORDS) == "Okänd person"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_missed_by_a_whole_round_is_one_counted_row(language: str) -> None:
    words = Words(language)
    row = replace(LACKING, people=(), resident=None, place="d-17", text="47", alarms=47)
    texts = (said.name(row, words), said.reason(row, NOW, words), *said.what(row, words))
    assert texts[0] == {"sv": "Tillsynsrundan", "en": "The night round"}[language]
    count = {"sv": "47 tillsyner inte gjorda i tid", "en": "47 looks not done in time"}[language]
    assert (count in texts[1], texts[2]) == (True, count)
    assert "d-17" not in " ".join(texts)


def test_the_count_of_a_round_is_no_text_of_the_timeline() -> None:
    office = FakeOffice(Clock())
    night(office)
    event = next(event for event in office.events if isinstance(event.body, ev.CaseOpened))
    assert isinstance(event.body, ev.CaseOpened)
    alarm = replace(
        event.body.alarm, report=ReportKey(f"{LACK_SOURCE}norrby", "look_missed:d:1"), kind=DeviceKind.CAMERA,
        cause=Cause.LOOK_MISSED, place="Norr 3", text="47",
    )  # fmt: skip
    line = Teller(WORDS, {}, {}).tell(replace(event, body=ev.AlarmJoined(alarm)))
    assert line.strong == "Tillsyn inte gjord i tid."
    assert line.text.startswith("Tillsynskamera, Norr 3")
    assert "47" not in line.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_of_a_look_says_why_without_a_full_stop_of_its_own(language: str) -> None:
    words = Words(language)
    for reason in NIGHT_REFUSALS:
        text = words.of(reason)
        assert not text.endswith(".")
        assert "!" not in text
        assert words.refused(Refused(reason, owner="Ali Rahimi")).count("{") == 0
    fields = {
        reason for reason in REFUSALS if any(name for _, name, _, _ in string.Formatter().parse(words.of(reason)))
    }
    assert fields == {Reason.OWNED_BY_OTHER, Reason.LOOK_HELD, Reason.TASK_TAKEN}


def test_whose_the_look_is_is_told_and_what_to_do_instead() -> None:
    held = Refused(Reason.LOOK_HELD, owner="Ali Rahimi")
    assert WORDS.refused(held) == "Ali Rahimi har tillsynen. Ta nästa i rundan."
    assert "None" not in WORDS.refused(Refused(Reason.LOOK_HELD))


def test_outcomes_and_groups_are_those_of_the_board() -> None:
    assert [WORDS.of(outcome) for outcome in LookOutcome][:10] == [
        "Sover i sängen", "Vaken i sängen, lugn", "Uppe, ses väl", "Inte sedd", "På golvet, misstänkt fall",
        "Ropar på hjälp", "Annan person, avbruten", "Oanvändbar bild", "Kameran svarar inte",
        "Avstår eller borta i natt",
    ]  # fmt: skip
    assert [WORDS.of(group) for group in RoundGroup] == [
        "Sena", "Att gå till", "Nytt försök", "Nu", "Snart", "Senare", "Klara", "Avstår",
    ]  # fmt: skip
