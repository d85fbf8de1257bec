"""Where a report goes: every alarm ends in a case, about the right one, in the right lane and class."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain.alarm import PRESSES, RULES, AlarmClass, Cause, DeviceKind, Lane, rule_for
from console.domain.board import Board, Overlay
from console.domain.case import JoinKey
from console.domain.ids import CENTRE, DeviceId, MunicipalityId, ResidentId
from console.domain.lifecycle import State
from console.domain.report import Fault, SampleReport, Stream, SupervisionReport
from console.domain.sequence import Gap
from console.domain.silence import (
    TECHNICAL_CAUSES,
    About,
    Silence,
    SilenceId,
    SilenceKind,
    device_about,
    resident_about,
)
from console.domain.triage import Planned, bounded, gap, sort_in
from tests.builders import (
    NORRBY,
    SENDER,
    T0,
    Centre,
    alarm,
    counter,
    device,
    head,
    knowledge,
    minutes,
    operator,
    seconds,
    status,
    unreadable,
)

ATLANTIS = MunicipalityId("atlantis")


@pytest.mark.parametrize(("kind", "cause"), list(RULES), ids=lambda value: str(value))
def test_each_foreseen_pair_goes_to_its_lane_and_class(kind: DeviceKind, cause: Cause) -> None:
    centre = Centre(device(resident="astrid", kind=kind))
    case = centre.case(centre.hear(alarm(T0, cause, kind)))
    rule = RULES[kind, cause]
    assert (case.lane, case.alarm_class) == (rule.lane, rule.alarm_class)
    assert (case.kind, case.cause, case.resident) == (kind, cause, ResidentId("astrid"))
    assert case.presses == (1 if cause in PRESSES else 0)
    subject = ev.SubjectKind.DEVICE if rule.lane is Lane.TECHNICAL else ev.SubjectKind.RESIDENT
    assert case.subject.kind is subject


@given(st.sampled_from(DeviceKind), st.sampled_from(Cause), st.booleans(), st.booleans(), st.sampled_from(
    [knowledge(), knowledge(device()), knowledge(device(resident="astrid")), knowledge(device(household="home-1")),
     knowledge(device(household="home-1"), households={"home-1": ("astrid", "bror")}),
     knowledge(device(sender="other")), knowledge(senders={}), knowledge(senders={NORRBY: frozenset()})]
))  # fmt: skip
def test_every_alarm_ends_in_exactly_one_case_or_is_filed_as_a_test_whatever_is_known(
    kind: DeviceKind, cause: Cause, is_test: bool, retained: bool, known: object
) -> None:
    report = alarm(T0, cause, kind, is_test=is_test, retained=retained)
    planned = sort_in(report, known, Overlay(Board()), counter("case"))  # type: ignore[arg-type]
    [taken] = [plan.body for plan in planned if isinstance(plan.body, ev.CaseOpened | ev.SelfTestFiled)]
    assert taken.alarm.report == report.head.key
    assert taken.alarm.kind is kind
    assert cause is Cause.TEST or isinstance(taken, ev.CaseOpened), (
        "unannounced, only what is nothing but a test is filed"
    )


@given(st.sampled_from(Fault), st.one_of(st.none(), st.sampled_from(Stream)), st.booleans(), st.booleans())
def test_every_unreadable_message_ends_in_exactly_one_case(
    fault: Fault, stream: Stream | None, has_topic: bool, is_known: bool
) -> None:
    known = knowledge(*([device(resident="astrid")] if is_known else []))
    report = unreadable(device="dev-1" if has_topic else None, stream=stream, fault=fault)
    planned = sort_in(report, known, Overlay(Board()), counter("case"))
    assert [type(plan.body) for plan in planned] == [ev.CaseOpened]


def test_smoke_gas_and_attack_are_acute_from_any_kind_of_device() -> None:
    for cause in (Cause.SMOKE, Cause.HEAT, Cause.GAS, Cause.CARBON_MONOXIDE, Cause.ATTACK):
        assert {rule_for(kind, cause).alarm_class for kind in DeviceKind} == {AlarmClass.ACUTE}


def test_an_unknown_cause_is_a_persons_alarm_of_class_high() -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.press(cause=Cause.UNKNOWN, kind=DeviceKind.UNKNOWN)
    assert (case.lane, case.alarm_class, case.resident) == (Lane.PERSON, AlarmClass.HIGH, "astrid")


def test_an_unknown_device_of_a_known_sender_is_a_persons_case_about_the_device() -> None:
    centre = Centre()
    case = centre.press()
    assert (case.lane, case.alarm_class, case.resident) == (Lane.PERSON, AlarmClass.NORMAL, None)
    assert case.subject == ev.Subject(ev.SubjectKind.DEVICE, "norrby/dev-1")
    assert centre.press(minutes(1)).presses == 2


@pytest.mark.parametrize("members", [(), ("astrid", "bror")])
def test_a_device_of_a_household_that_nobody_knows_is_a_case_all_the_same(members: tuple[str, ...]) -> None:
    centre = Centre(device(household="home-9"), households={"home-1": members} if members else {})
    assert centre.press().subject.kind is ev.SubjectKind.DEVICE


@pytest.mark.parametrize("kind", list(DeviceKind))
def test_an_alarm_of_an_unknown_sender_is_a_grave_technical_case_that_names_the_source(kind: DeviceKind) -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.press(sender="stranger", kind=kind)
    assert (case.lane, case.cause) == (Lane.TECHNICAL, Cause.UNKNOWN_SENDER)
    assert case.alarm_class is min(AlarmClass.HIGH, rule_for(kind, Cause.PRESS).alarm_class)
    assert case.subject == ev.Subject(ev.SubjectKind.SOURCE, "norrby/stranger/dev-1")
    assert (case.municipality, case.resident, case.presses) == (NORRBY, None, 1)


@pytest.mark.parametrize(
    ("kind", "cause", "alarm_class"),
    [
        (DeviceKind.SMOKE_DETECTOR, Cause.SMOKE, AlarmClass.ACUTE),
        (DeviceKind.STAFF_ATTACK, Cause.ATTACK, AlarmClass.ACUTE),
        (DeviceKind.FALL_DETECTOR, Cause.FALL, AlarmClass.HIGH),
        (DeviceKind.BED_SENSOR, Cause.LEFT_BED, AlarmClass.HIGH),
        (DeviceKind.PERSONAL_ALARM, Cause.BATTERY_LOW, AlarmClass.TECHNICAL),
    ],
)
def test_what_an_unknown_sender_says_is_no_milder_for_it(
    kind: DeviceKind, cause: Cause, alarm_class: AlarmClass
) -> None:
    assert Centre().press(sender="stranger", kind=kind, cause=cause).alarm_class is alarm_class


def test_presses_through_an_unknown_sender_are_counted_as_a_persons() -> None:
    centre = Centre()
    for number in range(5):
        case = centre.press(minutes(40 * number), sender="stranger")
    assert (case.presses, case.alarm_class, case.cause) == (5, AlarmClass.ACUTE, Cause.UNKNOWN_SENDER)


def test_an_alarm_that_names_an_unknown_municipality_is_the_centres_own_case() -> None:
    centre = Centre()
    case = centre.press(municipality=ATLANTIS)
    assert (case.municipality, case.alarm_class, case.cause) == (CENTRE, AlarmClass.HIGH, Cause.UNKNOWN_SENDER)
    assert "atlantis" in case.subject.id


def test_a_device_that_speaks_through_a_foreign_sender_does_not_touch_its_residents_case() -> None:
    centre = Centre(device(resident="astrid", sender="its-own"))
    centre.knowledge = knowledge(
        device(resident="astrid", sender="its-own"), senders={NORRBY: frozenset({SENDER, "its-own"})}
    )
    own = centre.press(sender="its-own")
    foreign = centre.press(minutes(1))
    assert foreign.id != own.id
    assert (foreign.lane, foreign.cause) == (Lane.TECHNICAL, Cause.UNKNOWN_SENDER)
    centre.hear(alarm(T0 + minutes(2), is_reset=True))
    assert centre.get(own).state is State.UNACKNOWLEDGED
    assert centre.get(own).presses == 1


def test_two_municipalities_with_the_same_device_name_never_meet() -> None:
    centre = Centre()
    here = centre.press()
    there = centre.press(municipality=MunicipalityId("soderby"))
    assert here.id != there.id
    assert here.municipality != there.municipality


def test_a_shared_household_asks_who_and_a_household_of_one_does_not() -> None:
    both = Centre(device(household="home-1"), households={"home-1": ("astrid", "bror")}).press()
    assert both.asks_who
    assert (both.subject.kind, both.resident) == (ev.SubjectKind.HOUSEHOLD, None)
    alone = Centre(device(household="home-1"), households={"home-1": ("astrid",)}).press()
    assert not alone.asks_who
    assert alone.subject == ev.Subject(ev.SubjectKind.RESIDENT, "astrid")


def test_a_personal_device_in_a_shared_household_does_not_ask() -> None:
    case = Centre(device(household="home-1", resident="astrid"), households={"home-1": ("astrid", "bror")}).press()
    assert (case.asks_who, case.resident) == (False, "astrid")


@pytest.mark.parametrize("is_test", [True, False])
def test_what_is_nothing_but_a_test_is_filed_for_its_person_and_opens_nothing(is_test: bool) -> None:
    centre = Centre(device(resident="astrid"))
    [planned] = centre.hear(alarm(is_test=is_test, cause=Cause.TEST))
    assert isinstance(planned.body, ev.SelfTestFiled)
    assert planned.body.resident == "astrid"
    assert planned.body.by is ev.ProvenBy.STATUS
    assert planned.body.alarm.cause is Cause.TEST
    assert not centre.open()
    assert centre.board.tests_filed == 1


@pytest.mark.parametrize("cause", [Cause.PRESS, Cause.FALL, Cause.SMOKE, Cause.BATTERY_LOW])
def test_an_alarm_with_a_test_flag_that_nobody_announced_is_looked_at_as_a_technical_case(cause: Cause) -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.case(centre.hear(alarm(is_test=True, cause=cause)))
    assert (case.lane, case.cause, case.alarm_class) == (Lane.TECHNICAL, Cause.TEST, AlarmClass.TECHNICAL)
    assert (case.is_test, case.resident, case.presses) == (True, "astrid", 0)
    assert case.subject == ev.Subject(ev.SubjectKind.DEVICE, "norrby/dev-1")


def test_who_presses_again_on_a_unit_that_stands_in_test_is_a_person_after_all() -> None:
    centre = Centre(device(resident="astrid"))
    flagged = centre.press(is_test=True)
    pressed = centre.press(minutes(40), is_test=True)
    assert pressed.id != flagged.id
    assert (pressed.lane, pressed.alarm_class, pressed.presses) == (Lane.PERSON, AlarmClass.NORMAL, 1)
    assert pressed.recent[0].is_in_test
    assert not pressed.is_test, "it sounds and climbs like any other"
    for number in range(2, 6):
        pressed = centre.press(minutes(40 * number), is_test=True)
    assert (pressed.presses, pressed.alarm_class) == (5, AlarmClass.ACUTE)
    smoke = centre.press(minutes(300), is_test=True, cause=Cause.SMOKE)
    assert (smoke.id, smoke.cause, smoke.alarm_class) == (pressed.id, Cause.SMOKE, AlarmClass.ACUTE)
    assert centre.get(flagged).alarms == 1


def test_a_flagged_fault_that_comes_again_is_that_fault() -> None:
    centre = Centre(device(resident="astrid"))
    centre.press(is_test=True, cause=Cause.BATTERY_LOW)
    case = centre.press(minutes(1), is_test=True, cause=Cause.BATTERY_LOW)
    assert (case.lane, case.cause, case.recent[0].is_in_test) == (Lane.TECHNICAL, Cause.BATTERY_LOW, False)


def test_the_same_flagged_alarm_twice_is_one() -> None:
    centre = Centre(device(resident="astrid"))
    report = alarm(is_test=True)
    centre.hear(report)
    assert centre.hear(report) == ()


def test_another_units_flagged_alarm_makes_nobodys_press_of_this_one() -> None:
    centre = Centre(device(resident="astrid"), device("dev-2", resident="bror"))
    centre.press(is_test=True, device="dev-2")
    assert centre.press(minutes(1), is_test=True).lane is Lane.TECHNICAL


def test_a_test_never_touches_the_persons_open_case() -> None:
    centre = Centre(device(resident="astrid"))
    pressed = centre.press()
    centre.hear(alarm(T0 + minutes(1), Cause.TEST))
    centre.hear(alarm(T0 + minutes(1), is_test=True))
    assert centre.get(pressed).alarms == 1
    assert not centre.get(pressed).is_test


def test_a_test_of_a_sender_that_nobody_knows_is_looked_at() -> None:
    [planned] = sort_in(alarm(is_test=True, sender="stranger"), knowledge(), Overlay(Board()), counter("case"))
    assert isinstance(planned.body, ev.CaseOpened)
    assert planned.body.alarm.cause is Cause.UNKNOWN_SENDER


def announced(centre: Centre, about: About) -> None:
    """A technician announces an hour's test."""
    silence = Silence(
        SilenceId("window"), SilenceKind.TEST_MODE, NORRBY, about, tuple(sorted(TECHNICAL_CAUSES)), "larmenhet byts",
        operator().id, T0, T0 + minutes(60),
    )  # fmt: skip
    centre.commit([Planned("silence:window", NORRBY, ev.SilenceBegan(silence))])


