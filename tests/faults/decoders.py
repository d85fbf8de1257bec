"""Every decoder of what others send or wrote: how it is asked, valid examples, and the only errors that it may raise.

`READS` names each module that imports a library of formats, with the decoder here that covers it; `ELSEWHERE` those
that are not covered here, with why. `test_20_fuzz` fails when a module is in neither.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import Path

from console import config
from console.adapters import door
from console.adapters.cameras import challenge, stills
from console.adapters.cameras import wire as camera_wire
from console.adapters.files import (
    calendars,
    decisions_csv,
    decisions_json,
    plans,
    residents_csv,
    residents_json,
    staff_csv,
    staff_json,
)
from console.adapters.files.staff_rules import CalendarOf
from console.adapters.land import cells, mbtiles, pack
from console.adapters.land.writer import FORMAT
from console.adapters.locks import http as locks
from console.adapters.mqtt import call_words, centre, janus, janus_words, order_words, packets, wire
from console.adapters.mqtt.dialects import mapping
from console.adapters.mqtt.dialects.chirpstack import ChirpStack
from console.adapters.mqtt.dialects.dialect import Dialect, Incoming
from console.adapters.mqtt.dialects.home_assistant import HomeAssistant
from console.adapters.mqtt.dialects.owntracks import OwnTracks
from console.adapters.mqtt.dialects.zigbee2mqtt import Zigbee2Mqtt
from console.adapters.mqtt.fields import Unreadable
from console.adapters.sealing import PhoneKey
from console.adapters.sql import codec
from console.adapters.tablet import orders
from console.bootstrap import parts, routines
from console.bootstrap.answers import NotDone
from console.domain import events as ev
from console.domain import plan_form, roads
from console.domain.board import Board
from console.domain.ids import CallId, DeviceId, MunicipalityId
from console.domain.land import TileKey
from console.domain.link import LostContact
from console.domain.picture import CameraProtocol, Mask
from tests.adapters.mqtt.dialects import test_chirpstack, test_owntracks
from tests.adapters.mqtt.dialects.dialect_kit import AT, bound
from tests.adapters.sql import samples
from tests.contracts.test_contract import EXAMPLES, message_of, topic_of
from tests.faults.fuzz import Read, as_text, as_utf_8
from tests.ui.map.test_map_land import png
from tests.ui.test_mixer import OURS, listed
from ui import mixer
from ui.map import raster
from ui.media import codec as page_codec

HERE = Path(__file__).parents[1]
RESOURCES = HERE.parent / "resources"
ALVBRO = MunicipalityId("alvbro")
BORN_BY, NIGHT_BEGINS = date(2026, 11, 22), 12 * 60
NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Decoder:
    """`make` makes what reads one payload: it may keep what it heard. `within_s`: processor time for one payload."""

    name: str
    make: Callable[[], Read]
    seeds: tuple[bytes, ...]
    errors: tuple[type[Exception], ...] = ()
    within_s: float = 1.0


def decoder(name: str, read: Read, seeds: Sequence[bytes], *errors: type[Exception], within_s: float = 1.0) -> Decoder:
    """One that keeps nothing."""
    return Decoder(name, lambda: read, tuple(seeds), errors, within_s)


# The contract's streams


def _stream(message: str) -> Decoder:
    named = [name for name in EXAMPLES if message_of(name) == message]
    topic = topic_of(named[0])
    topics = sorted({topic_of(name) for name in named})

    def read(payload: bytes) -> object:
        at = topics[len(payload) % len(topics)]
        return [wire.decode(where, payload, NOW, is_kept) for where, is_kept in ((topic, False), (at, True))]

    return decoder(f"wire {message}", read, [json.dumps(EXAMPLES[name]).encode() for name in named])


def _of(read: Callable[[str, bytes], object], name: str, message: str) -> Decoder:
    named = [each for each in EXAMPLES if message_of(each) == message]
    return decoder(name, partial(read, topic_of(named[0])), [json.dumps(EXAMPLES[each]).encode() for each in named])


def _packets(payload: bytes) -> object:
    """What a broker may send on the wire, in two pieces."""
    splitter, found = packets.Splitter(), []
    for piece in (payload[:7], payload[7:]):
        splitter.feed(piece)
        while (packet := splitter.next()) is not None:
            if packet.kind == packets.PUBLISHED:
                found.append(packets.read_publication(packet))
            elif packet.kind == packets.CONFIRMED:
                packets.read_confirmation(packet)
    return found


def _topic(payload: bytes) -> object:
    """The payload as a topic."""
    return wire.decode(payload.decode("utf-8", "backslashreplace"), b"{}", NOW, False)


SEALED = json.loads((HERE / "contracts" / "sealed_orders.json").read_text("utf-8"))


def _sealed(payload: bytes) -> object:
    """An order that somebody sealed to a phone, of the fields that are in the payload."""
    try:
        told = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or not all(
        isinstance(told.get(name), str) for name in ("ephemeral", "nonce", "text")
    ):
        return None
    return PhoneKey(7).opened(told["ephemeral"], told["nonce"], told["text"], b"")


def _seal_key(payload: bytes) -> object:
    return order_words.read_seal_key(payload.decode("utf-8", "replace"), "seal_key")


# Dialects


def _dialect(make: Callable[[], Dialect], topics: Sequence[str]) -> Callable[[], Read]:
    def made() -> Read:
        dialect = make()
        turn = 0

        def read(payload: bytes) -> object:
            nonlocal turn
            turn += 1
            topic = topics[turn % len(topics)]
            return dialect.read(Incoming(topic, payload, turn % 5 == 0, AT, turn % 7 == 0))

        return read

    return made


ZIGBEE = (
    b'{"sos":true,"battery":80,"tamper":false,"last_seen":1772482500000,"linkquality":90}',
    b'{"smoke":true,"contact":false,"action":"emergency","occupancy":true,"device":{"friendlyName":"a"}}',
    b'{"state":"offline"}', b"online",
    b'[{"friendly_name":"a","ieee_address":"0x01","type":"EndDevice","definition":{"vendor":"V","model":"X","exposes":'
    b'[{"type":"binary","property":"sos","value_on":true,"value_off":false,"features":[]}]}}]',
    b'{"type":"device_leave","data":{"friendly_name":"a","ieee_address":"0x01"}}',
)  # fmt: skip
HOME = (
    b'{"state_topic":"s","device_class":"smoke","payload_on":"ON","payload_off":"OFF","value_template":'
    b'"{{ value_json.a.b }}","availability":[{"topic":"t","payload_available":"on"}],"expire_after":60,"off_delay":3,'
    b'"unique_id":"x","device":{"identifiers":["4711"],"name":"G"}}',
    b'{"dev":{"ids":["a"]},"o":{"name":"x"},"cmps":{"a":{"p":"binary_sensor","stat_t":"~/s","dev_cla":"gas"}},"~":"z"}',
    b'{"event_types":["press"],"state_topic":"s","platform":"event"}', b'{"event_type":"press"}', b"ON", b"offline",
)  # fmt: skip
TRACKS = (
    b'{"_type":"location","tid":"aa","lat":62.9,"lon":16.4,"acc":12,"batt":60,"tst":1772482500,"t":"u","inregions":["H"]}',
    b'{"_type":"transition","event":"leave","desc":"Hemmet","tst":1772482500,"wtst":1772482000,"lat":1,"lon":2,"acc":3}',
    b'{"_type":"lwt","tst":1772482500}', b'{"_type":"status","iOS":{}}', b'{"_type":"encrypted","data":"x"}',
)  # fmt: skip
UPLINKS = tuple(file.read_bytes() for file in sorted((HERE / "adapters/mqtt/dialects/chirpstack").glob("*.json")))
DIALECTS = (
    Decoder(
        "zigbee2mqtt",
        _dialect(
            lambda: Zigbee2Mqtt(bound("zigbee2mqtt", "a", "personal_alarm")),
            ("zigbee2mqtt/a", "zigbee2mqtt/bridge/devices", "zigbee2mqtt/a/availability", "zigbee2mqtt/bridge/event",
             "zigbee2mqtt/bridge/state", "zigbee2mqtt/b/action"),
        ), ZIGBEE,
    ),
    Decoder(
        "home assistant",
        _dialect(
            lambda: HomeAssistant(bound("home_assistant", "a", "personal_alarm")),
            ("homeassistant/binary_sensor/a/b/config", "s", "homeassistant/device/a/config", "t",
             "homeassistant/event/a/config", "z/s"),
        ), HOME,
    ),
    Decoder(
        "chirpstack",
        _dialect(
            lambda: ChirpStack(mapping.parse_mapping(test_chirpstack.FILE.encode(), Path("d.toml"), ALVBRO, "lora")),
            tuple(f"application/1/device/{test_chirpstack.BUTTON}/event/{kind}"
                  for kind in ("up", "join", "status", "location", "ack", "log", "txack")),
        ), UPLINKS,
    ),
    Decoder(
        "owntracks",
        _dialect(
            lambda: OwnTracks(test_owntracks.mapping()),
            (test_owntracks.STAFF, test_owntracks.TRACKER, test_owntracks.PHONE, f"{test_owntracks.TRACKER}/event"),
        ), TRACKS,
    ),
)  # fmt: skip

# Files


def _files(*names: str) -> list[bytes]:
    return [(RESOURCES / "import" / name).read_bytes() for name in names]


def _sheet(text: str) -> object:
    sheet = staff_csv.staff_sheet(text)
    is_decisions = decisions_csv.is_decisions_sheet(text)
    return is_decisions, staff_csv.read_staff_csv(text, sheet or staff_csv.StaffSheet.SHIFTS, ALVBRO)


def _visits(payload: bytes) -> object:
    return calendars.read_calendar(payload, CalendarOf(len(payload) % 2 == 0, ALVBRO, "st-1"), NOW)


PLANS = [file.read_bytes() for file in sorted((RESOURCES / "plans").glob("*.yaml"))[::6]]
FILES = (
    decoder("residents JSON", as_utf_8(lambda it: residents_json.read_json(it, None, BORN_BY)),
            _files("residents.json")),
    decoder("decisions JSON", as_utf_8(lambda it: (decisions_json.is_decisions(it),
            decisions_json.read_decisions_json(it, None, NIGHT_BEGINS))), _files("decisions.json")),
    decoder("staff JSON", as_utf_8(lambda it: (staff_json.is_staff(it), staff_json.read_staff_json(it, None))),
            _files("staff.json")),
    decoder("residents CSV", as_text(lambda it: residents_csv.read_csv(it, ALVBRO, BORN_BY)),
            _files("residents.csv", "brukare.csv")),
    decoder("decisions CSV", as_text(lambda it: decisions_csv.read_decisions_csv(it, ALVBRO, NIGHT_BEGINS)),
            _files("decisions.csv", "beslut.csv")),
    decoder("staff CSV", as_text(_sheet), _files("staff.csv", "personal.csv", "pass.csv", "besok.csv")),
    decoder("calendar", _visits, _files("pass.ics"), within_s=5.0),
    decoder("plan YAML", as_text(lambda it: plans.parse(it, Path("plan.yaml"))), PLANS, within_s=5.0),
    decoder("devices TOML", lambda it: mapping.parse_mapping(it, Path("d.toml"), ALVBRO, "s"),
            [*_files("devices.toml"), test_owntracks.FILE.encode()], mapping.MappingError),
    decoder("settings TOML", as_text(lambda it: config.parse(it, Path("vaka.toml"))),
            [(RESOURCES / "default.toml").read_bytes()], config.ConfigError),
    decoder("routine TOML", as_text(routines.parse),
            [file.read_bytes() for file in sorted((RESOURCES / "routines").glob("*.toml"))], routines.RoutineError),
)  # fmt: skip

# The store

BODIES = [codec.encode_body(draft.body) for draft in (samples.opened(), samples.note(), samples.claimed("c"))]
SNAPSHOT = codec.encode_snapshot(Board().snapshot())


def _bodies(payload: bytes) -> object:
    """As the body of each kind in turn."""
    kinds = sorted(ev.KINDS)
    own = [kind for kind, _, body in BODIES if body[:8] == payload[:8]]
    kind = own[0] if own else kinds[len(payload) % len(kinds)]
    return codec.decode_body(1, kind, ev.KIND_VERSION, payload)


STORE = (
    decoder("journal body", _bodies, [body for _, _, body in BODIES], codec.UnreadableBody),
    decoder("snapshot", lambda it: codec.decode_snapshot(0, codec.SNAPSHOT_FORMAT, it), [SNAPSHOT]),
    decoder("plan of the store", as_text(plan_form.of_canonical),
            [plan_form.canonical(found).encode() for file in sorted((RESOURCES / "plans").glob("*.yaml"))[:4]
             if (found := plans.read(file).plan) is not None], plan_form.NoPlan),
)  # fmt: skip

# Maps, pictures, machines

GRAPH = roads.packed(roads.built([(62.9, 16.4), (62.91, 16.4)], [roads.Edge(0, 1, 1_112.0, 60.0, 0)]))
PNG = png(8, 8)


def _graph(payload: bytes) -> object:
    """One of the graph's lists is the payload."""
    name = sorted(GRAPH)[len(payload) % len(GRAPH)]
    return roads.unpacked({**GRAPH, name: payload})


