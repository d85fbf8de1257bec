"""The page for a real tablet's browser, and the page for an invited third party, run: in Chromium, over a real
Mosquitto's secure WebSockets with the shipped access rules, in calls of real WebRTC."""

import hashlib
import re
import secrets
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.alarm import Cause, DeviceKind
from console.domain.call import DeviceTone, NoPicture
from console.domain.call_signal import SignalAct
from console.domain.ids import CENTRE, DeviceId
from console.domain.report import Origin, ReceiptState
from tests.resources.tablet_kit import (
    PAGES,
    USERS,
    Browser,
    Called,
    Centre,
    Page,
    eventually,
    setup_address,
    tablet_origin,
)
from tests.servers import MISSING_CHROMIUM, MISSING_MOSQUITTO, BrowserMosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(MISSING_CHROMIUM is not None, reason=str(MISSING_CHROMIUM)),
]

IS_UP = "document.getElementById('line')?.dataset.state === 'up'"
TABLET = (1280, 800)
PHONE = (390, 844)
ANNOUNCED_MS = 3_000
HOSTILE = '<img src=x onerror="document.title=1">\u202egnirps</h1>'


@pytest.fixture(scope="module")
def broker() -> Iterator[BrowserMosquitto]:
    with BrowserMosquitto(PAGES, USERS) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


@pytest.fixture
def centre(broker: BrowserMosquitto) -> Iterator[Centre]:
    with Centre(broker.port) as running:
        yield running
        assert running.unreadable() == []


@pytest.fixture(scope="module")
def device() -> str:
    return f"T-{secrets.token_hex(4)}"


@pytest.fixture
def call() -> str:
    return f"call-{secrets.token_hex(4)}"


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browser.window(*TABLET) as opened:
        yield opened


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    with browser.window(640, 480) as opened:
        yield opened


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """The tablet's window, as the test before it has left it."""
    yield window
    assert window.faults() == []


@pytest.fixture
def fresh(broker: BrowserMosquitto, centre: Centre, page: Page, engine: Page, device: str) -> Called:
    """A tablet that was just opened, with nothing on its way."""
    return opened_anew(broker, centre, page, engine, device)


def opened_anew(broker: BrowserMosquitto, centre: Centre, page: Page, engine: Page, device: str) -> Called:
    if page.run("location.protocol") == "https:":
        page.run("localStorage.clear()")
        page.run("sessionStorage.clear()")
    page.open(setup_address(broker, device, lang="sv"))
    page.until(IS_UP, "it never came to the broker")
    return Called(centre, engine, tablet_origin(device))


@pytest.fixture
def called(
    broker: BrowserMosquitto, centre: Centre, page: Page, engine: Page, device: str, call: str
) -> Iterator[Called]:
    """A tablet that waits for calls: the one that is open, where it is; it was opened for an earlier test."""
    if page.run("location.protocol") == "https:" and page.run(IS_UP):
        page.run("localStorage.setItem('vaka.tablet.camera', 'on')")
        page.run("Object.assign(diary, {screens: [], opened: []})")
        called = Called(centre, engine, tablet_origin(device))
    else:
        called = opened_anew(broker, centre, page, engine, device)
    yield called
    if page.screen not in ("idle", "over"):
        called.say(call, SignalAct.BYE)
        eventually(lambda: page.screen in ("idle", "over"), "the call did not end")


def hears_the_centre(page: Page) -> bool:
    """Whether the operator's tone comes out of the page."""
    return bool(
        page.run(
            """new Promise((done) => {
              const context = new AudioContext();
              const ear = context.createAnalyser();
              context.createMediaStreamSource(document.getElementById('voice').srcObject).connect(ear);
              const wave = new Float32Array(ear.fftSize);
              setTimeout(() => {
                ear.getFloatTimeDomainData(wave);
                context.close();
                done(wave.some((point) => Math.abs(point) > 0.01));
              }, 150);
            })"""
        )
    )


def is_heard(called: Called) -> bool:
    """Whether more than silence comes to the centre."""
    return bool(called.figures()["energy"] > 0)


def answered(called: Called, page: Page, call: str, **words: object) -> None:
    """A call that is offered, answered and stands."""
    called.offer(call, **words)
    page.shows("ringing")
    page.press("answer")
    called.connect()
    page.until("document.getElementById('told').textContent.includes('hör dig')", "the page never said that it stands")