@pytest.mark.parametrize("about", [device_about(NORRBY, DeviceId("dev-1")), resident_about(ResidentId("astrid"))])
def test_a_press_in_an_announced_test_is_still_a_persons_press_and_says_so(about: About) -> None:
    centre = Centre(device(resident="astrid"))
    announced(centre, about)
    pressed = centre.press(minutes(1))
    assert (pressed.lane, pressed.presses) == (Lane.PERSON, 1)
    assert pressed.recent[0].is_in_test
    assert centre.board.silence_over(pressed, T0 + minutes(1)) is None


def test_a_test_in_an_announced_window_or_on_the_monthly_day_is_proven_by_it() -> None:
    centre = Centre(device(resident="astrid"))
    announced(centre, device_about(NORRBY, DeviceId("dev-1")))
    [planned] = centre.hear(alarm(T0 + minutes(1), is_test=True))
    assert isinstance(planned.body, ev.SelfTestFiled)
    assert planned.body.by is ev.ProvenBy.WINDOW
    monthly = replace(knowledge(device(resident="astrid")), testing=frozenset({NORRBY}))
    [planned] = sort_in(alarm(is_test=True), monthly, Overlay(Board()), counter("case"))
    assert isinstance(planned.body, ev.SelfTestFiled)
    assert planned.body.by is ev.ProvenBy.SCHEDULE