def _land(payload: bytes) -> object:
    said = payload.decode("utf-8", "replace")
    return pack.read_land({"format": FORMAT, "kinds": ",".join(cells.KINDS), "bounds": said, "name": said})


def _challenge(payload: bytes) -> object:
    said = payload.decode("latin-1")
    return challenge.answer([said, *said.split("\n")], challenge.Login("vaka", "hemligt"), "/still")


CHALLENGES = (
    b'Digest realm="cam", nonce="abc", qop="auth,auth-int", algorithm=SHA-256, opaque="x"',
    b'Digest realm="cam", nonce="abc"\nBasic realm="x"', b"Basic realm=cam", b"Negotiate",
)  # fmt: skip


def _header(payload: bytes) -> object:
    rest = [payload]

    def read(length: int) -> bytes:
        found, rest[0] = rest[0][:length], rest[0][length:]
        return found

    return camera_wire.read_header(read)


def _pixels(payload: bytes) -> object:
    """A tile as Qt reads it; a null picture is none."""
    return raster.picture_of(payload)


def _cells(payload: bytes) -> object:
    return cells.features_of(cells.decode(payload), TileKey(14, 8_900, 4_500))


def _door(payload: bytes) -> object:
    """What the visitor reads of whoever opens, and the errand that the owner reads."""
    text = payload.decode("utf-8", "replace")
    with suppress(NotDone):
        parts._unpacked((text,))
    note = door._Note(4_711, "t", 12)
    with suppress(door.NobodyAtTheDoor, door.CommandFailed):
        door._expect_owner(BufferedReader(BytesIO(payload)), note)
    return list(door._replies(BufferedReader(BytesIO(payload))))


