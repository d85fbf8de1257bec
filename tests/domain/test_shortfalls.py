"""What is missing where something was decided: each once, as a case; nothing that was left out, or not ours to do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.board import Board, Overlay
from console.domain.case import Case
from console.domain.ids import ConsoleId, DecisionId, LookId, OperatorId
from console.domain.look import HELD_FOR, PAUSED_FOR, LookCourse, LookOutcome, LookState, given, judge
from console.domain.night import span_of
from console.domain.night_book import NightBook, Skipped
from console.domain.outages import put_on
from console.domain.round_rows import Lack
from console.domain.shortfalls import (
    ALONE_AT_MOST,
    Fitted,
    NightPlan,
    Shortfall,
    lack_of,
    of_decision,
    of_looks,
    plan_of,
    planned,
    untold,
)
from console.domain.supervision import (
    Consent,
    Decided,
    LookTime,
    NotSeen,
    OnFault,
    Performer,
    PlaceKind,
    SensorLimits,
    Then,
)
from tests.builders import NORRBY, SODERBY, Centre, device, minutes, seconds
from tests.decision_samples import camera, decision

NIGHT = date(2026, 11, 21)
NOON = 12 * 60
SINCE, UNTIL = span_of(NIGHT, NOON)
CLOSES = datetime(2026, 11, 21, 22, 45, tzinfo=UTC)
"""When the first look's tolerance is over: 22:30 to 23:30 by the local clock, and a quarter of an hour."""
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
JUST = timedelta(seconds=1)
ANNA = OperatorId("anna")
ONE = (LookTime(1, 1350, 1410),)
RULES = {"not_seen": NotSeen(minutes(16), 1, Then.VISIT), "on_fault": OnFault(Then.VISIT, minutes(30), False)}


def plan(known: datetime = LONG_AGO, **more: object) -> NightPlan:
    return plan_of(Decided(decision(**{"looks": ONE, **RULES, **more}), known), NIGHT, NOON)  # type: ignore[arg-type]


def fitted(**more: object) -> Fitted:
    found = device("cam-1", resident="astrid", kind=DeviceKind.CAMERA)
    return Fitted(replace(found, **more), camera())  # type: ignore[arg-type]


def said(asked: NightPlan, outcome: LookOutcome, at: datetime, course: LookCourse | None = None) -> LookCourse:
    """The first look after somebody said so of it."""
    look, rules = asked.looks[0], asked.decided.decision
    before = course or LookCourse(look.id, rules.id, NORRBY, look.resident, LookState.PLANNED, at, first_at=at)
    return given(before, outcome, judge(outcome, rules, before.tries + 1, at, look.ends_at), ANNA, at)


def book(*courses: LookCourse, told: Iterable[str] = ()) -> NightBook:
    return NightBook({one.id: one for one in courses}, told=dict.fromkeys(told, CLOSES))


def missing(asked: NightPlan, at: datetime, *courses: LookCourse) -> list[Lack]:
    return [one.lack for one in of_looks(asked, book(*courses), at)]


def test_a_look_that_nobody_did_is_missing_when_its_tolerance_is_over() -> None:
    assert missing(plan(), CLOSES) == []
    [found] = of_looks(plan(), book(), CLOSES + JUST)
    assert (found.lack, found.since, found.resident, found.look) == (
        Lack.LOOK_MISSED, CLOSES, "astrid", "dec-1:20261121:2230",
    )  # fmt: skip
    assert found.id == "look_missed:dec-1:20261121:2230:2026-11-21"


@pytest.mark.parametrize("outcome", [LookOutcome.ASLEEP, LookOutcome.ON_FLOOR, LookOutcome.DECLINED])
def test_a_look_that_was_done_is_never_missing(outcome: LookOutcome) -> None:
    asked = plan()
    assert missing(asked, UNTIL, said(asked, outcome, CLOSES - minutes(30))) == []


def test_a_new_try_has_the_time_that_the_decision_gives_it() -> None:
    asked = plan()
    course = said(asked, LookOutcome.NOT_SEEN, CLOSES - minutes(1))
    ends = CLOSES + minutes(15 + 15)
    assert missing(asked, ends, course) == []
    [found] = of_looks(asked, book(course), ends + JUST)
    assert (found.lack, found.since) == (Lack.LOOK_MISSED, ends)
    early = said(asked, LookOutcome.NOT_SEEN, CLOSES - minutes(70))
    assert missing(asked, CLOSES, early) == []
    [found] = of_looks(asked, book(early), CLOSES + JUST)
    assert (found.lack, found.since) == (Lack.LOOK_MISSED, CLOSES)


