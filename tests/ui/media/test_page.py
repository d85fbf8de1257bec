"""What the page may not do, and what becomes of it when it dies."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.domain.call_engine import (
    DevicesFound,
    Drop,
    EngineDied,
    EngineFailed,
    EngineFault,
    EngineReady,
    Listen,
    MakeOffer,
    Measured,
    MediaSeen,
    MediaUp,
    OfferMade,
    Send,
    UseDevices,
)
from tests.ui.media.conftest import CALL, Rig
from tests.ui.media.test_calls import BEEPS, VIDEO, VOICE, colour, is_red, shown
from ui.media.page import FILES, START

PATIENCE_S = 45

DENIED = "AbortError"
"""What QtWebEngine's page is told of it."""

ASK = """navigator.mediaDevices.getUserMedia({%s: true})
    .then(() => { window.got = "yes" }, (error) => { window.got = error.name })"""


async def got(rig: Rig, kind: str) -> str:
    """What a page gets that asks for a device by itself."""
    await rig.asked("window.got = ''; 0")
    await rig.asked(ASK % kind)
    answers: list[str] = []

    async def ask() -> None:
        while not answers:
            if answer := await rig.asked("window.got"):
                answers.append(answer)

    await asyncio.wait_for(ask(), 10)
    return answers[0]


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


async def test_microphone_and_camera_are_closed_to_the_page_outside_calls(rig: Rig) -> None:
    await rig.ready()
    assert await got(rig, "audio") == DENIED
    assert await got(rig, "video") == DENIED
    await rig.called(VOICE)
    assert await got(rig, "audio") == "yes"
    assert await got(rig, "video") == DENIED, "a call of voice opens no camera"
    rig.engine.order(Send(CALL, camera=True))
    assert await got(rig, "video") == "yes"
    rig.engine.order(Send(CALL, camera=False))
    await asyncio.sleep(0.6)
    assert await got(rig, "video") == DENIED
    assert await got(rig, "audio") == "yes"
    rig.engine.order(Drop(CALL))
    await asyncio.sleep(0.6)
    assert await got(rig, "audio") == DENIED


async def test_nothing_else_is_ever_given(rig: Rig) -> None:
    await rig.called(VIDEO)
    await rig.asked(
        "navigator.geolocation.getCurrentPosition(() => { window.place = 'yes' }, () => { window.place = 'no' }); 0"
    )
    await rig.asked("Notification.requestPermission().then((said) => { window.told = said }); 0")
    await asyncio.sleep(0.3)
    assert await rig.asked("window.place ?? 'no'") == "no"
    assert await rig.asked("window.told ?? 'denied'") == "denied"
    assert await rig.asked("Boolean(navigator.serviceWorker?.controller || document.cookie)") is False


ELSEWHERE = ("https://example.invalid/", "file:///etc/hostname", "console://call/engine.css", "data:text/html,x")


async def test_the_page_leads_nowhere(rig: Rig) -> None:
    await rig.ready()
    for address in ELSEWHERE:
        await rig.asked(f"location.href = '{address}'; 0")
        await asyncio.sleep(0.2)
        assert rig.web_page.url() == START
        rig.web_page.load(QUrl(address))
        await asyncio.sleep(0.2)
        assert rig.web_page.url() == START
    assert await rig.asked("window.open('console://call/engine.html') === null") is True
    assert rig.said(EngineReady) == [EngineReady()]


async def test_nothing_is_fetched_and_no_foreign_script_runs(rig: Rig) -> None:
    await rig.ready()
    await rig.asked("""window.net = 'no';
        fetch('console://call/engine.js').then(() => { window.net = 'yes' }, () => {});
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script); 0""")
    await asyncio.sleep(0.3)
    assert await rig.asked("window.net") == "no"
    assert await rig.asked("Boolean(window.ran)") is False


async def test_nothing_is_kept(rig: Rig) -> None:
    await rig.ready()
    profile = rig.web_page.profile()
    assert profile.isOffTheRecord()
    assert profile.httpCacheType() is type(profile).HttpCacheType.NoCache
    await rig.asked("document.cookie = 'a=b'; 0")
    assert await rig.asked("document.cookie") == ""
    assert await rig.asked("(() => { try { localStorage.x = 1; return 'kept' } catch { return 'no' } })()") == "no"