def test_a_retained_alarm_is_a_grave_technical_case_and_does_not_ring_as_the_person() -> None:
    centre = Centre(device(resident="astrid"))
    pressed = centre.press()
    stale = centre.press(minutes(1), retained=True)
    assert stale.id != pressed.id
    assert (stale.lane, stale.alarm_class, stale.cause) == (Lane.TECHNICAL, AlarmClass.HIGH, Cause.RETAINED_ALARM)
    assert centre.get(pressed).presses == 1


def test_an_unreadable_alarm_of_a_residents_device_is_high_and_names_the_resident() -> None:
    centre = Centre(device(resident="astrid", place="hallen"))
    case = centre.case(centre.hear(unreadable()))
    assert (case.lane, case.alarm_class, case.cause) == (Lane.TECHNICAL, AlarmClass.HIGH, Cause.UNREADABLE)
    assert (case.resident, case.place) == ("astrid", "hallen")


def test_an_unreadable_alarm_is_linked_to_the_residents_open_case() -> None:
    centre = Centre(device(resident="astrid"))
    pressed = centre.press()
    garbled = centre.case(centre.hear(unreadable(T0 + minutes(1))))
    assert garbled.linked == (pressed.id,)
    assert centre.get(pressed).linked == (garbled.id,)


def test_an_unreadable_status_or_an_unknown_device_is_of_class_technical() -> None:
    known = Centre(device(resident="astrid"))
    assert known.case(known.hear(unreadable(stream=Stream.STATUS))).alarm_class is AlarmClass.TECHNICAL
    unknown = Centre()
    assert unknown.case(unknown.hear(unreadable())).alarm_class is AlarmClass.TECHNICAL


