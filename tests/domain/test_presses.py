"""Eight presses in five hours: the case that cost a life is one row, whatever happens in between."""

from datetime import timedelta

import pytest

from console.domain.alarm import Cause, DeviceKind
from console.domain.case import RECENT_ALARMS
from console.domain.lifecycle import State
from console.domain.steps import Claim, Close, KeepPromise, MakePromise, Note
from tests.builders import ANNA, T0, Centre, alarm, device, minutes, operator, seconds

LAST = timedelta(hours=4, minutes=50)
AFTER = [LAST * number / 7 for number in range(8)]
anna, bo = operator("anna"), operator("bo")


@pytest.fixture
def centre() -> Centre:
    return Centre(device(resident="astrid"))


def test_eight_presses_in_five_hours_are_one_case(centre: Centre) -> None:
    cases = [centre.press(after) for after in AFTER]
    assert len({case.id for case in cases}) == 1
    case = cases[-1]
    assert (case.presses, case.alarms) == (8, 8)
    assert (case.first_at, case.last_at) == (T0, T0 + LAST)
    assert case.waiting_since == T0
    assert centre.open() == [case]


def test_a_press_while_a_promise_is_waited_for_frees_the_case_for_everybody(centre: Centre) -> None:
    case = centre.press(AFTER[0])
    centre.do(anna, Claim(case.id), AFTER[0] + seconds(30))
    centre.do(anna, MakePromise(case.id, T0 + timedelta(hours=6), "nattpatrullen kommer"), AFTER[0] + minutes(2))
    assert centre.get(case).state is State.WAITING
    for after in AFTER[1:]:
        centre.press(after)
    case = centre.get(case)
    assert (case.state, case.owner, case.presses) == (State.UNACKNOWLEDGED, None, 8)
    assert (case.first_at, case.waiting_since) == (T0, T0 + AFTER[1])
    assert case.promise is not None
    assert not case.promise.is_broken
    centre.do(bo, Claim(case.id))
    assert centre.get(case).owner == bo.id


def test_a_devices_reset_in_between_changes_neither_count_nor_age(centre: Centre) -> None:
    for after in AFTER:
        case = centre.press(after)
        centre.hear(alarm(T0 + after + seconds(20), is_reset=True))
        assert centre.get(case).state is State.RETURNED_UNSEEN
    case = centre.press(LAST + seconds(30))
    assert (case.state, case.presses, case.first_at) == (State.UNACKNOWLEDGED, 9, T0)
    assert centre.open() == [case]


def test_a_press_within_half_an_hour_of_closing_shows_the_closed_case_and_sums(centre: Centre) -> None:
    for after in AFTER[:5]:
        case = centre.press(after)
    centre.do(anna, Claim(case.id), AFTER[4] + minutes(1))
    centre.do(anna, Close(case.id, "helped_by_talk", "", centre.get(case).version), AFTER[4] + minutes(5))
    again = centre.press(AFTER[4] + minutes(35))
    assert again.id != case.id
    assert again.follows == case.id
    assert (again.presses, again.first_at) == (6, T0)
    assert again.alarms == 1
    for number in (36, 37):
        centre.press(AFTER[4] + minutes(number))
    assert centre.get(again).presses == 8


def test_a_press_later_than_half_an_hour_after_closing_begins_to_count_anew(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, Claim(case.id), minutes(1))
    centre.do(anna, Close(case.id, "helped_by_talk", "", centre.get(case).version), minutes(5))
    later = centre.press(minutes(35) + seconds(1))
    assert (later.presses, later.follows, later.first_at) == (1, None, T0 + minutes(35) + seconds(1))


def test_three_cases_in_a_row_that_follow_each_other_sum_all_their_presses(centre: Centre) -> None:
    at = timedelta(0)
    for _ in range(3):
        case = centre.press(at)
        centre.do(anna, Claim(case.id), at + minutes(1))
        centre.do(anna, Close(case.id, "question", "", centre.get(case).version), at + minutes(2))
        at += minutes(20)
    case = centre.press(at)
    assert (case.presses, case.first_at) == (4, T0)


def test_a_note_on_an_older_closed_case_does_not_hide_the_one_closed_last(centre: Centre) -> None:
    first = centre.press()
    centre.do(anna, Claim(first.id), minutes(1))
    centre.do(anna, Close(first.id, "question", "", centre.get(first).version), minutes(2))
    second = centre.press(minutes(20))
    centre.do(anna, Claim(second.id), minutes(21))
    centre.do(anna, Close(second.id, "question", "", centre.get(second).version), minutes(22))
    centre.do(anna, Note(first.id, "ringde dottern"), minutes(25))
    third = centre.press(minutes(50))
    assert (third.follows, third.presses) == (second.id, 3)


def test_a_case_joins_however_old_it_is(centre: Centre) -> None:
    case = centre.press()
    assert centre.press(timedelta(days=40)).id == case.id


def test_fall_door_and_bed_of_one_resident_are_one_case() -> None:
    centre = Centre(
        device(resident="astrid"),
        device("fall-1", resident="astrid"),
        device("door-1", resident="astrid"),
        device("bed-1", resident="astrid"),
    )
    case = centre.press()
    centre.hear(alarm(T0 + minutes(1), Cause.FALL, DeviceKind.FALL_DETECTOR, device="fall-1"))
    centre.hear(alarm(T0 + minutes(2), Cause.DOOR_OPENED, DeviceKind.DOOR_ALARM, device="door-1"))
    centre.hear(alarm(T0 + minutes(3), Cause.LEFT_BED, DeviceKind.BED_SENSOR, device="bed-1"))
    assert centre.open() == [centre.get(case)]
    assert (centre.get(case).alarms, centre.get(case).presses) == (4, 1)


def test_presses_beyond_those_kept_in_memory_are_still_counted(centre: Centre) -> None:
    for number in range(RECENT_ALARMS + 10):
        case = centre.press(minutes(number))
    assert (case.presses, case.alarms, len(case.recent)) == (RECENT_ALARMS + 10, RECENT_ALARMS + 10, RECENT_ALARMS)
    assert case.first_at == T0


def test_a_fire_stays_what_a_case_is_named_after_however_many_presses_follow(centre: Centre) -> None:
    centre.press()
    centre.hear(alarm(T0 + seconds(30), Cause.SMOKE))
    for number in range(1, RECENT_ALARMS + 10):
        case = centre.press(minutes(number))
    assert (case.cause, len(case.recent)) == (Cause.SMOKE, RECENT_ALARMS)
    assert [known.cause for known in case.recent[:2]] == [Cause.SMOKE, Cause.PRESS]
    assert case.recent[-1].began_at == T0 + minutes(RECENT_ALARMS + 9)


def test_a_press_of_a_case_in_hand_leaves_it_in_that_hand_and_must_be_seen(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, Claim(case.id), seconds(10))
    seen = centre.get(case).version
    again = centre.press(minutes(1))
    assert (again.state, again.owner) == (State.CLAIMED, ANNA)
    assert again.last_alarm_version > seen


def test_a_kept_promise_gives_the_case_back_to_the_hand_that_made_it(centre: Centre) -> None:
    case = centre.press()
    centre.do(anna, Claim(case.id), seconds(10))
    centre.do(anna, MakePromise(case.id, T0 + timedelta(hours=1), "patrull"), minutes(1))
    centre.do(anna, KeepPromise(case.id), minutes(40))
    case = centre.get(case)
    assert (case.state, case.owner, case.promise) == (State.CLAIMED, ANNA, None)