async def test_what_the_page_prints_stands_in_no_log(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    await rig.ready()
    await rig.asked("console.error('a secret'); 0")
    await rig.until(lambda: "printed a line" in caplog.text)
    assert "secret" not in caplog.text


async def test_the_page_has_no_library_and_no_words(rig: Rig) -> None:
    assert {path.suffix for path in FILES.iterdir()} == {".html", ".css", ".js"}
    await rig.ready()
    assert (await rig.asked("document.body.innerText")).strip() == ""


async def test_a_killed_engine_is_back_within_two_seconds_and_takes_the_call_up_again(rig: Rig) -> None:
    await rig.called(VIDEO)
    await rig.until(lambda: rig.said(MediaUp))
    began = time.monotonic()
    os.kill(rig.web_page.renderProcessPid(), signal.SIGKILL)
    await rig.until(lambda: rig.said(EngineReady)[1:])
    took = time.monotonic() - began
    assert [(word.is_final) for word in rig.said(EngineDied)] == [False]
    assert rig.said(EngineReady)[-1] == EngineReady(deaths=1)
    assert took < 2
    call = await rig.called(MakeOffer(CALL, 2, wants_picture=True, with_camera=True))
    await rig.until(lambda: call.taken.power() > BEEPS and call.taken.frames > 3)
    await rig.until(lambda: is_red(colour(shown(rig), 0.03, 0.05)))


async def test_an_engine_that_hangs_is_ended_and_begun_again(rig: Rig) -> None:
    await rig.ready()
    process = rig.web_page.renderProcessPid()
    rig.engine._heart.setInterval(150)
    os.kill(process, signal.SIGSTOP)
    await rig.until(lambda: rig.said(EngineDied))
    await rig.until(lambda: rig.said(EngineReady)[1:])
    assert not is_alive(process)


async def test_a_closed_engine_leaves_no_process_behind(rig: Rig) -> None:
    await rig.called(VIDEO)
    await rig.until(lambda: rig.said(MediaUp))
    process = rig.web_page.renderProcessPid()
    assert is_alive(process)
    rig.engine.close()
    await rig.until(lambda: not is_alive(process))
    rig.engine.close()
    rig.engine.order(VOICE)


async def test_devices_have_names_once_one_was_opened_and_the_chosen_are_used(rig: Rig) -> None:
    await rig.ready()
    first = (await rig.until(lambda: rig.said(DevicesFound)))[0]
    assert {device.kind for device in first.devices} == {"microphone", "output", "camera"}
    await rig.called(VOICE)
    found = await rig.until(lambda: rig.said(DevicesFound)[1:])
    of = {kind: [one for one in found[-1].devices if one.kind == kind] for kind in ("microphone", "output")}
    assert all(one.name and one.id for one in (*of["microphone"], *of["output"]))
    rig.engine.order(UseDevices(microphone=of["microphone"][-1].id, output=of["output"][-1].id))
    await rig.until(lambda: any(not word.is_picture for word in rig.said(MediaSeen)))
    heard: list[str] = []

    async def ask() -> None:
        while of["output"][-1].id not in heard:
            heard.append(await rig.asked("document.getElementById('called').sinkId"))

    await asyncio.wait_for(ask(), 10)
    assert not rig.said(EngineFailed)


async def test_a_chosen_device_that_is_gone_is_replaced_by_the_systems_choice(rig: Rig) -> None:
    rig.engine.order(UseDevices(microphone="gone", output="gone", camera="gone"))
    call = await rig.called(VIDEO)
    await rig.until(lambda: call.taken.power() > BEEPS and call.taken.frames > 3)
    await rig.until(lambda: any(not word.is_picture for word in rig.said(MediaSeen)))
    assert not rig.said(EngineFailed)


async def test_without_a_microphone_one_is_told_and_hears(rig: Rig) -> None:
    await rig.ready()
    await rig.asked("""navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('none', 'NotFoundError')); 0""")
    call = await rig.called(VIDEO)
    failed = await rig.until(lambda: rig.said(EngineFailed)[1:] and rig.said(EngineFailed))
    assert [word.fault for word in failed] == [EngineFault.NO_MICROPHONE, EngineFault.NO_CAMERA]
    assert ".local " not in rig.said(OfferMade)[0].sdp, "which is what a page without a microphone tells"
    await rig.until(lambda: rig.levels and rig.levels[-1][0] > -25)
    await rig.until(lambda: rig.said(Measured))
    assert call.taken.frames == 0


@pytest.mark.parametrize("name", ["AbortError", "NotAllowedError", "NotReadableError"])
async def test_whatever_bars_the_camera_is_told_as_that_and_speech_goes_on(rig: Rig, name: str) -> None:
    await rig.ready()
    await rig.asked(f"""navigator.mediaDevices.real = navigator.mediaDevices.getUserMedia;
        navigator.mediaDevices.getUserMedia = (asked) => asked.video
            ? Promise.reject(new DOMException('barred', '{name}')) : navigator.mediaDevices.real(asked); 0""")
    call = await rig.called(VIDEO)
    failed = await rig.until(lambda: rig.said(EngineFailed))
    assert [word.fault for word in failed] == [EngineFault.NO_CAMERA]
    await rig.until(lambda: call.taken.power() > BEEPS)


async def test_a_refused_microphone_is_told_as_such(rig: Rig) -> None:
    await rig.ready()
    rig.web_page._may_capture = lambda with_camera: False
    rig.engine.order(Listen(is_on=True))
    failed = await rig.until(lambda: rig.said(EngineFailed))
    assert failed[0].fault is EngineFault.NOT_ALLOWED
    rig.web_page._may_capture = lambda with_camera: True
    rig.engine.order(Listen(is_on=True))
    await rig.until(lambda: any(spoken > -50 for _, spoken in rig.levels))


async def test_the_surface_moves_between_windows_in_the_midst_of_a_call(rig: Rig) -> None:
    call = await rig.called(VIDEO)
    await rig.until(lambda: is_red(colour(shown(rig), 0.03, 0.05)))
    other = QWidget()
    other.resize(600, 375)
    QVBoxLayout(other).addWidget(rig.engine.surface)
    other.show()
    try:
        call.taken.forget()
        await rig.until(lambda: call.taken.frames > 5 and rig.engine.surface.width() < 600)
        await rig.until(lambda: is_red(colour(shown(rig), 0.03, 0.05)))
    finally:
        rig.engine.surface.setParent(None)
        other.close()
        shiboken6.delete(other)


async def test_a_call_outlives_the_window_it_was_shown_in(rig: Rig) -> None:
    call = await rig.called(VIDEO)
    await rig.until(lambda: is_red(colour(shown(rig), 0.03, 0.05)))
    lost = QWidget()
    QVBoxLayout(lost).addWidget(rig.engine.surface)
    lost.show()
    lost.close()
    shiboken6.delete(lost)
    call.taken.forget()
    rig.window.layout().addWidget(rig.engine.surface)
    await rig.until(lambda: call.taken.frames > 5 and call.taken.power() > BEEPS)
    await rig.until(lambda: is_red(colour(shown(rig), 0.03, 0.05)))
    assert not rig.said(EngineDied)
    assert [word.attempt for word in rig.said(MediaUp)] == [1]