REPLIES = (
    b'{"vaka":1,"pid":12,"busy":false}', b'{"line":" hej"}\n{"wait":true}\n{"done":0}\n', b'{"done":3}',
    b'{"refused":true}',
    b'{"login":"ellen","what":"x"}',
)  # fmt: skip
DEVICE = DeviceId("surfplatta-1")
LINES = [
    orders.written(orders.Start(orders.Broker("127.0.0.1", 1883), ())),
    orders.written(orders.Line(DEVICE, "ready", 1.5, CallId("c"), 1, "x", {"loss": 0.1, "levels": [1, 2]})),
]


def _orders(payload: bytes) -> object:
    read = orders.read_start if b"broker" in payload else orders.read_line if b"said" in payload else orders.read_change
    return read(payload)


WORDS = (
    b'{"word":"offer_made","call":"c","attempt":1,"sdp":"v=0","peer":""}',
    b'{"word":"candidate_found","call":"c","attempt":1,"candidate":"candidate:1 1 udp 1 127.0.0.1 9","peer":""}',
    b'{"word":"media_up","call":"c","attempt":1,"peer":""}', b'{"word":"pong","number":3}',
    b'{"word":"devices_found","devices":[{"kind":"audioinput","id":"a","name":"Headset"}]}',
    b'{"word":"engine_failed","call":"c","fault":"no_camera","detail":"x","peer":""}',
)  # fmt: skip
JANUS = (
    b'{"janus":"event","session_id":7,"sender":8,"transaction":"t","plugindata":{"plugin":"janus.plugin.sip","data":'
    b'{"sip":"event","call_id":"c","result":{"event":"accepted","code":200,"username":"sip:a@127.0.0.1"}}},'
    b'"jsep":{"type":"answer","sdp":"v=0"}}',
    b'{"janus":"success","transaction":"t","data":{"id":9}}', b'{"online":true}',
    b'{"janus":"error","transaction":"t","error":{"code":458,"reason":"x"}}',
    b'{"janus":"hangup","session_id":7,"sender":8}',
)  # fmt: skip
CODES = (b'{"until":"2026-11-22T03:00:00Z","code":"739201"}', b'{"until":"2026-11-22T03:00:00+01:00"}')
ASKS = (camera_wire.Ask(CameraProtocol.STILLS, "https://10.0.0.1/still.png", Mask.SQUARES, "a", "b").line(),)
MACHINES = (
    decoder("janus", janus_words.read_word, JANUS),
    decoder("janus candidate", as_text(janus.candidate_of), [
        b'{"candidate":"candidate:1 1 udp 1 127.0.0.1 9","sdpMid":"0","sdpMLineIndex":0}', b"candidate:1 1 udp",
    ]),
    decoder("lock gateway", locks._code_of, CODES, LostContact),
    decoder("camera still", stills.decoded, [PNG], camera_wire.Unseen, within_s=5.0),
    decoder("camera challenge", _challenge, CHALLENGES),
    decoder("camera header", _header, [
        camera_wire.Header(camera_wire.Kind.TROUBLE, 5).packed(), camera_wire.Header(camera_wire.Kind.PICTURE, 300,
                                                                                     Mask.SQUARES, 10, 10).packed(),
    ], ValueError),
    decoder("camera order", lambda it: (camera_wire.Ask.read(it), camera_wire.mask_of(it)), ASKS, ValueError, KeyError,
            TypeError, RecursionError),
    decoder("tablet order", _orders, LINES, ValueError, RecursionError),
    decoder("map cell", _cells, [cells.encode([(0, 0, "Sjön", [b"\0\0\x01\0" * 4])])], cells.Damaged),
    decoder("map roads", _graph, list(GRAPH.values()), ValueError),
    decoder("map bounds", _land, [b"62.8,16.3,63.0,16.5"], ValueError),
    decoder("map credit", as_text(lambda it: mbtiles._plain(it[:2_000])), [
        b'<a href="https://x.example">&copy; Kartan</a>', b"<![CDATA[x]]> <!-- y --> <!DOCTYPE z> <?php ?> &#x41; <b",
    ]),
    decoder("map picture", _pixels, [PNG]),
    decoder("mixer", lambda it: mixer.read(it, OURS), [listed(), listed(mute=True)]),
    decoder("page word", as_text(page_codec.decode_word), WORDS, page_codec.Unreadable),
    decoder("door", _door, REPLIES, door.LostOwner, door.NobodyAtTheDoor, door.CommandFailed),
)  # fmt: skip

