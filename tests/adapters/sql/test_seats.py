"""The seat in the store, when each last sat there, and the server's clock."""

from dataclasses import replace
from datetime import timedelta

from console.adapters.sql.store import Store
from console.domain.ids import ConsoleId, OperatorId
from console.domain.seat import KeptSeat, digest_of
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW

HERE, THERE = ConsoleId("c-1"), ConsoleId("c-2")
SEAT = KeptSeat(OperatorId("anna"), digest_of("token"), NOW)


def test_a_console_has_one_seat_and_a_sign_of_life_overwrites_it(place: Place) -> None:
    later = replace(SEAT, alive_at=NOW + timedelta(seconds=5))

    async def story(store: Store) -> None:
        assert await store.seats.of(HERE) is None
        await store.seats.keep(HERE, SEAT)
        await store.seats.keep(HERE, later)
        await store.seats.keep(THERE, SEAT)
        await store.seats.drop(THERE)
        await store.seats.drop(THERE)

    place.tell(story)
    assert place.tell(lambda store: store.seats.of(HERE)) == later
    assert place.tell(lambda store: store.seats.of(THERE)) is None


def test_the_last_sitting_of_each_at_this_console(place: Place) -> None:
    async def story(store: Store) -> dict[OperatorId, object]:
        for name, minutes, where in (("anna", 0, HERE), ("bo", 1, HERE), ("anna", 2, HERE), ("cia", 3, THERE)):
            await store.seats.note_sitting(where, OperatorId(name), NOW + timedelta(minutes=minutes))
        return dict(await store.seats.sittings(HERE))

    assert place.tell(story) == {"anna": NOW + timedelta(minutes=2), "bo": NOW + timedelta(minutes=1)}


def test_a_server_says_what_time_it_is_and_a_file_does_not(place: Place) -> None:
    difference = place.tell(lambda store: store.time.difference_s())
    if place.is_file:
        assert difference is None
    else:
        assert difference is not None
        assert 0 <= difference < 1
