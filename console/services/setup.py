"""What a first run asks, and what trying it out answers: types only, for the wizard and for what joins it.

Nothing here is a secret's home: a password stands in a draft until it is in the keyring or the program ends.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Tried(StrEnum):
    """One thing that is tried out, in the order of the steps."""

    BROKER_ANSWERS = "broker_answers"
    BROKER_SIGN_IN = "broker_sign_in"
    BROKER_READS = "broker_reads"
    CANARY = "canary"
    PLACE = "place"
    KEYRING = "keyring"
    FILE = "file"
    ROOM = "room"
    SERVER_ANSWERS = "server_answers"
    SERVER_SIGN_IN = "server_sign_in"
    SERVER_VERSION = "server_version"
    SERVER_TABLES = "server_tables"
    SERVER_SEARCH = "server_search"
    OUTPUTS = "outputs"
    TONE = "tone"
    MICROPHONE = "microphone"
    MUNICIPALITY = "municipality"
    LOGIN = "login"
    PASSWORD = "password"
    FIRST_ACCOUNT = "first_account"
    SAVE_SECRETS = "save_secrets"
    SAVE_ACCOUNT = "save_account"
    SAVE_SETTINGS = "save_settings"


class Trouble(StrEnum):
    """Why something did not go, by what must be done about it."""

    BAD_VALUE = "bad_value"
    PLAIN_ELSEWHERE = "plain_elsewhere"
    NO_SUCH_NAME = "no_such_name"
    NO_ANSWER = "no_answer"
    NOBODY_LISTENS = "nobody_listens"
    NO_TLS = "no_tls"
    CA_UNREADABLE = "ca_unreadable"
    WRONG_AUTHORITY = "wrong_authority"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_HOST = "wrong_host"
    BAD_CERTIFICATE = "bad_certificate"
    WRONG_PASSWORD = "wrong_password"
    BROKER_REFUSES = "broker_refuses"
    MAY_NOT_READ = "may_not_read"
    MAY_NOT_WRITE = "may_not_write"
    NOTHING_COMES_BACK = "nothing_comes_back"
    LOST = "lost"
    NO_PASSWORD = "no_password"
    NO_KEYRING = "no_keyring"
    NOT_WRITABLE = "not_writable"
    NOT_A_FILE = "not_a_file"
    LITTLE_ROOM = "little_room"
    NO_KEY = "no_key"
    WRONG_KEY = "wrong_key"
    TOO_NEW = "too_new"
    STORE_FAILS = "store_fails"
    NOT_ADMITTED = "not_admitted"
    NO_DATABASE = "no_database"
    OLD_SERVER = "old_server"
    MAY_NOT_MAKE = "may_not_make"
    NO_SEARCH = "no_search"
    NO_OUTPUT = "no_output"
    NO_SUCH_OUTPUT = "no_such_output"
    TONE_FAILED = "tone_failed"
    NO_SOUND_SYSTEM = "no_sound_system"
    NO_MICROPHONE = "no_microphone"
    SILENT_MICROPHONE = "silent_microphone"
    PASSWORDS_DIFFER = "passwords_differ"
    PASSWORD_TOO_SHORT = "password_too_short"
    PASSWORD_TOO_LONG = "password_too_long"
    PASSWORD_UNWRITABLE = "password_unwritable"
    PASSWORD_LIKE_LOGIN = "password_like_login"
    PASSWORD_TOO_SIMPLE = "password_too_simple"
    PASSWORD_COMMON = "password_common"
    ACCOUNTS_EXIST = "accounts_exist"
    NOT_DONE = "not_done"


class Note(StrEnum):
    """What is well and still worth a word."""

    CERTIFICATE_ENDS = "certificate_ends"
    NOT_ENCRYPTED = "not_encrypted"
    IN_USE = "in_use"
    MADE_LATER = "made_later"
    HAS_TABLES = "has_tables"


@dataclass(frozen=True, slots=True)
class Good:
    """It went. `detail` is a name, a place or a number that was seen."""

    tried: Tried
    seconds: float
    detail: str = ""
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """It did not go. `detail` is what it was about (a name, a key of the settings); `code` is for a technician."""

    tried: Tried
    trouble: Trouble
    seconds: float
    detail: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Waits:
    """Not tried yet, or not at all: it waits for the one before it."""

    tried: Tried


Line = Good | Failed | Waits

Tell = Callable[[Line], None]
"""Told each line as it is made; a later line about the same thing takes the place of the earlier."""


@dataclass(frozen=True, slots=True)
class LookDraft:
    """How the screen looks."""

    language: str = "sv"
    theme: str = "night"
    scale_percent: int = 100


@dataclass(frozen=True, slots=True)
class BrokerDraft:
    """Where alarms come from. `is_later`: not now; nothing of it is saved, and no alarms come. Without a password the
    one in the keyring is meant. `console_id` is this console's own name there, "" for one made at the first start."""

    host: str = ""
    port: int = 8883
    is_encrypted: bool = True
    username: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    console_id: str = ""
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class DatabaseDraft:
    """Where all is kept: a local encrypted file ("" is the platform's place), or PostgreSQL."""

    is_server: bool = False
    file: str = ""
    host: str = "localhost"
    port: int = 5432
    name: str = "vaka"
    user: str = "vaka"
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SoundDraft:
    """Where alarms are heard ("" is the system's own choice)."""

    device: str = ""


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """Who may sit here first: shift lead, with every right in the municipality. `is_there`: somebody has one already,
    and none is made."""

    login: str = ""
    name: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    is_there: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a first run asks. `municipality` is whose alarms are read, and where the first account may do all."""

    municipality: str = ""
    look: LookDraft = LookDraft()
    broker: BrokerDraft = BrokerDraft()
    database: DatabaseDraft = DatabaseDraft()
    sound: SoundDraft = SoundDraft()
    account: AccountDraft = AccountDraft()


@dataclass(frozen=True, slots=True)
class Authority:
    """Who signs the broker's certificate, read from a file."""

    name: str
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are kept, to be said before they are: settings, secrets, the local database."""

    settings: str
    keyring: str
    database: str
