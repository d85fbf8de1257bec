"""What lies behind the demonstration's beginning: rounds in the journal, and fifteen nights of sensors."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from console.adapters.municipality.night_before import night_before
from console.adapters.municipality.nights import DEVIATING, HABITS, MARTA, nights
from console.adapters.municipality.rounds import rounds_around
from console.adapters.municipality.scenery import COURSES, scenery
from console.adapters.municipality.signals import Signal
from console.adapters.municipality.simulated import SimulatedMunicipality, build
from console.domain import events as ev
from console.domain.look import LookCourse, LookOutcome, LookState
from console.domain.night import PlannedLook, looks_of_night
from console.domain.night_book import NightBook
from console.domain.night_line import USUAL_NIGHTS
from console.domain.operator import Act, Role
from console.domain.report import SampleReport, SupervisionReport
from console.domain.sensing import MOTION, Seen, word_of_sample
from console.domain.supervision import PERFORMERS

NOW = datetime(2026, 11, 22, 0, 38, 11, 500_000, tzinfo=UTC)


@pytest.fixture(scope="module")
def town() -> SimulatedMunicipality:
    return build(1, today=NOW.date(), rounds=rounds_around(NOW))


@pytest.fixture(scope="module")
def drafts(town: SimulatedMunicipality) -> list[ev.Draft]:
    return night_before(town, 1, NOW)


@pytest.fixture(scope="module")
def told(town: SimulatedMunicipality) -> list[Signal]:
    return nights(town, 1, NOW)


def folded(drafts: Iterable[ev.Draft]) -> NightBook:
    book = NightBook()
    for seq, one in enumerate(drafts, 1):
        book.take(ev.Event(seq, one.id, one.subject, seq, one.at, one.who, one.municipality, one.body))
    return book


def planned(town: SimulatedMunicipality, number: int) -> list[PlannedLook]:
    assert town.rounds.night is not None
    found = looks_of_night(town.decisions, town.rounds.night, town.rounds.begins)
    return [look for look in found if look.round == number]


def courses(town: SimulatedMunicipality, drafts: list[ev.Draft], number: int) -> list[LookCourse]:
    looks = folded(drafts).looks
    return [looks[look.id] for look in planned(town, number) if look.id in looks]


def course_of(town: SimulatedMunicipality, drafts: list[ev.Draft], name: str) -> LookCourse | None:
    resident = town.named(name).id
    return next((one for one in courses(town, drafts, 2) if one.resident == resident), None)


def test_the_first_round_is_done_and_two_of_its_looks_were_late(
    town: SimulatedMunicipality, drafts: list[ev.Draft]
) -> None:
    done = courses(town, drafts, 1)
    assert len(done) == 60
    assert all(one.state is LookState.DONE and one.done_at is not None for one in done)
    due = {look.id: look for look in planned(town, 1)}
    late = [one for one in done if one.done_at is not None and one.done_at > due[one.id].ends_at]
    assert len(late) == 2
    assert all(one.done_at is not None and one.done_at < due[one.id].closes_at for one in late)
    assert len({one.outcome for one in done}) >= 5


def test_about_half_of_the_second_round_is_done(town: SimulatedMunicipality, drafts: list[ev.Draft]) -> None:
    states = Counter(one.state for one in courses(town, drafts, 2))
    assert 24 <= states[LookState.DONE] <= 36
    assert states[LookState.RETRY] == 3
    assert states[LookState.FOLLOW_UP] == 2
    assert states[LookState.PAUSED] == 1
    assert states[LookState.OPEN] == 0


def test_three_wait_for_a_new_try_from_now_on(town: SimulatedMunicipality, drafts: list[ev.Draft]) -> None:
    waiting = {}
    for name in ("Greta Sandell", "Olle Forsman", "Inga-Lill Berg"):
        course = course_of(town, drafts, name)
        assert course is not None
        assert course.state is LookState.RETRY
        assert course.retry_at is not None
        waiting[name] = course.outcome
        assert timedelta(seconds=-1) <= course.retry_at - NOW <= timedelta(minutes=16)
    assert set(waiting.values()) == {LookOutcome.NOT_SEEN, LookOutcome.OTHER_PERSON}


def test_two_are_late_and_one_of_them_is_in_a_colleagues_hands(
    town: SimulatedMunicipality, drafts: list[ev.Draft]
) -> None:
    begun = [look for look in planned(town, 2) if look.ends_at < NOW]
    undone = {look.resident for look in begun} - {
        one.resident for one in courses(town, drafts, 2) if one.outcome is not None
    }
    assert undone == {town.named("Valborg Strand").id, town.named("Harry Lundmark").id}
    held = course_of(town, drafts, "Valborg Strand")
    assert held is not None
    assert held.holder(NOW + timedelta(minutes=5)) == "ali.rahimi"
    assert course_of(town, drafts, "Harry Lundmark") is None
    assert all(look.closes_at > NOW for look in begun), "both can be done still"


def test_some_are_to_be_looked_at_now(town: SimulatedMunicipality, drafts: list[ev.Draft]) -> None:
    for name in ("Edvin Palm", "Sonja Rehn", "Tage Ivarsson", "Asta Holmgren"):
        assert course_of(town, drafts, name) is None
        look = next(one for one in planned(town, 2) if one.resident == town.named(name).id)
        assert look.begins_at <= NOW < look.ends_at


def test_every_camera_was_opened_in_its_window_and_only_by_who_may(
    town: SimulatedMunicipality, drafts: list[ev.Draft]
) -> None:
    by_id = {look.id: look for number in (1, 2) for look in planned(town, number)}
    decisions = {one.id: one for one in town.decisions}
    operators = {one.id: one for one in town.operators}
    retries = {d.body.look: d.body.retry_at for d in drafts if isinstance(d.body, ev.LookJudged) and d.body.retry_at}
    opened = [draft for draft in drafts if isinstance(draft.body, ev.LookOpened)]
    assert len(opened) > 90
    for draft in opened:
        assert isinstance(draft.body, ev.LookOpened)
        look, decision = by_id[draft.body.look], decisions[draft.body.decision]
        retry_at = retries.get(look.id)
        until = max(look.closes_at, retry_at + decision.tolerance) if retry_at else look.closes_at
        assert look.opens_at <= draft.at <= until
        assert draft.body.camera == decision.camera
        assert draft.body.mask is decision.mask
        who = operators[draft.who]
        assert who.may(Act.LOOK, draft.municipality)
        assert {grant.role for grant in who.grants} & PERFORMERS[decision.performer] == {Role.NIGHT_SUPERVISION}
    assert {draft.who for draft in drafts} == {"oskar.nyberg", "ali.rahimi", "lisa.hed"}


def test_the_night_before_lies_before_the_start_in_order_each_with_an_id_of_its_own(drafts: list[ev.Draft]) -> None:
    assert [draft.at for draft in drafts] == sorted(draft.at for draft in drafts)
    assert drafts[-1].at < NOW
    assert len({draft.id for draft in drafts}) == len(drafts)
    assert {draft.version for draft in drafts} == {0}


def test_whatever_the_seed_no_camera_was_opened_before_its_time(town: SimulatedMunicipality) -> None:
    by_id = {look.id: look for number in (1, 2) for look in planned(town, number)}
    for seed in range(40):
        drafts = night_before(town, seed, NOW)
        assert drafts[-1].at < NOW
        for draft in drafts:
            if isinstance(draft.body, ev.LookOpened):
                assert by_id[draft.body.look].opens_at <= draft.at


@pytest.mark.parametrize("hour", range(0, 24, 4))
def test_at_any_hour_the_night_before_has_the_same_shape(hour: int) -> None:
    at = NOW.replace(hour=hour)
    small = build(1, 120, today=at.date(), rounds=rounds_around(at))
    drafts = night_before(small, 1, at)
    assert {one.state for one in courses(small, drafts, 1)} == {LookState.DONE}
    assert Counter(one.state for one in courses(small, drafts, 2))[LookState.RETRY] == 3
    assert not courses(small, drafts, 3)


def test_the_night_before_and_the_sensors_are_the_same_for_the_same_seed(
    town: SimulatedMunicipality, drafts: list[ev.Draft], told: list[Signal]
) -> None:
    assert night_before(town, 1, NOW) == drafts
    assert nights(town, 1, NOW) == told
    assert night_before(town, 2, NOW) != drafts


def words(town: SimulatedMunicipality, told: list[Signal], name: str) -> list[tuple[float, str]]:
    """What was seen of somebody, in minutes from now."""
    owned = {device.id for device in town.devices_of(town.named(name))}
    return [
        (round(signal.offset / timedelta(minutes=1), 1), signal.report.seen)
        for signal in told
        if isinstance(signal.report, SupervisionReport) and signal.report.head.origin.device in owned
    ]


def ups(town: SimulatedMunicipality, told: list[Signal], name: str, ago: int) -> int:
    """How often somebody came back to bed in the night so many nights ago."""
    since = -1440 * ago - 420
    return sum(seen == Seen.BACK_IN_BED and since <= minute < since + 1440 for minute, seen in words(town, told, name))


def test_eight_people_have_fourteen_nights_and_this_one_until_now(
    town: SimulatedMunicipality, told: list[Signal]
) -> None:
    assert HABITS[0].name == MARTA
    assert len(HABITS) == 8
    assert max(signal.offset for signal in told) < timedelta(0)
    assert [signal.offset for signal in told] == sorted(signal.offset for signal in told)
    for habit in HABITS:
        to_bed = [minute for minute, seen in words(town, told, habit.name) if seen == Seen.IN_BED]
        assert len(to_bed) == USUAL_NIGHTS + 1
        assert -USUAL_NIGHTS * 1440 - 260 < to_bed[0] < -USUAL_NIGHTS * 1440 - 160


def test_all_that_is_said_is_of_the_contracts_words(told: list[Signal]) -> None:
    said = {signal.report.seen for signal in told if isinstance(signal.report, SupervisionReport)}
    assert said == {
        "in_bed", "left_bed", "back_in_bed", "movement", "still", "door_opened", "door_closed", "on_mat", "off_mat",
        "dose_taken",
    }  # fmt: skip
    assert said <= {one.value for one in Seen}
    samples = [one for signal in told if isinstance(signal.report, SampleReport) for one in signal.report.samples]
    assert {one.quantity for one in samples} <= MOTION
    assert {word_of_sample(one) for one in samples} == {Seen.MOVEMENT, None}


def test_martas_night_is_as_in_the_picture(town: SimulatedMunicipality, told: list[Signal]) -> None:
    tonight = [(minute, seen) for minute, seen in words(town, told, MARTA) if minute > -420]
    bed = [one for one in tonight if one[1] in (Seen.IN_BED, Seen.LEFT_BED, Seen.BACK_IN_BED)]
    assert bed == [(-200, "in_bed"), (-46, "left_bed"), (-41, "back_in_bed")], "22:18, 00:52 and 00:57 before 01:38"
    assert (-257, "door_opened") in tonight, "21:21"
    assert sum(seen == "dose_taken" for _, seen in tonight) == 1
    assert {"on_mat", "off_mat", "movement"} <= {seen for _, seen in tonight}


def test_one_person_is_up_more_often_tonight_than_ever_before_and_nobody_else_is(
    town: SimulatedMunicipality, told: list[Signal]
) -> None:
    before = [ups(town, told, DEVIATING, ago) for ago in range(1, USUAL_NIGHTS + 1)]
    assert ups(town, told, DEVIATING, 0) == 4
    assert max(before) <= 1
    for habit in HABITS:
        if habit.name != DEVIATING:
            assert ups(town, told, habit.name, 0) <= max(habit.ups)


def test_nobody_but_marta_was_up_longer_than_their_limit_tonight(
    town: SimulatedMunicipality, told: list[Signal]
) -> None:
    limits = {one.resident: one.limits.up_at_most for one in town.decisions}
    for habit in HABITS:
        limit = limits[town.named(habit.name).id]
        assert limit is not None
        assert timedelta(minutes=habit.longest) < limit


def test_every_camera_of_a_decision_has_something_to_show(town: SimulatedMunicipality) -> None:
    shown = scenery(town, 1)
    assert shown.keys() == {one.camera for one in town.decisions}
    assert scenery(town, 1) == shown
    for name, course in COURSES.items():
        camera = next(one.camera for one in town.decisions if one.resident == town.named(name).id)
        assert camera is not None
        assert [show for _, show in shown[camera].course] == [show for _, show in course]