FIELD = (
    *(_stream(message) for message in sorted({message_of(name) for name in EXAMPLES})),
    decoder(
        "MQTT packet",
        _packets,
        [
            packets.publication(7, "vaka/v1/norrby/gateway/alarms/unit", b'{"a":1}', False, 30) * 3,
            packets.confirmation(9),
        ],
        packets.Malformed,
    ),
    decoder("topic", _topic, [topic_of(name).encode() for name in list(EXAMPLES)[::9]]),
    _of(centre.read_receipt, "receipt of a sender", "receipt"),
    _of(call_words.read_centre_call, "centre's call of a device", "call"),
    _of(order_words.read_order, "order of a phone", "dispatch-order"),
    decoder("sealed order", _sealed, [json.dumps(one).encode() for one in SEALED], ValueError),
    decoder("seal key", _seal_key, [one["phone_public"].encode() for one in SEALED], Unreadable),
)
DECODERS: dict[str, Decoder] = {one.name: one for one in (*FIELD, *DIALECTS, *FILES, *STORE, *MACHINES)}

READS: dict[str, str] = {
    "console/adapters/mqtt/envelope.py": "wire alarm",
    "console/adapters/mqtt/fields.py": "wire alarm",
    "console/adapters/mqtt/janus.py": "janus candidate",
    "console/adapters/mqtt/order_words.py": "seal key",
    "console/adapters/mqtt/packets.py": "MQTT packet",
    "console/adapters/mqtt/dialects/mapping.py": "devices TOML",
    "console/adapters/sealing.py": "sealed order",
    "console/adapters/files/calendars.py": "calendar",
    "console/adapters/files/decisions_json.py": "decisions JSON",
    "console/adapters/files/decisions_rows.py": "decisions JSON",
    "console/adapters/files/plan_words.py": "plan YAML",
    "console/adapters/files/plan_yaml.py": "plan YAML",
    "console/adapters/files/raw_rows.py": "residents JSON",
    "console/adapters/files/residents_json.py": "residents JSON",
    "console/adapters/files/rows.py": "residents JSON",
    "console/adapters/files/sheet.py": "residents CSV",
    "console/adapters/files/staff_json.py": "staff JSON",
    "console/adapters/files/staff_rows.py": "staff JSON",
    "console/adapters/cameras/challenge.py": "camera challenge",
    "console/adapters/cameras/stills.py": "camera still",
    "console/adapters/cameras/wire.py": "camera header",
    "console/adapters/land/cells.py": "map cell",
    "console/adapters/locks/http.py": "lock gateway",
    "console/adapters/sql/codec.py": "journal body",
    "console/adapters/tablet/orders.py": "tablet order",
    "console/adapters/door.py": "door",
    "console/bootstrap/parts.py": "door",
    "console/bootstrap/routines.py": "routine TOML",
    "console/config.py": "settings TOML",
    "console/domain/plan_form.py": "plan of the store",
    "ui/map/raster.py": "map picture",
    "ui/media/codec.py": "page word",
    "ui/mixer.py": "mixer",
    "console/adapters/land/mbtiles.py": "map credit",
}

