"""The plan over the timeline: followed by keys alone, told in words, and never at odds with the card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from console.domain import events as ev
from console.domain import steps
from console.domain.alarm import Cause, DeviceKind
from console.domain.card import Card
from console.domain.device_line import DeviceLine
from console.domain.events import ReadReason
from console.domain.ground import LaidPlan
from console.domain.ids import CaseId, DeviceId, ResidentId
from console.domain.plan import Act, StepState, Way
from console.domain.resident import Device, FactKind
from tests.ui.conftest import open_window, shut
from tests.ui.every_view import ALT, CTRL, NILS, NONE, press, settle, sit_down
from tests.ui.fakes import ALVBRO, AMINA, ELLEN, JONAS, NOW, Clock, FakeOffice
from tests.ui.plan_kit import laid, shipped
from ui.case.plan_list import PlanList
from ui.main_window import MainWindow
from ui.theme import SCALES, Theme
from ui.words import Words
from ui.words.course import CourseLine, headline
from ui.words.step_clock import StepClock, tell_clock
from ui.words.ways import card_ways, step_ways

PATIENCE_S = 60
Key = Qt.Key
TYRA, HERS = "tyra", CaseId("c-tyra")
FACTS = frozenset({FactKind.HEARING, FactKind.CALL_MOBILE_FIRST})
MOBILE, PHONE = "+46701740611", "+4611174061"


class Seat:
    """Ellen's hands and eyes at a case of Tyra's; time goes on a little with each key."""

    def __init__(self, window: MainWindow, office: FakeOffice, clock: Clock) -> None:
        self.window, self.office, self.clock = window, office, clock

    async def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, *, after: float = 0.7) -> None:
        self.clock.go(after)
        self.office.canary(int(self.clock.seconds))
        await press(self.window, key, modifier)

    async def type(self, text: str) -> None:
        QTest.keyClicks(self.window.focusWidget(), text)
        await settle()

    async def answer(self, key: Qt.Key) -> None:
        await self.press(key, ALT)

    async def follow(self, case: CaseId) -> None:
        self.window.stage.queue.view.follow(case)
        await settle()

    @property
    def list(self) -> PlanList:
        return self.window.stage.cases.case.plan.steps

    def lines(self) -> tuple[CourseLine, ...]:
        return self.list.model().lines  # type: ignore[attr-defined, no-any-return]

    def line(self, step: str) -> CourseLine:
        return next(line for line in self.lines() if line.step == step)

    def open(self) -> str:
        """The step that is open, by its id."""
        found = self.list.open_line()
        return found.step if found is not None else ""

    def said(self) -> str:
        return self.window.stage.status.said()

    def label(self) -> str:
        return self.window.stage.row.keys["F9"].label()

    def texts(self) -> list[str]:
        plan = self.window.stage.cases.case.plan
        return [each.text() for each in plan.findChildren(QLabel) if each.isVisible()]

    def timeline(self) -> list[str]:
        model = self.window.stage.cases.case._timeline.model()
        return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]

    def journal(self, case: CaseId = HERS) -> list[object]:
        """What Ellen did with the case, in order."""
        mine = (event for event in self.office.events if event.subject == ev.case_subject(case))
        return [event.body for event in mine if event.who == ELLEN.id]


@pytest.fixture
def seat(window: MainWindow, office: FakeOffice, clock: Clock) -> Seat:
    office.add(
        TYRA, "Tyra Berg", 1941, "Sjögatan 3", mobile=MOBILE,
        facts=((FactKind.HEARING, "vänta på svar"), (FactKind.CALL_MOBILE_FIRST, "")),
    )  # fmt: skip
    office.residents[ResidentId(TYRA)] = replace(office.residents[ResidentId(TYRA)], phone=PHONE)
    office.devices.append(DeviceLine(device(), None))
    office.laid = laid("press", facts=FACTS)
    return Seat(window, office, clock)


def device() -> Device:
    return Device(DeviceId("d-tyra"), ALVBRO, "s", DeviceKind.PERSONAL_ALARM, resident=ResidentId(TYRA))


async def begin(seat: Seat, *, is_taken: bool = True) -> None:
    """Tyra has pressed; Ellen has taken it, and with it the plan."""
    await sit_down(seat.window, seat.office)
    seat.office.alarm(HERS, TYRA, DeviceKind.PERSONAL_ALARM, Cause.PRESS, "hallen", 5)
    await settle()
    await seat.follow(HERS)
    if is_taken:
        await seat.press(Key.Key_F3)


async def test_a_silent_call_is_followed_from_claim_to_close_by_keys_alone(seat: Seat) -> None:
    await begin(seat)
    assert seat.label() == "Ring upp"
    for key, opens in (
        (Key.Key_O, "again"), (Key.Key_N, "other_way"), (Key.Key_O, "contacts"), (Key.Key_N, "look"),
        (Key.Key_O, "dispatch"), (Key.Key_J, "check_back"),
    ):  # fmt: skip
        await seat.answer(key)
        assert seat.open() == opens
    assert seat.label() == "Lova tid"
    await seat.press(Key.Key_F9)
    until = seat.clock.now() + timedelta(minutes=30)
    await seat.press(Key.Key_F9, after=0)
    assert seat.open() == "outcome"
    await seat.press(Key.Key_F9)
    await seat.press(Key.Key_2)
    await seat.press(Key.Key_F12)
    assert seat.said() == "Avslutat: Besök utfört"
    done = [ev.StepDone(*each) for each in (
        ("call", "no_answer"), ("again", "silent"), ("other_way", "no_answer"), ("contacts", "cannot"),
        ("look", "not_seen"), ("dispatch", "accepted"),
    )]  # fmt: skip
    plan = shipped("press")
    claimed, begun, *rest = seat.journal()
    assert isinstance(claimed, ev.CaseClaimed)
    assert begun == ev.PlanBegun("press", plan.version, laid("press", facts=FACTS).steps)
    assert rest == [
        *done,
        ev.PromiseMade(until, "uppföljning"),
        ev.StepDone("check_back", ""),
        ev.StepDone("outcome", ""),
        ev.CaseClosed("visit_done", ""),
    ]
    assert not seat.office.kept_drafts


async def test_a_step_with_answers_says_which_answer_is_missing(seat: Seat) -> None:
    seat.office.ways = ()
    await begin(seat)
    await seat.press(Key.Key_F9)
    assert seat.said() == "Markera svaret: Svarade Alt+J, Tyst Alt+N, Inget svar Alt+O"
    assert not [body for body in seat.journal() if isinstance(body, ev.StepDone)]


async def test_a_step_is_left_out_for_a_reason_by_one_digit_or_in_own_words(seat: Seat) -> None:
    await begin(seat)
    await seat.answer(Key.Key_H)
    assert "Hoppa över steg 1: varför?" in [each.text() for each in seat.window.findChildren(QLabel)]
    await seat.press(Key.Key_3)
    assert seat.journal()[-1] == ev.StepSkipped("call", "Går inte att göra")
    assert seat.line("call").state is StepState.SKIPPED
    assert seat.line("call").why == "Överhoppat: Går inte att göra"
    await seat.answer(Key.Key_H)
    panel = seat.window.stage.cases.case.panel()
    assert panel is not None
    panel.reason.setFocus()  # type: ignore[attr-defined]
    await seat.answer(Key.Key_H)
    assert seat.journal()[-1] == ev.StepSkipped("call", "Går inte att göra"), "nothing is left out without a reason"
    await seat.type("dottern star bredvid henne")
    await seat.answer(Key.Key_H)
    assert isinstance(seat.journal()[-1], ev.StepSkipped)
    assert seat.journal()[-1].reason == "dottern star bredvid henne"  # type: ignore[attr-defined]


async def test_the_last_mark_is_taken_back(seat: Seat) -> None:
    await begin(seat)
    await seat.press(Key.Key_Backspace, ALT)
    assert seat.said() == "Inget steg är markerat"
    await seat.answer(Key.Key_J)
    assert seat.open() == "danger"
    await seat.press(Key.Key_Backspace, ALT)
    assert (seat.open(), seat.said()) == ("call", "Öppet igen: Ring upp")
    assert seat.journal()[-1] == ev.StepReopened("call")


async def test_an_answer_makes_steps_not_needed_and_says_so(seat: Seat) -> None:
    await begin(seat)
    await seat.answer(Key.Key_J)
    again = seat.line("again")
    assert again.state is StepState.NOT_NEEDED
    assert again.told == "behövs inte efter svaret Svarade"
    assert seat.line("contacts").told == "behövs inte, liksom steg 2"
    assert seat.line("call").told.startswith("Svarade 01:38:")


async def test_a_step_after_one_that_was_left_out_says_by_which(seat: Seat) -> None:
    await begin(seat)
    await seat.answer(Key.Key_N)
    await seat.answer(Key.Key_H)
    await seat.press(Key.Key_2)
    assert seat.line("contacts").told == "behövs inte, steg 2 hoppades över"


async def test_a_plan_that_is_changed_in_mid_case_leaves_the_case_with_its_version(seat: Seat) -> None:
    await begin(seat)
    old = shipped("press")
    await seat.answer(Key.Key_O)
    first = replace(old.steps[0], text=replace(old.steps[0].text, sv="Ropa i porttelefonen.", en="Call at the door."))
    new = replace(old, version="f" * 16, steps=(first, *old.steps[1:4]))
    seat.office.laid = LaidPlan(new, tuple(step.id for step in new.steps))
    await seat.follow(NILS)
    await seat.follow(HERS)
    assert seat.line("call").headline == "Ring upp."
    assert len(seat.lines()) == len(laid("press", facts=FACTS).steps)
    await seat.answer(Key.Key_N)
    case = seat.office.board.get(HERS)
    assert case is not None
    assert case.plan is not None
    assert case.plan.version == old.version
    assert case.plan.records[-1].answer == "silent"


async def test_a_graver_alarm_offers_its_plan_and_one_key_changes_to_it(seat: Seat) -> None:
    await begin(seat)
    await seat.answer(Key.Key_O)
    assert not seat.window.stage.cases.case.plan.notice.isVisible()
    seat.office.laid = laid("smoke", cause=Cause.SMOKE, kind=DeviceKind.SMOKE_DETECTOR)
    seat.office.alarm(HERS, TYRA, DeviceKind.SMOKE_DETECTOR, Cause.SMOKE, "köket", 0)
    await settle()
    notice = seat.window.stage.cases.case.plan.notice
    assert notice.isVisible()
    assert notice.label.text() == "Nytt larm: rök. Ctrl+F9 byter till planen för rök."
    assert not any(line.is_lit for line in seat.lines())
    assert not seat.window.deeds.key_states()[8].is_lit, "the old plan's step is not what to press"
    assert seat.open() == "again", "the plan goes on until it is changed"
    await seat.answer(Key.Key_N)
    await seat.press(Key.Key_F9, CTRL)
    assert seat.line(shipped("smoke").steps[0].id).state is StepState.CURRENT
    assert seat.label() == "Ring 112"
    assert not notice.isVisible()
    told = " ".join(seat.timeline())
    assert "Steg klart: Ring igen, en annan väg, Tyst, Ellen Sandgren" in told, "told by the plan that ran then"


async def test_an_alarm_that_is_not_graver_offers_nothing(seat: Seat) -> None:
    await begin(seat)
    seat.office.alarm(HERS, TYRA, DeviceKind.ALARM_MAT, Cause.STEPPED_ON_MAT, "sängen", 0)
    await settle()
    assert not seat.window.stage.cases.case.plan.notice.isVisible()
    await seat.press(Key.Key_F9, CTRL)
    assert seat.said() == "Planen som passar är den som följs"


async def test_before_the_case_is_taken_the_plan_is_shown_and_nothing_is_marked(seat: Seat) -> None:
    await begin(seat, is_taken=False)
    assert "Ta ärendet (F3) för att följa planen. Kortet kan ge fler steg." in seat.texts()
    assert {line.state for line in seat.lines()} == {StepState.AHEAD}
    assert not [line for line in seat.lines() if line.is_open or line.is_lit or line.key]
    assert not seat.window.stage.row.keys["F9"].isEnabled()
    for key, modifier in ((Key.Key_F9, NONE), (Key.Key_J, ALT), (Key.Key_H, ALT), (Key.Key_F9, CTRL)):
        await seat.press(key, modifier)
        assert seat.said() == "Du har inte ärendet. Ta det med F3"
    assert seat.journal() == []


async def test_another_s_plan_is_read_and_not_touched(seat: Seat) -> None:
    await begin(seat, is_taken=False)
    seat.office.act_as(AMINA, steps.Claim(HERS))
    seat.office.act_as(AMINA, steps.DoStep(HERS, "call", "silent"))
    await settle()
    assert "Amina Warsame följer planen." in seat.texts()
    assert seat.line("call").told.startswith("Amina Warsame, Tyst ")
    assert not seat.list.open_line().answers  # type: ignore[union-attr]
    await seat.answer(Key.Key_J)
    assert seat.journal() == []


async def test_an_own_case_without_a_plan_begins_it_by_the_next_key(seat: Seat) -> None:
    seat.office.laid, plan = None, seat.office.laid
    await begin(seat)
    assert "Ingen plan passar det här ärendet. Följ kommunens rutin." in seat.texts()
    await seat.press(Key.Key_F9)
    assert seat.said() == "Ärendet följer ingen plan"
    seat.office.laid = plan
    await seat.follow(NILS)
    await seat.follow(HERS)
    assert seat.label() == "Börja planen"
    await seat.press(Key.Key_F9)
    assert seat.open() == "call"


async def test_a_version_that_is_not_here_is_told_and_asked_for_again(seat: Seat) -> None:
    await begin(seat)
    version = shipped("press").version
    known, seat.office.laid = seat.office.versions.pop(version), None
    seat.window.work.records.plans._plans.clear()
    await seat.follow(NILS)
    await seat.follow(HERS)
    [told] = [text for text in seat.texts() if "version" in text]
    assert "följ kommunens rutin" in told
    seat.office.versions[version] = known
    seat.window.work.records.plans._again.timeout.emit()
    await settle()
    assert seat.open() == "call"


async def test_a_key_that_bounces_marks_one_step(seat: Seat) -> None:
    seat.office.laid = laid("press", facts=FACTS, presses=8)
    await begin(seat)
    await seat.answer(Key.Key_J)
    assert seat.open() == "history"
    await seat.press(Key.Key_F9)
    await seat.press(Key.Key_F9, after=0.1)
    assert seat.open() == "tell_lead"
    assert seat.said() == "Nästa steg kom just. Läs det och tryck igen"
    await seat.press(Key.Key_F9)
    assert seat.open() == "danger"


async def test_a_step_is_read_by_its_number_and_may_be_marked_before_its_turn(seat: Seat) -> None:
    await begin(seat)
    number = seat.line("dispatch").number
    await seat.press(Key(Key.Key_0 + number), ALT)
    assert (seat.open(), seat.label()) == ("dispatch", "Skicka")
    await seat.press(Key.Key_Escape)
    assert seat.open() == "call"
    await seat.press(Key(Key.Key_0 + number), ALT)
    await seat.answer(Key.Key_J)
    assert seat.journal()[-1] == ev.StepDone("dispatch", "accepted")
    assert seat.open() == "call", "what was jumped over is still to be done"
    await seat.press(Key(Key.Key_0 + number), ALT)
    await seat.press(Key.Key_F9)
    assert seat.said() == f"Steg {number} är redan markerat. Esc går tillbaka till steget nu"


async def test_a_note_and_a_promise_at_their_steps_mark_them_and_elsewhere_do_not(seat: Seat) -> None:
    seat.office.laid = laid("by_hand")
    await begin(seat)
    assert seat.label() == "Anteckna"
    first = seat.lines()[0]
    await seat.press(Key.Key_F9)
    await seat.type("Grannen ringde")
    await seat.press(Key.Key_F9)
    assert seat.journal()[-2:] == [ev.NoteWritten("Grannen ringde"), ev.StepDone(first.step, "")]
    await seat.press(Key.Key_F11)
    await seat.type("Hon svarar")
    await seat.press(Key.Key_F11)
    assert seat.journal()[-1] == ev.NoteWritten("Hon svarar")


async def test_a_step_that_looks_in_asks_why_opens_the_camera_and_waits_for_its_answer(seat: Seat) -> None:
    seat.office.laid = laid("fall_camera", kind=DeviceKind.CAMERA, cause=Cause.FALL)
    await begin(seat)
    before = seat.journal()
    assert seat.label() == "Titta in"
    await seat.press(Key.Key_F9)
    await seat.type("Såg någon på golvet")
    await seat.press(Key.Key_F9)
    assert seat.office.calls[-1] == ("look in", HERS, "Såg någon på golvet")
    assert seat.said() == "Kameran är öppen, maskerad. Trafikledaren får veta."
    assert seat.journal() == before
    await seat.answer(Key.Key_N)
    assert isinstance(seat.journal()[-1], ev.StepDone)


async def test_a_close_that_is_refused_leaves_its_step_open(seat: Seat) -> None:
    await begin(seat)
    number = next(line.number for line in seat.lines() if line.step == "outcome")
    seat.window.work.records.plans.choose(number)
    await seat.press(Key.Key_F9)
    await seat.press(Key.Key_1)
    seat.office.alarm(HERS, TYRA, DeviceKind.PERSONAL_ALARM, Cause.PRESS, "hallen", 0)
    await settle()
    await seat.press(Key.Key_F12)
    assert seat.journal()[-2:] == [ev.StepDone("outcome", ""), ev.StepReopened("outcome")]
    case = seat.office.board.get(HERS)
    assert case is not None
    assert case.is_open


async def test_the_outcomes_that_the_plan_names_come_first(seat: Seat) -> None:
    await begin(seat)
    await seat.press(Key.Key_F12)
    panel = seat.window.stage.cases.case.panel()
    assert panel is not None
    rows = [(row.words(), row.accessibleName()) for row in panel.choices.rows]  # type: ignore[attr-defined]
    assert [text for text, _ in rows[:3]] == ["Hjälp genom samtal", "Besök utfört", "Närstående åkte"]
    assert all(("enligt planen" in name) == (at < 7) for at, (_, name) in enumerate(rows))


async def test_a_wait_counts_down_and_then_the_next_key_goes_on(seat: Seat) -> None:
    seat.office.laid = laid("left_bed", cause=Cause.LEFT_BED, kind=DeviceKind.BED_SENSOR)
    await begin(seat)
    wait = seat.lines()[0]
    assert wait.clock is not None
    assert wait.clock.wait is not None
    assert seat.label().startswith("Vänta ")
    await seat.press(Key.Key_F9)
    assert "kvar att vänta. Alt+H hoppar över steget" in seat.said()
    assert seat.open() == wait.step
    seat.clock.go(wait.clock.wait.total_seconds())
    seat.window.step()
    assert seat.label() == "Gå vidare"
    await seat.press(Key.Key_F9)
    assert seat.line(wait.step).state is StepState.DONE


def clock_says(after: float) -> str:
    """What the first step of the shipped plan says when nobody has touched it for so many seconds."""
    clock = StepClock(NOW, shipped("press").steps[0].untouched)
    return tell_clock(clock, NOW + timedelta(seconds=after), Words()).text


def test_the_clock_says_what_happens_by_itself_and_when() -> None:
    assert clock_says(19) == "Orört i 0:19. Planen larmar igen om 0:41, sedan alla operatörer."
    assert clock_says(200) == "Orört i 3:20. Planen larmar trafikledaren om 2:40, sedan nattpatrullen."
    assert clock_says(400) == "Orört i 6:40. Planen larmar nattpatrullen om 8:20."
    assert clock_says(901) == "Orört i 15:01. Planen har larmat nattpatrullen. Gå vidare nu."


async def test_a_promise_rests_the_plan(seat: Seat) -> None:
    await begin(seat)
    until = seat.clock.now() + timedelta(minutes=9)
    seat.office._perform(steps.MakePromise(HERS, until, "besök"))
    await settle()
    line = seat.list.open_line()
    assert line is not None
    assert line.clock is not None
    assert tell_clock(line.clock, seat.clock.now(), Words()).text == "Planen vilar till löftet 01:47"


@pytest.mark.parametrize("facts", [frozenset(), FACTS, frozenset({FactKind.CALL_MOBILE_FIRST})])
@pytest.mark.parametrize("numbers", [(MOBILE, PHONE), (MOBILE, ""), ("", PHONE), ("", "")])
def test_card_and_plan_call_in_the_same_order(
    office: FakeOffice, facts: frozenset[FactKind], numbers: tuple[str, str]
) -> None:
    office.add("x", "Ebba Ek", 1940, facts=[(fact, "") for fact in facts], mobile=numbers[0])
    office.residents[ResidentId("x")] = replace(office.residents[ResidentId("x")], phone=numbers[1])
    person = office._shown(office.residents[ResidentId("x")])
    card = Card(person, ReadReason.OWN_CASE, (DeviceLine(device(), None),), (), ())
    on_card = card_ways(card)
    step = next(step for step in shipped("press").steps if step.act is Act.CALL)
    assert step_ways(step, card) == on_card
    expected = [way for way, number in ((Way.MOBILE, numbers[0]), (Way.PHONE, numbers[1])) if number]
    is_first = FactKind.CALL_MOBILE_FIRST in facts and Way.MOBILE in expected
    expected.insert(1 if is_first else 0, Way.DEVICE)
    assert [each.way for each in on_card] == expected


async def test_the_open_card_and_the_open_step_show_the_same_ways(seat: Seat) -> None:
    await begin(seat)
    line = seat.list.open_line()
    assert line is not None
    assert line.more == ("1 mobilen 070-174 06 11 · 2 larmenheten · 3 hemtelefonen 011-17 40 61",)
    shown = [each.text() for each in seat.window.stage.cases.card.findChildren(QLabel) if each.isVisible()]
    at = [shown.index(text) for text in ("1 Mobilen", "2 Larmenheten", "3 Hemtelefonen")]
    assert at == sorted(at)
    assert shown[at[0] + 1] == "070-174 06 11"


async def test_of_a_protected_person_the_plan_shows_no_number(seat: Seat) -> None:
    await sit_down(seat.window, seat.office)
    await seat.follow(CaseId("c-vera"))
    await seat.press(Key.Key_F3)
    line = seat.list.open_line()
    assert line is not None
    assert any("Ctrl+U" in text for text in line.more)
    assert not any("070" in text for text in line.more)


async def test_a_screen_reader_hears_each_step_whole_and_the_next_one_when_it_comes(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    await begin(seat)
    monkeypatch.setattr(seat.window.stage.cases.case.plan, "_speak", lambda text, _: heard.append(text))
    model = seat.list.model()
    first = str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    count = len(seat.lines())
    assert first.startswith(f"Steg 1 av {count}, nu: Ring upp. Säg: ”Hej")
    assert "Svar: Svarade Alt+J, Tyst Alt+N, Inget svar Alt+O" in first
    await seat.answer(Key.Key_O)
    assert [text.partition(":")[0] for text in heard] == [f"Steg 2 av {count}, nu"]


async def test_rows_that_change_leave_the_list_as_it_is(seat: Seat) -> None:
    await begin(seat)
    resets: list[bool] = []
    seat.list.model().modelReset.connect(lambda: resets.append(True))
    seat.office.alarm(HERS, TYRA, DeviceKind.PERSONAL_ALARM, Cause.PRESS, "hallen", 0)
    seat.office.append("c-nils", ev.NoteWritten("annat"), JONAS.id)
    await settle()
    await seat.answer(Key.Key_O)
    assert not resets


async def test_a_closed_case_leaves_nothing_of_its_plan(seat: Seat) -> None:
    await begin(seat)
    await seat.press(Key.Key_F12)
    await seat.press(Key.Key_1)
    await seat.press(Key.Key_F12)
    assert seat.window.work.row is None
    assert seat.lines() == ()
    assert seat.window.work.records.plans.laid() is None


@pytest.fixture
def small(office: FakeOffice, clock: Clock, request: pytest.FixtureRequest) -> Iterator[MainWindow]:
    """A window of the size and scale that a test asks for."""
    size, scale = request.param
    made = open_window(office, clock, theme=Theme(scale=scale))
    made.resize(*size)
    yield made
    shut(made)


SIZES = [(size, scale) for size in ((1366, 768), (1920, 1080)) for scale in SCALES if scale >= 1]


@pytest.mark.parametrize("small", SIZES, indirect=True, ids=str)
async def test_the_open_step_and_its_keys_are_in_sight_at_every_size(
    small: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    """Through the ladder of a silent call, to its last step with answers."""
    office.laid = laid("press", facts=FACTS, presses=8)
    await sit_down(small, office)
    await press(small, Key.Key_F2)
    plan, seen = small.stage.cases.case.plan, []
    for key, modifier in ((Key.Key_O, ALT), (Key.Key_N, ALT), *[(Key.Key_F9, NONE)] * 2, *[(Key.Key_O, ALT)] * 3):
        await settle(8)
        line = plan.steps.open_line()
        assert line is not None
        place, view = plan.steps.visualRect(plan.steps._index_of(line)), plan.steps.viewport().rect()
        assert (view.top() <= place.top(), place.bottom() <= view.bottom()) == (True, True), (line.step, place, view)
        for button in plan.steps._bar._buttons:
            assert button.visibleRegion().boundingRect().size() == button.size(), (line.step, button.text())
        assert small.stage.cases.minimumSizeHint().height() <= small.stage.cases.height()
        seen.append(line.step)
        clock.go(1)
        await press(small, key, modifier)
    assert seen == ["call", "again", "history", "tell_lead", "other_way", "contacts", "look"]


def test_a_step_is_called_by_what_stands_before_its_first_stop() -> None:
    words = Words()
    named = [headline(step, words) for step in shipped("press").steps]
    assert named[:2] == ["Ring upp", "Ring igen, en annan väg"]
    assert all(0 < len(name) <= 70 for name in named)
    assert headline(shipped("press").steps[0], Words("en")) == "Call"


async def test_the_plan_speaks_the_operators_language(seat: Seat) -> None:
    await begin(seat)
    await seat.press(Key.Key_S, ALT)
    assert seat.line("call").headline == "Call."
    assert [answer.text for answer in seat.line("call").answers] == ["Answered", "Silent", "No answer"]
    assert seat.label() == "Call"


async def test_hostile_plan_texts_are_only_text(seat: Seat) -> None:
    plan = shipped("press")
    hostile = '<img src="file:///dev/zero">\u202e' + "W" * 260
    worse = tuple(
        replace(step, text=replace(step.text, sv=hostile), detail=replace(step.text, sv=hostile)) for step in plan.steps
    )
    seat.office.laid = LaidPlan(replace(plan, steps=worse), laid("press").steps)
    await begin(seat)
    seat.window.grab()
    assert "\u202e" not in seat.line("call").text
    assert seat.window.width() == 1920


@pytest.mark.parametrize("view", [3, 6])
async def test_from_another_view_the_key_brings_the_plan_and_the_next_press_goes_on(seat: Seat, view: int) -> None:
    seat.office.laid = laid("door_opened", kind=DeviceKind.DOOR_ALARM, cause=Cause.DOOR_OPENED)
    await begin(seat)
    before = seat.journal()
    await seat.press(Key(Key.Key_0 + view), CTRL)
    key = seat.window.stage.row.keys["F9"]
    assert (key.label(), key.isEnabled(), key.is_lit()) == ("Till planen", True, True)
    await seat.press(Key.Key_F9)
    assert seat.said() == "Här är planen. Läs steget och tryck igen"
    assert seat.window.stage.view() == 0
    assert seat.journal() == before
    assert key.is_lit()


async def test_a_mark_answers_what_leaving_out_asks(seat: Seat) -> None:
    await begin(seat)
    await seat.press(Key.Key_H, ALT)
    assert seat.window.work.has_panel()
    await seat.answer(Key.Key_O)
    assert seat.journal()[-1] == ev.StepDone("call", "no_answer")
    assert not seat.window.work.has_panel()


async def test_the_next_key_confirms_the_panel_of_its_step_also_when_it_was_laid_out_anew(seat: Seat) -> None:
    await begin(seat)
    number = next(line.number for line in seat.lines() if line.step == "check_back")
    seat.window.work.records.plans.choose(number)
    await seat.press(Key.Key_F9)
    await seat.press(Key.Key_Plus, CTRL)
    assert seat.window.work.has_panel()
    await seat.press(Key.Key_F9)
    assert any(isinstance(body, ev.PromiseMade) for body in seat.journal())
    assert not seat.window.work.has_panel()


async def test_another_alarm_takes_no_step_from_who_reads_it(seat: Seat) -> None:
    await begin(seat)
    number = next(line.number for line in seat.lines() if line.step == "visit")
    seat.window.work.records.plans.choose(number)
    seat.clock.go(120)
    seat.office.alarm(HERS, TYRA, DeviceKind.PERSONAL_ALARM, Cause.PRESS, "hallen", 0)
    await settle()
    assert seat.open() == "visit"
    await seat.answer(Key.Key_N)
    assert seat.journal()[-1] == ev.StepDone("visit", "no")
