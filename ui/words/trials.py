"""What trying out a first run's settings answers: one sentence for what was tried, one for what to do.

The enums are of `console.services.setup`; a test walks them.
"""

from collections.abc import Mapping

from console.services.setup import Note, Tried, Trouble
from ui.words.phrase import Phrase, text


class TrialSay(Phrase):
    """What is tried, and for each trouble what it is and (`_DO`) what to do about it."""

    # What is tried: while it waits, and when it went
    BROKER_ANSWERS = text("TrialSay", "The service answers and is the right one")
    BROKER_ANSWERS_SEEN = text("TrialSay", "{detail}, encrypted, the certificate is right")
    BROKER_SIGN_IN = text("TrialSay", "The service knows user and password")
    BROKER_READS = text("TrialSay", "Read alarms of the municipality")
    BROKER_READS_GOOD = text("TrialSay", "Alarms of {detail} can be read, and answered with receipts")
    CANARY = text("TrialSay", "Sign of life all the way, out and back")
    CANARY_GOOD = text("TrialSay", "The sign of life came back")
    CANARY_SEEN = text("TrialSay", "as {detail}")
    PLACE = text("TrialSay", "The place can be written")
    KEYRING = text("TrialSay", "The keyring takes a key and gives it back")
    FILE = text("TrialSay", "An encrypted file opens and takes what is written")
    ROOM = text("TrialSay", "There is room")
    ROOM_SEEN = text("TrialSay", "{detail} free")
    SERVER_ANSWERS = text("TrialSay", "The database server answers")
    SERVER_SIGN_IN = text("TrialSay", "User, password and database are right")
    SERVER_VERSION = text("TrialSay", "The version is new enough")
    SERVER_VERSION_SEEN = text("TrialSay", "PostgreSQL {detail}")
    SERVER_TABLES = text("TrialSay", "Tables can be made and written")
    SERVER_SEARCH = text("TrialSay", "Search that bears misspelling")
    OUTPUTS = text("TrialSay", "There is a sound output")
    TONE = text("TrialSay", "The tone is played")
    TONE_GOOD = text("TrialSay", "The output took the tone")
    TONE_SEEN = text("TrialSay", "{detail}. Did you hear it?")
    MICROPHONE = text("TrialSay", "The microphone hears you")
    MICROPHONE_SEEN = text("TrialSay", "{detail}")
    MUNICIPALITY = text("TrialSay", "The municipality's name can be used")
    LOGIN = text("TrialSay", "The account's name can be used")
    PASSWORD = text("TrialSay", "The password is strong enough and the same twice")
    FIRST_ACCOUNT = text("TrialSay", "It is the first account")
    SAVE_SECRETS = text("TrialSay", "Passwords into the keyring")
    SAVE_ACCOUNT = text("TrialSay", "Account into the database")
    SAVE_SETTINGS = text("TrialSay", "Settings into their file")
    DETAIL = text("TrialSay", "{detail}")

    # Notes
    CERTIFICATE_ENDS = text("TrialSay", "The certificate ends on {detail}. Have it renewed before that.")
    NOT_ENCRYPTED_NOTE = text("TrialSay", "{detail}, without encryption, on this computer")
    IN_USE = text("TrialSay", "{detail} is open in a running Vaka")
    MADE_LATER = text("TrialSay", "Tried with a scratch file. Yours is made when you save.")
    HAS_TABLES = text("TrialSay", "{detail} opens with the key in the keyring")

    # Troubles: what, and what to do
    BAD_VALUE = text("TrialSay", "{field} cannot be like that")
    PLAIN_ELSEWHERE = text("TrialSay", "Without encryption goes only on this computer")
    PLAIN_ELSEWHERE_DO = text("TrialSay", "Turn encryption on, or name this computer: localhost.")
    NO_SUCH_NAME = text("TrialSay", "There is no {detail} on the network")
    NO_SUCH_NAME_DO = text("TrialSay", "Check the spelling. Is the network cable in?")
    NO_ANSWER = text("TrialSay", "No answer from {detail}")
    NO_ANSWER_DO = text("TrialSay", "Is it running? A firewall may stand between. Ask who runs the network.")
    NOBODY_LISTENS = text("TrialSay", "{detail} is there, but nobody answers on that port")
    NOBODY_LISTENS_DO = text("TrialSay", "Check the port, and that the service is running.")
    NO_TLS = text("TrialSay", "{detail} does not speak TLS on that port")
    NO_TLS_DO = text("TrialSay", "Check the port: 8883 is usual with encryption.")
    CA_UNREADABLE = text("TrialSay", "The file is no certificate that can be read")
    CA_UNREADABLE_DO = text("TrialSay", "Choose the authority's PEM file, as who runs the service gave it: {detail}")
    WRONG_AUTHORITY = text("TrialSay", "The certificate of {detail} was issued by somebody else")
    WRONG_AUTHORITY_DO = text(
        "TrialSay",
        "Do not go on. Ask for the right authority's file: this may be another service than you think.",
    )
    EXPIRED = text("TrialSay", "The certificate of {detail} has expired")
    EXPIRED_DO = text("TrialSay", "Is this computer's clock right? Otherwise the service must have a new certificate.")
    NOT_YET_VALID = text("TrialSay", "The certificate of {detail} is not valid yet")
    NOT_YET_VALID_DO = text("TrialSay", "Is this computer's clock right?")
    WRONG_HOST = text("TrialSay", "The certificate is not made out to {detail}")
    WRONG_HOST_DO = text("TrialSay", "Write the name that the service has in its certificate.")
    BAD_CERTIFICATE = text("TrialSay", "The certificate of {detail} does not hold")
    BAD_CERTIFICATE_DO = text("TrialSay", "Ask who runs the service, and give the code.")
    WRONG_PASSWORD = text("TrialSay", "The service does not know the user or the password")
    WRONG_PASSWORD_DO = text(
        "TrialSay",
        "Check capitals. The account may also be locked: ask to have {detail} looked at.",
    )
    BROKER_REFUSES = text("TrialSay", "The service turns us away")
    BROKER_REFUSES_DO = text("TrialSay", "Ask who runs the service, and give the code.")
    MAY_NOT_READ = text("TrialSay", "The user may not read alarms")
    MAY_NOT_READ_DO = text("TrialSay", "Let the user read vaka/v1/# in the access rules of the service.")
    MAY_NOT_WRITE = text("TrialSay", "The user may read but not write as {detail}")
    MAY_NOT_WRITE_DO = text(
        "TrialSay",
        "Let it write receipts, and vaka/v1/centre/+/{detail}, in the access rules of the service.",
    )
    NOTHING_COMES_BACK = text("TrialSay", "What is sent does not come back from {detail}")
    NOTHING_COMES_BACK_DO = text("TrialSay", "Let the user read vaka/v1/# in the access rules of the service.")
    LOST = text("TrialSay", "The connection broke")
    LOST_DO = text("TrialSay", "Try again. If it breaks again, give this to who runs the service: {detail}")
    NO_PASSWORD = text("TrialSay", "There is no password")
    NO_PASSWORD_DO = text("TrialSay", "Write it in the field. The keyring has none for this service.")
    NO_KEYRING = text("TrialSay", "The computer's keyring does not take the key")
    NO_KEYRING_DO = text("TrialSay", "Unlock it, then try again. {detail}")
    NOT_WRITABLE = text("TrialSay", "Nothing can be written in {detail}")
    NOT_WRITABLE_DO = text("TrialSay", "Choose another place, or ask for the right to write there.")
    NOT_A_FILE = text("TrialSay", "{detail} cannot be a database file")
    NOT_A_FILE_DO = text("TrialSay", "Write the whole path of a file, from the top.")
    LITTLE_ROOM = text("TrialSay", "There is little room: {detail}")
    LITTLE_ROOM_DO = text("TrialSay", "Make room. Below 1 GB nothing is safe.")
    NO_KEY = text("TrialSay", "The keyring has no key to {detail}")
    NO_KEY_DO = text("TrialSay", "Sign in as the user who made the file, or choose another file.")
    WRONG_KEY = text("TrialSay", "{detail} was made with another key")
    WRONG_KEY_DO = text("TrialSay", "The file is untouched. Choose another, or open it as the user who made it.")
    TOO_NEW = text("TrialSay", "{detail} was written by a newer Vaka")
    TOO_NEW_DO = text("TrialSay", "Install the newer version. The file is untouched.")
    STORE_FAILS = text("TrialSay", "The database cannot be read and written")
    STORE_FAILS_DO = text("TrialSay", "Try the database step again, and give the code to who runs it.")
    NOT_ADMITTED = text("TrialSay", "The server does not let {detail} in")
    NOT_ADMITTED_DO = text("TrialSay", "Check user and password. The server's own rules (pg_hba.conf) may also say no.")
    NO_DATABASE = text("TrialSay", "There is no database {detail}")
    NO_DATABASE_DO = text("TrialSay", "Have it made: createdb {detail}")
    OLD_SERVER = text("TrialSay", "PostgreSQL {detail} is too old")
    OLD_SERVER_DO = text("TrialSay", "Version 14 or later is needed.")
    MAY_NOT_MAKE = text("TrialSay", "{detail} may not make what is needed")
    MAY_NOT_MAKE_DO = text("TrialSay", "Let that user own the database.")
    NO_SEARCH = text("TrialSay", "The server lacks pg_trgm")
    NO_SEARCH_DO = text("TrialSay", "Have it installed: on Debian it comes with postgresql-contrib.")
    NO_OUTPUT = text("TrialSay", "There is no sound output")
    NO_OUTPUT_DO = text(
        "TrialSay",
        "Connect a loudspeaker or headset and try again. Without it alarms are seen and not heard.",
    )
    NO_SUCH_OUTPUT = text("TrialSay", "{detail} is not connected")
    NO_SUCH_OUTPUT_DO = text("TrialSay", "Connect it, or choose another output.")
    TONE_FAILED = text("TrialSay", "The output did not take the tone")
    TONE_FAILED_DO = text("TrialSay", "Choose another output, or start the sound service of the computer.")
    NO_SOUND_SYSTEM = text("TrialSay", "The computer's sound cannot be reached")
    NO_SOUND_SYSTEM_DO = text(
        "TrialSay",
        "On Debian: apt-get install libpulse0. Until then alarms are seen and not heard.",
    )
    NO_MICROPHONE = text("TrialSay", "There is no microphone")
    NO_MICROPHONE_DO = text(
        "TrialSay",
        "Connect the headset and try again. It goes without: calls are then made elsewhere.",
    )
    SILENT_MICROPHONE = text("TrialSay", "The microphone hears nothing")
    SILENT_MICROPHONE_DO = text("TrialSay", "Is it muted, on the cord or in the system? {detail}")
    PASSWORDS_DIFFER = text("TrialSay", "The two passwords are not the same")
    PASSWORDS_DIFFER_DO = text("TrialSay", "Write both again.")
    PASSWORD_TOO_SHORT = text("TrialSay", "The password is too short")
    PASSWORD_TOO_SHORT_DO = text(
        "TrialSay",
        "At least {detail} characters. A sentence is easier to remember than signs.",
    )
    PASSWORD_TOO_LONG = text("TrialSay", "The password is too long")
    PASSWORD_TOO_LONG_DO = text("TrialSay", "At most 256 characters.")
    PASSWORD_UNWRITABLE = text("TrialSay", "The password has signs that cannot be typed")
    PASSWORD_UNWRITABLE_DO = text("TrialSay", "Write it by hand instead of pasting it.")
    PASSWORD_LIKE_LOGIN = text("TrialSay", "The password is like the account's name")
    PASSWORD_LIKE_LOGIN_DO = text("TrialSay", "Choose another: that one is tried first.")
    PASSWORD_TOO_SIMPLE = text("TrialSay", "The password repeats or counts")
    PASSWORD_TOO_SIMPLE_DO = text("TrialSay", "Choose another. A sentence is easier to remember than signs.")
    PASSWORD_COMMON = text("TrialSay", "The password is among the first that are tried")
    PASSWORD_COMMON_DO = text("TrialSay", "Choose another. A sentence is easier to remember than signs.")
    ACCOUNTS_EXIST = text("TrialSay", "There are accounts in the database already")
    ACCOUNTS_EXIST_DO = text("TrialSay", "None is made here. Sign in with one, or ask a shift lead for a new one.")
    NOT_DONE = text("TrialSay", "It was not done")
    NOT_DONE_DO = text("TrialSay", "{detail}")

    # Fields
    FIELD_HOST = text("TrialSay", "The address")
    FIELD_HOST_DO = text("TrialSay", "A name or an IP address, without http:// and without a port.")
    FIELD_PORT = text("TrialSay", "The port")
    FIELD_PORT_DO = text("TrialSay", "A number from 1 to 65535.")
    FIELD_MUNICIPALITY = text("TrialSay", "The municipality")
    FIELD_MUNICIPALITY_DO = text("TrialSay", "a-z, digits and hyphen, as in the topics of the service: alvbro.")
    FIELD_USER = text("TrialSay", "The user")
    FIELD_PASSWORD = text("TrialSay", "The password")
    FIELD_LINE_DO = text("TrialSay", "One line of ordinary signs, at most 200.")
    FIELD_CERTIFICATE = text("TrialSay", "The certificate's path")
    FIELD_PATH_DO = text("TrialSay", "The whole path of a file.")
    FIELD_FILE = text("TrialSay", "The file")
    FIELD_SERVER = text("TrialSay", "The server's address")
    FIELD_SERVER_DO = text("TrialSay", "A name or an IP address, a database and a user, without spaces.")
    FIELD_LOGIN = text("TrialSay", "The account's name")
    FIELD_LOGIN_DO = text("TrialSay", "Up to 64 of a-z, digits, dot and hyphen, beginning with a letter or digit.")
    FIELD_NAME = text("TrialSay", "The name")
    FIELD_NAME_DO = text("TrialSay", "The colleague's name, at most 100 characters.")
    FIELD_ANY = text("TrialSay", "A setting")


