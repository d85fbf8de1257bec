"""When many silences are one: by area, by sender, in their window, and by how many are there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.alarm import DeviceKind
from console.domain.correlation import LEAST, MANY, Losses, Place, area_of, is_mass, massed, outage_kind
from console.domain.heartbeats import Key
from console.domain.ids import DeviceId
from tests.builders import NORRBY

K = DeviceKind
AREA, OF_SENDER = "norrby/Hamnen", "norrby/sender/hub"


def key(number: int) -> Key:
    return NORRBY, DeviceId(f"d-{number:03}")


def place(area: str = "Hamnen", sender: str = "hub", kind: DeviceKind = K.PERSONAL_ALARM) -> Place:
    return Place(NORRBY, area, sender, kind)


def test_five_of_an_area_in_two_minutes_are_one_and_its_own_name_comes_before_the_senders() -> None:
    losses = Losses()
    for number in range(4):
        losses.lost(key(number), place(), number)
        assert losses.clusters(number, {}) == []
    losses.lost(key(4), place(), 119)
    [found] = losses.clusters(119, {})
    assert (found.id, len(found.devices), outage_kind(found.id)) == (AREA, LEAST, K.BROADBAND_LINE)
    assert losses.clusters(120, {}) == []


def test_a_fifth_of_those_who_were_ever_heard_there_is_needed() -> None:
    losses = Losses()
    for number in range(9):
        losses.lost(key(number), place(), 0)
    assert losses.clusters(0, {AREA: 50, OF_SENDER: 50}) == []
    losses.lost(key(9), place(), 1)
    assert [found.id for found in losses.clusters(1, {AREA: 50, OF_SENDER: 50})] == [AREA]


def test_very_many_are_an_outage_whatever_their_share() -> None:
    assert not is_mass(MANY - 1, 10_000)
    assert is_mass(MANY, 10_000)


def test_a_batch_that_adds_up_by_itself_says_so_and_a_smaller_one_does_not() -> None:
    places = {key(number): place() for number in range(5)}
    assert {one.mass for one in massed(places, {AREA: 25}).values()} == {AREA}
    assert {one.mass for one in massed(places, {AREA: 26, OF_SENDER: 26}).values()} == {""}


def test_what_was_lost_before_the_window_does_not_count() -> None:
    losses = Losses()
    for number in range(5):
        losses.lost(key(number), place(), number * 40)
    assert losses.clusters(160, {}) == []


def test_a_sender_of_several_areas_is_named_where_none_of_them_suffices() -> None:
    losses = Losses()
    for number in range(6):
        losses.lost(key(number), place(area=("Norr", "Söder")[number % 2]), 0)
    [found] = losses.clusters(0, {})
    assert (found.id, outage_kind(found.id), len(found.devices)) == (OF_SENDER, K.HUB, 6)


def test_what_is_worn_and_speaks_by_radio_is_of_no_area() -> None:
    assert place(kind=K.MOBILE_ALARM).outages == (OF_SENDER,)
    assert place().outages == (AREA, OF_SENDER)
    assert place(area="", kind=K.HUB).is_carrier is False


@pytest.mark.parametrize(
    ("told", "area"),
    [("Norrsund 1", "Norrsund"), ("Norrsund", "Norrsund"), ("Norrsundet 1", ""), ("Norr 2", "Norr"), ("", "")],
)
def test_a_line_stands_in_the_area_that_its_place_begins_with(told: str, area: str) -> None:
    assert area_of(told, ["Norr", "Norrsund", ""]) == area


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from("NS"), st.sampled_from("xy"), st.integers(0, 60))))
def test_no_device_is_in_two_outages_and_none_is_smaller_than_five(
    lost: list[tuple[int, str, str, int]],
) -> None:
    losses, now, seen = Losses(), 0.0, list[Key]()
    for number, area, sender, pause in lost:
        now += pause
        losses.lost(key(number), place(area, sender), now)
        for cluster in losses.clusters(now, {}):
            assert len(cluster.devices) >= LEAST
            assert len(set(cluster.devices)) == len(cluster.devices)
            seen += cluster.devices
        for one in seen:
            losses.forget(one)
