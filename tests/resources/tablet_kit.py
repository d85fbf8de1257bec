"""What the tests of the tablet's pages stand on: a Chromium, the centre's side of the wire, and of a call.

The browser is Debian's, headless, with an invented camera and microphone; it reaches nothing but 127.0.0.1. The centre
speaks by the console's own encoder and reads by its own decoder. Its engine is played by a second window.
"""

import contextlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from console.adapters.mqtt import wire
from console.adapters.mqtt.call_words import written_signal
from console.adapters.mqtt.envelope import MessageType, console_source, seal
from console.adapters.mqtt.topics import field_topic
from console.domain.call_signal import CallSignal, SignalAct
from console.domain.ids import CallId, ConsoleId, DeviceId, MunicipalityId
from console.domain.report import (
    AlarmReport,
    CallReport,
    Origin,
    Receipt,
    ReceiptState,
    Report,
    ReportKey,
    StatusReport,
    Stream,
    UnreadableReport,
)
from tests.servers import BrowserMosquitto

PAGES = Path(__file__).parents[2] / "resources" / "tablet"
CONSOLE = ConsoleId("console-1")
USERS = {CONSOLE: "console-secret", "tablet-88": "tablet-secret", "guest": "guest"}
WITHIN_S = 25.0

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--ignore-certificate-errors",
 "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns,CalculateNativeWinOcclusion", "--mute-audio",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)  # fmt: skip

DIARY = """
    window.diary = {screens: [], opened: [], blocked: [], limits: []};
    const now = () => Math.round(performance.now());
    document.addEventListener("securitypolicyviolation", (event) => diary.blocked.push(event.violatedDirective));
    document.addEventListener("DOMContentLoaded", () => {
      const note = () => diary.screens.push([now(), document.body.dataset.screen]);
      new MutationObserver(note).observe(document.body, {attributes: true, attributeFilter: ["data-screen"]});
    });
    const limit = RTCRtpSender.prototype.setParameters;
    RTCRtpSender.prototype.setParameters = function (wanted) {
      diary.limits.push(wanted.encodings[0].maxBitrate);
      return limit.call(this, wanted);
    };
    const own = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
    if (own) navigator.mediaDevices.getUserMedia = (wanted) => {
      diary.opened.push([now(), wanted.audio ? "microphone" : "camera"]);
      return own(wanted);
    };
"""
"""Notes what the page shows and opens, and when."""

ENGINE = """
    window.makeOffer = async (wantsPicture, showsSelf) => {
      window.pc?.close();
      const pc = window.pc = new RTCPeerConnection();
      const context = window.context ??= new AudioContext();
      const tone = context.createOscillator();
      const out = context.createMediaStreamDestination();
      tone.connect(out); tone.start();
      pc.addTrack(out.stream.getAudioTracks()[0]);
      if (wantsPicture || showsSelf) {
        const way = wantsPicture ? "sendrecv" : "sendonly";
        const video = pc.addTransceiver("video", {direction: way});
        if (showsSelf) {
          const canvas = document.createElement("canvas");
          canvas.width = 640; canvas.height = 400;
          const pen = canvas.getContext("2d");
          let turn = 0;
          setInterval(() => {
            pen.fillStyle = "#26333f"; pen.fillRect(0, 0, 640, 400);
            pen.fillStyle = "#c9c3b8"; pen.beginPath(); pen.arc(320, 170, 80, 0, 7); pen.fill();
            pen.fillRect(200, 270, 240, 130);
            pen.fillStyle = "#4be08a"; pen.fillRect((turn += 5) % 640, 385, 30, 15);
          }, 50);
          await video.sender.replaceTrack(canvas.captureStream(20).getVideoTracks()[0]);
        }
      }
      window.channel = pc.createDataChannel("vaka");
      const ear = new Audio();
      pc.addEventListener("track", ({track}) => {
        if (track.kind !== "audio") return;
        ear.srcObject = new MediaStream([track]);
        ear.play();
      });
      await pc.setLocalDescription();
      if (pc.iceGatheringState !== "complete") {
        await new Promise((done) => pc.addEventListener("icegatheringstatechange", () => {
          if (pc.iceGatheringState === "complete") done();
        }));
      }
      return pc.localDescription.sdp;
    };
    window.figures = async () => {
      const found = {frames: 0, width: 0, energy: 0, packets: 0};
      for (const one of (await pc.getStats()).values()) {
        if (one.type !== "inbound-rtp") continue;
        if (one.kind === "video") Object.assign(found, {frames: one.framesDecoded, width: one.frameWidth ?? 0});
        else Object.assign(found, {energy: one.totalAudioEnergy ?? 0, packets: one.packetsReceived});
      }
      return found;
    };
"""


