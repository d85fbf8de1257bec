"""Which events tell of looks at a person, and of calls about them outside any case: found in the whole journal, by whom
the look or call names, and erased with trace."""

from datetime import timedelta

import pytest

from console.adapters.sql import erasure
from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.call import CallChange, CallEnd, CallKind, CallResult
from console.domain.ids import CallId, CaseId, ConsoleId, DecisionId, DeviceId, LookId, MunicipalityId, ResidentId
from console.domain.journal import Writing
from console.domain.look import LookEnd, LookFor, LookOutcome, LookState
from console.domain.picture import Mask
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW, TOWN

MARTA, BO = ResidentId("p1"), ResidentId("p2")
DECISION = DecisionId("d")
LATER = NOW + timedelta(days=1)
MARK = "MARKREASON"


def look(id_: str, whom: ResidentId | None) -> list[ev.Draft]:
    """Opened, unmasked, shut and judged."""
    of = LookId(id_)
    camera, here = DeviceId("cam"), ConsoleId("k1")
    bodies: list[ev.Body] = [
        ev.LookOpened(of, DECISION, whom, camera, LookFor.CASE, here, Mask.BLUR, reason=MARK),
        ev.LookUnmasked(of, MARK),
        ev.LookShut(of, LookEnd.JUDGED, 3.0),
        ev.LookJudged(of, DECISION, whom, LookOutcome.UP, LookState.DONE, note=MARK),
    ]
    return [samples.draft(body, ev.look_subject(of)) for body in bodies]


def unjudged(id_: str, whom: ResidentId) -> list[ev.Draft]:
    return look(id_, whom)[:3]


async def looked(store: Store) -> None:
    """Märta's are the events 1-4 and 9-11."""
    drafts = [*look("one", MARTA), *look("two", BO), *unjudged("three", MARTA), *look("hall", None)]
    await store.journal.write(Writing(0, tuple(drafts)))


@pytest.fixture(params=[1, 5, 2000])
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """So many events at once."""
    monkeypatch.setattr(erasure, "LOOKED_THROUGH_AT_ONCE", request.param)
    return int(request.param)


@pytest.mark.usefixtures("piece")
def test_all_events_of_the_looks_at_a_person_are_found_and_nobody_elses(place: Place) -> None:
    async def story(store: Store) -> None:
        assert await store.journal.outside_cases_of(TOWN, MARTA, LATER) == ()
        await looked(store)
        assert await store.journal.outside_cases_of(TOWN, MARTA, LATER) == (1, 2, 3, 4, 9, 10, 11)
        assert await store.journal.outside_cases_of(TOWN, BO, LATER) == (5, 6, 7, 8)
        assert await store.journal.outside_cases_of(MunicipalityId("allbo"), MARTA, LATER) == ()

    place.tell(story)


def test_a_look_of_which_something_was_told_lately_is_left_whole(place: Place) -> None:
    async def story(store: Store) -> None:
        await looked(store)
        events = await store.journal.since(0)
        assert await store.journal.outside_cases_of(TOWN, MARTA, events[3].at) == ()
        assert await store.journal.outside_cases_of(TOWN, MARTA, events[8].at) == (1, 2, 3, 4)

    place.tell(story)


def test_erased_looks_are_not_found_again_and_the_chain_verifies(place: Place) -> None:
    async def story(store: Store) -> None:
        await looked(store)
        seqs = await store.journal.outside_cases_of(TOWN, MARTA, LATER)
        body = ev.BodiesErased(ev.ErasureRule.RESIDENT_REQUEST, seqs)
        await store.journal.erase_bodies(seqs, Writing(15, (samples.draft(body, "job:erasure"),)))
        assert await store.journal.outside_cases_of(TOWN, MARTA, LATER) == ()
        events = await store.journal.since(0)
        assert [event.seq for event in events if isinstance(event, ev.ErasedEvent)] == list(seqs)
        assert (await store.journal.verify()).damage == ()

    place.tell(story)


def call(subject: str, id_: str, whom: ResidentId | None) -> list[ev.Draft]:
    """Begun, answered, noted and ended."""
    of = CallId(id_)
    bodies: list[ev.Body] = [
        ev.CallBegan(of, CallKind.VOICE, ConsoleId("k1"), whom, reason=MARK),
        ev.CallAnswered(of, 4.0),
        ev.CallNoted(of, CallChange.GUEST_INVITED, MARK),
        ev.CallEnded(of, CallEnd.HUNG_UP, CallResult.ANSWERED, 30.0),
    ]
    return [samples.draft(body, subject) for body in bodies]


@pytest.mark.usefixtures("piece")
def test_a_call_about_a_person_is_found_by_itself_where_it_belongs_to_no_case(place: Place) -> None:
    async def story(store: Store) -> None:
        drafts = [
            *call(ev.case_subject(CaseId("open")), "in-a-case", MARTA),
            *call(ev.call_subject(CallId("hers")), "hers", MARTA),
            *call(ev.call_subject(CallId("his")), "his", BO),
            *call(ev.call_subject(CallId("nobodys")), "nobodys", None),
        ]
        await store.journal.write(Writing(0, tuple(drafts)))
        assert await store.journal.outside_cases_of(TOWN, MARTA, LATER) == (5, 6, 7, 8)
        assert await store.journal.outside_cases_of(TOWN, BO, LATER) == (9, 10, 11, 12)

    place.tell(story)


def test_an_erased_call_says_nothing_any_more_and_the_chain_verifies(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.journal.write(Writing(0, tuple(call(ev.call_subject(CallId("hers")), "hers", MARTA))))
        seqs = await store.journal.outside_cases_of(TOWN, MARTA, LATER)
        body = ev.BodiesErased(ev.ErasureRule.RESIDENT_REQUEST, seqs)
        await store.journal.erase_bodies(seqs, Writing(4, (samples.draft(body, "job:erasure"),)))
        assert [type(event) for event in await store.journal.since(0)] == [ev.ErasedEvent] * 4 + [ev.Event]
        assert await store.journal.outside_cases_of(TOWN, MARTA, LATER) == ()
        assert (await store.journal.verify()).damage == ()

    place.tell(story)