WAITS: Mapping[Tried, TrialSay] = {tried: TrialSay[tried.name] for tried in Tried}
"""What will be tried."""

GOOD: Mapping[Tried, TrialSay] = {
    **WAITS,
    Tried.BROKER_READS: TrialSay.BROKER_READS_GOOD,
    Tried.CANARY: TrialSay.CANARY_GOOD,
    Tried.TONE: TrialSay.TONE_GOOD,
}
"""That it went; `{detail}` is what was seen."""

SEEN: Mapping[Tried, TrialSay] = {
    **dict.fromkeys(Tried, TrialSay.DETAIL),
    Tried.BROKER_ANSWERS: TrialSay.BROKER_ANSWERS_SEEN,
    Tried.CANARY: TrialSay.CANARY_SEEN,
    Tried.ROOM: TrialSay.ROOM_SEEN,
    Tried.SERVER_VERSION: TrialSay.SERVER_VERSION_SEEN,
    Tried.TONE: TrialSay.TONE_SEEN,
    Tried.MICROPHONE: TrialSay.MICROPHONE_SEEN,
}
"""What was seen, under it; nothing where there is no detail or the sentence above has it."""

NOTES: Mapping[Note, TrialSay] = {
    Note.CERTIFICATE_ENDS: TrialSay.CERTIFICATE_ENDS,
    Note.NOT_ENCRYPTED: TrialSay.NOT_ENCRYPTED_NOTE,
    Note.IN_USE: TrialSay.IN_USE,
    Note.MADE_LATER: TrialSay.MADE_LATER,
    Note.HAS_TABLES: TrialSay.HAS_TABLES,
}

