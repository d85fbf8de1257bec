"""Every member of every enum of the domain has words in each language, and a row says why it stands there."""

from __future__ import annotations

import enum
import importlib
import pkgutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import console.domain
from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.call import CallChange, CallEnd, CallKind, CallResult
from console.domain.escalation import STILL, Rung
from console.domain.ids import CallId, CaseId, ConsoleId, LockId, MunicipalityId, ResponderId, RightId, TaskId
from console.domain.lifecycle import State
from console.domain.plan import Way
from console.domain.queue import Group, Row
from console.domain.refused import Reason, Refused
from console.domain.resident import FactKind
from console.domain.task import Late, Need, RightEnd, TaskMark, TaskRung, Withdrawal
from tests.ui.fakes import ELLEN, NOW, Clock, FakeOffice, night
from ui.theme import DAY, NIGHT, Theme, class_colour
from ui.widgets.facts import FACT_ICONS
from ui.words import LANGUAGES, Words, times
from ui.words import row as said
from ui.words.enums import TABLES
from ui.words.phones import phone
from ui.words.timeline import Teller


def enums_of_the_domain() -> set[type[enum.Enum]]:
    found = set()
    for module in pkgutil.iter_modules(console.domain.__path__):
        members = vars(importlib.import_module(f"console.domain.{module.name}")).values()
        found |= {each for each in members if isinstance(each, type) and issubclass(each, enum.Enum)}
    public = {each for each in found if not each.__name__.startswith("_")}
    return {each for each in public if each.__module__.startswith("console.domain") and len(each)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_enum_of_the_domain_has_words(language: str) -> None:
    words = Words(language)
    enums = enums_of_the_domain()
    assert len(enums) > 20
    for each in enums:
        assert each in TABLES, f"no words for {each.__name__}"
        for member in each:
            assert words.of(member).strip(), member


def test_every_class_and_fact_has_a_look() -> None:
    for tokens in (NIGHT, DAY):
        assert len({class_colour(each, Theme(tokens)).name() for each in AlarmClass}) == len(AlarmClass)
    assert set(FACT_ICONS) == set(FactKind)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (19, "19 s"), (99, "99 s"), (100, "1 min"), (1020, "17 min"), (17400, "4 h 50 min"), (7200, "2 h"),
     (3 * 86400, "3 dygn"), (-14, "14 s")],
)  # fmt: skip
def test_a_duration_in_words(seconds: int, text: str) -> None:
    assert times.duration(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-5, "00:00"), (11, "00:11"), (74, "01:14"), (599, "09:59"), (600, "10 min"), (17400, "4 h 50")],
)
def test_a_running_clock(seconds: int, text: str) -> None:
    assert times.clock(timedelta(seconds=seconds)) == text


def test_a_countdown_never_says_less_than_there_is() -> None:
    assert times.countdown(timedelta(seconds=16 * 60 + 1)) == "17 min"
    assert times.countdown(timedelta(seconds=30)) == "30 s"


def test_local_time_says_which_of_the_two_in_the_hour_that_comes_twice() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert times.time_of_day(first) == "02:30 sommartid"
    assert times.time_of_day(first + timedelta(hours=1)) == "02:30 vintertid"
    assert times.time_of_day(first + timedelta(hours=2)) == "03:30"
    assert times.time_of_day(datetime(2026, 3, 29, 1, 30, tzinfo=UTC)) == "03:30"


def test_the_date_in_both_languages() -> None:
    assert Words("sv").date(NOW) == "söndag 22 november 2026"
    assert Words("en").date(NOW) == "Sunday 22 November 2026"


def task_bodies() -> tuple[ev.TaskBody, ...]:
    """What can happen to a task, one of each."""
    task, who, right = TaskId("t"), ResponderId("samira"), RightId("r")
    marks = tuple(ev.TaskMarked(task, who, mark, NOW, "too_far", 6) for mark in TaskMark)
    return (
        ev.TaskBegan(task, 4419, "k", Need(), NOW), ev.TaskOffered(task, who, TaskRung.NEXT, NOW, 6), *marks,
        ev.TaskWithdrawn(task, who, Withdrawal.NO_ANSWER), ev.TaskClimbed(task, TaskRung.GROUP),
        ev.TaskDelayed(task, Late.NOT_THERE), ev.TaskCancelled(task, "skäl"),
        ev.EntryGiven(task, who, LockId("l"), right, NOW), ev.EntryEnded(task, right, RightEnd.TASK_OVER),
        ev.EntryFailed(task, LockId("l")), ev.EntryFailed(task, LockId("l"), right),
    )  # fmt: skip


