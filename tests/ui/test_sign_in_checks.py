"""What is tried before a shift: what each line says, what its key does, what the console journals, what never happens.

The microphone here is a fake one that says so; the real one is tried in `test_hearing.py`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.domain.events import SightLost
from console.domain.link import LinkFact, LinkKind, LinkStanding, LinkState
from console.domain.sight import Grade
from console.domain.start_check import CheckKind, ClockCheck
from console.services import screen
from tests.ui.conftest import open_window, shut
from tests.ui.fakes import AMINA, NOW, Clock, FakeOffice
from tests.ui.test_window import ALT, CTRL, press, settle
from ui.ears import Ears
from ui.main_window import MainWindow
from ui.sight import Seen
from ui.sign_in.findings import Findings, Known, Microphone, Reach, Verdict, results, verdict
from ui.sign_in.told import Told, summary, told
from ui.standing import Standing
from ui.words import Words

Key = Qt.Key
SEEING = Seen(Grade.SEEING, None, None, timedelta(seconds=2), LinkState.UP)
TICKS = (True,) * 12
GOOD_SOUND = screen.SoundChanged(True, "Vera 2", NOW - timedelta(minutes=42), None, None, None, "")


class FakeEars:
    """A computer with these microphones and cameras. It hears `level`, if any, as long as it is listened to."""

    def __init__(self, microphones: tuple[str, ...] = ("Headset",), cameras: tuple[str, ...] = ("Kamera",)) -> None:
        self.named, self.seen = microphones, cameras
        self.level: float | None = 0.3
        self.is_shut = False
        self.open_now: list[str] = []
        self.listened: list[str] = []

    def microphones(self) -> tuple[str, ...]:
        return self.named

    def cameras(self) -> tuple[str, ...]:
        return self.seen

    async def listen(self, level: Callable[[float], None], microphone: str = "", seconds: float = 2.0) -> float | None:
        self.listened.append(microphone)
        if self.is_shut:
            return None
        self.open_now.append(microphone)
        try:
            if self.level is not None:
                level(self.level)
            await asyncio.sleep(0 if self.level is None else seconds)
        finally:
            self.open_now.remove(microphone)
        return self.level or 0.0


@pytest.fixture
def ears() -> FakeEars:
    return FakeEars()


@pytest.fixture
def page(qapp: QApplication, office: FakeOffice, clock: Clock, ears: FakeEars) -> Iterator[MainWindow]:
    window = open_window(office, clock)
    window.seat.checks.use(lambda: ears)
    window.activateWindow()
    yield window
    shut(window)


async def opened(window: MainWindow) -> None:
    window.start()
    for _ in range(4):  # the devices are asked for on a thread
        await settle()
    window.step()


async def closed(window: MainWindow) -> None:
    """No microphone of the fake computer is open when its test ends."""
    window.seat.checks.end()
    await settle()


def line(window: MainWindow, kind: CheckKind) -> tuple[str, str]:
    return window.stage.sign_in.checks.lines[kind].texts()


def known(findings: Findings | None = None, seen: Seen = SEEING, **standing: object) -> Known:
    return Known(findings or Findings(), Standing(**standing), seen, TICKS)  # type: ignore[arg-type]


def said(kind: CheckKind, of: Known, language: str = "sv") -> Told:
    return told(kind, of, Words(language), NOW)


# By keys


async def test_the_checks_run_by_themselves_and_no_tone_is_played(
    page: MainWindow, office: FakeOffice, ears: FakeEars
) -> None:
    await opened(page)
    assert line(page, CheckKind.HEADSET) == ("du hörs", "Headset")
    assert line(page, CheckKind.CAMERA) == ("Kamera", "Öppnas bara i ett videosamtal.")
    assert line(page, CheckKind.CLOCK) == ("Rätt, skiljer 0,02 s", "2 tidkällor")
    assert office.sound_tests == 0
    await closed(page)


async def test_alt_1_plays_four_tones_and_says_when(page: MainWindow, office: FakeOffice, clock: Clock) -> None:
    await opened(page)
    office.show((GOOD_SOUND,))
    assert line(page, CheckKind.SOUND) == ("Provat 00:56, utgången tog emot ljudet", "Högtalare: Vera 2")
    await press(page, Key.Key_1, ALT)
    assert office.sound_tests == 1
    assert line(page, CheckKind.SOUND)[0] == "Fyra toner spelade 01:38"
    assert page.seat.operator is None, "Alt+1 is no digit of the demo"
    await closed(page)


async def test_tones_that_do_not_get_out_are_told(page: MainWindow, office: FakeOffice) -> None:
    await opened(page)
    office.show((GOOD_SOUND,))
    office.sound_device = ""
    await press(page, Key.Key_1, ALT)
    assert line(page, CheckKind.SOUND)[0] == "Tonerna kom inte ut"
    await closed(page)


async def test_tones_are_played_once_at_a_time(
    page: MainWindow, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = asyncio.Event()

    async def long() -> bool:
        office.sound_tests += 1
        await over.wait()
        return True

    monkeypatch.setattr(office, "test_sound", long)
    await opened(page)
    office.show((GOOD_SOUND,))
    await press(page, Key.Key_1, ALT)
    assert line(page, CheckKind.SOUND)[0] == "Spelar fyra toner"
    await press(page, Key.Key_1, ALT)
    over.set()
    await settle()
    assert office.sound_tests == 1
    await closed(page)


async def test_alt_2_goes_to_the_next_microphone_and_round(page: MainWindow, ears: FakeEars) -> None:
    ears.named = ("Headset", "Inbyggd")
    await opened(page)
    await press(page, Key.Key_2, ALT)
    assert line(page, CheckKind.HEADSET)[1] == "Inbyggd"
    assert ears.open_now == ["Inbyggd"], "the one before is closed"
    await press(page, Key.Key_2, ALT)
    assert ears.listened == ["Headset", "Inbyggd", "Headset"]
    await closed(page)


async def test_a_meter_follows_the_voice(page: MainWindow, ears: FakeEars) -> None:
    await opened(page)
    meter = page.stage.sign_in.checks.lines[CheckKind.HEADSET].meter
    assert meter.isVisible()
    lit = meter.lit()
    page.seat.checks.heard.emit(0.9)
    assert meter.lit() > lit > 0
    page.seat.checks.heard.emit(0.0)
    assert meter.lit() == 0
    await closed(page)


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ({"named": ()}, "Ingen mikrofon hittad"),
        ({"is_shut": True}, "Mikrofonen går inte att öppna"),
        ({"level": None}, "Inget ord hördes"),
    ],
)
async def test_a_microphone_that_does_not_hear_says_why(
    page: MainWindow, ears: FakeEars, change: dict[str, object], first: str
) -> None:
    for name, value in change.items():
        setattr(ears, name, value)
    await opened(page)
    assert line(page, CheckKind.HEADSET)[0] == first
    await closed(page)


async def test_alt_3_finds_a_camera_that_has_been_plugged_in(page: MainWindow, ears: FakeEars) -> None:
    ears.seen = ()
    await opened(page)
    assert line(page, CheckKind.CAMERA) == ("Ingen kamera hittad", "Röstsamtal går, videosamtal visar dig inte.")
    ears.seen = ("HD-kamera",)
    await press(page, Key.Key_3, ALT)
    assert line(page, CheckKind.CAMERA)[0] == "HD-kamera"
    await closed(page)


async def test_a_machine_without_the_sound_library_signs_in(office: FakeOffice, clock: Clock) -> None:
    window = open_window(office, clock)
    window.activateWindow()
    await opened(window)
    assert line(window, CheckKind.HEADSET)[0] == "Ljud kan inte provas här"
    assert line(window, CheckKind.CAMERA)[0] == "Kameror kan inte sökas här"
    await press(window, Key.Key_2)
    assert window.seat.operator == AMINA
    shut(window)


async def test_the_results_are_journalled_once_for_each_operator_and_not_for_an_unlocked_screen(
    page: MainWindow, office: FakeOffice
) -> None:
    await opened(page)
    office.show((GOOD_SOUND, screen.Tally(5, 0)))
    office.sight(Grade.SEEING)
    office.canary(1)
    await settle()
    page.step()
    await press(page, Key.Key_1)
    everything = tuple((kind, True) for kind in CheckKind)
    assert office.start_checks == [everything]
    await press(page, Key.Key_L, CTRL | ALT)
    await press(page, Key.Key_1)
    assert page.stage.desk.isVisible()
    assert len(office.start_checks) == 1
    await press(page, Key.Key_L, CTRL | ALT)
    await press(page, Key.Key_2)
    assert page.seat.operator == AMINA
    assert len(office.start_checks) == 2
    await closed(page)


async def test_no_microphone_is_open_at_the_desk_or_while_locked(page: MainWindow, ears: FakeEars) -> None:
    await opened(page)
    assert ears.open_now == ["Headset"]
    await press(page, Key.Key_1)
    assert ears.open_now == []
    await press(page, Key.Key_L, CTRL | ALT)
    await settle()
    assert ears.open_now == []
    assert ears.listened == ["Headset"]
    await press(page, Key.Key_2, ALT)
    assert ears.open_now == ["Headset"], "by hand it may be tried there too"
    await closed(page)


async def test_what_was_found_stays_over_another_language(page: MainWindow) -> None:
    await opened(page)
    await press(page, Key.Key_S, ALT)
    assert line(page, CheckKind.CAMERA)[0] == "Kamera"
    assert line(page, CheckKind.HEADSET)[0] == "you are heard"
    assert line(page, CheckKind.CLOCK)[0] == "Right, differs by 0.02 s"
    await closed(page)


# What each line says


def test_before_anything_has_answered_nothing_is_claimed() -> None:
    nothing = known(seen=Seen(Grade.WAITING, None, None, None, LinkState.CONNECTING))
    assert {verdict(kind, nothing) for kind in CheckKind} == {Verdict.OPEN}
    assert results(nothing) == ()


@pytest.mark.parametrize(
    ("sound", "findings", "expected"),
    [
        (None, Findings(), Verdict.OPEN),
        (replace(GOOD_SOUND, checked_at=None), Findings(), Verdict.OPEN),
        (GOOD_SOUND, Findings(), Verdict.GOOD),
        (replace(GOOD_SOUND, is_audible=False), Findings(), Verdict.BAD),
        (replace(GOOD_SOUND, is_audible=False), Findings(tones_at=NOW), Verdict.BAD),
        (GOOD_SOUND, Findings(have_tones_failed=True), Verdict.BAD),
        (GOOD_SOUND, Findings(is_playing=True), Verdict.OPEN),
        (replace(GOOD_SOUND, checked_at=None), Findings(tones_at=NOW), Verdict.GOOD),
    ],
)
def test_sound_is_good_only_where_the_output_took_it(
    sound: screen.SoundChanged | None, findings: Findings, expected: Verdict
) -> None:
    assert verdict(CheckKind.SOUND, known(findings, sound=sound)) is expected


@pytest.mark.parametrize(
    ("hearing", "heard", "expected"),
    [
        (Microphone.UNTRIED, False, Verdict.OPEN), (Microphone.LISTENING, False, Verdict.OPEN),
        (Microphone.LISTENING, True, Verdict.GOOD), (Microphone.HEARD, True, Verdict.GOOD),
        (Microphone.QUIET, False, Verdict.BAD), (Microphone.SHUT, False, Verdict.BAD),
    ],
)  # fmt: skip
def test_a_headset_is_good_when_a_word_was_heard(hearing: Microphone, heard: bool, expected: Verdict) -> None:
    findings = Findings(
        Reach.REACHED, ("Headset",), "Headset", hearing, heard_at=NOW if heard else None
    )  # fmt: skip
    assert verdict(CheckKind.HEADSET, known(findings)) is expected
    assert said(CheckKind.HEADSET, known(findings)).first


@pytest.mark.parametrize(
    ("seen", "first", "expected"),
    [
        (SEEING, "12 av 12 hela varv", Verdict.GOOD),
        (replace(SEEING, grade=Grade.BLIND, lost=SightLost.NOBODY), "12 av 12 hela varv", Verdict.GOOD),
        (replace(SEEING, grade=Grade.BLIND, lost=SightLost.STORE), "Brutet: journalen", Verdict.BAD),
        (
            replace(SEEING, grade=Grade.BLIND, lost=SightLost.LINK, silence=timedelta(seconds=23)),
            "Inget livstecken på 23 s",
            Verdict.BAD,
        ),
        (replace(SEEING, grade=Grade.BLIND, silence=None), "Inget livstecken än", Verdict.BAD),
    ],
)
def test_the_canary_says_how_many_whole_rounds_came(seen: Seen, first: str, expected: Verdict) -> None:
    line_now = said(CheckKind.CANARY, known(seen=seen))
    assert (line_now.first, line_now.verdict) == (first, expected)


@pytest.mark.parametrize(
    ("cards", "more"),
    [
        (LinkFact(LinkKind.CARDS, LinkStanding.WORKING, at=NOW), "Lokala kort från 01:38, läses utan nät"),
        (LinkFact(LinkKind.CARDS, LinkStanding.WORKING), "Korten finns på den här datorn och läses utan nät"),
        (LinkFact(LinkKind.CARDS, LinkStanding.BROKEN), "Ingen kopia av korten finns på den här datorn"),
    ],
)
def test_the_journal_says_that_it_writes_and_how_old_the_copy_is(cards: LinkFact, more: str) -> None:
    now = known(tally=screen.Tally(1_281_207, 0), links=screen.LinksKnown((cards,)))
    assert said(CheckKind.JOURNAL, now).first == "Skriver, 1\u202f281\u202f207 poster"
    assert said(CheckKind.JOURNAL, now).more == more
    broken = known(tally=screen.Tally(1, 0), store=screen.StoreChanged(False, "disk"))
    assert verdict(CheckKind.JOURNAL, broken) is Verdict.BAD


@pytest.mark.parametrize(
    ("clock", "first", "expected"),
    [
        (None, "Frågar vad klockan är", Verdict.OPEN),
        (ClockCheck(0.02, 2), "Rätt, skiljer 0,02 s", Verdict.GOOD),
        (ClockCheck(3.2, 1), "Fel, skiljer 3,20 s", Verdict.BAD),
        (ClockCheck(None, 0), "Ingen kan säga vad klockan är", Verdict.DISPENSABLE),
    ],
)
def test_the_clock_says_by_how_much(clock: ClockCheck | None, first: str, expected: Verdict) -> None:
    line_now = said(CheckKind.CLOCK, known(Findings(clock=clock)))
    assert (line_now.first, line_now.verdict) == (first, expected)


def test_what_the_checks_add_up_to() -> None:
    good, without, bad, left = Verdict.GOOD, Verdict.DISPENSABLE, Verdict.BAD, Verdict.OPEN
    sv, en = Words(), Words("en")
    assert summary([good] * 5 + [without], sv) == "5 av 6 går bra, 1 går att börja utan"
    assert summary([good, bad, bad, left, left, without], sv) == (
        "1 av 6 går bra, 1 går att börja utan, 2 behöver ses till, 2 inte provade"
    )
    assert summary([good] * 6, en) == "6 of 6 are well"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_check_has_words_whatever_was_found(language: str) -> None:
    for reach in Reach:
        for hearing in Microphone:
            findings = Findings(reach, ("A",), "A", hearing, cameras=())
            for kind in CheckKind:
                now = said(kind, known(findings), language)
                assert now.name
                assert now.first or hearing is Microphone.HEARD


def test_the_fake_computer_fits_what_is_asked_of_one() -> None:
    fitting: Ears = FakeEars()
    assert fitting.cameras() == ("Kamera",)