def eventually(is_so: Callable[[], Any], why: str, within_s: float = WITHIN_S) -> Any:
    """What `is_so` gives when it gives something true."""
    end = time.monotonic() + within_s
    while not (found := is_so()):
        assert time.monotonic() < end, why
        time.sleep(0.03)
    return found


class Centre:
    """The console's side of the broker. It stores what devices say, and receipts alarms if told to."""

    def __init__(self, port: int) -> None:
        self.heard: list[Report] = []
        self.cleared: list[str] = []
        self.receipts = True
        self._client = paho.Client(CallbackAPIVersion.VERSION2, client_id="the-centre", protocol=paho.MQTTv5)
        self._client.username_pw_set(CONSOLE, USERS[CONSOLE])
        self._client.on_message = self._received
        self._client.on_connect = lambda client, *_: client.subscribe("vaka/v1/#", 1)
        self._client.reconnect_delay_set(0.1, 0.3)
        self._port = port

    def __enter__(self) -> Self:
        self._client.connect("127.0.0.1", self._port)
        self._client.loop_start()
        eventually(self._client.is_connected, "the centre did not reach the broker")
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def say(self, origin: Origin, signal: CallSignal) -> None:
        """Says it as a console would."""
        key = ReportKey(console_source(CONSOLE), str(uuid4()))
        payload = seal(MessageType.CALL, key, datetime.now(UTC), written_signal(signal), subject=origin.device)
        self._client.publish(field_topic(origin, Stream.CALLS), payload, 1)

    def receipt(self, report: AlarmReport, state: ReceiptState) -> None:
        receipt = Receipt(report.head.origin, report.head.key, state, datetime.now(UTC))
        self._client.publish(*wire.encode_receipt(receipt, str(uuid4()), CONSOLE), 1)

    def said(self, device: str, act: SignalAct) -> list[CallSignal]:
        """All that a device has said of calls with this act."""
        calls = [one for one in self.heard if isinstance(one, CallReport) and one.head.origin.device == device]
        return [one.signal for one in calls if one.signal.act is act]

    def hears(self, device: str, act: SignalAct, count: int = 1) -> CallSignal:
        """The `count`-th such word, when it has come."""
        eventually(lambda: len(self.said(device, act)) >= count, f"no {act} came")
        return self.said(device, act)[count - 1]

    def alarms(self, device: str) -> list[AlarmReport]:
        return [one for one in self.heard if isinstance(one, AlarmReport) and one.head.origin.device == device]

    def statuses(self, device: str) -> list[StatusReport]:
        return [one for one in self.heard if isinstance(one, StatusReport) and one.head.origin.device == device]

    def _received(self, _client: object, _data: object, message: paho.MQTTMessage) -> None:
        if not message.payload:
            self.cleared.append(message.topic)
            return
        report = wire.decode(message.topic, bytes(message.payload), datetime.now(UTC), message.retain)
        if report is None:
            return
        self.heard.append(report)
        if isinstance(report, AlarmReport) and self.receipts:
            self.receipt(report, ReceiptState.STORED)

    def unreadable(self) -> list[UnreadableReport]:
        return [one for one in self.heard if isinstance(one, UnreadableReport)]


