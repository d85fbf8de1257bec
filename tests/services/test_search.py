"""The palette's answer: within the walls, masked once more whatever the index says, and without a trace."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain.ids import ConsoleId, MunicipalityId, ResidentId
from console.domain.journal import Unwritable
from console.domain.operator import Operator, Role
from console.domain.resident import Device, Household, Protection, Resident
from console.domain.search import Asked, Found, FoundDevice, FoundResident, FoundRows, ProtectedHit, Walls
from console.services.search import OTHERS, RESIDENTS, Search
from tests.builders import NORRBY, SODERBY, alarm, device, household, municipality, operator, resident
from tests.fakes import run_async
from tests.services.fakes import Station, station

SECRET = "hemlig7f3a"
HOMES = {
    "h-1": household("h-1", "Fyrvägen 12"),
    "h-2": household("h-2", f"{SECRET}gatan 1", apartment=SECRET, city=SECRET),
    "h-3": household("h-3", "Fyrvägen 14", municipality=SODERBY),
}
MARTA = resident("marta", "h-1", given_name="Märta", family_name="Lindqvist")
HIDDEN = resident(
    "hidden",
    "h-2",
    given_name=SECRET,
    family_name=f"Lind{SECRET}",
    protection=Protection.PROTECTED,
    mobile="+46701740661",
)
SAMBO = resident("sambo", "h-2", given_name=f"{SECRET}son", family_name=f"Lind{SECRET}", mobile="+46701740671")
FAR = resident("far", "h-3", given_name="Linnea", family_name="Lindman", municipality=SODERBY)
EVERYBODY = (MARTA, HIDDEN, SAMBO, FAR)
DEVICES = (
    device("LIN-1", resident="marta", household="h-1", place="hallen"),
    device("LIN-2", resident="hidden", household="h-2", place=f"{SECRET}rum"),
    device("LIN-3", household="h-2", place=f"{SECRET}rum"),
    device("LIN-4", resident="far", household="h-3", place="köket", municipality=SODERBY),
)


class HonestIndex:
    """Gives all that the walls let through, whatever was asked; keeps what it was asked."""

    def __init__(self, people: Sequence[Resident] = EVERYBODY, devices: Sequence[Device] = DEVICES) -> None:
        self.people = {one.id: one for one in people}
        self.devices = devices
        self.asked: list[tuple[Asked, Walls, Sequence[ResidentId]]] = []
        self.fails_with: Exception | None = None

    async def find(self, asked: Asked, walls: Walls, first: Sequence[ResidentId]) -> FoundRows:
        self.asked.append((asked, walls, first))
        if self.fails_with is not None:
            raise self.fails_with
        people = [one for one in self.people.values() if one.municipality in walls.readable]
        named = [one for one in self.people.values() if one.municipality in walls.named and _is_hidden(one)]
        found = tuple(self._found(one) for one in people if not _is_hidden(one))
        everywhere = walls.named | walls.technical
        devices = (
            self._device(one)
            for one in self.devices
            if one.municipality in everywhere
            or (one.municipality in walls.readable and one.household != HIDDEN.household)
        )
        return FoundRows(found, tuple(ProtectedHit(one.id, one.municipality) for one in named), tuple(devices))

    def _found(self, one: Resident) -> FoundResident:
        return FoundResident(one, HOMES[one.household], _is_hidden(one))

    def _device(self, one: Device) -> FoundDevice:
        person = self.people.get(one.resident) if one.resident else None
        home: Household | None = HOMES[one.household] if one.household else None
        return FoundDevice(one, self._found(person) if person else None, home, one.household == HIDDEN.household)


class LyingIndex(HonestIndex):
    """Gives everybody out, as if nobody were protected and there were no walls."""

    async def find(self, asked: Asked, walls: Walls, first: Sequence[ResidentId]) -> FoundRows:
        found = tuple(self._found(one) for one in self.people.values())
        return FoundRows(found, (), tuple(self._device(one) for one in self.devices))


def _is_hidden(one: Resident) -> bool:
    return one.household == HIDDEN.household


def searching(index: HonestIndex | None = None, at: Station | None = None) -> tuple[Search, HonestIndex, Station]:
    at = at or station()
    index = index or HonestIndex()
    return Search(index, at.recorder, at.directory, at.desk, at.clock), index, at


def find(who: Operator, text: str, index: HonestIndex | None = None) -> Found:
    return run_async(searching(index)[0].find(who, text))


ANNA = operator("anna")
NAMED = operator("nils", protected=(NORRBY,))
TECHNICIAN = operator("tove", Role.TECHNICIAN)

WHO = st.builds(
    operator,
    st.just("anna"),
    st.sampled_from(list(Role)),
    municipalities=st.sampled_from([(), (NORRBY,), (SODERBY,), (NORRBY, SODERBY)]),
    protected=st.sampled_from([(), (NORRBY,), (SODERBY,), (NORRBY, SODERBY)]),
)
TYPED = st.sampled_from(
    [
        SECRET,
        SECRET[:4],
        f"lind{SECRET}",
        "lind",
        "lin-",
        "#l",
        "#lin-2",
        "070-174 06 61",
        "fyrv",
        "fyrv 14",
        f"{SECRET}gatan 1",
    ]
)


@settings(max_examples=150)
@given(WHO, TYPED)
def test_no_text_of_a_protected_home_is_ever_in_an_answer(who: Operator, text: str) -> None:
    found = replace(find(who, text), text="")
    assert SECRET not in repr(found)
    assert "4670174" not in repr(found)
    if not who.may_see_protected:
        assert found.protected.count == 0
        if Role.TECHNICIAN not in {grant.role for grant in who.grants}:
            assert not {hit.device for hit in found.devices.shown} & {"LIN-2", "LIN-3"}


@settings(max_examples=150)
@given(WHO, TYPED)
def test_nobody_is_found_in_a_municipality_without_the_grant(who: Operator, text: str) -> None:
    found = find(who, text)
    granted = {grant.municipality for grant in who.grants}
    hits = (*found.residents.shown, *found.protected.shown, *found.devices.shown)
    assert {hit.municipality for hit in hits} <= granted


@given(st.sampled_from([ANNA, NAMED]), TYPED)
def test_an_index_that_gives_everybody_out_still_shows_no_protected_person(who: Operator, text: str) -> None:
    at_home = [one for one in EVERYBODY if one.municipality == NORRBY]
    lying = LyingIndex(at_home, [one for one in DEVICES if one.municipality == NORRBY])
    found = replace(find(who, text, lying), text="")
    assert SECRET not in repr(found)


def test_who_is_named_learns_only_that_there_is_somebody() -> None:
    found = find(NAMED, "lind")
    assert [hit.name.text for hit in found.residents.shown] == ["Lindqvist, Märta"]
    assert found.protected.shown == (ProtectedHit(HIDDEN.id, NORRBY), ProtectedHit(SAMBO.id, NORRBY))
    assert find(ANNA, "lind").protected.count == 0


def test_a_device_says_whose_it_is_only_where_that_may_be_said() -> None:
    def told(who: Operator) -> dict[str, tuple[str, str, str, bool]]:
        shown = find(who, "lin-").devices.shown
        return {hit.device: (hit.name, hit.place, hit.street, hit.is_protected) for hit in shown}

    open_ = ("Lindqvist, Märta", "hallen", "Fyrvägen 12", False)
    assert told(ANNA) == {"LIN-1": open_}
    assert told(NAMED) == {"LIN-1": open_, "LIN-2": ("", "", "", True), "LIN-3": ("", "", "", True)}
    nothing = ("", "", "", False)
    assert told(TECHNICIAN) == {"LIN-1": nothing, "LIN-2": nothing, "LIN-3": nothing}  # all alike
    assert all(hit.resident is None for hit in find(TECHNICIAN, "lin-").devices.shown)


def test_an_open_case_is_told_and_found_by_its_id() -> None:
    async def story() -> tuple[Found, Found, Found, str]:
        at = station()
        at.residents.put(households=HOMES.values(), residents=EVERYBODY, devices=DEVICES,
                         municipalities=[municipality(SODERBY)])  # fmt: skip
        await at.start()
        await at.intake.take([alarm(device="LIN-1"), alarm(device="LIN-2")])
        search, index, _ = searching(at=at)
        (case,) = (one for one in at.recorder.board.open_cases() if one.resident == MARTA.id)
        by_name = await search.find(ANNA, "lind")
        assert set(index.asked[0][2]) == {MARTA.id, HIDDEN.id}
        hidden = next(one.id for one in at.recorder.board.open_cases() if one.resident == HIDDEN.id)
        return by_name, await search.find(ANNA, f"#{case.id}"), await search.find(ANNA, f"#{hidden}"), case.id

    by_name, by_id, hidden, case = run_async(story())
    assert [hit.case for hit in by_name.residents.shown] == [case]
    assert [(hit.case, hit.name) for hit in by_id.cases.shown] == [(case, "Lindqvist, Märta")]
    assert [hit.name for hit in hidden.cases.shown] == [""]
    assert by_id.residents.count == by_id.staff.count == 0


def test_cases_of_another_municipality_or_lane_are_not_found() -> None:
    async def story() -> list[int]:
        at = station()
        at.residents.put(households=HOMES.values(), residents=EVERYBODY, devices=DEVICES)
        await at.start()
        await at.intake.take([alarm(device="LIN-1")])
        search, _, _ = searching(at=at)
        (case,) = at.recorder.board.open_cases()
        others = (operator("moa", municipalities=(SODERBY,)), TECHNICIAN, operator("ada", Role.AUDITOR), ANNA)
        return [(await search.find(one, f"#{case.id}")).cases.count for one in others]

    assert run_async(story()) == [0, 0, 0, 1]


def test_colleagues_are_found_who_sits_somewhere_first_and_never_beyond_the_walls() -> None:
    async def story() -> tuple[list[tuple[str, str | None]], list[str], int]:
        at = station(staff=(ANNA, operator("beata"), operator("bea"), operator("moa", municipalities=(SODERBY,))))
        await at.start(seat="beata")
        search, index, _ = searching(at=at)
        bea = await search.find(ANNA, "@be")
        everybody = await search.find(ANNA, "@")
        assert index.asked == []
        return (
            [(hit.name.text, hit.console) for hit in bea.staff.shown],
            [hit.name.text for hit in everybody.staff.shown],
            (await search.find(ANNA, "moa")).staff.count,
        )

    bea, everybody, moa = run_async(story())
    assert bea == [("Beata", ConsoleId("console-1")), ("Bea", None)]
    assert everybody == ["Beata", "Bea"]
    assert moa == 0


def test_too_little_asks_nobody_and_finds_nothing() -> None:
    search, index, _ = searching()
    for text in ("", "l", " ", "#", ">lin", "@"):
        found = run_async(search.find(ANNA, text))
        assert found.residents.count == found.devices.count == found.protected.count == 0
    assert index.asked == []


def test_only_a_handful_is_shown_and_the_rest_counted() -> None:
    many = [replace(MARTA, id=ResidentId(f"p{n}"), family_name=f"Lind{n:02}") for n in range(20)]
    found = find(ANNA, "lind", HonestIndex(many, [device(f"LIND-{n:02}") for n in range(9)]))
    assert [hit.name.text for hit in found.residents.shown] == [f"Lind{n:02}, Märta" for n in range(RESIDENTS)]
    assert (found.residents.more, found.residents.is_at_least) == (20 - RESIDENTS, False)
    assert (len(found.devices.shown), found.devices.more) == (OTHERS, 9 - OTHERS)
    assert found.count == 29


def test_a_search_leaves_no_trace_and_tells_how_long_it_took() -> None:
    async def story() -> tuple[Found, list[ev.Body]]:
        at = await station().start()
        index = HonestIndex()
        search, _, _ = searching(index, at)
        honest = index.find

        async def slow(asked: Asked, walls: Walls, first: Sequence[ResidentId]) -> FoundRows:
            await at.clock.advance(0.004)
            return await honest(asked, walls, first)

        index.find = slow  # type: ignore[method-assign]
        return await search.find(ANNA, "lind"), at.journal.bodies(ev.PersonRead)

    found, reads = run_async(story())
    assert found.took == timedelta(milliseconds=4)
    assert reads == []


def test_a_store_that_does_not_answer_says_so() -> None:
    index = HonestIndex()
    index.fails_with = Unwritable("out of reach")
    with pytest.raises(Unwritable):
        find(ANNA, "lind", index)


def test_a_municipality_without_grants_is_not_even_asked_for() -> None:
    search, index, _ = searching()
    run_async(search.find(replace(ANNA, grants=frozenset()), "lind"))
    assert index.asked[0][1] == Walls(frozenset(), frozenset(), frozenset())
    assert MunicipalityId("soderby") not in index.asked[0][1].readable