@pytest.mark.parametrize("fault", [Fault.WRONG_TOPIC, Fault.TOPIC_DISAGREES])
def test_a_message_on_the_wrong_topic_is_told_apart_from_garbage(fault: Fault) -> None:
    centre = Centre()
    case = centre.case(centre.hear(unreadable(device=None, stream=None, fault=fault)))
    assert (case.cause, case.municipality) == (Cause.WRONG_TOPIC, CENTRE)


def test_a_known_fault_never_hides_a_new_one() -> None:
    centre = Centre(device(resident="astrid"))
    battery = centre.press(cause=Cause.BATTERY_LOW)
    assert centre.press(minutes(1), cause=Cause.BATTERY_LOW).id == battery.id
    link = centre.press(minutes(2), cause=Cause.LINK_LOST)
    assert link.id != battery.id
    assert {case.cause for case in centre.open(Lane.TECHNICAL)} == {Cause.BATTERY_LOW, Cause.LINK_LOST}


def test_the_same_fault_of_another_device_is_another_case() -> None:
    centre = Centre(device(resident="astrid"), device("dev-2", resident="astrid"))
    assert centre.press(cause=Cause.BATTERY_LOW).id != centre.press(cause=Cause.BATTERY_LOW, device="dev-2").id


def test_medication_and_supervision_are_linked_to_the_person_and_not_joined() -> None:
    centre = Centre(device(resident="astrid"), device("doser", resident="astrid"), device("camera", resident="astrid"))
    pressed = centre.press()
    dose = centre.press(minutes(1), device="doser", kind=DeviceKind.MEDICATION_DISPENSER, cause=Cause.NOT_TAKEN)
    look = centre.press(minutes(2), device="camera", kind=DeviceKind.CAMERA, cause=Cause.LOOK_MISSED)
    assert [dose.lane, look.lane] == [Lane.MEDICATION, Lane.SUPERVISION]
    assert len({pressed.id, dose.id, look.id}) == 3
    assert centre.get(pressed).linked == (dose.id, look.id)
    assert centre.get(dose).linked == (pressed.id, look.id)
    assert centre.get(look).linked == (pressed.id, dose.id)