def row_of(case: str) -> Row:
    office = FakeOffice(Clock())
    night(office)
    found = office.queue.row(CaseId(case))
    assert found is not None
    return found


def test_the_reason_of_an_acute_alarm() -> None:
    assert said.reason(row_of("c-goran"), NOW, Words()) == "Akut: rök, svar inom 30 s, 19 s kvar"


def test_the_reason_past_the_target() -> None:
    row = row_of("c-ingegerd")
    assert said.reason(row, NOW, Words()) == "Hög: fall, 14 s över målet 60 s"
    assert said.is_over(row, NOW)


def test_the_reason_of_a_promise() -> None:
    row = row_of("c-aino")
    assert said.reason(row, NOW, Words()) == "Väntar: besök lovat 01:55, 17 min kvar"
    assert said.clock(row, NOW) == "17 min"
    late = NOW + timedelta(minutes=20)
    assert said.reason(row, late, Words()) == "Väntar: besök lovat 01:55, 3 min över löftet"


def test_eight_presses_are_told_with_the_age_of_the_first() -> None:
    row = row_of("26-11843")
    assert said.reason(row, NOW, Words()) == "Akut: 8 tryck på 4 h 50 min"
    assert said.pill(row, NOW, Words()) == "8 tryck, 4 h 50"
    assert said.pill(row, NOW, Words(), is_short=True) == "8 tryck"
    assert said.owner(row, Words())[0] == "Du"


def test_the_reason_says_a_raise_a_broken_promise_and_an_unseen_reset() -> None:
    row = replace(
        row_of("c-solveig"), alarm_class=AlarmClass.HIGH, own_class=AlarmClass.NORMAL, is_promise_broken=True,
        promise_until=NOW - timedelta(hours=4), state=State.RETURNED_UNSEEN,
    )  # fmt: skip
    assert said.reason(row, NOW, Words()) == (
        "Hög: steg på mattan, löftet 21:38 hölls inte, höjd från Normal, återställt av enheten,"
        " svar inom 60 s, 54 s kvar"
    )


def test_where_room_is_short_whole_clauses_go_and_the_time_left_stays() -> None:
    why = said.why_here(row_of("c-goran"), NOW, Words())
    assert why.fitted(lambda text: len(text) < 25) == "Akut: rök, 19 s kvar"
    assert why.fitted(lambda _: False) == "Akut: rök, 19 s kvar"


def test_where_room_is_shortest_the_time_over_the_target_is_said_shorter_and_never_cut() -> None:
    row = row_of("c-goran")
    late = said.why_here(replace(row, waiting_since=NOW - row.answer_within - timedelta(minutes=9)), NOW, Words())
    assert late.text() == "Akut: rök, 9 min över målet 30 s"
    assert late.fitted(lambda text: len(text) < 30) == "Akut: rök, 9 min över målet"
    assert late.fitted(lambda _: False) == "Akut: rök, 9 min över"
    pressed = said.why_here(replace(row_of("c-dahl"), presses=8, waiting_since=NOW - timedelta(hours=1)), NOW, Words())
    assert "8 tryck på" in pressed.text()
    assert pressed.fitted(lambda _: False) == "Normal: 8 tryck, 59 min över"


def test_a_case_by_hand_is_told_as_that_once() -> None:
    office = FakeOffice(Clock())
    office.alarm("hand", None, DeviceKind.OPERATOR_ENTRY, Cause.BY_HAND, text="Grannen ringer")
    told = Teller(Words(), {}, {}).tell(office.events[0])
    assert told.strong == "Upplagt för hand."
    assert told.text == "Grannen ringer, ärendet öppnat"


def test_two_of_a_household_are_named_together() -> None:
    row = row_of("c-dahl")
    assert said.name(row, Words()) == "Karin eller Rolf Dahl"
    assert said.pill(row, NOW, Words()) == "Fråga vem"
    assert said.age(row) == ""


def test_a_protected_person_has_neither_name_nor_place() -> None:
    row = row_of("c-vera")
    told = said.told(row, NOW, Words())
    assert "Skyddad identitet" in told
    assert "plats visas efter skäl" in told
    assert "Hemlig" not in told
    assert "köket" not in told


def test_a_refusal_names_the_owner() -> None:
    assert Words().refused(Refused(Reason.OWNED_BY_OTHER, owner="Amina Warsame")) == "Amina Warsame har ärendet."
    assert "None" not in Words().refused(Refused(Reason.OWNED_BY_OTHER))


