"""What the tests of the responder's page stand on: a phone in Chromium, and the centre's side of the wire.

The page comes through the shipped nginx.conf, its MQTT goes through it to a real Mosquitto with the shipped rules. The
centre seals as the console does and reads with the console's own decoder.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from console.adapters.mqtt import wire
from console.adapters.sealing import OrderSealer
from console.domain.ids import ConsoleId, MunicipalityId, ResponderId
from console.domain.order import Order, OrderKind
from console.domain.report import (
    AlarmReport,
    DispatchReport,
    FieldReport,
    Receipt,
    ReceiptState,
    ResponderReport,
    UnreadableReport,
)
from tests.resources.tablet_kit import Browser, Page, eventually
from tests.servers import BrowserMosquitto, Nginx

RESOURCES = Path(__file__).parents[2] / "resources"
PAGES = RESOURCES / "responder"
CONSOLE = ConsoleId("console-1")
NORRBY = MunicipalityId("norrby")
USERS = {CONSOLE: "console-secret", "samira": "samira-secret", "kent": "kent-secret"}
PHONE = (390, 844)
SMALL = (320, 568)
HOME = (62.9080, 16.4030)

RECORDED = """
    Object.assign(window.diary, {bells: 0, shakes: 0, connects: []});
    const send = WebSocket.prototype.send;
    WebSocket.prototype.send = function (data) {
      const bytes = new Uint8Array(data.buffer ?? data, data.byteOffset ?? 0, data.byteLength);
      if (bytes[0] === 0x10) diary.connects.push([bytes[10], new TextDecoder().decode(bytes)]);
      return send.call(this, data);
    };
    const bell = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...at) { diary.bells += 1; return bell.apply(this, at); };
    navigator.vibrate = (pattern) => { if (pattern !== 0) diary.shakes += 1; return true; };
"""
"""Notes what the phone sounds and shakes, and with what it comes to the broker."""


class Front:
    """Mosquitto, and the shipped nginx before it. `cut` ends the broker with all that it held in memory, as a power cut
    does; `restore` brings it back on the same ports."""

    def __init__(self) -> None:
        self.broker = BrowserMosquitto(RESOURCES / "tablet", USERS)
        self._nginx = Nginx("nginx", None)

    def __enter__(self) -> Self:
        self.broker.__enter__()
        text = (RESOURCES / "mosquitto" / "nginx.conf").read_text("utf-8")
        changes = {
            "listen 443 ": f"listen 127.0.0.1:{self._nginx.port} ",
            "127.0.0.1:8084": f"127.0.0.1:{self.broker.web_port}",
            "/etc/mosquitto/vaka/": f"{self.broker.directory}/",
            "/usr/share/vaka/": f"{RESOURCES}/",
        }
        for theirs, ours in changes.items():
            assert theirs in text
            text = text.replace(theirs, ours)
        (self._nginx.directory / "site.conf").write_text(text, encoding="utf-8")
        self._nginx.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._nginx.__exit__(kind, error, trace)
        self.broker.__exit__(kind, error, trace)

    def cut(self) -> None:
        self.broker.kill()

    def restore(self) -> None:
        self.broker.start()

    @property
    def address(self) -> str:
        return f"https://localhost:{self._nginx.port}/responder/"


class Centre:
    """The console's side: gives receipts if told to, and orders to phones by the key that each has said last."""

    def __init__(self, port: int) -> None:
        self.heard: list[FieldReport] = []
        self.lost: list[ResponderReport] = []
        self.receipts = True
        self._port = port
        self._keys: dict[str, str] = {}
        self._client = paho.Client(CallbackAPIVersion.VERSION2, client_id="the-centre", protocol=paho.MQTTv5)
        self._client.username_pw_set(CONSOLE, USERS[CONSOLE])
        self._client.on_message = self._received
        self._client.on_connect = lambda client, *_: client.subscribe("vaka/v1/#", 1)
        self._client.reconnect_delay_set(1, 1)

    def __enter__(self) -> Self:
        self._client.connect("127.0.0.1", self._port)
        self._client.loop_start()
        eventually(self._client.is_connected, "the centre did not reach the broker")
        return self

    def __exit__(self, *_: object) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def knows(self, who: str) -> str:
        """The public key of their phone, once it has said it."""
        return str(eventually(lambda: self._keys.get(who), f"{who}'s phone said nothing"))

    def order(self, who: str, kind: OrderKind, *, sealed_to: str = "", **said: Any) -> str:
        """Sends an order; returns its id. `sealed_to`: another key than theirs."""
        now = datetime.now(UTC)
        order = Order(kind, NORRBY, ResponderId(who), now, now + timedelta(minutes=10))
        text = json.dumps({"v": 1, "kind": kind.value, "responder": who, "at": moment(now), **said}).encode()
        sealed = OrderSealer().seal(str(uuid4()), order, who, sealed_to or self.knows(who), text)
        self.publish(*wire.encode_order(sealed, CONSOLE))
        return sealed.id

    def publish(self, topic: str, payload: bytes) -> None:
        expiry = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
        expiry.MessageExpiryInterval = 600
        self._client.publish(topic, payload, 1, properties=expiry)

    def said(self, who: str, task: str | None = None) -> list[str]:
        """The words that were stored, each once, in the order in which they first came."""
        found = {one.head.key.id: one.reply for one in self.replies(who) if task is None or one.task == task}
        return list(found.values())

    def replies(self, who: str) -> list[DispatchReport]:
        return [one for one in self.heard if isinstance(one, DispatchReport) and one.responder == who]

    def hears(self, who: str, *words: str, task: str) -> None:
        """Waits until these words of a task, and no others, have come in this order."""
        eventually(lambda: self.said(who, task)[-len(words) :] == list(words), f"not {words}: {self.said(who, task)}")

    def states(self, who: str) -> list[ResponderReport]:
        return [one for one in self.heard if isinstance(one, ResponderReport) and one.responder == who]

    def alarms(self, who: str) -> list[AlarmReport]:
        return [one for one in self.heard if isinstance(one, AlarmReport) and one.head.origin.device == who]

    def unreadable(self) -> list[str]:
        return [one.explanation for one in self.heard if isinstance(one, UnreadableReport)]

    def receipt(self, report: FieldReport, state: ReceiptState = ReceiptState.STORED) -> None:
        assert not isinstance(report, UnreadableReport)
        receipt = Receipt(report.head.origin, report.head.key, state, datetime.now(UTC))
        self._client.publish(*wire.encode_receipt(receipt, str(uuid4()), CONSOLE), 1)

    def _received(self, _client: object, _data: object, message: paho.MQTTMessage) -> None:
        report = wire.decode(message.topic, bytes(message.payload), datetime.now(UTC), message.retain)
        if not isinstance(report, AlarmReport | DispatchReport | ResponderReport | UnreadableReport):
            return
        if isinstance(report, ResponderReport) and report.state == "lost":
            self.lost.append(report)
            return
        self.heard.append(report)
        if isinstance(report, ResponderReport) and report.seal_key:
            self._keys[report.responder] = report.seal_key
        if isinstance(report, AlarmReport | DispatchReport) and self.receipts:
            self.receipt(report)


