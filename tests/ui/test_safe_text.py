"""Text from outside is shown as text, at once, in every widget of every view."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTextEdit, QWidget

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import CaseId
from console.domain.resident import Contact, FactKind
from tests.ui.fakes import ELLEN, Clock, FakeOffice
from ui.actions import Deed
from ui.main_window import MainWindow
from ui.theme import Look, Theme
from ui.widgets.panel import LONGEST_TEXT, TextField
from ui.widgets.text import SafeLabel, set_safe_tip
from ui.words.plain import clean

IMAGE = '<img src="file:///dev/zero">'
TABLES = "<table><tr><td>" * 200
OVERRIDE = "Märta \u202etsivqdniL\u202c"
NUL = "Mär\0ta\x1b[31m\nforged"
HUGE = "<b>A</b> " * 120_000
LONE = "\ud800x"
HOSTILE = (IMAGE, TABLES, OVERRIDE, NUL, HUGE, LONE, "👩‍🦳 é e\u0301", "&amp; &F", "\u2028\u2029")


@given(st.text(max_size=500), st.integers(2, 100))
def test_cleaned_text_is_bounded_and_has_nothing_hidden(text: str, longest: int) -> None:
    shown = clean(text, longest)
    assert len(shown) <= longest
    assert not any(ord(character) < 32 or 0x202A <= ord(character) <= 0x202E for character in shown)


def test_ordinary_text_is_left_as_it_is() -> None:
    for text in ("Åke Öberg, Ängsvägen 7 · −4 °C", 'Hon sa: "kommer ni snart?"', "<3 & <b>"):
        assert clean(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_shows_hostile_text_plainly_and_at_once(text: str) -> None:
    started = time.process_time()
    label = SafeLabel(text, wraps=True)
    label.resize(400, 200)
    label.grab()
    assert time.process_time() - started < 0.1
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_tooltip_cannot_be_markup() -> None:
    widget = QWidget()
    set_safe_tip(widget, IMAGE)
    assert "<img" not in widget.toolTip()
    assert "&lt;img" in widget.toolTip()


def test_what_is_pasted_is_plain_and_cut() -> None:
    field = TextField(Look(Theme()), "", "anteckning")
    pasted = QMimeData()
    pasted.setHtml(f"<b>{IMAGE}</b>")
    pasted.setText(HUGE)
    started = time.process_time()
    field.insertFromMimeData(pasted)
    assert time.process_time() - started < 0.1
    assert len(field.toPlainText()) <= LONGEST_TEXT


def widgets_of(window: MainWindow) -> Iterator[QWidget]:
    yield window
    yield from window.findChildren(QWidget)
    yield from window.notice.findChildren(QWidget)


def hostile_night(office: FakeOffice, text: str) -> None:
    """One resident, one case and one timeline of nothing but `text`."""
    safe = text.replace("\ud800", "?")
    office.add(
        "ond", f"{safe} {safe}", 1940, safe, facts=((FactKind.DANGER, safe),), aids=(safe,), mobile=safe, note=safe,
        contacts=(Contact(1, safe, safe, safe, safe),),
    )  # fmt: skip
    office.alarm("c-ond", "ond", DeviceKind.PERSONAL_ALARM, Cause.PRESS, text, 5, text=text)
    office.append("c-ond", ev.CaseClaimed(ELLEN.id), ELLEN.id)  # type: ignore[arg-type]
    office.append("c-ond", ev.NoteWritten(text), ELLEN.id)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_through_every_view_is_plain_and_quick(
    window: MainWindow, office: FakeOffice, clock: Clock, text: str
) -> None:
    office.sit(ELLEN)
    worst = Stopwatch()
    with worst:
        hostile_night(office, text)
    with worst:
        window.work._view.follow(CaseId("c-ond"))
    for _ in range(8):
        await asyncio.sleep(0.005)
        with worst:
            window.repaint()
    assert window.work.records.card() is not None
    for deed in (Deed.NOTE, Deed.CLOSE, Deed.READ):
        with worst:
            window.work.perform(deed)
    with worst:
        window.stage.status.say(text)
    for number in range(6):
        window.stage.show_view(number)
        with worst:
            window.repaint()
    assert worst.seconds < 0.1, worst.laps
    assert_plain(window)


class Stopwatch:
    """The longest of the blocks it has timed."""

    def __init__(self) -> None:
        self.laps: list[float] = []

    @property
    def seconds(self) -> float:
        return max(self.laps)

    def __enter__(self) -> None:
        self._started = time.process_time()

    def __exit__(self, *_: object) -> None:
        self.laps.append(round(time.process_time() - self._started, 3))


def assert_plain(window: MainWindow) -> None:
    for widget in widgets_of(window):
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText, widget.text()[:80]
            assert not widget.openExternalLinks()
        if isinstance(widget, QTextEdit):
            pytest.fail("a rich text field")
        if isinstance(widget, QAbstractButton):
            assert "\0" not in widget.text()
        tip = widget.toolTip()
        assert not tip or tip.startswith("<qt>")
        assert "<" not in tip.removeprefix("<qt>").removesuffix("</qt>")


async def test_no_widget_of_any_view_guesses_at_markup(window: MainWindow, office: FakeOffice, clock: Clock) -> None:
    assert_plain(window)
    office.sit(ELLEN)
    window.work._view.follow(CaseId("26-11843"))
    for deed in (Deed.NOTE, Deed.CLOSE, Deed.PROMISE, Deed.HAND_OVER, Deed.READ, Deed.NEW, Deed.KEYS):
        window.deeds.perform(deed)
        assert_plain(window)
    window.notice.tell("code")
    assert_plain(window)
    window.notice.close()