def test_a_tablet_tells_that_it_is_there_and_the_broker_tells_when_it_is_gone(
    centre: Centre, fresh: Called, device: str, page: Page
) -> None:
    status = eventually(lambda: centre.statuses(device), "no status")[-1]
    assert status.kind is DeviceKind.TABLET
    assert [path.is_up for path in status.paths] == [True]
    assert fresh.origin == status.head.origin
    assert page.text("line-words") == "Larmcentralen kan ringa hit"
    assert "password" not in page.run("location.href")
    page.open("about:blank")
    eventually(lambda: [path.is_up for path in centre.statuses(device)[-1].paths] == [False], "no last will came")


def test_a_call_that_is_answered_is_seen_and_heard_both_ways(
    called: Called, page: Page, device: str, call: str
) -> None:
    called.offer(call, with_picture=True, shows_self=True)
    assert called.centre.hears(device, SignalAct.RINGING).call == call
    assert page.text("caller") == "Larmcentralen ringer"
    assert page.run("diary.opened") == []
    page.press("answer")
    assert called.connect().no_picture is None
    eventually(lambda: called.figures()["frames"] > 10, "the centre sees nothing")
    eventually(lambda: is_heard(called), "the centre hears nothing")
    page.until("document.getElementById('picture').videoWidth > 0", "the operator is not seen")
    eventually(lambda: hears_the_centre(page), "the operator is not heard")
    assert page.run("getComputedStyle(document.getElementById('picture')).display") != "none"
    assert "Du syns i bild" in page.text("told")


def test_without_the_operators_picture_a_calm_card_says_who_speaks(called: Called, page: Page, call: str) -> None:
    answered(called, page, call, caller="Larmcentralen i Norrby")
    assert page.text("talking") == "Du talar med Larmcentralen i Norrby"
    assert page.run("document.getElementById('picture').hidden")
    assert "Du syns inte i bild" in page.text("told")
    assert [kind for _, kind in page.run("diary.opened")] == ["microphone"]


def test_a_call_that_is_declined_opens_nothing(called: Called, page: Page, device: str, call: str) -> None:
    called.offer(call, with_picture=True)
    page.shows("ringing")
    page.press("decline")
    assert called.centre.hears(device, SignalAct.DECLINED).call == call
    page.shows("idle")
    assert page.run("diary.opened") == []


def test_who_is_in_a_call_is_busy_for_another(called: Called, page: Page, device: str, call: str) -> None:
    answered(called, page, call)
    called.say(f"{call}-other", SignalAct.OFFER, body="v=0", attempt=3)
    busy = called.centre.hears(device, SignalAct.BUSY)
    assert (busy.call, busy.attempt) == (f"{call}-other", 3)
    assert page.screen == "call"


def test_a_call_that_nobody_answers_ends_with_the_offer_and_leaves_a_word(
    called: Called, page: Page, call: str
) -> None:
    called.offer(call, lasts=timedelta(seconds=2))
    page.shows("ringing")
    page.shows("idle")
    assert page.text("missed").startswith("Larmcentralen ringde klockan ")
    called.offer(f"{call}-late", lasts=timedelta(seconds=-1))
    called.offer(f"{call}-now")
    assert called.centre.hears(called.origin.device, SignalAct.RINGING, 2).call == f"{call}-now"
    called.say(f"{call}-now", SignalAct.BYE)


def test_with_the_camera_switched_off_the_speech_comes_and_the_reason(called: Called, page: Page, call: str) -> None:
    page.press("camera")
    assert page.text("camera-words") == "Kameran är av"
    called.offer(call, with_picture=True)
    page.shows("ringing")
    assert page.text("will-be-seen") == "Om du svarar hörs du, men syns inte."
    page.press("answer")
    assert called.connect().no_picture is NoPicture.PRIVACY_SWITCH
    eventually(lambda: is_heard(called), "the centre hears nothing")
    assert called.figures()["frames"] == 0
    assert [kind for _, kind in page.run("diary.opened")] == ["microphone"]


def test_a_tablet_without_a_camera_says_so(called: Called, page: Page, call: str) -> None:
    page.run("navigator.mediaDevices.enumerateDevices = () => Promise.resolve([])")
    called.offer(call, with_picture=True)
    page.shows("ringing")
    page.press("answer")
    assert called.connect().no_picture is NoPicture.NO_CAMERA
    page.run("delete navigator.mediaDevices.enumerateDevices")