def test_links_go_both_ways_when_the_person_presses_last() -> None:
    centre = Centre(device(resident="astrid"), device("doser", resident="astrid"))
    dose = centre.press(device="doser", kind=DeviceKind.MEDICATION_DISPENSER, cause=Cause.EMPTY)
    pressed = centre.press(minutes(1))
    assert pressed.linked == (dose.id,)
    assert centre.get(dose).linked == (pressed.id,)


def test_a_report_that_is_in_the_case_already_is_not_counted_twice() -> None:
    centre = Centre(device(resident="astrid"))
    report = alarm()
    case = centre.case(centre.hear(report))
    assert centre.hear(report) == ()
    assert centre.get(case) == case


def test_a_reset_without_an_open_case_opens_none() -> None:
    centre = Centre(device(resident="astrid"))
    assert centre.hear(alarm(is_reset=True)) == ()


@pytest.mark.parametrize(
    "more", [{"sender": "stranger"}, {"sender": "other"}, {"retained": True}, {"is_test": True}, {"cause": Cause.TEST}]
)
def test_an_all_clear_that_is_not_the_devices_own_word_of_now_changes_nothing(more: dict[str, object]) -> None:
    """Neither the person's case nor that of the sender, of the retained alarm or of the test itself."""
    centre = Centre(device(resident="astrid"))
    centre.knowledge = knowledge(device(resident="astrid"), senders={NORRBY: frozenset({SENDER, "other"})})
    first = {"cause": Cause.PRESS, **more}
    for report in (alarm(T0), alarm(T0 + seconds(1), **first)):  # type: ignore[arg-type]
        centre.hear(report)
    opened = centre.open()
    assert centre.hear(alarm(T0 + minutes(1), is_reset=True, **first)) == ()  # type: ignore[arg-type]
    assert centre.open() == opened
    assert centre.hear(alarm(T0 + minutes(2), is_reset=True)) != ()