class Phone:
    """One responder's phone: a window of Chromium at a phone's size."""

    def __init__(self, page: Page, front: Front, who: str) -> None:
        self.page = page
        self.who = who
        self._front = front

    def sign_in(self, lang: str = "sv") -> None:
        """By the link that staff are given."""
        said = f"user={self.who}&password={USERS[self.who]}&municipality=norrby&lang={lang}"
        self.page.open(f"{self._front.address}#{said}")
        self.until_up()

    def until_up(self) -> None:
        self.page.until("document.getElementById('line')?.dataset.state === 'up'", "it never came to the broker")

    def until_down(self) -> None:
        self.page.until(
            "document.getElementById('line')?.dataset.state === 'down'", "it did not see that the line is cut"
        )

    def press(self, name: str) -> None:
        """Presses a key when it can be pressed."""
        self.page.until(
            f"(() => {{ const key = document.getElementById('{name}');"
            " return key.checkVisibility() && !key.disabled; })()",
            f"{name} could not be pressed",
        )
        self.page.run(f"document.getElementById('{name}').click()")

    def go_on(self, word: str) -> None:
        """Presses the lit key of a task once it says this word."""
        self.shows_text("next-word", word)
        self.press("next")

    def choose(self, text: str) -> None:
        """Presses the key of the open panel that says this."""
        keys = "[...document.querySelectorAll('#panel-body button')]"
        self.page.until(f"{keys}.some((key) => key.textContent === {json.dumps(text)})", f"no {text}")
        self.page.run(f"{keys}.find((key) => key.textContent === {json.dumps(text)}).click()")

    def shows(self, screen: str) -> None:
        self.page.shows(screen)

    def shows_text(self, name: str, text: str) -> None:
        eventually(lambda: text in self.page.text(name), f"{name} is {self.page.text(name)!r}, not {text!r}")

    def reload(self) -> None:
        self.page.turn().refresh()

    def kept(self) -> str:
        """All that this page's origin has on disk: what a copy of the browser's folder would show."""
        return str(self.page.run(DUMP))

    def sees(self, is_visible: bool) -> None:
        """Whether somebody looks at the page."""
        state = "visible" if is_visible else "hidden"
        self.page.run(
            f"(Object.defineProperty(document, 'visibilityState', {{value: '{state}', configurable: true}}),"
            " dispatchEvent(new Event('visibilitychange')), null)"
        )