TROUBLES: Mapping[Trouble, TrialSay] = {trouble: TrialSay[trouble.name] for trouble in Trouble}
"""What went wrong; `{detail}` is what it was about, `{field}` the field of a bad value."""

REMEDIES: Mapping[Trouble, TrialSay] = {
    trouble: TrialSay[f"{trouble.name}_DO"] for trouble in Trouble if trouble is not Trouble.BAD_VALUE
}
"""What to do about it; for a bad value see `FIELDS`."""

FIELDS: Mapping[str, tuple[TrialSay, TrialSay]] = {
    "broker.host": (TrialSay.FIELD_HOST, TrialSay.FIELD_HOST_DO),
    "broker.port": (TrialSay.FIELD_PORT, TrialSay.FIELD_PORT_DO),
    "municipality": (TrialSay.FIELD_MUNICIPALITY, TrialSay.FIELD_MUNICIPALITY_DO),
    "broker.username": (TrialSay.FIELD_USER, TrialSay.FIELD_LINE_DO),
    "broker.password": (TrialSay.FIELD_PASSWORD, TrialSay.FIELD_LINE_DO),
    "database.password": (TrialSay.FIELD_PASSWORD, TrialSay.FIELD_LINE_DO),
    "broker.ca_file": (TrialSay.FIELD_CERTIFICATE, TrialSay.FIELD_PATH_DO),
    "database.file": (TrialSay.FIELD_FILE, TrialSay.FIELD_PATH_DO),
    "database.url": (TrialSay.FIELD_SERVER, TrialSay.FIELD_SERVER_DO),
    "account.login": (TrialSay.FIELD_LOGIN, TrialSay.FIELD_LOGIN_DO),
    "account.name": (TrialSay.FIELD_NAME, TrialSay.FIELD_NAME_DO),
}
"""The fields by the key that they fill, and what they take."""

ANY_FIELD = (TrialSay.FIELD_ANY, TrialSay.FIELD_LINE_DO)