class Browser:
    """One Chromium with a folder of its own. `page` opens a window, which is closed at the end of its block."""

    def __init__(self, *, may_ask_for_http2: bool = False) -> None:
        """Debian's Mosquitto offers HTTP/2 over TLS and does not speak it: see test_tablet_front.py."""
        self._folder = Path(tempfile.mkdtemp(prefix="vaka-chromium-"))
        protocol = () if may_ask_for_http2 else ("--disable-http2",)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in (*FLAGS, *protocol, f"--user-data-dir={self._folder / 'profile'}", "--window-size=1280,800"):
            options.add_argument(flag)
        options.add_experimental_option("prefs", {"intl.accept_languages": "sv"})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.ChromeService(
            "/usr/bin/chromedriver", env={"HOME": str(self._folder), "PATH": "/usr/bin:/bin"}
        )
        self.driver = webdriver.Chrome(options=options, service=service)
        self.driver.set_script_timeout(WITHIN_S)
        self.driver.set_page_load_timeout(WITHIN_S)
        self._first = self.driver.current_window_handle

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the browser and its driver, and takes its folder away."""
        self.driver.quit()
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextlib.contextmanager
    def window(self, width: int, height: int) -> Iterator["Page"]:
        """A new window, of this size inside."""
        self.driver.switch_to.window(self._first)
        self.driver.switch_to.new_window("window")
        page = Page(self.driver, self.driver.current_window_handle)
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": DIARY})
        page.resize(width, height)
        try:
            yield page
        finally:
            self.driver.switch_to.window(page.handle)
            self.driver.close()
            self.driver.switch_to.window(self._first)


class Page:
    """One window. Each deed turns to it first."""

    def __init__(self, driver: webdriver.Chrome, handle: str) -> None:
        self.driver = driver
        self.handle = handle

    def turn(self) -> webdriver.Chrome:
        if self.driver.current_window_handle != self.handle:
            self.driver.switch_to.window(self.handle)
        return self.driver

    def resize(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.turn().execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def open(self, address: str) -> None:
        self.turn().get("about:blank")
        self.driver.get(address)

    def run(self, script: str, *given: object) -> Any:
        """The value of an expression in the page, awaited; `arguments` are what is given."""
        wrapped = (
            "const done = arguments[arguments.length - 1];"
            f"(async function () {{ return {script}; }}).apply(null, arguments)"
            ".then((got) => done({got}), (error) => done({error: String(error)}));"
        )
        answer = self.turn().execute_async_script(wrapped, *given)
        assert "error" not in answer, answer["error"]
        return answer.get("got")

    def element(self, name: str) -> WebElement:
        return self.turn().find_element(By.ID, name)

    def press(self, name: str) -> None:
        self.element(name).click()

    def field(self, name: str) -> WebElement:
        return self.turn().find_element(By.NAME, name)

    def press_submit(self, form: str) -> None:
        self.turn().find_element(By.CSS_SELECTOR, f"#{form} [type=submit]").click()

    def hold(self, name: str, for_s: float) -> None:
        ActionChains(self.turn()).click_and_hold(self.element(name)).pause(for_s).release().perform()

    def faults(self) -> list[str]:
        """What the browser complains about; a line that is cut is none."""
        found = [line["message"] for line in self.turn().get_log("browser") if line["level"] in ("SEVERE", "WARNING")]
        return [text for text in found if "WebSocket connection to" not in text] + list(self.run("diary.blocked"))

    def text(self, name: str) -> str:
        """What is seen of an element."""
        return self.element(name).text

    @property
    def screen(self) -> str:
        return str(self.run("document.body.dataset.screen"))

    @property
    def shown(self) -> str:
        """All the text that is seen."""
        return self.turn().find_element(By.TAG_NAME, "body").text

    def shows(self, screen: str) -> None:
        eventually(lambda: self.screen == screen, f"not {screen} but {self.screen}")

    def until(self, script: str, why: str) -> None:
        eventually(lambda: self.run(script), why)

    def picture(self, path: Path) -> None:
        self.turn().save_screenshot(str(path))


class Called:
    """A tablet (or a guest) as the centre sees it, with the engine that calls it in a window of its own."""

    def __init__(self, centre: Centre, engine: Page, origin: Origin) -> None:
        self.centre = centre
        self.engine = engine
        self.origin = origin
        engine.open("about:blank")
        engine.run("eval(arguments[0])", ENGINE)

    def offer(self, call: str, **words: Any) -> None:
        """Offers a call. `shows_self`: the operator's own picture comes along; `lasts`: until it expires."""
        shows_self = words.pop("shows_self", False)
        lasts = words.pop("lasts", timedelta(seconds=45))
        body = self.engine.run("makeOffer(arguments[0], arguments[1])", words.get("with_picture", False), shows_self)
        signal = CallSignal(
            CallId(call),
            SignalAct.OFFER,
            body,
            expires_at=datetime.now(UTC) + lasts,
            **{"caller": "Larmcentralen", **words},
        )
        self.centre.say(self.origin, signal)

    def say(self, call: str, act: SignalAct, **words: Any) -> None:
        self.centre.say(self.origin, CallSignal(CallId(call), act, **words))

    def connect(self, count: int = 1) -> CallSignal:
        """Takes the answer and what candidates came; returns the answer."""
        answer = self.centre.hears(self.origin.device, SignalAct.ANSWER, count)
        self.engine.run("pc.setRemoteDescription({type: 'answer', sdp: arguments[0]})", answer.body)
        for signal in self.centre.said(self.origin.device, SignalAct.CANDIDATE):
            if signal.attempt == answer.attempt and signal.call == answer.call:
                self.engine.run("pc.addIceCandidate(arguments[0])", json.loads(signal.body))
        self.engine.until("pc.connectionState === 'connected'", "the line never stood")
        return answer

    def figures(self) -> dict[str, float]:
        return dict(self.engine.run("figures()"))


def setup_address(broker: BrowserMosquitto, device: str, **more: str) -> str:
    """The page's address with a whole setup, as staff may open it."""
    setup: Mapping[str, str] = {
        "user": "tablet-88", "password": USERS["tablet-88"], "municipality": "norrby", "device": device, **more,
    }  # fmt: skip
    return broker.page("index.html") + "#" + "&".join(f"{name}={value}" for name, value in setup.items())


def tablet_origin(device: str) -> Origin:
    return Origin(MunicipalityId("norrby"), "tablet-88", DeviceId(device))
