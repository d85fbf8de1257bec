"""What is typed is with the console, and what was saved is not there again: also when the console was out of reach."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import Qt

from console.domain.ids import CaseId, OperatorId
from console.domain.journal import Unwritable
from tests.ui.fakes import AMINA, FakeOffice
from tests.ui.test_window import MARTA, begin, press, settle, write
from ui.main_window import MainWindow

Key = Qt.Key


def texts_of(office: FakeOffice) -> list[tuple[str, str]]:
    return [(author, draft.fields["text"]) for (author, _, _), draft in office.kept_drafts.items()]


@pytest.mark.warns
async def test_what_the_console_could_not_keep_is_given_to_it_again(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    keep = office.keep_draft

    async def lost(_: OperatorId, __: CaseId | None, ___: str, ____: Mapping[str, str]) -> None:
        raise Unwritable("the store is away")

    office.keep_draft = lost  # type: ignore[method-assign]
    write(window, "halv")
    window.drafts.save_now()
    await settle()
    assert texts_of(office) == []
    office.keep_draft = keep  # type: ignore[method-assign]
    window.drafts.save_now()
    await settle()
    assert texts_of(office) == [("ellen", "halv")]


@pytest.mark.warns
async def test_a_note_that_was_saved_leaves_no_draft_though_the_console_was_out_of_reach(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    write(window, "hel")
    window.drafts.save_now()
    await settle()
    drop = office.drop_draft

    async def lost(_: OperatorId, __: CaseId | None, ___: str) -> None:
        raise Unwritable("the store is away")

    office.drop_draft = lost  # type: ignore[method-assign]
    await press(window, Key.Key_F11)
    window.drafts.save_now()
    await settle()
    assert texts_of(office) == [("ellen", "hel")]
    office.drop_draft = drop  # type: ignore[method-assign]
    window.drafts.save_now()
    await settle()
    assert texts_of(office) == []


async def test_what_was_typed_the_moment_before_another_sat_down_is_kept_for_its_author(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    write(window, "halv")
    office.sit(AMINA)
    await settle()
    assert texts_of(office) == [("ellen", "halv")]
    assert window.drafts.of((MARTA, "F11")) is None
