"""Help from colleagues: one key asks and ends, everybody sees who asks, and it is suggested where it is needed. And the
forecast."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.domain import steps
from console.domain.board import HelpWanted
from console.domain.events import SightLost
from console.domain.ids import CaseId
from console.domain.sight import Grade
from console.services import screen
from tests.ui import desk_scene
from tests.ui.every_view import CTRL, Key, back, press, settle, sit_down
from tests.ui.fakes import AMINA, ELLEN, HERE, JONAS, THERE, Clock, FakeOffice
from ui.main_window import MainWindow
from ui.offered import offered
from ui.staff.forecast import ForecastLine, expected
from ui.theme import COMPACT, Look, Theme
from ui.words import Words

WORDS = Words()


def shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def calls(window: MainWindow) -> list[str]:
    return shown(window.stage.queue._help)


def listen(window: MainWindow) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []
    window.stage.queue._help._speak = lambda text, is_assertive: heard.append((text, is_assertive))
    return heard


async def test_one_key_asks_and_the_same_key_ends_it(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await press(window, Key.Key_H, CTRL)
    assert office.board.help[HERE].operator == ELLEN.id
    assert window.stage.status.said() == "Kollegorna får veta det. Ctrl+H avslutar"
    assert calls(window) == ["Du har bett om hjälp", "sedan 01:38, 1 livslarm väntade"]
    assert "Avsluta hjälpen" in shown(window.stage.staff)
    await press(window, Key.Key_H, CTRL)
    assert not office.board.help
    assert window.stage.status.said() == "Du ber inte längre om hjälp"
    assert not calls(window)
    assert "Be om hjälp" in shown(window.stage.staff)


async def test_where_no_life_alarm_waits_it_is_refused_in_words(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    office.act_as(JONAS, steps.Claim(CaseId("c-goran")))
    await press(window, Key.Key_H, CTRL)
    assert window.stage.status.said() == "Inget livslarm väntar: det finns inget att be om hjälp med."
    assert not calls(window)


async def test_what_ended_meanwhile_is_no_error(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await press(window, Key.Key_H, CTRL)
    office.board.help.clear()
    await press(window, Key.Key_H, CTRL)
    assert window.stage.status.said() == "Det var redan avslutat."


async def test_it_is_there_before_anybody_sits_and_does_nothing(window: MainWindow, office: FakeOffice) -> None:
    window.start()
    await settle()
    await press(window, Key.Key_H, CTRL)
    assert not office.board.help


async def test_f1_and_the_palette_name_the_key(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await press(window, Key.Key_F1)
    assert "Be om hjälp, eller avsluta" in shown(window.stage.keys)
    await back(window)
    assert "Be om hjälp, eller avsluta" in [each.name for each in offered(window.deeds.key_states(), window.words)]


async def test_everybody_else_sees_who_asks_since_when_and_how_many_wait(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    heard = listen(window)
    desk_scene.help_asked(office)
    assert calls(window) == ["Amina Warsame ber om hjälp", "sedan 01:37, 2 livslarm väntade"]
    assert heard == [("Amina Warsame ber om hjälp, sedan 01:37, 2 livslarm väntade.", True)]
    window.step()
    assert len(heard) == 1
    assert window.focusWidget() is window.stage.queue.view, "nobody's keyboard is taken"


async def test_its_end_is_said_and_seen(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.help_asked(office)
    heard = listen(window)
    desk_scene.help_over(office)
    assert not calls(window)
    assert window.stage.status.said() == "Amina Warsame behöver inte hjälp längre."
    assert heard == [("Amina Warsame behöver inte hjälp längre.", False)]


async def test_ones_own_call_that_ends_by_itself_is_said(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await press(window, Key.Key_H, CTRL)
    office.board.help.clear()
    office._tell_help()
    assert window.stage.status.said() == "Du ber inte längre om hjälp: inget livslarm väntar"


async def test_ones_own_call_stands_first_and_many_take_no_more_than_three_lines(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    now = office.clock.now()
    for number in range(6):
        console = type(THERE)(f"console-{number + 5}")
        office.board.help[console] = HelpWanted(AMINA.id, 2, now - timedelta(seconds=number))
    office.board.help[HERE] = HelpWanted(ELLEN.id, 2, now)
    office._tell_help()
    assert calls(window)[0] == "Du har bett om hjälp"
    assert len([text for text in calls(window) if "ber om hjälp" in text or "bett om hjälp" in text]) == 3


async def test_a_call_is_nobodys_while_nobody_sits_here(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.help_asked(office)
    office.sit(None)
    await settle()
    assert not calls(window)


async def test_a_small_screen_and_a_slim_queue_say_it_too(window: MainWindow, office: FakeOffice) -> None:
    window.resize(1366, 768)
    await sit_down(window, office)
    desk_scene.help_asked(office)
    assert calls(window) == ["Amina Warsame ber om hjälp", "sedan 01:37"]
    await press(window, Key.Key_6, CTRL)
    assert calls(window) == ["Amina Warsame ber om hjälp", "sedan 01:37"]


# The suggestion


def hints(window: MainWindow) -> tuple[str, str]:
    staff = window.stage.staff._hint
    return window.stage.status._hint.text(), staff.text() if staff.isVisible() else ""


async def test_it_is_suggested_while_two_life_alarms_wait_and_one_has_a_case(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    assert hints(window) == ("", "")
    desk_scene.escalated(office)
    said = "2 livslarm väntar och du har ett ärende: Ctrl+H ber om hjälp"
    assert hints(window) == (said, said)
    office.act_as(AMINA, steps.Claim(CaseId("c-goran")))
    assert hints(window) == ("", "")


async def test_without_a_case_of_ones_own_nothing_is_suggested(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.escalated(office)
    office.act_as(ELLEN, steps.Release(CaseId("26-11843")))
    assert hints(window) == ("", "")


async def test_once_asked_it_is_suggested_no_more(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.escalated(office)
    await press(window, Key.Key_H, CTRL)
    assert hints(window) == ("", "")


async def test_what_is_said_to_the_operator_comes_before_the_suggestion(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.escalated(office)
    assert window.stage.status._hint.isVisible()
    window.stage.status.say("Noteringen är sparad")
    assert not window.stage.status._hint.isVisible()
    window.stage.status.say("")
    assert window.stage.status._hint.isVisible()


async def test_blind_nothing_is_suggested_and_nothing_forecast(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.escalated(office)
    desk_scene.forecast(office)
    assert window.stage.staff.team.forecast.isVisible()
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now())
    await press(window, Key.Key_1, CTRL)
    assert hints(window) == ("", "")
    assert not window.stage.staff.team.forecast.isVisible()


# The forecast


@pytest.fixture
def line(qapp: QApplication, clock: Clock) -> Iterator[Callable[..., ForecastLine]]:
    made: list[ForecastLine] = []

    def built(theme: Theme | None = None) -> ForecastLine:
        one = ForecastLine(Look(theme or Theme()), WORDS)
        one.resize(390, 30)
        made.append(one)
        return one

    yield built
    for one in made:
        one.deleteLater()
    QApplication.sendPostedEvents(None, 52)


def forecast(over_5: int, over_15: int, low: int, high: int) -> screen.ForecastTold:
    return screen.ForecastTold(over_5, over_15, low, high, 1, 4)


def test_the_forecast_says_the_next_five_minutes_and_fifteen_with_their_band() -> None:
    assert expected(forecast(1, 3, 1, 6), WORDS) == "Prognos: 1 över mål inom 5 min, 3 (1–6) inom 15 min"
    assert expected(forecast(0, 2, 2, 2), WORDS) == "Prognos: 0 över mål inom 5 min, 2 (2) inom 15 min"
    assert expected(forecast(0, 0, 0, 0), WORDS) == "Prognos: alla inom mål i 15 min"
    assert expected(forecast(0, 0, 0, 2), WORDS) == "Prognos: 0 över mål inom 5 min, 0 (0–2) inom 15 min"


def test_on_a_small_screen_the_nearest_minutes_alone(line: Callable[..., ForecastLine]) -> None:
    made = line(Theme(density=COMPACT))
    made.tell(forecast(2, 5, 3, 7), is_blind=True)
    assert made.accessibleName() == "Prognos: 2 över mål inom 5 min"


def test_what_is_not_forecast_yet_is_hatched_and_said(line: Callable[..., ForecastLine]) -> None:
    made = line()
    assert made.accessibleName() == "Prognos: vet inte"
    hatched = made.grab().toImage()
    made.tell(forecast(0, 0, 0, 0), is_blind=True)
    made._label.setText("Prognos: vet inte")
    assert made.grab().toImage() != hatched