@pytest.mark.parametrize(("state", "lasts"), [(LookState.OPEN, HELD_FOR), (LookState.PAUSED, PAUSED_FOR)])
def test_a_look_in_somebodys_hands_is_given_until_they_lose_it(state: LookState, lasts: timedelta) -> None:
    asked = plan()
    opened_at = CLOSES - seconds(10)
    course = LookCourse(
        asked.looks[0].id, DecisionId("dec-1"), NORRBY, None, state, opened_at, ANNA, ConsoleId("c")
    )  # fmt: skip
    assert missing(asked, opened_at + lasts, course) == []
    assert missing(asked, opened_at + lasts + JUST, course) == [Lack.LOOK_MISSED]


@pytest.mark.parametrize(
    ("first", "then", "lack"),
    [
        ([LookOutcome.NOT_SEEN, LookOutcome.NOT_SEEN], minutes(16), Lack.NOT_FOUND),
        ([LookOutcome.NOT_SEEN, LookOutcome.OTHER_PERSON], minutes(16), Lack.NOT_FOUND),
        ([LookOutcome.NO_ANSWER], minutes(30), Lack.FAULT_UNVISITED),
        ([LookOutcome.UNUSABLE], minutes(30), Lack.FAULT_UNVISITED),
    ],
)
def test_nobody_went_to_see_in_the_time_that_was_promised(
    first: list[LookOutcome], then: timedelta, lack: Lack
) -> None:
    asked = plan()
    at = CLOSES - minutes(60)
    course = None
    for outcome in first:
        course = said(asked, outcome, at, course)
    assert course is not None
    assert missing(asked, at + then, course) == []
    assert missing(asked, at + then + JUST, course) == [lack]
    assert missing(asked, CLOSES + JUST, course) == [lack]
    for outcome in (LookOutcome.PHONED_WELL, LookOutcome.VISITED_WELL, LookOutcome.VISITED_HELPED):
        assert missing(asked, CLOSES + JUST, said(asked, outcome, at + JUST, course)) == []


def test_what_fell_due_before_we_knew_of_the_decision_was_not_ours_to_do() -> None:
    assert missing(plan(known=CLOSES + JUST), CLOSES + minutes(1)) == []
    assert missing(plan(known=CLOSES), CLOSES + minutes(1)) == [Lack.LOOK_MISSED]


@pytest.mark.parametrize(
    "more",
    [
        {"skipped": frozenset({NIGHT})},
        {"ended_on": NIGHT},
        {"valid_until": NIGHT - timedelta(days=1)},
        {"valid_from": NIGHT + timedelta(days=1)},
    ],
)
def test_nothing_is_missing_of_a_night_that_is_not_asked_for(more: dict[str, object]) -> None:
    asked = plan(**more)  # type: ignore[arg-type]
    assert missing(asked, UNTIL) == []
    assert lack_of(asked, Fitted(), CLOSES) is None
    assert lack_of(plan(**{**more, "looks": ()}), Fitted(), CLOSES) is None  # type: ignore[arg-type]


def test_nothing_is_missing_of_a_night_that_the_person_does_not_want() -> None:
    asked = plan()
    declined = book()
    declined.skipped[DecisionId("dec-1"), NIGHT] = Skipped(DecisionId("dec-1"), NIGHT, "", ANNA, SINCE)
    assert list(of_looks(asked, declined, UNTIL)) == []
    assert of_decision(asked, declined, Fitted(), SINCE, CLOSES) is None


def test_what_fell_due_more_than_a_day_ago_is_for_the_report() -> None:
    assert missing(plan(), CLOSES + timedelta(hours=24)) == [Lack.LOOK_MISSED]
    assert missing(plan(), CLOSES + timedelta(hours=24, seconds=1)) == []


