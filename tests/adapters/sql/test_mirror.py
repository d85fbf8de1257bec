"""The local copy is made like the shared store, forgets what that forgets, and its register lists whom to look to."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.adapters.sql import mirror
from console.adapters.sql.store import Store, open_copy
from console.domain.alarm import DeviceKind
from console.domain.call import CallKind
from console.domain.ids import CENTRE, CaseId, DeviceId, HouseholdId, ResidentId
from console.domain.journal import CaseSummary, CopySize, SignOfLife, Unwritable, Writing
from console.domain.resident import CallConsent, CallsBy, CriticalFact, FactKind
from tests.adapters.sql.places import KEY, Place
from tests.builders import NORRBY, SODERBY, T0, device, household, municipality, resident
from tests.servers import Postgres

ASTRID, BROR = ResidentId("astrid"), ResidentId("bror")
AGREED, CALLED = CallConsent(may_be_seen=True), CallsBy(CallKind.SIP, "sip:17@larm.example")


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few people make several pieces."""
    monkeypatch.setattr(mirror, "PIECE", 2)


def told(place: Place, folder: Path, story: Callable[[Store, Store], Awaitable[None]]) -> None:
    async def whole() -> None:
        shared = await place.open()
        copy = await open_copy(folder / "copy.db", KEY)
        try:
            await story(shared, copy)
        finally:
            await copy.close()
            await shared.close()

    asyncio.run(whole())


def case(number: int, whose: ResidentId = ASTRID) -> CaseSummary:
    opened = T0 + timedelta(days=number)
    return CaseSummary(CaseId(f"c{number:02}"), NORRBY, whose, opened, opened, 2, "personal_alarm", "press", "question")


async def peopled(store: Store) -> None:
    ids = ("astrid", "bror", "Åsa", "ärla", "zeta")
    await store.residents.save(
        [municipality(), municipality(SODERBY)],
        [household(f"home-{each}") for each in ids],
        [
            resident(
                each, f"home-{each}", given_name=each, facts=(CriticalFact(FactKind.OXYGEN, "låga"),), calls=AGREED
            )
            for each in ids
        ],
        [
            replace(
                device(f"d-{each}", resident=each, household=f"home-{each}", kind=DeviceKind.DOOR_ALARM), calls=CALLED
            )
            for each in ids
        ],
        Writing(after=0),
    )
    signs = tuple(SignOfLife(NORRBY, DeviceId(f"d-{each}"), T0, 80, True, (("net", True),)) for each in ids)
    await store.journal.write(Writing(after=0, signs=signs, summaries=tuple(case(number) for number in range(8))))


def test_a_copy_has_what_a_card_needs(server_place: Place, tmp_path: Path) -> None:
    async def story(shared: Store, copy: Store) -> None:
        await peopled(shared)
        assert await copy.mirror_of(shared).refresh() == CopySize(residents=5, households=5, devices=5, cases=5)
        for id_ in ("astrid", "Åsa", "ärla"):
            asked = (ResidentId(id_),)
            assert await copy.residents.residents(asked) == await shared.residents.residents(asked)
        assert await copy.residents.municipalities() == await shared.residents.municipalities()
        home = HouseholdId("home-astrid")
        assert await copy.residents.households((home,)) == await shared.residents.households((home,))
        assert await copy.residents.devices_of(ASTRID, home) == await shared.residents.devices_of(ASTRID, home)
        assert await copy.journal.signs_of(NORRBY, (DeviceId("d-Åsa"),)) == (
            SignOfLife(NORRBY, DeviceId("d-Åsa"), T0, 80, True, (("net", True),)),
        )
        assert [each.case for each in await copy.journal.history_of(ASTRID, 99)] == ["c07", "c06", "c05", "c04", "c03"]

    told(server_place, tmp_path, story)


