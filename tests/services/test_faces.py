"""The list before sign-in: accounts by name, who is in, who sat here; never a password's digest."""

from dataclasses import fields
from datetime import timedelta

from console.domain.account import Face
from console.services.faces import Faces
from console.services.seat_keeper import SeatKeeper
from tests.builders import HERE, T0
from tests.fakes import HandClock, run_async
from tests.services.fakes import FakeAccounts, FakeSeats, account


def listed(*, is_listed: bool = True) -> tuple[Face, ...]:
    accounts = FakeAccounts(
        account("cia"), account("bo", locked_until=T0 + timedelta(minutes=5)), account("anna"),
        account("dan", is_disabled=True), account("eva", locked_until=T0 - timedelta(minutes=5)),
    )  # fmt: skip

    async def scenario() -> tuple[Face, ...]:
        seats, clock = FakeSeats(), HandClock(T0)
        keeper = SeatKeeper(seats, clock, HERE)
        await keeper.sat(account("eva").operator.id)
        faces = Faces(accounts, keeper, clock, lambda: frozenset({account("cia").operator.id}), is_listed=is_listed)
        return await faces.listed()

    return run_async(scenario())


def test_who_has_sat_here_comes_first_and_the_others_by_name() -> None:
    assert [one.login for one in listed()] == ["eva", "anna", "bo", "cia"]
    assert [one.last_seat_at for one in listed()] == [T0, None, None, None]


def test_who_is_in_and_who_is_locked_out_is_told() -> None:
    by_login = {one.login: one for one in listed()}
    assert [login for login, one in by_login.items() if one.is_in_now] == ["cia"]
    assert [login for login, one in by_login.items() if one.locked_until] == ["bo"]
    assert by_login["bo"].grants


def test_a_centre_that_lists_nobody_gives_nobody_away() -> None:
    assert listed(is_listed=False) == ()


def test_nothing_of_a_password_leaves_the_service() -> None:
    assert "hash" not in repr(listed())
    assert not [one.name for one in fields(Face) if "pass" in one.name or "hash" in one.name]
