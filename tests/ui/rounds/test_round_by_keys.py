"""A round of 60 residents by real key events alone, with each action counted: two a look at the most."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt

from console.domain.look import LookState
from tests.ui.every_view import press, sit_down
from tests.ui.fakes import FakeOffice
from tests.ui.round_scene import rows_at
from ui.main_window import MainWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PATIENCE_S = 120


async def test_sixty_residents_are_seen_by_two_keys_each(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    now = office.clock.now()
    until = now + timedelta(hours=2)
    rows = [row for row in rows_at(now) if row.round == 2]
    office.rows = {
        row.look: replace(
            row, state=LookState.PLANNED, outcome=None, done_at=None, retry_at=None, at=None, holder="",
            begins_at=now, ends_at=until, opens_at=now, closes_at=until,
        )
        for row in rows
    }  # fmt: skip
    office.tell_board()
    await press(window, Key.Key_2, CTRL)
    actions = 0
    for number in range(60):
        office.clock.go(6)
        office.canary(number)
        await press(window, Key.Key_F9)
        actions += 1
        for _ in range(200):
            if "1" in window.stage.rounds.page.outcomes.enabled():
                break
            await asyncio.sleep(0.01)
        await press(window, Key(Key.Key_1 + number % 3))
        actions += 1
    done = [row for row in office.rows.values() if row.state is LookState.DONE]
    print(f"60 looks by {actions} actions")
    assert len(done) == 60
    assert actions == 120
    assert window.stage.rounds.rounds._empty_title.text().startswith("Alla tillsyner är gjorda")