def test_a_copy_follows_what_is_new_and_changed_and_forgets_what_is_gone(server_place: Place, tmp_path: Path) -> None:
    async def story(shared: Store, copy: Store) -> None:
        await peopled(shared)
        mirrored = copy.mirror_of(shared)
        await mirrored.refresh()
        await copy.journal.write(Writing(after=0, signs=(SignOfLife(CENTRE, DeviceId("local-copy"), T0),)))
        [astrid] = await shared.residents.residents((ASTRID,))
        moved = replace(astrid, household=HouseholdId("home-new"), note="ny")
        await shared.residents.save([], [household("home-new")], [moved], [], Writing(after=0))
        await shared.journal.write(Writing(after=0, summaries=(case(9),)))
        server_place.tamper(
            "DELETE FROM sign WHERE device = 'd-bror'",
            "DELETE FROM search_device WHERE device = 'd-bror'",
            "DELETE FROM search_posting WHERE entry IN (SELECT no FROM search_entry WHERE resident = 'bror')",
            "DELETE FROM search_entry WHERE resident = 'bror'",
            "DELETE FROM device WHERE resident = 'bror'",
            "DELETE FROM resident WHERE id = 'bror'",
            "DELETE FROM household WHERE id = 'home-bror'",
        )
        size = await mirrored.refresh()
        assert (size.residents, size.households, size.devices) == (4, 5, 4)
        assert await copy.residents.residents((ASTRID, BROR)) == (moved,)
        assert await copy.residents.devices(((NORRBY, DeviceId("d-bror")),)) == ()
        assert await copy.journal.signs_of(NORRBY, (DeviceId("d-bror"),)) == ()
        assert [each.case for each in await copy.journal.history_of(ASTRID, 99)] == ["c09", "c07", "c06", "c05", "c04"]
        assert len(await copy.journal.signs_of(CENTRE, (DeviceId("local-copy"),))) == 1

    told(server_place, tmp_path, story)


def test_nobody_is_lost_from_a_copy_when_the_server_goes_away_meanwhile(tmp_path: Path) -> None:
    with Postgres(fsync=False) as postgres:
        place = Place(postgres.database(), None)

        async def story(shared: Store, copy: Store) -> None:
            await peopled(shared)
            mirrored = copy.mirror_of(shared)
            await mirrored.refresh()
            await asyncio.to_thread(postgres.stop)
            with pytest.raises(Unwritable):
                await mirrored.refresh()
            assert len(await copy.residents.residents((ASTRID, BROR))) == 2

        told(place, tmp_path, story)


def test_no_account_and_no_password_is_copied(server_place: Place, tmp_path: Path) -> None:
    async def story(shared: Store, copy: Store) -> None:
        await peopled(shared)
        server_place.tamper(
            "INSERT INTO account VALUES ('anna', 'Anna', 'anna', 'hash', false, 0, NULL)",
        )
        await copy.mirror_of(shared).refresh()
        assert await copy.accounts.all() == ()

    told(server_place, tmp_path, story)


def test_the_register_lists_everybody_once_with_devices_and_the_newest_sign(place: Place) -> None:
    async def story(store: Store) -> None:
        await peopled(store)
        shared = device("d-shared", household="home-astrid", kind=DeviceKind.FALL_DETECTOR)
        await store.residents.save([], [], [], [shared], Writing(after=0))
        later = SignOfLife(NORRBY, DeviceId("d-shared"), T0 + timedelta(minutes=5))
        await store.journal.write(Writing(after=0, signs=(later,)))
        found = {}
        after = None
        while page := await store.register.page(NORRBY, after, 2):
            assert len(page) <= 2
            assert not found.keys() & {each.resident.id for each in page}
            found |= {each.resident.id: each for each in page}
            after = page[-1].resident.id
        assert set(found) == {"astrid", "bror", "Åsa", "ärla", "zeta"}
        assert found[ASTRID].kinds == {DeviceKind.DOOR_ALARM, DeviceKind.FALL_DETECTOR}
        assert found[ASTRID].last_sign == T0 + timedelta(minutes=5)
        assert found[BROR].last_sign == T0
        assert found[BROR].household == household("home-bror")
        assert await store.register.page(SODERBY, None, 9) == ()

    place.tell(story)
