"""What is typed and chosen in a case's panel can be taken out as values, and put back into a new panel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from console.domain.ids import MunicipalityId
from console.domain.resident import DEFAULT_OUTCOMES
from tests.ui.fakes import NOW
from ui.case.by_hand import ByHandPanel
from ui.case.close import ClosePanel
from ui.case.promise import PromisePanel
from ui.theme import Look, Theme
from ui.widgets.panel import Panel
from ui.words import Words

TENANTS = (MunicipalityId("norrby"), MunicipalityId("älvbro"))
Make = Callable[[], Panel]


def close() -> ClosePanel:
    return ClosePanel(DEFAULT_OUTCOMES, Look(Theme()), Words())


def promise() -> PromisePanel:
    return PromisePanel(Look(Theme()), Words(), lambda: NOW)


def by_hand() -> ByHandPanel:
    return ByHandPanel(TENANTS, Look(Theme()), Words())


def submitted(panel: Panel) -> list[object]:
    values: list[object] = []
    panel.submitted.connect(values.append)
    panel.confirm()
    return values


def chosen_close() -> Panel:
    panel = close()
    panel.choices.choose(9)
    panel.next_step.setText("tekniker i morgon")
    return panel


def chosen_minutes() -> Panel:
    panel = promise()
    panel.choices.choose(1)
    panel.what.setText("besök")
    return panel


def chosen_time() -> Panel:
    panel = promise()
    panel.choices.choose(1)
    panel.at.setText("02:15")
    panel.at.textEdited.emit("02:15")
    panel.what.setText("besök")
    return panel


def chosen_by_hand() -> Panel:
    panel = by_hand()
    panel.places.choose(1)
    panel.classes.choose(2)
    panel.field.setPlainText("Granne ringer.\nHör rop.")
    return panel


@pytest.mark.parametrize(
    ("typed", "anew"),
    [(chosen_close, close), (chosen_minutes, promise), (chosen_time, promise), (chosen_by_hand, by_hand)],
)
def test_a_panel_made_anew_decides_the_same(qapp: QApplication, typed: Make, anew: Make) -> None:
    before, after = typed(), anew()
    after.restore(before.fields())
    assert after.fields() == before.fields()
    assert after.has_text()
    assert submitted(after) == submitted(before) != []


@pytest.mark.parametrize("make", [close, promise, by_hand])
def test_what_is_not_there_any_more_is_passed_over(qapp: QApplication, make: Make) -> None:
    panel = make()
    panel.restore({"outcome": "gone", "minutes": "x", "class": "9", "municipality": "gone", "other": "x"})
    assert not panel.has_text()
    assert submitted(panel) == []


@pytest.mark.parametrize("make", [close, promise, by_hand])
def test_an_untouched_panel_tells_nothing_but_empty_texts(qapp: QApplication, make: Make) -> None:
    assert set(make().fields().values()) <= {""}
