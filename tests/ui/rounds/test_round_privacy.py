"""No frame leaves the screen: what is grabbed, rendered, described or kept of an open camera shows no picture."""

from __future__ import annotations

import asyncio

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.look import LookOutcome
from tests.ui.every_view import press, settle
from tests.ui.fakes import FakeOffice
from tests.ui.round_fake import TRACE, traced_room
from tests.ui.rounds.test_rounds_view import CTRL, Key, asked, open_look, polled
from ui.main_window import MainWindow


def has_trace(image: QImage) -> bool:
    """Whether a pixel of the frame's own colour is in it."""
    shown = image.convertToFormat(QImage.Format.Format_RGB888)
    data, wanted = bytes(shown.constBits()), bytes(TRACE)
    stride = shown.bytesPerLine()
    rows = (data[top * stride : top * stride + shown.width() * 3] for top in range(shown.height()))
    return any(row[at : at + 3] == wanted for row in rows for at in range(0, len(row), 3))


def on_screen(window: MainWindow) -> QImage:
    """What the window's own surface holds."""
    device = window.backingStore().paintDevice()
    assert isinstance(device, QImage)
    return device.copy()


async def opened(window: MainWindow, office: FakeOffice, *, is_simulated: bool) -> QWidget:
    office.first_picture = traced_room()
    await open_look(window, office, is_simulated=is_simulated)
    await polled(window, office)
    picture = window.stage.rounds.page.picture
    picture.repaint()
    return picture


async def test_a_grab_shows_a_sentence_in_the_place_of_a_real_camera(window: MainWindow, office: FakeOffice) -> None:
    picture = await opened(window, office, is_simulated=False)
    assert has_trace(on_screen(window)), "whoever sits there sees it"
    assert not has_trace(window.grab().toImage())
    assert not has_trace(picture.grab().toImage())
    target = QImage(window.size(), QImage.Format.Format_RGB32)
    window.render(target)
    assert not has_trace(target)
    picture.repaint()
    assert has_trace(on_screen(window)), "the screen goes on"


async def test_a_drawn_room_may_be_copied(window: MainWindow, office: FakeOffice) -> None:
    await opened(window, office, is_simulated=True)
    assert has_trace(window.grab().toImage())


async def test_a_window_that_has_no_surface_paints_no_frame(window: MainWindow, office: FakeOffice) -> None:
    picture = await opened(window, office, is_simulated=False)
    await press(window, Key.Key_1, CTRL)
    target = QImage(picture.size(), QImage.Format.Format_RGB32)
    picture.render(target)
    assert not has_trace(target)


async def test_the_frame_is_gone_from_the_screen_as_soon_as_the_look_is_told_of(
    window: MainWindow, office: FakeOffice
) -> None:
    picture = await opened(window, office, is_simulated=False)
    await press(window, Key.Key_1)
    assert asked(office, "judge")[0][2] == LookOutcome.ASLEEP
    await settle()
    picture.repaint()
    assert not has_trace(on_screen(window))
    assert window.stage.rounds.page.picture._image is None
    assert window.rounds._hand._newest is None


async def test_the_clipboard_stays_empty_and_nothing_describes_the_room(window: MainWindow, office: FakeOffice) -> None:
    picture = await opened(window, office, is_simulated=False)
    assert QApplication.clipboard().image().isNull()
    assert picture.accessibleDescription() == ""
    assert picture.accessibleName().startswith("Levande bild")
    assert not picture.acceptDrops()


async def test_pictures_are_asked_for_only_while_a_camera_is_open_and_seen(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office, is_simulated=False)
    before = office.camera.asked
    await asyncio.sleep(0.4)
    assert 3 <= office.camera.asked - before <= 10, "fifteen a second at the most"
    window.hide()
    await settle()
    at_rest = office.camera.asked
    await asyncio.sleep(0.25)
    assert office.camera.asked - at_rest <= 1
    window.show()
