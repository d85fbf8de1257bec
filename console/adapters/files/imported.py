"""What an import gives: the rows that are good, and what is wrong with the others, without repeating a value.

An error names section, row and field and says in plain English what is asked. It never holds what the file said: the
errors of an import are shown, logged and mailed.
"""

from dataclasses import dataclass
from enum import StrEnum

from console.domain.picture import Camera
from console.domain.resident import Device, Household, Municipality, Resident
from console.domain.responder import PlannedVisit, Responder, Shift
from console.domain.supervision import SupervisionDecision

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_ERRORS = 10_000


class Section(StrEnum):
    """Where a row stands. A CSV file has `ROWS` alone, a calendar `EVENTS`."""

    FILE = "file"
    ROWS = "rows"
    MUNICIPALITIES = "municipalities"
    HOUSEHOLDS = "households"
    RESIDENTS = "residents"
    DEVICES = "devices"
    DECISIONS = "decisions"
    CAMERAS = "cameras"
    RESPONDERS = "responders"
    SHIFTS = "shifts"
    VISITS = "visits"
    EVENTS = "events"


class Problem(StrEnum):
    """What can be wrong."""

    CANNOT_BE_READ = "cannot_be_read"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_ERRORS = "too_many_errors"
    UNKNOWN_FORMAT = "unknown_format"
    WRONG_ENCODING = "wrong_encoding"
    NOT_JSON = "not_json"
    NOT_CSV = "not_csv"
    WRONG_TYPE = "wrong_type"
    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    DOOR_CODE = "door_code"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    CONTROL_CHARACTER = "control_character"
    FORMULA = "formula"
    BAD_ID = "bad_id"
    BAD_WORD = "bad_word"
    BAD_DATE = "bad_date"
    BAD_PHONE = "bad_phone"
    NO_PHONE = "no_phone"
    BAD_PERSONAL_NUMBER = "bad_personal_number"
    REAL_PERSONAL_NUMBER = "real_personal_number"
    BAD_NUMBER = "bad_number"
    DUPLICATE = "duplicate"
    BOUND_TWICE = "bound_twice"
    UNKNOWN_MUNICIPALITY = "unknown_municipality"
    OTHER_MUNICIPALITY = "other_municipality"
    UNKNOWN_HOUSEHOLD = "unknown_household"
    UNKNOWN_RESIDENT = "unknown_resident"
    UNKNOWN_SENDER = "unknown_sender"
    HOUSEHOLD_DISAGREES = "household_disagrees"
    BAD_TIME = "bad_time"
    BAD_WINDOW = "bad_window"
    WRONG_ORDER = "wrong_order"
    NOT_A_CORRIDORS = "not_a_corridors"
    BAD_ADDRESS = "bad_address"
    SECRET_IN_ADDRESS = "secret_in_address"
    CAMERA_DISAGREES = "camera_disagrees"
    ID_TAKEN = "id_taken"
    NO_SUCH_RESIDENT = "no_such_resident"
    NO_SUCH_DEVICE = "no_such_device"
    NOT_A_CAMERA = "not_a_camera"
    OTHERS_CAMERA = "others_camera"
    BAD_CALLS = "bad_calls"
    BAD_MOMENT = "bad_moment"
    TOO_LONG_A_TIME = "too_long_a_time"
    OWN_PARTNER = "own_partner"
    NO_SUCH_RESPONDER = "no_such_responder"
    NOT_A_CALENDAR = "not_a_calendar"
    SHIFTS_OR_VISITS = "shifts_or_visits"
    WHOSE = "whose"
    WHOLE_DAY = "whole_day"
    BAD_RULE = "bad_rule"


