"""Decisions and cameras come back as they were saved, and are known since they were first."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.ids import MunicipalityId, ResidentId
from console.domain.journal import BadRow, Behind, Writing
from console.domain.picture import Camera, CameraProtocol
from console.domain.supervision import Decided, PlaceKind, SupervisionDecision
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW, TOWN
from tests.adapters.sql.test_directory import fill_directory
from tests.decision_samples import DECISIONS, camera, decision, full

LATER = NOW + timedelta(days=30)
FULL = replace(full(resident="p1"), municipality=TOWN)
CORRIDOR = decision("corridor", None, municipality=TOWN, kind=PlaceKind.CORRIDOR, camera=None)
STREAM = camera(municipality=TOWN)
STILLS = camera(
    "cam-2", TOWN, protocol=CameraProtocol.STILLS, address="https://127.0.0.1/2", login="", is_simulated=True
)


def imported(after: int) -> Writing:
    body = ev.DecisionsImported(decisions=2, cameras=2, refused_rows=0)
    return Writing(after, (samples.draft(body, f"directory:{TOWN}"),))


async def fill_decisions(store: Store, at: datetime = NOW) -> tuple[ev.Event, ...]:
    """On top of `fill_directory`."""
    return await store.decisions.save([FULL, CORRIDOR], [STREAM, STILLS], at, imported(1))


async def with_people(store: Store) -> None:
    await fill_directory(store)


def test_decisions_and_cameras_come_back_as_they_were_and_the_import_is_journalled(place: Place) -> None:
    place.tell(with_people)
    events = place.tell(fill_decisions)

    async def story(store: Store) -> None:
        assert await store.decisions.decisions() == (Decided(CORRIDOR, NOW), Decided(FULL, NOW))
        assert await store.decisions.cameras() == (STREAM, STILLS)
        assert await store.journal.since(1) == events
        assert [event.body for event in events] == [ev.DecisionsImported(2, 2, 0)]

    place.tell(story)
    assert place.verdict().damage == ()


def test_what_is_imported_again_is_replaced_and_stays_known_since_the_first_time(place: Place) -> None:
    place.tell(with_people)
    place.tell(fill_decisions)
    shorter = replace(FULL, looks=FULL.looks[:1], camera=None, ended_on=None)
    new, moved = replace(CORRIDOR, id="corridor-2"), replace(STREAM, address="rtsps://127.0.0.1/other", login="")

    async def story(store: Store) -> tuple[tuple[Decided, ...], tuple[Camera, ...]]:
        await store.decisions.save([shorter, new], [moved], LATER, imported(2))
        return await store.decisions.decisions(), await store.decisions.cameras()

    decided, cameras = place.tell(story)
    assert decided == (Decided(CORRIDOR, NOW), Decided(new, LATER), Decided(shorter, NOW))
    assert cameras == (moved, STILLS)


@pytest.mark.parametrize(
    "strange",
    [
        replace(FULL, municipality=MunicipalityId("allbo"), resident=None),
        replace(FULL, id="new", municipality=MunicipalityId("nowhere"), resident=None),
        replace(FULL, id="new", resident=ResidentId("nobody")),
    ],
    ids=["another municipality's id", "no such municipality", "no such resident"],
)
def test_an_import_that_does_not_fit_changes_nothing(place: Place, strange: SupervisionDecision) -> None:
    place.tell(with_people)
    place.tell(fill_decisions)

    async def story(store: Store) -> None:
        before = await store.decisions.decisions()
        with pytest.raises(BadRow):
            await store.decisions.save([strange], [replace(STREAM, login="other")], LATER, imported(2))
        assert await store.decisions.decisions() == before
        assert await store.decisions.cameras() == (STREAM, STILLS)
        assert (await store.journal.head()).seq == 2

    place.tell(story)


def test_an_import_decided_on_an_older_journal_is_told_to_read_on(place: Place) -> None:
    place.tell(with_people)

    async def story(store: Store) -> None:
        with pytest.raises(Behind):
            await store.decisions.save([CORRIDOR], [], NOW, imported(0))
        assert await store.decisions.decisions() == ()

    place.tell(story)


def test_more_decisions_than_one_statement_takes_keep_when_they_were_known(place: Place) -> None:
    place.tell(with_people)
    many = [replace(CORRIDOR, id=f"c-{number:04}") for number in range(1100)]

    async def story(store: Store) -> tuple[Decided, ...]:
        await store.decisions.save(many, [], NOW, imported(1))
        await store.decisions.save(many, [], LATER, imported(2))
        return await store.decisions.decisions()

    assert place.tell(story) == tuple(Decided(one, NOW) for one in many)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DECISIONS)
def test_any_decision_comes_back(filled: Place, one: SupervisionDecision) -> None:
    theirs = replace(one, municipality=TOWN, resident=one.resident and ResidentId("p1"))

    async def story(store: Store) -> SupervisionDecision:
        seq = (await store.journal.head()).seq
        await store.decisions.save([theirs], [], NOW, imported(seq))
        [found] = await store.decisions.decisions()
        return found.decision

    assert filled.tell(story) == theirs


@pytest.fixture
def filled(place: Place) -> Place:
    """With people, and no decision."""
    place.tell(with_people)
    return place