def test_the_camera_can_be_closed_and_lowered_in_the_midst_of_a_call(called: Called, page: Page, call: str) -> None:
    answered(called, page, call, with_picture=True)
    eventually(lambda: called.figures()["frames"] > 5, "no picture came")
    called.engine.run('channel.send(\'{"picture": "low"}\')')
    page.until("diary.limits.at(-1) < 150_000", "it was not lowered")
    called.engine.run('channel.send(\'{"picture": "on"}\')')
    page.until("diary.limits.at(-1) > 1_000_000", "it was not raised")
    page.press("camera-in-call")
    page.until("document.getElementById('told').textContent.includes('syns inte')", "the page says that they are seen")
    frames = called.figures()["frames"]
    time.sleep(0.5)
    assert called.figures()["frames"] - frames <= 3
    page.press("camera-in-call")
    eventually(lambda: called.figures()["frames"] > frames + 10, "the picture did not come back")
    called.engine.run('channel.send(\'{"picture": "off"}\')')
    page.until("document.getElementById('told').textContent.includes('syns inte')", "the picture goes on")


def test_the_same_call_offered_again_is_answered_without_ringing(
    called: Called, page: Page, device: str, call: str
) -> None:
    answered(called, page, call)
    page.run("diary.screens.length = 0")
    called.offer(call, attempt=2)
    assert called.connect(2).attempt == 2
    eventually(lambda: is_heard(called), "the centre hears nothing")
    assert "ringing" not in [screen for _, screen in page.run("diary.screens")]
    assert len(called.centre.said(device, SignalAct.RINGING)) == 1


def test_a_page_loaded_anew_in_a_call_takes_it_up_again_without_ringing(called: Called, page: Page, call: str) -> None:
    answered(called, page, call)
    page.driver.refresh()
    page.until(IS_UP, "it never came back")
    called.offer(call, attempt=2)
    called.connect(2)
    assert "ringing" not in [screen for _, screen in page.run("diary.screens")]


def test_before_somebody_listens_in_it_is_said_for_three_seconds(called: Called, page: Page, call: str) -> None:
    called.offer(call, listen_in=True)
    page.shows("announcing")
    assert "Larmcentralen börjar lyssna" in page.shown
    called.connect()
    eventually(lambda: is_heard(called), "nothing is heard")
    assert page.text("talking") == "Larmcentralen lyssnar nu"
    announced = next(at for at, screen in page.run("diary.screens") if screen == "announcing")
    opened = [at for at, _ in page.run("diary.opened")]
    assert opened
    assert min(opened) - announced >= ANNOUNCED_MS


def test_listening_in_can_be_stopped_before_it_begins(called: Called, page: Page, device: str, call: str) -> None:
    called.offer(call, listen_in=True)
    page.shows("announcing")
    page.press("no-thanks")
    called.centre.hears(device, SignalAct.DECLINED)
    time.sleep(ANNOUNCED_MS / 1000 + 1)
    assert page.run("diary.opened") == []


def test_who_hangs_up_says_bye_and_the_microphone_closes(called: Called, page: Page, device: str, call: str) -> None:
    answered(called, page, call)
    page.press("hang-up")
    assert called.centre.hears(device, SignalAct.BYE).call == call
    page.shows("over")
    page.press("over-words")
    page.shows("idle")
    assert page.run("document.getElementById('voice').srcObject") is None


def test_the_centres_bye_ends_the_call(called: Called, page: Page, call: str) -> None:
    answered(called, page, call)
    called.say(call, SignalAct.BYE)
    page.shows("over")
    assert page.text("over-words") == "Samtalet är slut"


def test_a_line_that_is_lost_is_said_and_waited_for(called: Called, page: Page, call: str) -> None:
    answered(called, page, call)
    called.engine.run("pc.close()")
    page.shows("lost")
    assert "Linjen bröts" in page.shown
    called.offer(call, attempt=2)
    called.connect(2)
    page.shows("call")


def test_somebody_else_at_the_centre_reaches_whoever_was_lost(
    called: Called, page: Page, device: str, call: str
) -> None:
    answered(called, page, call)
    called.engine.run("pc.close()")
    page.shows("lost")
    called.offer(f"{call}-other")
    assert called.centre.hears(device, SignalAct.BYE).call == call
    ringing = called.centre.hears(device, SignalAct.RINGING, 2)
    assert ringing.call == f"{call}-other"
    page.shows("ringing")
    called.say(f"{call}-other", SignalAct.BYE)