WRITES = "only writes"
OWN_CHILD = "what the program says to a process of its own"
OWN_ROWS = "rows that the store itself wrote, read strictly: a changed one is a fault that is told"
ELSEWHERE: dict[str, str] = {
    "console/adapters/mqtt/janus_requests.py": WRITES,
    "console/adapters/municipality/rooms.py": WRITES,
    "console/adapters/land/writer.py": WRITES,
    "console/adapters/turn.py": WRITES,
    "console/bootstrap/csv_lines.py": WRITES,
    "console/bootstrap/errands.py": WRITES,
    "console/domain/chain.py": WRITES,
    "console/domain/night_report.py": WRITES,
    "console/domain/sketch.py": WRITES,
    "console/domain/spelling.py": WRITES,
    "console/services/briefing.py": WRITES,
    "console/adapters/sounder.py": OWN_CHILD,
    "ui/sounder.py": OWN_CHILD,
    "ui/siren.py": "reads the sounds that it brings",
    "ui/widgets/text.py": WRITES,
    "ui/guardian.py": OWN_CHILD,
    "ui/demo.py": OWN_CHILD,
    "console/adapters/cameras/worker.py": "masks the frames of streams and stills",
    "console/adapters/cameras/masks.py": "masks the frames of streams and stills",
    "console/adapters/cameras/reading.py": "passes on the frames of streams and stills",
    "console/adapters/cameras/streams.py": "tests/adapters/cameras/test_streams.py, in a process that may die",
    "console/adapters/phone/phone.py": "the invented staff of the demonstration, and its orders are sealed",
    "console/adapters/tablet/peer.py": "tests/adapters/tablet/test_hostile.py",
    "console/adapters/tablet/tracks.py": "tests/adapters/tablet/test_hostile.py",
    "console/adapters/tablet/received.py": "tests/adapters/tablet/test_hostile.py",
    "console/adapters/mqtt/dialects/memory.py": "test_20_files",
    "console/adapters/land/sqlite_file.py": "test_20_files",
    "console/adapters/settings_file.py": "test_20_files",
    "console/adapters/sql/decisions.py": OWN_ROWS,
    "console/adapters/sql/owner.py": OWN_ROWS,
    "console/adapters/sql/residents.py": OWN_ROWS,
    "console/adapters/sql/rows.py": OWN_ROWS,
    "console/adapters/sql/staff.py": OWN_ROWS,
    "console/adapters/sql/walk.py": "test_25_journal",
    "console/adapters/secrets.py": "tests/adapters/test_secrets.py",
}