@pytest.mark.parametrize(
    ("number", "text"),
    [("+46701740618", "070-174 06 18"), ("+358401234567", "+358 40 1234567"), ("ring först", "ring först"), ("", "")],
)
def test_a_telephone_number_as_people_read_it(number: str, text: str) -> None:
    assert phone(number) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_of_a_case_is_told(language: str) -> None:
    office = FakeOffice(Clock())
    night(office)
    alarm = next(event.body.alarm for event in office.events if isinstance(event.body, ev.CaseOpened))
    call = CallId("samtal")
    bodies: tuple[ev.CaseBody, ...] = (
        ev.AlarmJoined(alarm), ev.AlarmReset(alarm.report, NOW), ev.CaseReleased(ev.ReleaseReason.BY_CHOICE),
        ev.CaseHandedOver(ELLEN.id), ev.CaseTakenOver(ELLEN.id, "skäl", alarm.device), ev.CaseOrphaned(ELLEN.id),  # type: ignore[arg-type]
        ev.PromiseKept(), ev.PromiseBroken(NOW), ev.ResidentNamed("x"), ev.CaseMerged(CaseId("x")),  # type: ignore[arg-type]
        ev.CaseReceived(CaseId("x"), (alarm,), 1, NOW), ev.CaseSplit(CaseId("x"), (alarm.report,)),
        ev.CaseLinked(CaseId("x")), ev.CaseClosed("visit_done", "ring igen"), ev.CaseEscalated(Rung.AGAIN),
        ev.CaseEscalated(Rung.SHIFT_LEAD, "call"), ev.CaseEscalated(Rung.PATROL, "call", is_in_vain=True),
        ev.CaseLifted(), ev.DevicesLost((alarm.device,)),
        ev.DevicesReturned((alarm.device,)), ev.OutageEnded(), ev.PlanBegun("fall", "v", ("call",)),
        ev.StepDone("call", "silent"), ev.StepSkipped("call", "skäl"), ev.StepReopened("call"),
        ev.PromiseMade(NOW, "besök"), ev.NoteWritten("ringde"),
        ev.CallBegan(call, CallKind.VIDEO, ConsoleId("k"), None, Way.DEVICE), ev.CallAnswered(call, 7.2),
        ev.CallNoted(call, CallChange.TONE_SENT, "louder"), ev.CallEnded(call, CallEnd.NO_ANSWER, CallResult.NO_ANSWER),
        *task_bodies(),
    )  # fmt: skip
    teller = Teller(Words(language), {ELLEN.id: ELLEN.name}, {"visit_done": "Besök utfört"})
    events = [*office.events, *(replace(office.events[0], body=body, who=ELLEN.id) for body in bodies)]
    told = {type(event.body) for event in events}
    assert told >= set(ev.CaseBody.__args__)
    for event in events:
        shown = teller.tell(event)
        assert (shown.strong + shown.text).strip(), event.body
    erased = ev.ErasedEvent(1, events[0].id, "case:x", 1, NOW, ELLEN.id, MunicipalityId("m"), "note_written")
    assert teller.tell(erased).text


def test_a_plan_that_is_laid_again_has_other_steps_and_one_that_takes_its_place_begins() -> None:
    office = FakeOffice(Clock())
    night(office)
    teller = Teller(Words("sv"), {}, {})
    bodies = (
        ev.PlanBegun("fall", "v1", ("call",)), ev.PlanBegun("fall", "v1", ("call", "history")),
        ev.PlanBegun("smoke", "v2", ("out",)), ev.CaseEscalated(Rung.AGAIN, STILL),
    )  # fmt: skip
    told = [teller.tell(replace(office.events[0], body=body)) for body in bodies]
    assert [line.strong for line in told] == ["Planen började:", "Planen har andra steg nu:", "Planen började:", ""]
    assert told[-1].text.startswith("Den som har ärendet har inte rört det:")


def test_groups_have_heads() -> None:
    assert [Words().of(group) for group in Group] == ["Ditt ärende", "Väntar på svar", "Andra har"]
    assert Words("en").of(Cause.SMOKE) == "smoke"
    assert Words("sv").of(DeviceKind.CO_DETECTOR) == "Kolmonoxidvarnare"


def test_a_language_is_named_and_an_unknown_code_shown_as_it_is() -> None:
    assert Words("sv").tongue("fi") == "finska"
    assert Words("en").tongue("fi") == "Finnish"
    assert Words("sv").tongue("xx") == "xx"


def test_a_row_opened_by_hand_shows_what_was_written() -> None:
    by_hand = replace(row_of("c-goran"), cause=Cause.BY_HAND, kind=DeviceKind.OPERATOR_ENTRY, text="Grannen ringde")
    assert said.what(by_hand, Words("sv"))[1] == "Grannen ringde"