DUMP = r"""(async () => {
  const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  for (const {name} of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const kept = database.transaction(store).objectStore(store);
      found.push(JSON.stringify(await asked(kept.getAllKeys())));
      for (const value of await asked(kept.getAll())) {
        for (const part of Object.values(value)) {
          const isBytes = part instanceof ArrayBuffer || ArrayBuffer.isView(part);
          found.push(isBytes ? new TextDecoder().decode(part) : typeof part === "object" ? String(part) : part);
        }
      }
    }
    database.close();
  }
  return found.join("\n");
})()"""


@contextmanager
def phone(browser: Browser, front: Front, who: str, size: tuple[int, int] = PHONE) -> Iterator[Phone]:
    """A new window, which may read its position and stands at `HOME`."""
    with browser.window(*size) as page:
        page.turn().execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": RECORDED})
        at = {"latitude": HOME[0], "longitude": HOME[1], "accuracy": 8}
        page.turn().execute_cdp_cmd("Emulation.setGeolocationOverride", at)
        permissions = {"origin": re.sub(r"/responder/$", "", front.address), "permissions": ["geolocation"]}
        page.turn().execute_cdp_cmd("Browser.grantPermissions", permissions)
        yield Phone(page, front, who)


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def soon(**span: float) -> str:
    """That much from now, as orders write it."""
    return moment(datetime.now(UTC) + timedelta(**span))


def offered(task: str, **more: Any) -> dict[str, Any]:
    """What an offer says, as the drawing has it."""
    return {
        "task": task, "number": 4419, "class": 1, "cause": "no_movement", "alarm": "personal_alarm",
        "answer_by": soon(seconds=60), "person": {"sex": "woman", "age": 87}, "street": "Fyrvägen", "area": "",
        "city": "Älvbro", "minutes": 6, "metres": 2800, "is_estimate": False, "by": "car",
        "need": {"skills": [], "staff": 1, "language": "sv", "entry": "digital_lock", "key": ""},
        "facts": ["blood_thinner"], "alone": True, "fits": ["free", "lock_right"], "partner": "", "then": "Kent Åberg",
        **more,
    }  # fmt: skip


def assigned(task: str, **more: Any) -> dict[str, Any]:
    """What the one who accepted is told."""
    streets = [["street", [0, y, 400, y + 60]] for y in range(-40, 260, 55)]
    streets += [["street", [x, 0, x - 40, 260]] for x in range(40, 440, 60)]
    houses = [
        ["building", [x, y, x + 22, y + 4, x + 16, y + 26, x - 6, y + 22]]
        for x in range(20, 400, 60)
        for y in range(-20, 240, 55)
    ]
    way = {"way": [40, 60, 62, 170, 220, 130, 280, 190], "from": [40, 60], "to": [280, 190]}
    return {
        "task": task, "number": 4419, "class": 1, "cause": "no_movement", "alarm": "personal_alarm",
        "state": "accepted", "accepted_at": soon(seconds=0), "name": "Märta Lindqvist", "age": 87, "language": "sv",
        "street": "Fyrvägen 12", "apartment": "1103", "postal_code": "", "city": "", "phone": "+46701740699",
        "way_in": "", "key_location": "", "entry": "digital_lock", "key": "", "note": "", "alone": True, "partner": "",
        "facts": [{"kind": "hearing", "detail": ""}, {"kind": "blood_thinner", "detail": ""},
                  {"kind": "oxygen", "detail": ""}],
        "arrive_by": soon(minutes=6), "promise_until": soon(minutes=7), "entry_failed": False,
        "codes": [{"lock": "L-1", "place": "Port och lägenhet", "code": "407193", "until": soon(minutes=60)}],
        "point": [62.9057, 16.4124],
        "map": {"width": 400, "height": 260, "metres_per_unit": 2, "credit": "",
                "features": [*houses, ["water", [340, 200, 420, 200, 420, 280, 340, 280]], *streets,
                             ["main_road", [230, -20, 250, 120, 300, 300]]], **way},
        "centre_phone": "+46701740600",
        **more,
    }  # fmt: skip