@pytest.mark.parametrize(
    ("more", "known", "lack"),
    [
        ({}, fitted(), None),
        ({"camera": None}, Fitted(), Lack.NO_CAMERA),
        ({}, Fitted(None, camera()), Lack.NO_CAMERA),
        ({}, replace(fitted(), camera=None), Lack.NO_CAMERA),
        ({}, fitted(kind=DeviceKind.IR_DETECTOR), Lack.NO_CAMERA),
        ({}, fitted(municipality=SODERBY), Lack.NO_CAMERA),
        ({}, replace(fitted(), camera=camera("cam-2")), Lack.NO_CAMERA),
        ({}, fitted(resident="berta"), Lack.CAMERA_MOVED),
        ({}, fitted(resident=None), Lack.CAMERA_MOVED),
        ({"consent": Consent(None)}, fitted(), Lack.CONSENT_MISSING),
        ({"consent": Consent(NIGHT + timedelta(days=1))}, fitted(), Lack.CONSENT_MISSING),
        ({"consent": Consent(LONG_AGO.date(), has_cohabitant=True)}, fitted(), Lack.CONSENT_MISSING),
        ({"consent": Consent(LONG_AGO.date(), NIGHT)}, fitted(), Lack.CONSENT_MISSING),
        ({"consent": Consent(LONG_AGO.date(), NIGHT), "looks": (LookTime(1, 1320, 1350),)}, fitted(), None),
        ({"looks": ()}, fitted(), Lack.NO_LOOKS),
        ({"looks": (), "limits": SensorLimits(moved_by=540), "camera": None}, Fitted(), None),
        ({"performer": Performer.PATROL, "camera": None, "consent": Consent(None)}, Fitted(), None),
        ({"kind": PlaceKind.CORRIDOR, "resident": None, "consent": Consent(None)}, fitted(resident=None), None),
        ({"kind": PlaceKind.CORRIDOR, "resident": None}, fitted(), Lack.CAMERA_MOVED),
    ],
)
def test_what_keeps_a_decision_from_being_carried_out(
    more: dict[str, object], known: Fitted, lack: Lack | None
) -> None:
    looks = (*ONE, LookTime(2, 80, 80))
    asked = plan(**{"looks": looks, **more})  # type: ignore[arg-type]
    assert lack_of(asked, known, SINCE) is lack
    found = of_decision(asked, book(), known, SINCE, SINCE)
    assert (found.lack if found else None) is lack
    if found is not None:
        assert found.id == f"{lack}:dec-1:2026-11-21"


def test_when_the_last_look_is_over_what_lacks_is_the_next_nights_to_tell() -> None:
    assert of_decision(plan(), book(), Fitted(), SINCE, CLOSES) is not None
    assert of_decision(plan(), book(), Fitted(), SINCE, CLOSES + JUST) is None


def tell(centre: Centre, found: Iterable[Shortfall], at: datetime) -> list[Case]:
    """Their cases, as the journal has them then."""
    centre.at = at
    overlay = Overlay(centre.board)
    for one in found:
        centre.commit(list(put_on(overlay, planned(one, overlay, at), at)))
        overlay = Overlay(centre.board)
    return centre.open()


def test_a_shortfall_is_a_case_of_class_hog_about_the_person_once() -> None:
    centre = Centre()
    at = CLOSES + seconds(3)
    [found] = of_looks(plan(), book(), at)
    [case] = tell(centre, [found], at)
    assert (case.lane, case.cause, case.alarm_class, case.resident, case.is_outage) == (
        Lane.SUPERVISION, Cause.LOOK_MISSED, AlarmClass.HIGH, "astrid", False,
    )  # fmt: skip
    assert case.recent[0].at == CLOSES
    assert case.waiting_since == at
    assert untold([found], [plan()], centre.board.night) == []
    before = len(centre.journal)
    tell(centre, [found], at)
    assert len(centre.journal) == before


def test_what_was_told_is_not_told_again_though_its_case_is_gone() -> None:
    [found] = of_looks(plan(), book(), CLOSES + JUST)
    board = Board(night=book(told=[found.id]))
    assert planned(found, Overlay(board), CLOSES + JUST) == ()


def test_what_else_lacks_of_the_same_person_joins_their_case_and_is_linked_to_their_alarm() -> None:
    centre = Centre(device("dev-1", resident="astrid"))
    pressed = centre.press()
    [look] = of_looks(plan(), book(), CLOSES + JUST)
    lacking = of_decision(plan(), book(), Fitted(), SINCE, SINCE)
    assert lacking is not None
    tell(centre, [lacking, look], CLOSES + JUST)
    [case] = centre.open(Lane.SUPERVISION)
    assert [alarm.cause for alarm in case.recent] == [Cause.NO_CAMERA, Cause.LOOK_MISSED]
    assert case.linked == (pressed.id,)
    assert case.id in centre.get(pressed).linked


def test_two_consoles_make_one_case_id_and_another_night_another() -> None:
    first, second = (tell(Centre(), of_looks(plan(), book(), CLOSES + JUST), CLOSES + JUST) for _ in range(2))
    assert [case.id for case in first] == [case.id for case in second]
    later = replace(next(of_looks(plan(), book(), CLOSES + JUST)), night=NIGHT + timedelta(days=1))
    assert [case.id for case in tell(Centre(), [later], CLOSES)] != [case.id for case in first]


def test_a_corridors_case_is_about_its_camera_and_no_outage() -> None:
    asked = plan(kind=PlaceKind.CORRIDOR, resident=None, area="Norr", place="Korridor 2")
    [case] = tell(Centre(), of_looks(asked, book(), CLOSES + JUST), CLOSES + JUST)
    assert (case.subject, case.is_outage, case.place) == (
        ev.Subject(ev.SubjectKind.DEVICE, f"{NORRBY}/cam-1"), False, "Norr Korridor 2",
    )  # fmt: skip


