"""A call by its keys: what rings, what is said before it, what is shown in it and beside it, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from console.domain import steps
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.call import CallFact, CallKind, DeviceTone
from console.domain.call_engine import DevicesFound, EngineDied, EngineReady, Listen, MakeOffer, UseDevices
from console.domain.call_shown import GuestKind
from console.domain.events import ReadReason, SightLost
from console.domain.ids import CallId, CaseId
from console.domain.sight import Grade
from console.services import screen
from tests.ui import call_scene as scene
from tests.ui.call_fake import ANDERS, HEADSET, LENA, LINK, MOBILE, TABLET, UNIT, DrawnSurface, FakeEngine
from tests.ui.call_scene import ALT, CTRL, MARTA, SHIFT, Key, engine_of, go, press, settle
from tests.ui.conftest import open_window, shut
from tests.ui.every_view import choose, sit_down
from tests.ui.fakes import AMINA, Clock, FakeOffice
from tests.ui.round_scene import EDVIN, tell_round
from ui.call.window import CallWindow
from ui.main_window import MainWindow, Site
from ui.stage import CALL

NILS = CaseId("c-nils")


@pytest.fixture
def window(qapp: QApplication, office: FakeOffice, clock: Clock) -> Iterator[MainWindow]:
    """A window that can call."""
    made = open_window(office, clock, site=Site(is_demo=True, engine=FakeEngine))
    yield made
    shut(made)


async def at_desk(window: MainWindow, office: FakeOffice) -> FakeEngine:
    await sit_down(window, office)
    return await scene.ready(window, office)


async def in_call(window: MainWindow, office: FakeOffice) -> FakeEngine:
    await sit_down(window, office)
    await scene.connected(window, office)
    return engine_of(window)


def label(window: MainWindow, key: str) -> str:
    return window.stage.row.keys[key].label()


def status(window: MainWindow) -> str:
    return window.stage.status.said()


def strip(window: MainWindow) -> str:
    shown = window.stage.strip
    return "" if shown.isHidden() else f"{shown.state.text()} {shown.who.text()}".strip()


async def test_f5_says_on_what_it_calls_and_calls_by_voice(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    assert label(window, "F5") == "Ring surfplattan"
    await press(window, Key.Key_F5)
    assert office.asked == [("call_case", MARTA, TABLET, False, False)]
    assert window.stage.view() == CALL


async def test_f6_calls_by_video_and_a_key_that_bounces_rings_once(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    QTest.keyClick(window.focusWidget() or window, Key.Key_F6)
    QTest.keyClick(window.focusWidget() or window, Key.Key_F6)
    await settle()
    assert office.asked == [("call_case", MARTA, TABLET, True, False)]


async def test_somebody_elses_case_is_not_called_without_a_reason(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    await choose(window, NILS)
    await press(window, Key.Key_F5)
    assert office.asked == []
    assert "Ta ärendet först" in status(window)
    assert not window.stage.row.keys["F5"].isEnabled()


async def test_a_card_that_was_opened_for_a_reason_is_called_for_that_reason(
    window: MainWindow, office: FakeOffice
) -> None:
    await at_desk(window, office)
    await choose(window, NILS)
    await press(window, Key.Key_R, CTRL)
    await press(window, Key.Key_4)
    await press(window, Key.Key_F5)
    ((_, resident, reason, *_rest),) = office.asked
    assert (resident, reason) == ("nils", ReadReason.PLANNING)


async def test_no_microphone_is_said_before_it_rings_and_the_same_key_calls_all_the_same(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    await scene.ready(window, office, DevicesFound(HEADSET.devices[1:]))
    await press(window, Key.Key_F5)
    assert office.asked == []
    assert status(window).startswith("Ingen mikrofon: Märta hör dig inte.")
    await press(window, Key.Key_F6)
    assert office.asked == [], "another key is another question"
    await press(window, Key.Key_F6)
    assert len(office.asked) == 1


async def test_the_warning_is_forgotten_when_the_hand_has_gone_elsewhere(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    await scene.ready(window, office, DevicesFound(HEADSET.devices[1:]))
    await press(window, Key.Key_F5)
    go(window, office, 60)
    await press(window, Key.Key_F5)
    assert office.asked == []
    assert status(window).startswith("Ingen mikrofon")


async def test_a_telephone_needs_no_microphone_here(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    office.ways = (MOBILE,)
    await scene.ready(window, office, DevicesFound(()))
    await press(window, Key.Key_F5)
    assert office.asked == [("call_case", MARTA, MOBILE, False, False)]


async def test_nobody_answers_and_f5_calls_by_the_next_way(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await scene.no_answer(window, office)
    room = window.stage.call.page.room
    assert room.card.title.text() == "Inget svar"
    assert room.card.lines[0].text() == "F5 ringer larmenheten härnäst"
    assert label(window, "F5") == "Ring larmenheten"
    assert "Inget svar" in status(window)
    await press(window, Key.Key_F5)
    assert office.asked[-1] == ("call_case", MARTA, UNIT, False, False)


async def test_when_every_way_was_tried_the_last_one_can_be_called_again(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    office.ways = (TABLET,)
    await scene.no_answer(window, office)
    assert label(window, "F5") == "Ring igen"
    await press(window, Key.Key_F5)
    assert office.asked[-1] == ("again",)


async def test_esc_puts_a_call_away_that_is_over_and_the_cases_are_there(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    await scene.no_answer(window, office)
    await press(window, Key.Key_Escape)
    assert office.call_now is None, "an empty note goes with it"
    assert window.stage.view() == 0
    assert strip(window) == ""


async def test_a_call_shows_its_time_its_place_that_nothing_is_kept_and_whose_voice_it_is(
    window: MainWindow, office: FakeOffice
) -> None:
    await in_call(window, office)
    room = window.stage.call.page.room
    assert [tag.label.text() for tag in room.left if tag.isVisible()] == ["Samtal 02:18", "Surfplattan, köket"]
    assert [tag.label.text() for tag in room.right if tag.isVisible()] == ["Spelas inte in"]
    assert room.voice.label.text() == "Märtas röst"
    assert room.meter.lit > 7
    assert room.own.label.text() == "Du"
    assert not room.card.isVisible()
    assert window.stage.call.page.quality.text() == "Bra ljud, lite hackig bild"
    assert window.stage.call.page.why.text().startswith("Ljudet går först: bilden sänktes 01:39:10")
    assert window.stage.call.page.figures.text() == "fördröjning 0,18 s, förlust 0,4 %"
    assert window.stage.call.page.headset.text() == "Headset Vera 2, du hörs"


async def test_hearing_comes_first_of_the_facts(window: MainWindow, office: FakeOffice) -> None:
    await in_call(window, office)
    assert window.stage.call._facts.accessibleName().startswith("Hör dåligt: Tala långsamt, vänta på svar")


async def test_the_note_is_open_beside_the_call_and_the_plan_keeps_the_lit_key(
    window: MainWindow, office: FakeOffice
) -> None:
    await in_call(window, office)
    assert isinstance(window.focusWidget(), QPlainTextEdit)
    assert window.stage.row.keys["F9"].is_lit()
    assert not window.stage.call.side.panel().save.property("lit")  # type: ignore[union-attr]


async def test_the_note_that_is_typed_stays_when_another_view_is_visited(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    await scene.noting(window, office)
    await press(window, Key.Key_5, CTRL)
    assert not window.work.has_panel()
    await press(window, Key.Key_7, CTRL)
    field = window.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText().startswith("Sitter i fåtöljen")
    window.drafts.save_now()
    await settle()


@pytest.mark.parametrize(
    ("key", "modifier", "asked"),
    [
        (Key.Key_M, CTRL, ("send", False, True, 100)),
        (Key.Key_B, ALT, ("send", True, False, 100)),
        (Key.Key_Down, ALT, ("send", True, True, 80)),
        (Key.Key_Up, ALT, ("send", True, True, 100)),
        (Key.Key_H, CTRL | SHIFT, ("hold", True)),
        (Key.Key_L, CTRL, ("hang_up",)),
        (Key.Key_F5, Qt.KeyboardModifier.NoModifier, ("picture", False)),
        (Key.Key_F6, Qt.KeyboardModifier.NoModifier, ("picture", False)),
    ],
)
async def test_what_the_keys_do_in_a_call(
    window: MainWindow, office: FakeOffice, key: Key, modifier: Qt.KeyboardModifier, asked: tuple[object, ...]
) -> None:
    await in_call(window, office)
    await press(window, key, modifier)
    assert office.asked[-1] == asked


async def test_whoever_is_muted_reads_that_nobody_hears(window: MainWindow, office: FakeOffice) -> None:
    await in_call(window, office)
    await press(window, Key.Key_M, CTRL)
    page = window.stage.call.page
    assert page.headset.text() == "Mikrofonen är av: du hörs inte"
    assert page.controls.buttons[0].accessibleName() == "Mikrofon, av, du hörs inte Ctrl M"
    await press(window, Key.Key_M, CTRL)
    assert office.asked[-1] == ("send", True, True, 100)


async def test_the_volume_is_never_turned_down_to_nothing(window: MainWindow, office: FakeOffice) -> None:
    await in_call(window, office)
    for _ in range(8):
        await press(window, Key.Key_Down, ALT)
    assert office.call_now is not None
    assert office.call_now.volume == 20


@pytest.mark.parametrize("key", [Key.Key_F3, Key.Key_F4, Key.Key_F12])
async def test_a_case_in_which_somebody_talks_is_not_let_go(window: MainWindow, office: FakeOffice, key: Key) -> None:
    await in_call(window, office)
    panel = window.work.deciding.deed()
    await press(window, key)
    assert status(window) == "Lägg på först (Ctrl+L)"
    assert window.work.deciding.deed() is panel
    assert office.board.get(MARTA).owner is not None  # type: ignore[union-attr]
    assert not window.stage.row.keys[f"F{key - Key.Key_F1 + 1}"].isEnabled()


async def test_relatives_are_chosen_by_a_digit_and_then_called(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    await press(window, Key.Key_F7)
    assert office.asked == []
    await press(window, Key.Key_2)
    assert office.asked == [("call_case", MARTA, ANDERS, False, False)]
    assert "Anders" in window.stage.call.page.room.card.title.text()


async def test_listening_in_is_explained_before_it_is_done(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    await press(window, Key.Key_F5, CTRL | SHIFT)
    assert office.asked == []
    assert "enheten säger högt att vi lyssnar" in status(window)
    await press(window, Key.Key_F5, CTRL | SHIFT)
    assert office.asked == [("call_case", MARTA, TABLET, False, True)]


async def test_the_device_is_told_by_a_list(window: MainWindow, office: FakeOffice) -> None:
    await in_call(window, office)
    await press(window, Key.Key_T, ALT)
    await press(window, Key.Key_4)
    assert office.asked[-1] == ("tone", DeviceTone.LOUDER)
    assert status(window) == "Till enheten: högre ljud i rummet"


async def test_somebody_is_invited_and_the_link_is_shown_to_be_read_out(window: MainWindow, office: FakeOffice) -> None:
    await in_call(window, office)
    await press(window, Key.Key_J, CTRL)
    for key in (Key.Key_2, Key.Key_4, Key.Key_8):
        await press(window, key)
    await press(window, Key.Key_J, CTRL)
    assert office.asked[-1] == ("invite", GuestKind.NURSE, 10, True)
    panel = window.stage.call.panel()
    assert panel is not None
    assert panel.link.text().replace("\u200b", "") == LINK  # type: ignore[attr-defined]
    await press(window, Key.Key_C)
    assert QApplication.clipboard().text() == LINK
    await press(window, Key.Key_L, CTRL)
    assert window.stage.call.panel() is not panel, "the link is gone with the call"


async def test_the_invited_is_sent_out_by_the_same_key(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await scene.invited(window, office)
    await press(window, Key.Key_J, CTRL)
    assert office.asked[-1] == ("guest_away",)


async def test_another_view_has_a_strip_with_the_time_the_name_and_one_key_back(
    window: MainWindow, office: FakeOffice
) -> None:
    await in_call(window, office)
    assert strip(window) == ""
    await press(window, Key.Key_5, CTRL)
    assert strip(window) == "Samtal 02:18 Märta Lindqvist"
    await press(window, Key.Key_7, CTRL)
    assert window.stage.view() == CALL
    await press(window, Key.Key_6, CTRL)
    await press(window, Key.Key_L, CTRL)
    assert office.asked[-1] == ("hang_up",)


async def test_an_alarm_in_a_call_is_in_the_queue_and_cuts_nothing(window: MainWindow, office: FakeOffice) -> None:
    await in_call(window, office)
    office.alarm("c-new", "nils", DeviceKind.PERSONAL_ALARM, Cause.PRESS, "hallen", alarm_class=AlarmClass.ACUTE)
    await settle()
    assert window.model.index_of(CaseId("c-new")).isValid()
    assert window.stage.view() == CALL
    assert window.stage.queue.isVisible()
    assert office.call_now is not None
    assert not office.call_now.course.is_over


async def test_another_case_that_is_chosen_is_shown_with_the_cases(window: MainWindow, office: FakeOffice) -> None:
    await in_call(window, office)
    await choose(window, NILS)
    assert window.stage.view() == 0
    assert strip(window).startswith("Samtal")
    await press(window, Key.Key_7, CTRL)
    assert window.work.row is not None
    assert window.work.row.case == MARTA


async def test_over_a_locked_desk_nobody_is_named_or_seen_and_the_call_goes_on(
    window: MainWindow, office: FakeOffice
) -> None:
    await in_call(window, office)
    await press(window, Key.Key_L, CTRL | ALT)
    assert strip(window) == "Samtal 02:18"
    assert not window.stage.call.isVisible()
    await press(window, Key.Key_L, CTRL)
    assert office.call_now is not None
    assert not office.call_now.course.is_over, "whoever has not unlocked cannot hang up"


async def test_the_picture_goes_to_the_second_screen_and_comes_back(window: MainWindow, office: FakeOffice) -> None:
    engine = await in_call(window, office)
    await press(window, Key.Key_D, CTRL)
    there = engine.surface.window()
    assert isinstance(there, CallWindow)
    assert window.stage.call.page.room.card.title.text() == "Bilden är på skärm 2"
    assert not there.room.card.isVisible()
    await press(window, Key.Key_L, CTRL | ALT)
    assert there.room.card.isVisible()
    assert there.room.card.title.text() == "Skärmen är låst, samtalet pågår"
    assert there.room.voice.isHidden()
    office.sit(office.seated)
    await settle()


async def test_the_second_screen_gives_the_picture_back_by_the_same_key(window: MainWindow, office: FakeOffice) -> None:
    engine = await in_call(window, office)
    await press(window, Key.Key_D, CTRL)
    await press(window, Key.Key_D, CTRL)
    assert engine.surface.window() is window
    assert not window.stage.call.page.room.card.isVisible()


async def test_the_picture_survives_another_language(window: MainWindow, office: FakeOffice) -> None:
    engine = await in_call(window, office)
    await press(window, Key.Key_S, ALT)
    assert engine.surface.window() is window
    assert window.stage.call.page.room.isAncestorOf(engine.surface)
    assert window.stage.view() == CALL
    assert window.stage.call.page.room.voice.label.text() == "Märta's voice"


async def test_orders_reach_the_engine_and_its_words_the_console(window: MainWindow, office: FakeOffice) -> None:
    window.receive((screen.EngineAsked(None), screen.EngineAsked(MakeOffer(CallId("c"), 1))))
    engine = engine_of(window)
    assert engine.orders[-2:] == [None, MakeOffer(CallId("c"), 1)]
    engine.said.emit(EngineReady(1))
    assert office.engine_words == [EngineReady(1)]
    assert isinstance(engine.surface, DrawnSurface)


async def test_a_program_without_an_engine_says_so_for_good(
    qapp: QApplication, office: FakeOffice, clock: Clock
) -> None:
    window = open_window(office, clock)
    window.receive((screen.EngineAsked(None),))
    (word,) = office.engine_words
    assert isinstance(word, EngineDied)
    assert word.is_final
    shut(window)


async def test_a_number_goes_to_whatever_the_computer_calls_with(
    qapp: QApplication, office: FakeOffice, clock: Clock
) -> None:
    dialled: list[str] = []
    window = open_window(office, clock, site=Site(dial=lambda number: not dialled.append(number)))
    window.receive((screen.DialAsked("+46701740618"),))
    assert dialled == ["+46701740618"]
    shut(window)


async def test_the_resident_of_a_look_is_called_from_the_rounds(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    tell_round(office)
    await press(window, Key.Key_2, CTRL)
    window.stage.rounds.rounds.select(EDVIN)
    window.calls.ways.refresh()
    await settle()
    await press(window, Key.Key_F5)
    ((asked, resident, _, way, is_video, look),) = office.asked
    assert (asked, way, is_video, look) == ("call_person", TABLET, False, EDVIN)
    assert resident == office.rows[EDVIN].resident


async def test_the_step_of_a_plan_that_calls_begins_the_call(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    await press(window, Key.Key_F9)
    office.clock.go(2)
    office.canary(3)
    await press(window, Key.Key_F9)
    assert [asked[0] for asked in office.asked] == ["call_case"]
    office.answer()
    office.clock.go(2)
    office.canary(4)
    await press(window, Key.Key_F9)
    assert [asked[0] for asked in office.asked] == ["call_case"], "one call at a time; the answers are on their keys"
    assert "Alt" in status(window)


async def test_blind_f5_calls_the_reserve_centre(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now() - timedelta(seconds=23))
    await settle()
    assert label(window, "F5") != "Ring surfplattan"
    await press(window, Key.Key_F5)
    assert office.asked == []


async def test_a_colleague_sees_in_the_queue_that_somebody_is_talked_with(
    window: MainWindow, office: FakeOffice
) -> None:
    await in_call(window, office)
    row = office.queue.row(MARTA)
    assert row is not None
    assert row.call is not None
    assert (row.call.kind, row.call.is_answered) == (CallKind.VIDEO, True)
    assert "Videosamtal" in window.model.index_of(MARTA).data(Qt.ItemDataRole.AccessibleTextRole)
    office.happens(CallFact.HUNG_UP)
    await settle()
    assert "Videosamtal" not in window.model.index_of(MARTA).data(Qt.ItemDataRole.AccessibleTextRole)


async def test_devices_are_chosen_tried_and_kept(qapp: QApplication, office: FakeOffice, clock: Clock) -> None:
    kept: dict[str, object] = {}
    site = Site(engine=FakeEngine, keep=lambda changes: kept.update(changes) or "")
    window = open_window(office, clock, site=site)
    engine = await at_desk(window, office)
    await press(window, Key.Key_Comma, CTRL)
    section = window.stage.settings.calls
    await press(window, Key.Key_L)
    assert engine.orders[-1] == UseDevices(microphone="mic-1")
    await press(window, Key.Key_9)
    assert engine.orders[-1] == Listen(True)
    assert section.preview.isAncestorOf(engine.surface)
    engine.levels_changed.emit(-90.0, -20.0)
    assert section.meter.lit > 7
    await press(window, Key.Key_1, CTRL)
    assert engine.orders[-1] == Listen(False)
    assert window.stage.call.page.room.isAncestorOf(engine.surface)
    for _ in range(40):
        if kept:
            break
        await settle()
    assert kept["calls.microphone"] == "Headset Vera 2"
    await window.work._tasks.end()
    shut(window)


async def test_what_is_kept_is_used_as_soon_as_it_is_there(window: MainWindow, office: FakeOffice) -> None:
    window.calls.engine.want({"microphone": "Headset Vera 2", "output": "", "camera": "Borttagen kamera"})
    engine = await at_desk(window, office)
    assert UseDevices(microphone="mic-1") in engine.orders


async def test_a_case_that_was_taken_from_us_in_the_call_is_not_called_ours(
    window: MainWindow, office: FakeOffice
) -> None:
    await in_call(window, office)
    office.act_as(AMINA, steps.TakeOver(MARTA, "hjälper till"))
    office.tell_call(owner="Amina Warsame")
    await press(window, Key.Key_L, CTRL)
    texts = [line.text() for line in window.stage.call.page.room.card.lines]
    assert "Ärendet är fortfarande ditt" not in texts


async def test_lena_is_called_by_her_first_name(window: MainWindow, office: FakeOffice) -> None:
    await at_desk(window, office)
    await press(window, Key.Key_F7)
    await press(window, Key.Key_1)
    assert office.asked[-1][2] == LENA
    go(window, office, 3)
    assert "Lena" in window.stage.call.page.room.card.title.text()


@pytest.mark.parametrize("key", [Key.Key_F5, Key.Key_F6, Key.Key_F7])
async def test_a_case_that_changed_under_the_hand_is_not_called_by_the_same_press(
    window: MainWindow, office: FakeOffice, key: Key
) -> None:
    await at_desk(window, office)
    window.calls._work.settling.changed_by_itself()
    await press(window, key)
    assert office.asked == []
    assert status(window).startswith("Valt ärende ändrades just")


async def test_a_key_that_follows_close_on_the_mute_opens_no_microphone(window: MainWindow, office: FakeOffice) -> None:
    await in_call(window, office)
    QTest.keyClick(window.focusWidget() or window, Key.Key_M, CTRL)
    QTest.keyClick(window.focusWidget() or window, Key.Key_Down, ALT)
    await settle()
    assert [one for one in office.asked if one[0] == "send"] == [("send", False, True, 100), ("send", False, True, 80)]
    await press(window, Key.Key_M, CTRL)
    assert office.asked[-1] == ("send", True, True, 80)


@pytest.mark.parametrize(("is_taken", "title"), [(True, "Lämnat till telefonen"), (False, "Ingen har ringts upp")])
async def test_a_number_that_nothing_took_is_not_told_as_handed_to_the_telephone(
    qapp: QApplication, office: FakeOffice, clock: Clock, is_taken: bool, title: str
) -> None:
    site = Site(is_demo=True, engine=FakeEngine, dial=lambda number: is_taken)
    window = open_window(office, clock, site=site)
    await sit_down(window, office)
    office.ways = (MOBILE,)
    await scene.ready(window, office)
    await press(window, Key.Key_F5)
    window.receive((screen.DialAsked("+46701740618"),))
    office.happens(CallFact.HANDED)
    await settle()
    assert title in window.stage.call.page.room.card.title.text()
    assert status(window).startswith(title)
    shut(window)


@pytest.mark.parametrize("how", ["lock", "sign_out"])
async def test_neither_microphone_nor_camera_stays_open_when_the_desk_is_left(
    qapp: QApplication, office: FakeOffice, clock: Clock, how: str
) -> None:
    window = open_window(office, clock, site=Site(engine=FakeEngine))
    engine = await at_desk(window, office)
    await press(window, Key.Key_Comma, CTRL)
    await press(window, Key.Key_9)
    assert engine.orders[-1] == Listen(True)
    if how == "lock":
        await press(window, Key.Key_L, CTRL | ALT)
    else:
        window.receive((screen.SeatChanged(None),))
        await settle()
    assert engine.orders[-1] == Listen(False)
    shut(window)