def test_the_centre_may_speak_only_and_listen_only_and_make_it_louder(called: Called, page: Page, call: str) -> None:
    answered(called, page, call)

    def after(tone: DeviceTone, script: str) -> None:
        called.say(call, SignalAct.CONTROL, tone=tone)
        page.until(script, f"{tone} did nothing")

    after(DeviceTone.LISTEN, "document.getElementById('voice').muted")
    after(DeviceTone.SPEAK, "document.getElementById('told').textContent.includes('talar')")
    after(DeviceTone.BOTH_WAYS, "!document.getElementById('voice').muted")
    after(DeviceTone.LOUDER, "document.getElementById('voice').volume === 1")
    after(DeviceTone.QUIETER, "document.getElementById('voice').volume < 0.9")
    after(DeviceTone.DOOR, "document.getElementById('told').textContent.includes('dörren')")
    called.say(call, SignalAct.CONTROL, body="guest:nurse")
    page.shows("call")


def test_a_third_party_in_the_call_is_told(called: Called, page: Page, call: str) -> None:
    answered(called, page, call)
    called.say(call, SignalAct.CONTROL, body="guest:relative")
    page.until("document.getElementById('told').textContent === 'En anhörig är också med'", "it was not told")


def test_what_others_write_is_shown_as_text(called: Called, page: Page, call: str) -> None:
    called.offer(call, caller=HOSTILE)
    page.shows("ringing")
    assert page.run("document.getElementById('caller').children.length") == 0
    assert "<img src=x" in page.text("caller")
    assert page.run("document.title") == "Vaka"
    called.say(call, SignalAct.CONTROL, body=f"guest:{HOSTILE}")
    called.say(call, SignalAct.CANDIDATE, body="{]")
    page.press("answer")
    called.connect()
    page.shows("call")
    assert page.run("document.querySelectorAll('img').length") == 0


def test_an_alarm_is_told_as_there_when_the_centre_has_stored_it(fresh: Called, page: Page, device: str) -> None:
    fresh.centre.receipts = False
    page.press("alarm")
    alarm = eventually(lambda: fresh.centre.alarms(device), "no alarm")[0]
    assert (alarm.kind, alarm.cause) == (DeviceKind.TABLET, Cause.PRESS)
    assert page.text("alarm-words") == "Larmet skickas …"
    fresh.centre.receipt(alarm, ReceiptState.STORED)
    page.until("document.getElementById('alarm-words').textContent === 'Larmet är framme.'", "not told")
    fresh.centre.receipt(alarm, ReceiptState.CLAIMED)
    page.until("document.getElementById('alarm-more').textContent.includes('En person')", "not told")


def test_an_alarm_without_a_receipt_is_repeated_as_the_same_one(fresh: Called, page: Page, device: str) -> None:
    fresh.centre.receipts = False
    page.press("alarm")
    eventually(lambda: len(fresh.centre.alarms(device)) == 2, "it was not repeated")
    alarms = fresh.centre.alarms(device)
    assert len({(one.head.key, one.head.at) for one in alarms}) == 1
    assert alarms[1].head.received_at - alarms[0].head.received_at > timedelta(seconds=4)
    assert page.text("alarm-words") == "Försöker igen. Larmet är inte framme än."


def test_an_alarm_on_a_dead_line_goes_out_when_it_is_back(
    broker: BrowserMosquitto, fresh: Called, page: Page, device: str
) -> None:
    broker.kill()
    try:
        page.until("document.getElementById('line').dataset.state === 'down'", "it did not see that the line is dead")
        page.press("alarm")
        assert page.text("alarm-words") == "Försöker igen. Larmet är inte framme än."
        assert "112" in page.text("alarm-more")
        assert page.text("line-words") == "Ingen kontakt med larmcentralen"
    finally:
        broker.start()
    page.until("document.getElementById('alarm-words').textContent === 'Larmet är framme.'", "it never came")
    assert len({one.head.key for one in fresh.centre.alarms(device)}) == 1


def test_what_waits_for_a_receipt_is_sent_at_once_when_the_line_is_back(called: Called, page: Page) -> None:
    sent = page.run(
        """(() => {
          const sent = [];
          const box = new Outbox(sessionStorage, "trial", (_, event) => sent.push(event.id) > 0, () => {});
          box.add("topic", {id: "1", source: "/a/b"});
          box.sendAll();
          box.takeReceipt({id: "1", source: "/a/other", state: "stored"});
          box.sendAll();
          box.takeReceipt({id: "1", source: "/a/b", state: "stored"});
          box.sendAll();
          box.close();
          return sent;
        })()"""
    )
    assert sent == ["1", "1", "1"]


