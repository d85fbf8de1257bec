"""What the workstation's user changes: seen at once, kept for the place, told when it cannot be; sound; two screens."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.config import Value
from console.domain.refused import Reason, Refused
from console.services import screen
from tests.ui.conftest import open_window, shut
from tests.ui.fakes import Clock, FakeOffice
from tests.ui.test_window import MARTA, begin, press, said, settle, texts
from ui.main_window import MainWindow, Site
from ui.palette.choices import ReadResident
from ui.widgets.text import SafeLabel

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
)  # fmt: skip


def seen_on(second: QWidget) -> set[str]:
    """What stands on another screen."""
    return {label.text() for label in second.findChildren(SafeLabel) if label.isVisible()}


class Kept:
    """What would be written to the settings file."""

    def __init__(self) -> None:
        self.changes: dict[str, Value] = {}
        self.why = ""

    def keep(self, changes: object) -> str:
        self.changes.update(changes)  # type: ignore[call-overload]
        return self.why


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def window(qapp: object, office: FakeOffice, clock: Clock, kept: Kept, tmp_path: Path) -> Iterator[MainWindow]:
    made = open_window(office, clock, site=Site(keep=kept.keep, places=tmp_path))
    yield made
    shut(made)


async def until_kept(kept: Kept, name: str) -> Value:
    for _ in range(100):
        await settle()
        if name in kept.changes:
            return kept.changes[name]
    raise AssertionError(f"{name} was not kept: {kept.changes}")


async def test_what_is_changed_by_key_is_kept(window: MainWindow, office: FakeOffice, kept: Kept) -> None:
    await begin(window, office)
    await press(window, Key.Key_S, ALT)
    await press(window, Key.Key_D, CTRL | SHIFT)
    await press(window, Key.Key_Plus, CTRL)
    assert await until_kept(kept, "screen.language") == "en"
    assert await until_kept(kept, "screen.theme") == "day"
    assert await until_kept(kept, "screen.scale_percent") == 110


async def test_the_sounds_place_and_volume_are_chosen_by_keys(
    window: MainWindow, office: FakeOffice, kept: Kept
) -> None:
    await begin(window, office)
    await press(window, Key.Key_Comma, CTRL)
    await settle()
    await press(window, Key.Key_B)
    assert await until_kept(kept, "sound.device") == (await office.sound_outputs())[0]
    await press(window, Key.Key_8)
    for _ in range(50):
        await settle()
        if kept.changes.get("sound.volume_percent") == 100:
            break
    assert kept.changes["sound.volume_percent"] == 100
    assert kept.changes["sound.device"] == (await office.sound_outputs())[0]


async def test_a_change_that_cannot_be_kept_holds_and_says_why(
    window: MainWindow, office: FakeOffice, kept: Kept
) -> None:
    kept.why = "vaka.toml: cannot be written"
    await begin(window, office)
    await press(window, Key.Key_Comma, CTRL)
    await press(window, Key.Key_4)
    await until_kept(kept, "screen.theme")
    await settle()
    assert window.look.theme.tokens.name == "day"
    assert (
        window.stage.settings.told.text() == "Ändringen gäller nu men kunde inte sparas: vaka.toml: cannot be written"
    )


async def test_ctrl_t_silences_for_ten_minutes_and_again_restores(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office)
    office.show((screen.SoundChanged(True, "Högtalare", clock.now(), None, None, None, ""),))
    await press(window, Key.Key_T, CTRL)
    assert said(window).startswith("Tyst till ")
    await press(window, Key.Key_Escape)
    assert any(text == "tyst, 10 min kvar" for text in texts(window))
    clock.go(60)
    window.step()
    assert any(text == "tyst, 09:00 kvar" for text in texts(window))
    await press(window, Key.Key_T, CTRL)
    assert said(window) == "Ljudet är på igen"


async def test_a_silence_with_nothing_to_silence_says_why_not(
    window: MainWindow, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_: timedelta) -> None:
        raise Refused(Reason.NOTHING_TO_DO)

    monkeypatch.setattr(office, "silence", refused)
    await begin(window, office)
    await press(window, Key.Key_T, CTRL)
    assert said(window) == "Det är redan gjort."


async def test_what_nobody_hears_is_shown_by_sight(window: MainWindow, office: FakeOffice, clock: Clock) -> None:
    await begin(window, office)
    office.show((screen.SoundChanged(False, "", None, None, None, clock.now() - timedelta(seconds=9), "no output"),))
    assert window.stage.banner.text().startswith("INGET LJUD Larm har inte hörts sedan ")
    assert "hörs inte" in set(texts(window))
    office.show((screen.SoundChanged(True, "Högtalare", clock.now(), None, None, None, ""),))
    assert window.stage.banner.text() == ""


async def test_the_card_stands_on_another_screen_and_goes_with_the_lock(
    window: MainWindow, office: FakeOffice, qapp: object
) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_D, CTRL)
    second = window.screens._second
    assert second is not None
    assert second.isVisible()
    assert any("Lena Lindqvist" in text for text in seen_on(second))
    await press(window, Key.Key_L, CTRL | ALT)
    assert not any("Lindqvist" in text for text in seen_on(second))
    window.seat.sit(window.seat.operator)
    assert any("Lena Lindqvist" in text for text in seen_on(second))
    assert "Lindqvist" not in second.windowTitle()
    await press(window, Key.Key_D, CTRL)
    assert window.screens._second is None


async def test_another_language_reaches_the_other_screen(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_D, CTRL)
    await press(window, Key.Key_S, ALT)
    second = window.screens._second
    assert second is not None
    assert any("More about the person" in text for text in seen_on(second))
    second.close()


async def test_the_palette_reads_a_card_without_a_case_for_a_reason(window: MainWindow, office: FakeOffice) -> None:
    office.add("extra", "Tore Lindgren", 1940, "Björkgatan 3")
    await begin(window, office)
    window.stage.search.chosen.emit(ReadResident(next(one for one in office.residents if str(one) == "extra")))
    await settle()
    panel = window.place.open()
    assert panel is not None
    assert panel.title.text() == "Läs kortet: varför?"
    await press(window, Key.Key_1)
    assert window.stage.cases.is_more_open()
    assert any("Tore Lindgren" in text for text in texts(window))
    assert office.reads[-1][0] == "extra"
    await press(window, Key.Key_Escape)
    assert not window.stage.cases.is_more_open()


async def test_more_about_the_person_is_one_key_away_and_esc_goes_back(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_E, CTRL)
    assert window.stage.cases.is_more_open()
    await press(window, Key.Key_Escape)
    assert not window.stage.cases.is_more_open()
    window.work._view.follow(None)
    await settle()
    await press(window, Key.Key_E, CTRL)
    assert said(window) == "Välj ett ärende i kön först"


async def test_views_and_palette_wait_behind_the_lock(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_L, CTRL | ALT)
    await press(window, Key.Key_3, CTRL)
    await press(window, Key.Key_K, CTRL)
    assert not window.stage.search.is_open()
    assert window.stage.view() == 0