def test_a_sign_of_life_and_a_sample_ask_for_no_human() -> None:
    known = knowledge(device(resident="astrid"))
    sample = SampleReport(head(), ())
    seen = SupervisionReport(head(), DeviceKind.SUPERVISION_SENSOR, "in_bed")
    for report in (status(), sample, seen):
        assert sort_in(report, known, Overlay(Board()), counter()) == ()


def test_a_graver_alarm_lifts_the_case_and_a_milder_one_does_not_lower_it() -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.press(cause=Cause.LEFT_BED, kind=DeviceKind.BED_SENSOR)
    assert case.alarm_class is AlarmClass.NORMAL
    case = centre.press(minutes(1), cause=Cause.SMOKE, kind=DeviceKind.SMOKE_DETECTOR, place="köket")
    assert (case.alarm_class, case.cause, case.place) == (AlarmClass.ACUTE, Cause.SMOKE, "köket")
    case = centre.press(minutes(2))
    assert (case.alarm_class, case.cause, case.place) == (AlarmClass.ACUTE, Cause.SMOKE, "köket")


@pytest.mark.parametrize(
    ("sent_after", "began_after"),
    [
        (timedelta(0), timedelta(0)),
        (-minutes(5), -minutes(5)),
        (-timedelta(hours=24), -timedelta(hours=24)),
        (-timedelta(hours=24, seconds=1), timedelta(0)),
        (-timedelta(days=20_000), timedelta(0)),
        (seconds(60), timedelta(0)),
        (seconds(61), timedelta(0)),
        (timedelta(days=20_000), timedelta(0)),
    ],
)
def test_a_devices_clock_is_believed_within_bounds(sent_after: timedelta, began_after: timedelta) -> None:
    centre = Centre(device(resident="astrid"))
    case = centre.case(centre.hear(alarm(T0 + sent_after, received_at=T0)))
    assert case.first_at == case.waiting_since == T0 + began_after
    assert case.recent[0].at == T0 + sent_after


@given(st.timedeltas(timedelta(days=-9000), timedelta(days=9000)))
def test_no_device_clock_puts_an_alarm_in_the_future_or_more_than_a_day_back(off: timedelta) -> None:
    assert timedelta(0) <= T0 - bounded(T0 + off, T0) <= timedelta(hours=24)


def test_a_gap_is_a_technical_case_that_names_source_and_numbers() -> None:
    centre = Centre()
    planned = gap(Gap("/norrby/trygg/dev-1", "b", 4, 6), NORRBY, T0, Overlay(centre.board), counter("case"))
    centre.commit(planned)
    case = centre.case(planned)
    assert (case.lane, case.cause) == (Lane.TECHNICAL, Cause.SEQUENCE_GAP)
    assert case.recent[0].text == "/norrby/trygg/dev-1 · 4–6"
    again = gap(Gap("/norrby/trygg/dev-1", "b", 4, 6), NORRBY, T0, Overlay(centre.board), counter("case"))
    assert again == ()
    more = gap(Gap("/norrby/trygg/dev-1", "b", 9, 9), NORRBY, T0, Overlay(centre.board), counter("case"))
    centre.commit(more)
    assert centre.get(case).alarms == 2
    assert centre.get(case).recent[-1].text.endswith("· 9")


def test_two_in_one_batch_find_each_others_case_before_anything_is_committed() -> None:
    overlay, known, new_case = Overlay(Board()), knowledge(device(resident="astrid")), counter("case")
    first = sort_in(alarm(), known, overlay, new_case)
    overlay.apply(
        ev.Draft(ev.EventId("e"), plan.subject, 1, T0, operator().id, plan.municipality, plan.body) for plan in first
    )
    [second] = sort_in(alarm(T0 + seconds(1)), known, overlay, new_case)
    assert isinstance(second.body, ev.AlarmJoined)
    assert second.subject == first[0].subject
    key = JoinKey(NORRBY, Lane.PERSON, ev.Subject(ev.SubjectKind.RESIDENT, "astrid"))
    assert overlay.find_open(key) is not None
