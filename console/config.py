"""The settings: one frozen `Config`, read from one TOML file, where every key is declared once.

A key's default, unit, meaning and what it may be stand in its field below and nowhere else; `resources/default.toml`
is made from them (`render_defaults`). No secret is ever read from here: those live in the keyring. This module is a
leaf: it knows the platform's folders and nothing else of the house.
"""

import difflib
import json
import os
import re
import secrets
import textwrap
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import platformdirs

FILE_NAME = "vaka.toml"
VARIABLE = "VAKA_CONFIG"
"""The environment variable that names another settings file."""

Value = str | int | bool


class ConfigError(Exception):
    """The settings cannot be used. `problems` are plain English sentences that name file, key and what is allowed.

    No sentence holds a text value from the file: it might be a secret in the wrong place.
    """

    def __init__(self, file: Path, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(f"{file}: {problem}" for problem in problems))
        self.file = file
        self.problems = problems


# What a value may be.


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`, both included."""

    least: int
    most: int

    def __str__(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def takes(self, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text that fits `pattern` wholly; `words` says so to a human."""

    words: str
    pattern: str = r"[^\x00-\x1f\x7f]{0,200}"

    def __str__(self) -> str:
        return self.words

    def takes(self, value: object) -> bool:
        return isinstance(value, str) and re.fullmatch(self.pattern, value) is not None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    of: tuple[str, ...]

    def __str__(self) -> str:
        return "one of " + ", ".join(json.dumps(word) for word in self.of)

    def takes(self, value: object) -> bool:
        return isinstance(value, str) and value in self.of


@dataclass(frozen=True, slots=True)
class Switch:
    """true or false."""

    def __str__(self) -> str:
        return "true or false"

    def takes(self, value: object) -> bool:
        return isinstance(value, bool)


Allowed = Whole | Text | Choice | Switch

_FREE = Text('text on one line, at most 200 characters, "" for none')
_PHONE = Text('a telephone number (digits, spaces, -, a leading +), "" for none', r"(\+?[0-9][0-9 \-]{2,29})?")
_PATH = Text('a path, "" for the platform\'s place', r"[^\x00-\x1f\x7f]{0,1000}")
_LEVEL = Text('1 to 63 of a-z 0-9 -, beginning with a letter or digit, "" for none', r"([a-z0-9][a-z0-9-]{0,62})?")
_ICE = r"(stuns?|turns?):[A-Za-z0-9.\-\[\]:]{1,253}(\?transport=(udp|tcp))?"
_TOPIC = Text("a topic without wildcards, not ours", r"(?!vaka(/|$))[^\x00-\x1f\x7f+#$/][^\x00-\x1f\x7f+#]{0,99}(?<!/)")


def _key(meaning: str, allowed: Allowed, unit: str = "") -> dict[str, object]:
    return {"meaning": meaning, "allowed": allowed, "unit": unit}


# The table.


@dataclass(frozen=True, slots=True)
class Centre:
    name: str = field(
        default="Larmcentral",
        metadata=_key("The centre's name, in the window's title.", _FREE),
    )
    reserve_name: str = field(
        default="",
        metadata=_key("The centre that takes our alarms when we see nothing.", _FREE),
    )
    reserve_phone: str = field(
        default="",
        metadata=_key("That centre's telephone number, shown and dialled when we see nothing.", _PHONE),
    )
    shift_lead_phone: str = field(
        default="",
        metadata=_key("The shift lead's telephone number, for the same.", _PHONE),
    )
    routine: str = field(
        default="",
        metadata=_key(
            "The centre's own routine for when we see nothing, as resources/routines/blind.sv.toml. A file that cannot "
            "be used is told of by vaka doctor, and the shipped one stands.",
            Text('a path, "" for the shipped routine', r"[^\x00-\x1f\x7f]{0,1000}"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Broker:
    host: str = field(
        default="localhost",
        metadata=_key(
            "The MQTT broker's name or address.",
            Text("a host name or address without scheme, user or port", r"[A-Za-z0-9._:\-]{1,253}"),
        ),
    )
    port: int = field(default=8883, metadata=_key("The broker's port.", Whole(1, 65535)))
    tls: bool = field(
        default=True,
        metadata=_key("Encrypt the link. May be false only where the broker is on this machine.", Switch()),
    )
    ca_file: str = field(
        default="",
        metadata=_key(
            "PEM file of the authority that signed the broker's certificate. \"\" trusts the system's.",
            Text('a path, "" for the system\'s authorities', r"[^\x00-\x1f\x7f]{0,1000}"),
        ),
    )
    username: str = field(
        default="",
        metadata=_key(
            'This console\'s user at the broker. Its password: vaka secret set broker.password. "" signs in without.',
            _FREE,
        ),
    )
    keepalive_s: int = field(
        default=10,
        metadata=_key("A link that is silent for twice this is lost.", Whole(5, 120), "s"),
    )
    session_expiry_days: int = field(
        default=7,
        metadata=_key("How long the broker keeps what this console has not yet confirmed.", Whole(7, 365), "days"),
    )
    receive_maximum: int = field(
        default=500,
        metadata=_key(
            "How many unconfirmed messages the broker may have on the way to us.", Whole(1, 65535), "messages"
        ),
    )
    embedded: bool = field(
        default=False,
        metadata=_key(
            "Start a broker of our own on this machine. It keeps nothing when it is killed: for trials only.",
            Switch(),
        ),
    )


@dataclass(frozen=True, slots=True)
class Database:
    url: str = field(
        default="",
        metadata=_key(
            'PostgreSQL shared by several consoles. "" keeps an encrypted file on this machine. Its password: '
            "vaka secret set database.password.",
            Text(
                '"" or postgresql://USER@HOST:PORT/NAME, without a password',
                r"(postgresql://[^\s\x00-\x1f\x7f]{1,500})?",
            ),
        ),
    )
    file: str = field(
        default="",
        metadata=_key('The local encrypted file, where url is "". "" is vaka.db in the platform\'s place.', _PATH),
    )
    copy_every_min: int = field(
        default=10,
        metadata=_key(
            "How old this machine's encrypted copy of the cards may become. It is kept where url names a shared "
            "database, for when that is out of reach.",
            Whole(1, 1440),
            "min",
        ),
    )


@dataclass(frozen=True, slots=True)
class Console:
    id: str = field(
        default="",
        metadata=_key(
            "This console's own name at the broker and in the journal; two may never share one. The broker must let it "
            'write under that name (resources/mosquitto/acl). "" makes one at the first start and keeps it.',
            Text('"" or 1 to 64 of the characters A-Z a-z 0-9 _ -', r"[A-Za-z0-9_\-]{0,64}"),
        ),
    )
    state_folder: str = field(
        default="",
        metadata=_key("Where this console keeps its id and its door. Two consoles on one machine need two.", _PATH),
    )


@dataclass(frozen=True, slots=True)
class Canary:
    interval_s: int = field(
        default=5,
        metadata=_key("How often a sign of life goes through the broker and back to the screen.", Whole(1, 60), "s"),
    )
    blind_after_s: int = field(
        default=15,
        metadata=_key("No sign of life for this long: the banner shows and the sound starts.", Whole(3, 120), "s"),
    )
    screen_unanswered_after_s: int = field(
        default=10,
        metadata=_key("A screen that paints no sign of life for this long is taken for blind.", Whole(3, 120), "s"),
    )


@dataclass(frozen=True, slots=True)
class Presence:
    orphan_after_s: int = field(
        default=30,
        metadata=_key("A console gone for this long: its cases sound again on the others.", Whole(5, 300), "s"),
    )


@dataclass(frozen=True, slots=True)
class Intake:
    largest_batch: int = field(
        default=200,
        metadata=_key("The most reports that are stored in one transaction.", Whole(1, 10_000), "reports"),
    )
    follow_within_min: int = field(
        default=30,
        metadata=_key("A new alarm this soon after a case was closed shows that case.", Whole(0, 1440), "min"),
    )


@dataclass(frozen=True, slots=True)
class Retention:
    samples_nights: int = field(
        default=15,
        metadata=_key(
            "How long sensor readings and heartbeats are kept as they came: this night and the 14 that it is compared "
            "with.",
            Whole(1, 400),
            "nights",
        ),
    )
    alarm_reports_days: int = field(
        default=1825,
        metadata=_key("How long alarms are kept as they came. The municipality decides.", Whole(30, 36_500), "days"),
    )


@dataclass(frozen=True, slots=True)
class Accounts:
    lock_after_tries: int = field(
        default=5,
        metadata=_key("So many wrong passwords in a row lock an account.", Whole(3, 20), "tries"),
    )
    lock_min: int = field(
        default=15,
        metadata=_key("How long an account stays locked after that.", Whole(1, 1440), "min"),
    )
    listed_at_sign_in: bool = field(
        default=True,
        metadata=_key("Show who has an account here before sign-in. false: the account's name is typed.", Switch()),
    )


@dataclass(frozen=True, slots=True)
class Escalation:
    next_centre: str = field(
        default="",
        metadata=_key(
            "Where a case goes that nobody here answers: the last level of the topic vaka/v1/centre/forward/, which "
            "that centre reads. Nothing goes anywhere without it.",
            Text('a-z, 0-9 and -, at most 63, "" for none', r"([a-z0-9][a-z0-9-]{0,62})?"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Rounds:
    camera_ca_file: str = field(
        default="",
        metadata=_key(
            "The file of the authorities that vouch for the cameras' certificates, in place of the system's.",
            Text('a path, "" for the system\'s', r"[^\x00-\x1f\x7f]{0,1000}"),
        ),
    )
    night_begins_min: int = field(
        default=720,
        metadata=_key(
            "The local time, in minutes after midnight, at which one night ends and the next begins: 720 is noon. No "
            "look lies across it.",
            Whole(0, 1439),
            "min",
        ),
    )


@dataclass(frozen=True, slots=True)
class Plans:
    folder: str = field(
        default="",
        metadata=_key(
            "The folder with the centre's own action plans (.yaml), which go before the shipped ones. Check them with "
            "vaka plan check; a changed file counts within half a minute.",
            Text('a path, "" for the shipped plans alone', r"[^\x00-\x1f\x7f]{0,1000}"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Screen:
    language: str = field(default="sv", metadata=_key("The language on the screen.", Choice(("sv", "en"))))
    theme: str = field(default="night", metadata=_key("Dark or light.", Choice(("night", "day"))))
    scale_percent: int = field(
        default=100,
        metadata=_key("The size of text and symbols.", Whole(80, 200), "%"),
    )


@dataclass(frozen=True, slots=True)
class Sound:
    device: str = field(
        default="",
        metadata=_key('The sound output, by the name that vaka doctor shows. "" is the system\'s own choice.', _FREE),
    )
    volume_percent: int = field(
        default=80,
        metadata=_key("How loud alarms sound. They cannot be turned off here.", Whole(20, 100), "%"),
    )
    check_every_min: int = field(
        default=60,
        metadata=_key("How often a short sound proves the output while somebody sits here.", Whole(5, 1440), "min"),
    )


@dataclass(frozen=True, slots=True)
class Calls:
    engine: bool = field(
        default=True,
        metadata=_key(
            "Whether this workstation calls by video and voice. false: the engine is never loaded, and only telephones "
            "are called, by the one on the desk.",
            Switch(),
        ),
    )
    ring_s: int = field(
        default=45,
        metadata=_key("How long it rings before nobody has answered.", Whole(10, 180), "s"),
    )
    ice_servers: str = field(
        default="",
        metadata=_key(
            "Servers by which the two sides of a call find through firewalls, with commas between. TURN takes its "
            "shared secret from the keyring (vaka secret set calls.turn), and a name and password of some hours are "
            'made of it for each call. "": only those on one network reach each other.',
            Text('stun:, turn: or turns: URLs, with commas between, "" for none', rf"({_ICE}( *, *{_ICE}){{0,7}})?"),
        ),
    )
    sip_gateway: str = field(
        default="",
        metadata=_key(
            "By what telephones and SIP devices are called: Janus, which speaks with us over the broker "
            '(resources/janus). "": by none; a number then goes to the telephone on the desk.',
            Choice(("", "janus")),
        ),
    )
    sip_caller: str = field(
        default="",
        metadata=_key(
            "As whom the gateway calls, at the centre's own exchange.",
            Text('sip:USER@HOST, "" for none', r"(sip:[A-Za-z0-9._~+*\-]{1,64}@[A-Za-z0-9.\-]{1,253}(:[0-9]{1,5})?)?"),
        ),
    )
    sip_trunk: str = field(
        default="",
        metadata=_key(
            'The host at which the gateway calls telephone numbers. "": only SIP addresses are called.',
            Text('a host name or address, with a port or without, "" for none', r"([A-Za-z0-9.\-\[\]:]{1,253})?"),
        ),
    )
    sip_proxy: str = field(
        default="",
        metadata=_key(
            "The SIP address by which all of the gateway's calls go.",
            Text('sip:HOST, "" for none', r"(sip:[A-Za-z0-9.\-]{1,253}(:[0-9]{1,5})?(;transport=(udp|tcp|tls))?)?"),
        ),
    )
    sip_user: str = field(
        default="",
        metadata=_key(
            "Who we are to that host, where it asks. The password: vaka secret set calls.sip.",
            _FREE,
        ),
    )
    sip_registers: bool = field(
        default=False,
        metadata=_key("Register there before calling. false: the password answers each call's own question.", Switch()),
    )
    sip_srtp: str = field(
        default="",
        metadata=_key(
            'Whether the telephone side of the gateway is encrypted. "": as it comes, which is seldom.',
            Choice(("", "sdes_optional", "sdes_mandatory")),
        ),
    )
    guest_page: str = field(
        default="",
        metadata=_key(
            "Where the page for a third party stands (resources/tablet/guest.html). Nobody can be invited without it; "
            "the guests' password at the broker: vaka secret set calls.guest.",
            Text(
                'an https URL without user, query or fragment, "" for none', r"(https://[^\s\x00-\x1f\x7f?#@]{1,500})?"
            ),
        ),
    )
    volume_up_tone: str = field(
        default="1",
        metadata=_key(
            "The DTMF tone at which alarm phones speak up; makers differ. Down is 3 where up is 1, else 1.",
            Choice(("1", "2", "3")),
        ),
    )
    microphone: str = field(
        default="",
        metadata=_key('The microphone, by its name. "" is the system\'s own choice.', _FREE),
    )
    output: str = field(
        default="",
        metadata=_key('The output on which calls are heard, by its name. "" is the system\'s own choice.', _FREE),
    )
    camera: str = field(
        default="",
        metadata=_key('The camera of this workstation, by its name. "" is the system\'s own choice.', _FREE),
    )


@dataclass(frozen=True, slots=True)
class Dispatch:
    answer_within_s: int = field(
        default=60,
        metadata=_key(
            "So long a responder has to answer in class 1 and 2 before the next is asked.", Whole(15, 600), "s"
        ),
    )
    answer_within_normal_s: int = field(
        default=120,
        metadata=_key("The same in the other classes.", Whole(15, 1800), "s"),
    )
    delivered_within_s: int = field(
        default=15,
        metadata=_key(
            "A phone that has not confirmed an offer by then is passed over for the next.", Whole(5, 120), "s"
        ),
    )
    next_before_group: int = field(
        default=3,
        metadata=_key("So many are asked one after another before the whole group is.", Whole(1, 20), "responders"),
    )
    under_way_within_s: int = field(
        default=120,
        metadata=_key("Whoever has accepted and has not set out by then is told of.", Whole(30, 1800), "s"),
    )
    position_old_s: int = field(
        default=120,
        metadata=_key("A position older than this is shown as old.", Whole(30, 3600), "s"),
    )
    position_stale_s: int = field(
        default=600,
        metadata=_key(
            "A position older than this is shown as stale, and makes no area certain.", Whole(60, 14_400), "s"
        ),
    )
    centre_phone: str = field(
        default="",
        metadata=_key("The number at which staff on their way call the centre, shown on their phones.", _PHONE),
    )
    check_in_default_min: int = field(
        default=20,
        metadata=_key(
            "Whoever works alone says that all is well as often, unless they said otherwise.", Whole(5, 120), "min"
        ),
    )
    map_file: str = field(
        default="",
        metadata=_key(
            "The map: a pack that vaka map made (.vakamap), or .mbtiles. Without one there is no map, and minutes are "
            "reckoned along the straight line.",
            Text('a path, "" for none', r"[^\x00-\x1f\x7f]{0,1000}"),
        ),
    )
    lock_gateway: str = field(
        default="",
        metadata=_key(
            "The system that gives one-time rights to locks (resources/contracts/lock-gateway.openapi.yaml). Its "
            'token: vaka secret set locks.token. "": no lock is opened from here.',
            Text(
                'an https URL without user, query or fragment, "" for none', r"(https://[^\s\x00-\x1f\x7f?#@]{1,500})?"
            ),
        ),
    )
    lock_gateway_name: str = field(
        default="locks",
        metadata=_key(
            "What that system is called in the import of homes.",
            Text("1 to 63 of a-z 0-9 -", r"[a-z0-9][a-z0-9-]{0,62}"),
        ),
    )
    lock_ca_file: str = field(
        default="",
        metadata=_key(
            "The file of the authority that vouches for that system's certificate, in place of the system's own.",
            Text('a path, "" for the system\'s', r"[^\x00-\x1f\x7f]{0,1000}"),
        ),
    )
    lock_right_after_min: int = field(
        default=60,
        metadata=_key(
            "A right to a lock ends with the task, at the latest so long after somebody should be there.",
            Whole(15, 720),
            "min",
        ),
    )


@dataclass(frozen=True, slots=True)
class Gateways:
    zigbee2mqtt: bool = field(
        default=False,
        metadata=_key("Take in what Zigbee2MQTT publishes (1.x and 2.x).", Switch()),
    )
    zigbee2mqtt_topic: str = field(
        default="zigbee2mqtt",
        metadata=_key("Zigbee2MQTT's base topic.", _TOPIC),
    )
    home_assistant: bool = field(
        default=False,
        metadata=_key("Take in devices that announce themselves by Home Assistant's MQTT discovery.", Switch()),
    )
    home_assistant_topic: str = field(
        default="homeassistant",
        metadata=_key("The prefix of those announcements.", _TOPIC),
    )
    chirpstack: bool = field(
        default=False,
        metadata=_key("Take in what ChirpStack v4 publishes of LoRaWAN devices.", Switch()),
    )
    owntracks: bool = field(
        default=False,
        metadata=_key("Take in where staff are, as OwnTracks publishes it.", Switch()),
    )
    municipality: str = field(
        default="",
        metadata=_key("Whose devices they are where the file does not say. Needed where a gateway is on.", _LEVEL),
    )
    sender: str = field(
        default="gateway",
        metadata=_key("The sender that they speak as: one of the municipality's own, as imported.", _LEVEL),
    )
    devices: str = field(
        default="",
        metadata=_key(
            "The file that says which device is which, as resources/import/devices.toml. It is read at the start.",
            Text('a path, "" for none', r"[^\x00-\x1f\x7f]{0,1000}"),
        ),
    )


@dataclass(frozen=True, slots=True)
class Demo:
    seed: int = field(
        default=1,
        metadata=_key("The same seed gives the same municipality and the same night.", Whole(0, 2**31 - 1)),
    )
    residents: int = field(
        default=1500,
        metadata=_key("How many residents the simulated municipality has.", Whole(10, 4000), "residents"),
    )


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. A section is a field; its `meaning` heads it in `resources/default.toml`."""

    centre: Centre = field(default_factory=Centre, metadata={"meaning": "Who we are."})
    broker: Broker = field(default_factory=Broker, metadata={"meaning": "Where alarms come from (MQTT 5)."})
    database: Database = field(default_factory=Database, metadata={"meaning": "Where all is kept."})
    console: Console = field(default_factory=Console, metadata={"meaning": "This workstation."})
    canary: Canary = field(default_factory=Canary, metadata={"meaning": "The proof that we can see."})
    presence: Presence = field(default_factory=Presence, metadata={"meaning": "What we know of other consoles."})
    intake: Intake = field(default_factory=Intake, metadata={"meaning": "How reports are taken in."})
    retention: Retention = field(default_factory=Retention, metadata={"meaning": "How long things are kept."})
    accounts: Accounts = field(default_factory=Accounts, metadata={"meaning": "Signing in, and being locked out."})
    escalation: Escalation = field(
        default_factory=Escalation, metadata={"meaning": "What happens when nobody answers."}
    )
    plans: Plans = field(default_factory=Plans, metadata={"meaning": "Action plans."})
    rounds: Rounds = field(default_factory=Rounds, metadata={"meaning": "Digital supervision at night."})
    screen: Screen = field(default_factory=Screen, metadata={"meaning": "How it looks."})
    sound: Sound = field(default_factory=Sound, metadata={"meaning": "How it sounds."})
    calls: Calls = field(default_factory=Calls, metadata={"meaning": "Calling people back, by video and voice."})
    dispatch: Dispatch = field(default_factory=Dispatch, metadata={"meaning": "Sending somebody who is near."})
    gateways: Gateways = field(
        default_factory=Gateways, metadata={"meaning": "Devices that speak another language than ours, over MQTT."}
    )
    demo: Demo = field(default_factory=Demo, metadata={"meaning": "The simulated municipality (vaka demo)."})


@dataclass(frozen=True, slots=True)
class Key:
    """One declared key. `name` is dotted; `unit` is "" for what has none."""

    name: str
    default: Value
    unit: str
    meaning: str
    allowed: Allowed


def _declared() -> Iterator[Key]:
    for section in fields(Config):
        defaults: Any = getattr(Config(), section.name)
        for entry in fields(defaults):
            about = entry.metadata
            name = f"{section.name}.{entry.name}"
            yield Key(name, getattr(defaults, entry.name), about["unit"], about["meaning"], about["allowed"])


KEYS: Mapping[str, Key] = MappingProxyType({key.name: key for key in _declared()})
"""Every key by its dotted name, in the order of the file."""

_SECRET = re.compile(
    r"password|passwd|passphrase|losenord|lösenord|token|secret|credential|private_?key|api_?key", re.I
)
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


# Reading.


def config_file(path: Path | None = None) -> Path | None:
    """The settings file that counts, or None where there is none and the defaults do.

    `path` goes before the variable VAKA_CONFIG, that before the user's file, and that before the machine's. A file
    that is named by the first two is returned whether or not it exists.
    """
    if path is not None:
        return path
    if named := os.environ.get(VARIABLE):
        return Path(named)
    places = (user_file(), platformdirs.site_config_path("vaka", appauthor=False) / FILE_NAME)
    return next((place for place in places if place.is_file()), None)


def user_file() -> Path:
    """Where the user's own settings file is, or would be."""
    return platformdirs.user_config_path("vaka", appauthor=False) / FILE_NAME


def load(path: Path | None = None) -> Config:
    """The settings of `config_file(path)`. Raises ConfigError, which tells all that is wrong at once."""
    file = config_file(path)
    if file is None:
        return Config()
    return parse(read(file), file)


def parse(text: str, file: Path) -> Config:
    """The settings in `text`; `file` is for the words of the ConfigError that it may raise."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(file, (f"is not TOML: {_placed(str(error), text)}",)) from None
    except ValueError:  # the only other one: Python's limit for the digits of a whole number
        raise ConfigError(file, ("holds a whole number of several thousand digits",)) from None
    except RecursionError:
        raise ConfigError(file, ("is nested too deeply",)) from None
    problems: list[str] = []
    config = Config()
    for section in table:
        config = _with_section(config, section, table[section], problems)
    problems.extend(_at_odds(config))
    if problems:
        raise ConfigError(file, tuple(problems))
    return config


def read(file: Path) -> str:
    """The text of a settings file. Raises ConfigError where there is none to be read."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(file, (f"cannot be read: {error.strerror}",)) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise ConfigError(file, (f"is not UTF-8 at line {line}, column {column}",)) from None


def _placed(message: str, text: str) -> str:
    """tomllib's words with line and column always in them."""
    lines = text.split("\n")
    return message.replace("at end of document", f"at line {len(lines)}, column {len(lines[-1]) + 1}, the end")


def _with_section(config: Config, name: str, content: object, problems: list[str]) -> Config:
    section: Any = getattr(config, name, None) if name in Config.__dataclass_fields__ else None
    if section is None or not isinstance(content, dict):
        problems.extend(_not_a_section(name, content))
        return config
    values: dict[str, object] = {}
    for leaf, value in content.items():
        if problem := _problem(f"{name}.{leaf}", value):
            problems.append(problem)
        else:
            values[leaf] = value
    changes: dict[str, Any] = {name: replace(section, **values)}
    return replace(config, **changes)


def _not_a_section(name: str, content: object) -> Iterator[str]:
    if isinstance(content, dict) and content and name not in Config.__dataclass_fields__:
        for leaf in content:
            yield _unknown(f"{name}.{leaf}")
    elif name in Config.__dataclass_fields__:
        yield f"{name} is {_type_words(content)}; it must be a section: [{name}]"
    else:
        yield _unknown(name)


def _problem(name: str, value: object) -> str:
    key = KEYS.get(name)
    if key is None:
        return _unknown(name)
    if name == "database.url" and isinstance(value, str) and _has_password(value):
        return f"{name} holds a password; take it out and give it to the keyring: vaka secret set database.password"
    if key.allowed.takes(value):
        return ""
    unit = f" ({key.unit})" if key.unit else ""
    return f"{name} is {_type_words(value)}; allowed: {key.allowed}{unit}{_nearest_word(key.allowed, value)}"


def _unknown(name: str) -> str:
    if _SECRET.search(name.rpartition(".")[2]):
        return (
            f"{name} looks like a secret, and secrets do not belong in this file; "
            f"remove it and run: vaka secret set {name}"
        )
    near = _nearest_key(name)
    return f"{name} is not a setting" + (f"; did you mean {near}?" if near else "")


def _nearest_key(name: str) -> str:
    """The key that was most likely meant: the same last word, else a like one here, else a like one anywhere."""
    section, _, leaf = name.rpartition(".")
    ends = {known: known.rpartition(".")[2] for known in KEYS}
    if same := [known for known, end in ends.items() if end == leaf]:
        return difflib.get_close_matches(name, same, n=1, cutoff=0.0)[0]
    here = {end: known for known, end in ends.items() if known.startswith(f"{section}.")}
    anywhere = {end: known for known, end in ends.items()}
    for among in (here, anywhere):
        if near := difflib.get_close_matches(leaf, among, n=1):
            return among[near[0]]
    return ""


def _nearest_word(allowed: Allowed, value: object) -> str:
    if not isinstance(allowed, Choice) or not isinstance(value, str):
        return ""
    near = difflib.get_close_matches(value.lower(), allowed.of, n=1)
    return f"; did you mean {json.dumps(near[0])}?" if near else ""


def _type_words(value: object) -> str:
    """A value's type, and the value itself where it can be no secret."""
    match value:
        case bool():
            return f"{str(value).lower()} (true or false)"
        case int() if abs(value) < 10**12:
            return f"{value} (a whole number)"
        case int():
            return "a very large whole number"
        case float():
            return f"{value} (a number with decimals)"
        case str():
            return f"a text of {len(value)} characters"
        case list():
            return "a list"
        case dict():
            return "a section"
        case _:
            return "a date or time"


def _has_password(url: str) -> bool:
    """Whether a URL carries a password before the host or in its query. What cannot be read is taken to."""
    try:
        parts = urlsplit(url)
        return parts.password is not None or _SECRET.search(parts.query) is not None
    except ValueError:
        return True


def _at_odds(config: Config) -> Iterator[str]:
    """What no single key can tell: keys that do not go together."""
    broker, canary = config.broker, config.canary
    if not broker.tls and broker.host not in _HERE:
        yield "broker.tls is false; that is allowed only where broker.host is this machine (localhost)"
    if broker.ca_file and not broker.tls and broker.host in _HERE:
        yield "broker.ca_file is given, which has a meaning only with broker.tls = true"
    if broker.embedded and broker.host not in _HERE:
        yield "broker.embedded is true, so broker.host must be this machine (localhost)"
    if canary.blind_after_s < 2 * canary.interval_s:
        yield "canary.blind_after_s must be at least twice canary.interval_s"
    if config.calls.sip_gateway and not config.calls.sip_caller:
        yield "calls.sip_gateway is set, so calls.sip_caller must say as whom it calls"
    if config.calls.sip_registers and not config.calls.sip_user:
        yield "calls.sip_registers is true, so calls.sip_user must say as whom"
    if config.dispatch.position_stale_s <= config.dispatch.position_old_s:
        yield "dispatch.position_stale_s must be more than dispatch.position_old_s"
    if config.database.url and config.database.file:
        yield 'database.file has a meaning only where database.url is ""'


# Places.


def database_file(config: Config) -> Path:
    """The local encrypted file, where `database.url` is ""."""
    named = config.database.file
    return Path(named) if named else platformdirs.user_data_path("vaka", appauthor=False) / "vaka.db"


def copy_file(config: Config) -> Path:
    """The local encrypted copy, where `database.url` names a shared database."""
    return state_folder(config) / "copy.db"


def state_folder(config: Config) -> Path:
    """Where this console keeps its id and its door."""
    named = config.console.state_folder
    return Path(named) if named else platformdirs.user_state_path("vaka", appauthor=False)


def persisted_console_id(folder: Path) -> str:
    """This console's id, made and stored in `folder` at the first call, and the same ever after.

    An id is a broker session, in which alarms may wait: a damaged one is never replaced in silence. Raises
    ConfigError then, and where the folder cannot be written.
    """
    hint = "put this console's id back, or delete the file to begin as a new console"
    return _persisted(
        folder / "console-id", f"console-{secrets.token_hex(8)}", KEYS["console.id"].allowed.takes, "a console id", hint
    )


_SESSION = Text("32 hexadecimal digits", "[0-9a-f]{32}")


def persisted_session(folder: Path) -> str:
    """What makes this console's MQTT client id one that nobody can guess: made once, and the same ever after, as above.

    A client id belongs to whoever came last with it, whatever their user, and what waits for it is gone with it. The
    console's own id stands in all that it says, so that alone would not do. Raises ConfigError.
    """
    hint = "delete the file to begin a new session; what waits at the broker in the old one is lost"
    return _persisted(folder / "mqtt-session", secrets.token_hex(16), _SESSION.takes, "a session's secret", hint)


def _persisted(file: Path, fresh: str, is_good: Callable[[object], bool], what: str, hint: str) -> str:
    try:
        if not file.exists():
            _place(file, fresh)
        content = file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ConfigError(file, (f"cannot be written or read: {error.strerror}",)) from None
    except UnicodeDecodeError:
        content = ""
    if not content or not is_good(content):
        raise ConfigError(file, (f"does not hold {what}; {hint}",))
    return content


def _place(file: Path, text: str) -> None:
    """Appears whole or not at all, for our user alone; of two first starts at once one wins."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
        stream.write(f"{text}\n")
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        draft.replace(file)
        return
    draft.unlink()


# Writing.


def render_defaults() -> str:
    """`resources/default.toml`: every key with its meaning, unit, what it may be, and its default."""
    lines = [
        "# Vaka's settings, with their defaults. Made from console/config.py: do not edit this file, copy what you",
        f"# change into {FILE_NAME} (on Linux in ~/.config/vaka; --config or VAKA_CONFIG names another; vaka doctor",
        "# tells which one holds). Secrets do not go there: vaka secret set NAME.",
    ]
    for section in fields(Config):
        lines += ["", "", f"# {section.metadata['meaning']}", f"[{section.name}]"]
        for key in KEYS.values():
            head, _, leaf = key.name.partition(".")
            if head == section.name:
                lines += ["", *_comment(key), f"{leaf} = {_toml(key.default)}"]
    return "\n".join(lines) + "\n"


def _comment(key: Key) -> list[str]:
    unit = f" Unit: {key.unit}." if key.unit else ""
    text = f"{key.meaning}{unit} Allowed: {key.allowed}."
    return textwrap.wrap(text, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _toml(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)
