"""Drafts in the store: one a panel, the author's own, gone with the case, the day, or the number."""

from datetime import timedelta
from pathlib import Path

import pytest

from console.adapters.sql.store import Store
from console.domain.draft import Draft
from console.domain.ids import CaseId, OperatorId
from console.domain.journal import BadRow
from tests.adapters.sql.places import Place
from tests.adapters.sql.samples import NOW

ANNA, BO = OperatorId("anna"), OperatorId("bo")
CASE = CaseId("c-1")


def draft(text: str = "Ringde dottern", panel: str = "F11", case: CaseId | None = CASE, minutes: float = 0) -> Draft:
    return Draft(case, panel, {"text": text, "when": "01:30"}, NOW + timedelta(minutes=minutes))


def test_a_draft_comes_back_as_it_was_and_the_last_word_of_a_panel_stands(place: Place) -> None:
    async def story(store: Store) -> tuple[Draft, ...]:
        await store.drafts.keep(ANNA, draft("R"), 9)
        await store.drafts.keep(ANNA, draft("Åäö ‘ \n emoji 🙂", minutes=1), 9)
        await store.drafts.keep(ANNA, draft("ny", "F9", None, minutes=2), 9)
        return await store.drafts.of(ANNA)

    expected = (draft("Åäö ‘ \n emoji 🙂", minutes=1), draft("ny", "F9", None, minutes=2))
    assert place.tell(story) == expected


def test_drafts_are_found_again_when_the_store_is_opened_again(place: Place) -> None:
    place.tell(lambda store: store.drafts.keep(ANNA, draft(), 9))
    assert place.tell(lambda store: store.drafts.of(ANNA)) == (draft(),)
    assert place.tell(lambda store: store.drafts.of(BO)) == ()


def test_dropping_forgetting_and_age_take_what_they_name(place: Place) -> None:
    async def story(store: Store) -> None:
        for number, panel in enumerate(("F9", "F10", "F11")):
            await store.drafts.keep(ANNA, draft(panel=panel, minutes=number), 9)
        await store.drafts.keep(BO, draft(case=CaseId("c-2"), minutes=5), 9)
        await store.drafts.keep(BO, draft(case=None, minutes=5), 9)
        await store.drafts.drop(ANNA, CASE, "F10")
        await store.drafts.drop(ANNA, None, "F11")
        assert [one.panel for one in await store.drafts.of(ANNA)] == ["F9", "F11"]
        await store.drafts.forget_before(NOW + timedelta(minutes=1))
        assert [one.panel for one in await store.drafts.of(ANNA)] == ["F11"]
        await store.drafts.forget([CASE, CaseId("")])
        assert await store.drafts.of(ANNA) == ()
        assert [one.case for one in await store.drafts.of(BO)] == [CaseId("c-2"), None] or len(
            await store.drafts.of(BO)
        ) == 2

    place.tell(story)


def test_of_too_many_the_oldest_go_and_only_ones_own(place: Place) -> None:
    async def story(store: Store) -> None:
        await store.drafts.keep(BO, draft(), 2)
        for number in range(4):
            await store.drafts.keep(ANNA, draft(panel=f"F{number}", minutes=number), 2)
        assert [one.panel for one in await store.drafts.of(ANNA)] == ["F2", "F3"]
        assert len(await store.drafts.of(BO)) == 1

    place.tell(story)


def test_a_text_that_no_store_can_hold_is_refused(place: Place) -> None:
    async def story(store: Store) -> None:
        with pytest.raises(BadRow):
            await store.drafts.keep(ANNA, draft("\ud800"), 9)

    place.tell(story)


def test_what_is_typed_is_nowhere_to_be_read_in_the_file(file_place: Place) -> None:
    file_place.tell(lambda store: store.drafts.keep(ANNA, draft("MARKER-typed-text"), 9))
    folder = Path(file_place.target).parent
    for file in folder.rglob("*"):
        if file.is_file():
            assert b"MARKER" not in file.read_bytes(), file