@pytest.mark.parametrize("off_s", [-3600, -90, 90, 3600])
def test_a_tablet_whose_clock_is_wrong_rings_and_for_as_long_as_any_other(
    called: Called, page: Page, off_s: int
) -> None:
    sent = 1_000_000
    signal = {"call": "clock", "act": "candidate", "time": sent, "expiresAt": sent + 45_000, "body": ""}
    left = """(() => {
        const real = Date.now;
        Date.now = () => arguments[0].time + arguments[1] * 1000;
        try { return leftOf(arguments[0]); } finally { Date.now = real; }
    })()"""
    assert page.run(left, signal, off_s) == 45_000


def test_a_word_that_was_over_before_it_was_sent_says_nothing(called: Called, page: Page) -> None:
    assert page.run("leftOf(arguments[0])", {"time": 1_000_000, "expiresAt": 995_000}) == -5_000


def test_a_reload_with_an_alarm_on_its_way_loses_and_doubles_nothing(fresh: Called, page: Page, device: str) -> None:
    fresh.centre.receipts = False
    page.press("alarm")
    eventually(lambda: fresh.centre.alarms(device), "no alarm")
    page.driver.refresh()
    eventually(lambda: len(fresh.centre.alarms(device)) == 2, "the reload has lost it")
    alarms = fresh.centre.alarms(device)
    assert alarms[0].head.raw.payload == alarms[1].head.raw.payload
    fresh.centre.receipt(alarms[0], ReceiptState.STORED)
    page.until("document.getElementById('alarm-words').textContent === 'Larmet är framme.'", "not told")
    page.driver.refresh()
    page.until(IS_UP, "it never came back")
    assert page.text("alarm-words") == "Larmet är framme."
    time.sleep(0.7)
    assert len(fresh.centre.alarms(device)) == 2


def test_staff_set_a_tablet_up_by_hand_and_take_it_away_again(
    broker: BrowserMosquitto, centre: Centre, page: Page, device: str
) -> None:
    page.open(broker.page("guest.html"))
    page.run("localStorage.clear()")
    page.open(broker.page("index.html"))
    page.shows("setup")
    form = {"user": "Fel Namn", "password": USERS["tablet-88"], "municipality": "norrby", "device": device}
    for name, value in form.items():
        page.field(name).send_keys(value)
    page.press_submit("setup")
    assert "Kontrollera fälten" in page.shown
    page.field("user").clear()
    page.field("user").send_keys("tablet-88")
    page.press_submit("setup")
    page.until(IS_UP, "it never came to the broker")
    page.shows("idle")
    page.hold("clock", 3.4)
    page.shows("removing")
    page.field("word").send_keys("Ta bort")
    page.press_submit("removing")
    page.shows("setup")
    assert page.run("localStorage.length") == 0
    eventually(lambda: f"vaka/v1/norrby/tablet-88/status/{device}" in centre.cleared, "its status stayed")


def test_a_wrong_password_is_said_in_plain_words(broker: BrowserMosquitto, page: Page, device: str) -> None:
    page.open(setup_address(broker, device, lang="sv", password="fel"))
    page.until("document.getElementById('line').dataset.state === 'refused'", "it was let in")
    assert page.text("line-words") == "Larmcentralen släpper inte in surfplattan"


def test_the_page_speaks_english_where_it_is_asked_to(broker: BrowserMosquitto, page: Page, device: str) -> None:
    page.open(setup_address(broker, device, lang="en"))
    page.until(IS_UP, "it never came to the broker")
    assert page.text("line-words") == "The alarm centre can call here"
    assert page.run("Object.keys(WORDS.sv).join() === Object.keys(WORDS.en).join()")
    assert page.run("document.documentElement.lang") == "en"


def test_a_second_window_does_not_throw_the_first_one_out(
    broker: BrowserMosquitto, browser: Browser, called: Called, page: Page, device: str, call: str
) -> None:
    with browser.window(*TABLET) as second:
        second.open(setup_address(broker, device, lang="sv"))
        eventually(lambda: "redan öppen i en annan flik" in second.shown, "nothing is said")
    called.offer(call)
    page.shows("ringing")