def test_a_home_is_not_named_in_its_case() -> None:
    [case] = tell(Centre(), of_looks(plan(area="Norr", place="3"), book(), CLOSES + JUST), CLOSES + JUST)
    assert case.place == ""


def many(count: int, **more: object) -> list[NightPlan]:
    return [plan(id_=f"d-{number:02}", resident=f"r-{number:02}", **more) for number in range(count)]  # type: ignore[arg-type]


def all_of(plans: Iterable[NightPlan], known: NightBook, at: datetime) -> list[Shortfall]:
    return untold([one for asked in plans for one in of_looks(asked, known, at)], list(plans), known)


def test_of_sixty_missed_at_once_ten_are_cases_and_the_rest_one_that_counts_them() -> None:
    centre = Centre()
    plans = many(60)
    cases = tell(centre, all_of(plans, centre.board.night, CLOSES + JUST), CLOSES + JUST)
    alone = [case for case in cases if case.resident is not None]
    [rest] = [case for case in cases if case.resident is None]
    assert len(alone) == ALONE_AT_MOST
    assert (rest.alarms, rest.recent[-1].text, rest.is_outage, rest.lane) == (50, "50", False, Lane.SUPERVISION)
    assert len(centre.board.night.told) == 60
    assert all_of(plans, centre.board.night, CLOSES + JUST) == []
    assert {alarm.place for alarm in rest.recent} <= {f"d-{number:02}" for number in range(60)}


def test_missed_one_after_the_other_is_no_different() -> None:
    centre = Centre()
    for number in range(1, 15):
        tell(centre, all_of(many(number), centre.board.night, CLOSES + JUST), CLOSES + seconds(5 * number))
    cases = centre.open()
    assert sorted(case.alarms for case in cases) == [1] * ALONE_AT_MOST + [4]


def test_who_was_looked_for_and_not_seen_is_never_among_the_rest() -> None:
    plans = many(30)
    at = CLOSES + minutes(20)
    last = said(plans[-1], LookOutcome.NOT_SEEN, CLOSES - minutes(40))
    found = all_of(plans, book(last), at)
    assert found[0].look == LookId("d-29:20261121:2230")
    assert [one.is_folded for one in found].count(True) == 30 - 1 - ALONE_AT_MOST
    assert not found[0].is_folded


def test_of_the_rest_who_has_a_case_already_keeps_it() -> None:
    centre = Centre()
    plans = many(ALONE_AT_MOST + 1)
    last = of_decision(plans[-1], book(), Fitted(), SINCE, SINCE)
    assert last is not None
    tell(centre, [last], SINCE)
    cases = tell(centre, all_of(plans, centre.board.night, CLOSES + JUST), CLOSES + JUST)
    assert all(case.resident is not None for case in cases)
    assert sorted(case.alarms for case in cases) == [1] * ALONE_AT_MOST + [2]


def test_what_lacks_of_many_decisions_is_ten_cases_and_one_of_each_kind() -> None:
    centre = Centre()
    plans = [*many(25), *(plan(id_=f"e-{number}", resident=f"e-{number}", looks=()) for number in range(3))]
    lacking = [of_decision(asked, book(), Fitted(), SINCE, SINCE) for asked in plans]
    known = [one for one in lacking if one is not None]
    tell(centre, untold(known[:8], plans, centre.board.night), SINCE)
    cases = tell(centre, untold(known, plans, centre.board.night), SINCE + minutes(5))
    assert sorted((case.cause, case.alarms) for case in cases) == sorted(
        [(Cause.NO_CAMERA, 1)] * ALONE_AT_MOST + [(Cause.NO_CAMERA, 15)] + [(Cause.NO_LOOKS, 1)] * 3
    )
    assert untold(known, plans, centre.board.night) == []


def test_each_municipality_and_round_has_ten_of_its_own() -> None:
    other = [
        plan_of(replace(one.decided, decision=replace(one.decided.decision, municipality=SODERBY)), NIGHT, NOON)
        for one in many(8)
    ]
    found = all_of([*many(8), *other, *many(8, looks=(LookTime(2, 1350, 1410),))], book(), CLOSES + JUST)
    assert not any(one.is_folded for one in found)


def test_a_look_that_was_missed_before_the_person_declined_is_told() -> None:
    asked = plan()
    declined = Skipped(DecisionId("dec-1"), NIGHT, "", ANNA, CLOSES + minutes(60))
    left_out = NightBook(skipped={(DecisionId("dec-1"), NIGHT): declined})
    assert [one.lack for one in of_looks(asked, left_out, CLOSES + minutes(61))] == [Lack.LOOK_MISSED]