EXPLANATIONS: dict[Problem, str] = {
    Problem.CANNOT_BE_READ: "the file cannot be read",
    Problem.TOO_LARGE: "the file is too large",
    Problem.TOO_MANY_ROWS: "there are too many rows",
    Problem.TOO_MANY_ERRORS: "there are more errors, which are not listed",
    Problem.UNKNOWN_FORMAT: "this is not a format that can be imported",
    Problem.WRONG_ENCODING: "the text is not in the encoding that was declared",
    Problem.NOT_JSON: "this is not JSON",
    Problem.NOT_CSV: "this is not CSV",
    Problem.WRONG_TYPE: "the value is of the wrong type",
    Problem.MISSING: "a value is required",
    Problem.UNKNOWN_FIELD: "the format has no such field or column",
    Problem.DOOR_CODE: "door codes are never imported: they are fetched when someone has accepted a task",
    Problem.TOO_LONG: "the text is too long",
    Problem.TOO_MANY: "there are too many of these",
    Problem.CONTROL_CHARACTER: "the text holds a control character or a mark that turns its direction",
    Problem.FORMULA: "the cell begins like a spreadsheet's formula",
    Problem.BAD_ID: "the id has characters that are not allowed",
    Problem.BAD_WORD: "the word is none of those allowed",
    Problem.BAD_DATE: "this is not a date that can be",
    Problem.BAD_PHONE: "this is not a telephone number that can be",
    Problem.NO_PHONE: "a contact must have a telephone number",
    Problem.BAD_PERSONAL_NUMBER: "this is not a valid personal number",
    Problem.REAL_PERSONAL_NUMBER: "a file that calls its people invented holds a valid personal number",
    Problem.BAD_NUMBER: "this is not a number in the allowed range",
    Problem.DUPLICATE: "this has been given before in the file",
    Problem.BOUND_TWICE: "the device is bound twice in the file",
    Problem.UNKNOWN_MUNICIPALITY: "the file does not name this municipality",
    Problem.OTHER_MUNICIPALITY: "the row belongs to another municipality than the import",
    Problem.UNKNOWN_HOUSEHOLD: "no good row of the file is this household in this municipality",
    Problem.UNKNOWN_RESIDENT: "no good row of the file is this resident in this household",
    Problem.UNKNOWN_SENDER: "the municipality has no such sender",
    Problem.HOUSEHOLD_DISAGREES: "the household has been given before with other particulars",
    Problem.BAD_TIME: "this is not a time of the day that can be",
    Problem.BAD_WINDOW: "the window must end after it begins, in the same night",
    Problem.WRONG_ORDER: "the dates are not in order",
    Problem.NOT_A_CORRIDORS: "a corridor is nobody's: it has no resident",
    Problem.BAD_ADDRESS: "this is not an address at which such a camera is asked",
    Problem.SECRET_IN_ADDRESS: (
        "an address holds neither name nor password: the name is the login, and the password belongs in the keyring, "
        "`vaka secret set camera.<municipality>.<device>`"
    ),
    Problem.CAMERA_DISAGREES: "the camera has been given before with other particulars",
    Problem.ID_TAKEN: "another municipality's decision has this id",
    Problem.NO_SUCH_RESIDENT: "the municipality has no such resident: residents are imported first",
    Problem.NO_SUCH_DEVICE: "the municipality has no such device",
    Problem.NOT_A_CAMERA: "the device is not a camera",
    Problem.OTHERS_CAMERA: "the camera is not this resident's own device",
    Problem.BAD_CALLS: "this is not a way to call a device",
    Problem.BAD_MOMENT: "this is not a moment that can be",
    Problem.TOO_LONG_A_TIME: "it lasts too long",
    Problem.OWN_PARTNER: "nobody goes together with themselves",
    Problem.NO_SUCH_RESPONDER: "the municipality has no such responder: staff are imported first",
    Problem.NOT_A_CALENDAR: "this is not iCalendar",
    Problem.SHIFTS_OR_VISITS: "a calendar does not say what it is of: --shifts or --visits",
    Problem.WHOSE: "the event does not say whose it is: X-VAKA-RESPONDER in the file, or --responder",
    Problem.WHOLE_DAY: "an event must have times, not days alone",
    Problem.BAD_RULE: "this repetition is not understood",
}


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing that is wrong.

    `row` is the item's number in its JSON section, or the row of the sheet in CSV (heads are row 1); 0 is the whole.
    `field` is one of the format's own names, "column n" for a head that is none of them, "" for the whole row.
    """

    section: Section
    row: int
    field: str
    problem: Problem
    detail: str = ""

    @property
    def explanation(self) -> str:
        """A plain English sentence without any of the file's values."""
        sentence = EXPLANATIONS[self.problem]
        return f"{sentence} ({self.detail})" if self.detail else sentence


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a good row stood, for what can be wrong with it beside the file."""

    section: Section
    row: int


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """The good rows, which hold together by themselves, and the errors in the order of the file.

    What to do with a file that has both is the caller's to decide. `is_invented` where the file calls its people
    invented: their personal numbers are invalid on purpose, and a centre in service may refuse them. A file holds
    either people, or decisions and cameras, or staff and their plan; of the latter two each has its spot, in the same
    order.
    """

    municipalities: tuple[Municipality, ...] = ()
    households: tuple[Household, ...] = ()
    residents: tuple[Resident, ...] = ()
    devices: tuple[Device, ...] = ()
    errors: tuple[RowError, ...] = ()
    is_invented: bool = False
    decisions: tuple[SupervisionDecision, ...] = ()
    decision_spots: tuple[Spot, ...] = ()
    cameras: tuple[Camera, ...] = ()
    camera_spots: tuple[Spot, ...] = ()
    responders: tuple[Responder, ...] = ()
    responder_spots: tuple[Spot, ...] = ()
    shifts: tuple[Shift, ...] = ()
    shift_spots: tuple[Spot, ...] = ()
    visits: tuple[PlannedVisit, ...] = ()
    visit_spots: tuple[Spot, ...] = ()


class Findings:
    """The errors of one file while it is read; at most `MAX_ERRORS` of them."""

    def __init__(self) -> None:
        self.errors: list[RowError] = []

    def add(self, section: Section, row: int, field: str, problem: Problem, detail: str = "") -> None:
        """Notes an error."""
        if len(self.errors) < MAX_ERRORS:
            self.errors.append(RowError(section, row, field, problem, detail))
        elif len(self.errors) == MAX_ERRORS:
            self.errors.append(RowError(Section.FILE, 0, "", Problem.TOO_MANY_ERRORS))