@pytest.fixture
def guest_id() -> str:
    return secrets.token_urlsafe(24)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with browser.window(*PHONE) as window:
        yield window
        assert window.faults() == []


@pytest.fixture
def invited(broker: BrowserMosquitto, centre: Centre, phone: Page, engine: Page, guest_id: str) -> Called:
    """A guest's phone with the link open."""
    phone.open(broker.page("guest.html") + f"#{guest_id}")
    phone.shows("invited")
    return Called(centre, engine, Origin(CENTRE, "guests", DeviceId(guest_id)))


def test_a_guest_joins_hears_and_is_heard_and_leaves(invited: Called, phone: Page, guest_id: str) -> None:
    assert "Larmcentralen bjuder in dig" in phone.shown
    phone.press("join")
    assert invited.centre.hears(guest_id, SignalAct.RINGING).call == guest_id
    assert "Vänta, du kopplas in" in phone.shown
    invited.offer(guest_id, with_picture=True, shows_self=True)
    assert invited.connect().no_picture is NoPicture.PRIVACY_SWITCH
    eventually(lambda: is_heard(invited), "the guest is not heard")
    eventually(lambda: hears_the_centre(phone), "the guest hears nothing")
    phone.until("document.getElementById('picture').videoWidth > 0", "the guest sees nothing")
    phone.press("hang-up")
    assert invited.centre.hears(guest_id, SignalAct.BYE).call == guest_id
    assert "Samtalet är slut" in phone.shown


def test_a_guest_whose_connection_is_lost_asks_again_and_is_let_in(invited: Called, phone: Page, guest_id: str) -> None:
    phone.press("join")
    invited.centre.hears(guest_id, SignalAct.RINGING)
    invited.offer(guest_id)
    invited.connect()
    asked = len(invited.centre.said(guest_id, SignalAct.RINGING))
    invited.engine.run("pc.close()")
    phone.shows("lost")
    invited.centre.hears(guest_id, SignalAct.RINGING, asked + 1)
    invited.offer(guest_id, attempt=2)
    invited.connect(2)
    phone.shows("call")


def test_a_guest_is_let_go_and_nothing_is_kept(invited: Called, phone: Page, guest_id: str) -> None:
    kept = phone.run("JSON.stringify({...localStorage, ...sessionStorage})")
    phone.press("camera")
    phone.press("join")
    invited.centre.hears(guest_id, SignalAct.RINGING)
    invited.offer(guest_id, with_picture=True)
    assert invited.connect().no_picture is None
    eventually(lambda: invited.figures()["frames"] > 5, "the guest is not seen")
    invited.say(guest_id, SignalAct.BYE)
    eventually(lambda: "Samtalet är slut" in phone.shown, "the page does not say that it is over")
    assert phone.run("JSON.stringify({...localStorage, ...sessionStorage})") == kept
    assert guest_id not in phone.run("location.href")


def test_a_link_that_is_not_whole_is_said(broker: BrowserMosquitto, phone: Page) -> None:
    phone.open(broker.page("guest.html") + "#short")
    assert "Hela länken kom inte med" in phone.shown


OWN_FILES = sorted(
    path for path in PAGES.rglob("*") if path.suffix in (".js", ".html", ".css") and path.parent.name != "vendor"
)


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.name)
def test_no_page_makes_markup_of_text_or_names_another_host(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|\bon\w+=\"", text)
    assert re.findall(r"(?:https?|wss?)://(?!\$\{location\.host\}|www\.w3\.org/)", text) == []
    assert 'type="module"' not in text  # Mosquitto gives files no type, and then no browser loads a module


@pytest.mark.parametrize("name", ["index.html", "guest.html"])
def test_each_page_may_reach_nothing_but_where_it_came_from(name: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', (PAGES / name).read_text("utf-8"))
    assert policy is not None
    allowed = {word for rule in policy[1].split(";") for word in rule.split()[1:]}
    assert allowed == {"'none'", "'self'", "'script'"}
    assert policy[1].startswith("default-src 'none'")


def test_the_mqtt_library_is_the_published_one() -> None:
    digest = hashlib.sha256((PAGES / "vendor" / "mqtt.min.js").read_bytes()).hexdigest()
    notice = (PAGES / "vendor" / "NOTICE").read_text("utf-8")
    assert digest in notice
    assert "mqtt@5.16.0" in notice
    assert (PAGES / "vendor" / "LICENSE-mqtt.md").read_text("utf-8").startswith("The MIT License")
