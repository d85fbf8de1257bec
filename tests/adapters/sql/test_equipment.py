"""All devices page by page with word and area, and the last test of each as the journal has it; on both stores."""

from datetime import timedelta

import pytest

from console.adapters.sql import equipment
from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.escalation import DEFAULT_LADDERS
from console.domain.events import ErasureRule, ProvenBy
from console.domain.ids import SYSTEM, DeviceId, EventId
from console.domain.journal import SignOfLife, Writing
from console.domain.resident import SelfTests
from tests.adapters.sql.places import Place
from tests.builders import NORRBY, SODERBY, T0, device, event_alarm, household, municipality, resident

DAY = timedelta(days=1)


def filed(number: int, name: str, at: object) -> ev.Draft:
    body = ev.SelfTestFiled(event_alarm(T0, Cause.TEST), None, ProvenBy.STATUS)
    return ev.Draft(EventId(f"e{number}"), f"device:{NORRBY}/{name}", 0, at, SYSTEM, NORRBY, body)  # type: ignore[arg-type]


def test_every_device_is_on_one_page_with_its_last_word_and_its_homes_area(place: Place) -> None:
    async def story(store: Store) -> None:
        names = [f"d-{number}" for number in range(5)]
        await store.residents.save(
            [municipality(), municipality(SODERBY)],
            [household("home-1", area="Hamnen")],
            [resident("astrid", "home-1")],
            [
                *(device(name, household="home-1", resident="astrid") for name in names[:4]),
                device(names[4], kind=DeviceKind.HUB, place="Hamnen"),
                device("far", municipality=SODERBY),
            ],
            Writing(after=0),
        )
        said = SignOfLife(NORRBY, DeviceId("d-1"), T0, 80, True, (("net", True),))
        await store.journal.write(Writing(after=0, signs=(said, SignOfLife(SODERBY, DeviceId("d-2"), T0))))
        found, after = {}, None
        while page := await store.equipment.page(NORRBY, after, 2):
            assert len(page) <= 2
            found |= {one.line.device.id: one for one in page}
            after = page[-1].line.device.id
        assert sorted(found) == names
        assert [found[DeviceId(name)].area for name in names] == ["Hamnen"] * 4 + [""]
        assert found[DeviceId("d-1")].line.sign == said
        assert found[DeviceId("d-2")].line.sign is None

    place.tell(story)


def test_the_last_test_of_each_device_is_found_however_long_the_journal(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(equipment, "EVENTS_AT_ONCE", 3)

    async def story(store: Store) -> None:
        await store.residents.save([municipality()], [], [], [], Writing(after=0))
        old = filed(0, "old", T0 - 90 * DAY)
        drafts = [old, *(filed(number, f"d/{number % 3}", T0 + number * DAY) for number in range(1, 11))]
        for number, draft in enumerate(drafts):
            await store.journal.write(Writing(after=number, drafts=(draft,)))
        erased = ev.BodiesErased(ErasureRule.JOURNAL_AGE, (11,))
        job = ev.Draft(EventId("job"), "job:1", 0, T0 + 11 * DAY, SYSTEM, NORRBY, erased)
        await store.journal.erase_bodies([11], Writing(after=11, drafts=(job,)))
        found = await store.self_tests.since(T0 - DAY)
        assert found == {
            (NORRBY, "d/0"): T0 + 9 * DAY,
            (NORRBY, "d/1"): T0 + 10 * DAY,
            (NORRBY, "d/2"): T0 + 8 * DAY,
        }
        assert await store.self_tests.since(T0 + 20 * DAY) == {}

    place.tell(story)


def test_a_municipality_keeps_its_test_day_its_ladders_and_its_times_on_site(place: Place) -> None:
    async def story(store: Store) -> None:
        plain = municipality(SODERBY)
        whole = municipality()
        object.__setattr__(whole, "tests", SelfTests(3, 9, 11))
        object.__setattr__(whole, "ladders", {AlarmClass.HIGH: DEFAULT_LADDERS[AlarmClass.HIGH]})
        object.__setattr__(whole, "on_site_within_s", {AlarmClass.HIGH: 1800})
        await store.residents.save([whole, plain], [], [], [], Writing(after=0))
        assert await store.residents.municipalities() == (whole, plain)

    place.tell(story)
