"""Staff, shifts and visits out of sheets, documents and calendars: all of a row or none, and no value in any error."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.files.calendar_rules import AHEAD, MOST, NotUnderstood, rule_of, times_of
from console.adapters.files.calendars import MAX_CALENDAR_BYTES, MAX_PARTS, read_calendar
from console.adapters.files.imported import ImportedFile, Problem, Section, Spot
from console.adapters.files.reading import read, read_plan
from console.adapters.files.staff_columns import SWEDISH_SKILLS, SWEDISH_TRANSPORTS
from console.adapters.files.staff_json import write_staff
from console.adapters.files.staff_rules import CalendarOf
from console.domain.ids import LockId, MunicipalityId, ResidentId, ResponderId
from console.domain.night import LOCAL
from console.domain.resident import Door
from console.domain.responder import PlannedVisit, Responder, Shift, Skill, Transport

ReadSheet = Callable[..., ImportedFile]

EXAMPLES = Path(__file__).parents[3] / "resources" / "import"
ALVBRO = MunicipalityId("alvbro")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MARKER = "Hemlighetsson"
STAFF = {"kommun": "alvbro", "personal": "p-1", "avsändare": "telefon-1", "namn": "Maja Exempelsson"}
SHIFT = {
    "kommun": "alvbro", "pass": "s-1", "personal": "p-1", "från": "2026-11-22 21:00", "till": "2026-11-23 07:00",
}  # fmt: skip
VISIT = {
    "kommun": "alvbro", "besök": "v-1", "personal": "p-1", "från": "2026-11-22 22:00", "till": "2026-11-22 22:30",
}  # fmt: skip
SHIFTS_OF = CalendarOf(False, ALVBRO, "p-1")


def of_rows(sheet: ReadSheet, *rows: dict[str, str], only: str | None = None) -> ImportedFile:
    heads = list(dict.fromkeys(head for row in rows for head in row))
    lines = [";".join(heads)] + [";".join(f'"{row.get(head, "")}"' for head in heads) for row in rows]
    return sheet("\n".join(lines) + "\n", only)


def problems(imported: ImportedFile) -> list[tuple[int, str, Problem]]:
    assert not any(MARKER in error.explanation + error.field for error in imported.errors)
    return [(error.row, error.field, error.problem) for error in imported.errors]


def at(text: str) -> datetime:
    """A moment by Sweden's clock on the wall."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL).astimezone(UTC)


# Sheets and documents.


def test_the_examples_say_the_same_in_every_form() -> None:
    document = read(EXAMPLES / "staff.json")
    english, swedish = read(EXAMPLES / "staff.csv"), read(EXAMPLES / "personal.csv")
    shifts, visits = read(EXAMPLES / "pass.csv"), read(EXAMPLES / "besok.csv")
    assert document.errors == english.errors == swedish.errors == shifts.errors == visits.errors == ()
    assert english.responders == swedish.responders == document.responders
    assert (shifts.shifts, visits.visits) == (document.shifts, document.visits)
    assert english.responder_spots == (Spot(Section.ROWS, 2), Spot(Section.ROWS, 3))
    assert document.shifts[0] == Shift(
        "ex-pass-1", ALVBRO, ResponderId("ex-p-1"), at("2026-11-22 21:00"), at("2026-11-23 07:00")
    )


def test_a_row_without_more_is_somebody_who_drives_alone_and_opens_nothing(sheet: ReadSheet) -> None:
    [found] = of_rows(sheet, STAFF).responders
    assert found == Responder(ResponderId("p-1"), ALVBRO, "telefon-1", "Maja Exempelsson")


def test_every_swedish_word_is_one_of_ours(sheet: ReadSheet) -> None:
    found = of_rows(sheet, {**STAFF, "behörigheter": "|".join(SWEDISH_SKILLS)})
    assert found.responders[0].skills == frozenset(Skill)
    ways = [
        of_rows(sheet, {**STAFF, "färdsätt": word}).responders[0].transport for word in SWEDISH_TRANSPORTS
    ]  # fmt: skip
    assert set(ways) == set(Transport)


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"personal": ""}, "id", Problem.MISSING),
        ({"personal": f"{MARKER} 1"}, "id", Problem.BAD_ID),
        ({"avsändare": f"{MARKER}"}, "sender", Problem.BAD_ID),
        ({"avsändare": "centre"}, "sender", Problem.BAD_ID),
        ({"namn": ""}, "name", Problem.MISSING),
        ({"namn": f"={MARKER}"}, "name", Problem.FORMULA),
        ({"namn": f"{MARKER}\u202e"}, "name", Problem.CONTROL_CHARACTER),
        ({"namn": f"{MARKER}, portkod 1234"}, "name", Problem.DOOR_CODE),
        ({"telefon": MARKER}, "phone", Problem.BAD_PHONE),
        ({"behörigheter": f"insulin | {MARKER}"}, "skill 2", Problem.BAD_WORD),
        ({"färdsätt": MARKER}, "transport", Problem.BAD_WORD),
        ({"språk": MARKER}, "language 1", Problem.BAD_WORD),
        ({"låsrätt": MARKER}, "opens_locks", Problem.BAD_WORD),
        ({"åker med": "p-1"}, "partner", Problem.OWN_PARTNER),
        ({"nycklar": "|".join(f"k{n}" for n in range(51))}, "keys", Problem.TOO_MANY),
        ({"kommun": "annan"}, "municipality", Problem.OTHER_MUNICIPALITY),
    ],
)
def test_a_wrong_row_is_left_out_whole_and_told_by_its_column(
    sheet: ReadSheet, change: dict[str, str], field: str, problem: Problem
) -> None:
    good = {**STAFF, "personal": "p-2"}
    imported = of_rows(sheet, {**STAFF, **change}, good, only="alvbro")
    assert problems(imported) == [(2, field, problem)]
    assert [one.id for one in imported.responders] == ["p-2"]


@pytest.mark.parametrize(
    ("row", "change", "field", "problem"),
    [
        (SHIFT, {"från": MARKER}, "since", Problem.BAD_MOMENT),
        (SHIFT, {"från": ""}, "since", Problem.MISSING),
        (SHIFT, {"från": "2026-02-30 10:00"}, "since", Problem.BAD_MOMENT),
        (SHIFT, {"från": "0001-01-01 00:00"}, "since", Problem.BAD_MOMENT),
        (SHIFT, {"till": "9999-12-31 23:59"}, "until", Problem.BAD_MOMENT),
        (SHIFT, {"till": "2026-11-22 21:00"}, "until", Problem.WRONG_ORDER),
        (SHIFT, {"till": "2026-11-25 21:00"}, "until", Problem.TOO_LONG_A_TIME),
        (VISIT, {"brukar-id": f"{MARKER} x"}, "resident", Problem.BAD_ID),
        (VISIT, {"antal": MARKER}, "staff", Problem.BAD_NUMBER),
        (VISIT, {"antal": "0"}, "staff", Problem.BAD_NUMBER),
    ],
)
def test_a_wrong_time_is_told_by_its_column(
    sheet: ReadSheet, row: dict[str, str], change: dict[str, str], field: str, problem: Problem
) -> None:
    imported = of_rows(sheet, {**row, **change})
    assert problems(imported) == [(2, field, problem)]
    assert imported.shifts == imported.visits == ()


def test_what_stands_twice_is_told_the_second_time(sheet: ReadSheet) -> None:
    for row in (STAFF, SHIFT, VISIT):
        assert problems(of_rows(sheet, row, row)) == [(3, "id", Problem.DUPLICATE)]


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-10-24 21:00", "2026-10-25 07:00", 11),
        ("2027-03-27 21:00", "2027-03-28 07:00", 9),
        ("2026-10-25 02:30", "2026-10-25 02:45", 1.25),
        ("2027-03-28 02:30", "2027-03-28 04:00", 0.5),
        ("2026-11-22T21:00+01:00", "2026-11-23T06:00Z", 10),
        ("2026-11-22 21.00", "2026-11-23 07.00", 10),
    ],
)
def test_a_night_is_as_long_as_whoever_works_it_finds_it(
    sheet: ReadSheet, since: str, until: str, hours: float
) -> None:
    [found] = of_rows(sheet, {**SHIFT, "från": since, "till": until}).shifts
    assert found.until - found.since == timedelta(hours=hours)


def test_a_document_comes_back_as_it_was_written(tmp_path: Path) -> None:
    full = Responder(
        ResponderId("p-1"), ALVBRO, "telefon-1", "Maja Exempelsson", "+46701740631", frozenset(Skill), ("sv", "fi"),
        True, frozenset({"skåp"}), Transport.FOOT, "Norr", "natt", ResponderId("p-2"), False, True,
    )  # fmt: skip
    shift = Shift("s-1", ALVBRO, full.id, NOW, NOW + timedelta(hours=9))
    visit = PlannedVisit("v-1", ALVBRO, full.id, ResidentId("r-1"), NOW, NOW + timedelta(hours=1), 2)
    write_staff(tmp_path / "s.json", ALVBRO, [full], [shift], [visit])
    found = read(tmp_path / "s.json")
    assert (found.responders, found.shifts, found.visits, found.errors) == ((full,), (shift,), (visit,), ())
    assert read(tmp_path / "s.json", MunicipalityId("annan")).errors[0].problem is Problem.OTHER_MUNICIPALITY


def test_the_locks_of_a_home_are_read_from_sheet_and_document(sheet: ReadSheet) -> None:
    text = (
        "kommun;brukar-id;förnamn;efternamn;född;gata;lås;nyckel\n"
        'alvbro;r-1;Signe;Exempelsson;1939-03-14;Storgatan 1;"l-1 porten | annat/l-2";"Skåp 1"\n'
        'alvbro;r-2;Signe;Exempelsson;1939-03-14;Storgatan 2;"annat/l-1 portkod 1234";\n'
        'alvbro;r-3;Signe;Exempelsson;1939-03-14;Storgatan 3;"l-1 | l-1";\n'
    )
    found = sheet(text)
    [home] = found.households
    assert home.doors == (Door(LockId("l-1"), "locks", "porten"), Door(LockId("l-2"), "annat"))
    assert home.key == "Skåp 1"
    assert [(one.row, one.problem) for one in found.errors] == [(3, Problem.DOOR_CODE), (4, Problem.DUPLICATE)]
    document = read(EXAMPLES / "residents.json")
    assert document.errors == ()


# Calendars.


def calendar(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    """One event with these lines."""
    body = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//", *head, "BEGIN:VEVENT", "UID:u@x", *lines]
    return "\r\n".join([*body, "END:VEVENT", "END:VCALENDAR", ""]).encode()


NIGHT = ("DTSTART;TZID=Europe/Stockholm:20261122T210000", "DTEND;TZID=Europe/Stockholm:20261123T070000")


def test_the_example_is_a_winter_of_nights() -> None:
    found = read_plan(EXAMPLES / "pass.ics", CalendarOf(False, ALVBRO), NOW)
    assert found.errors == ()
    assert len(found.shifts) == 31
    assert found.shifts[0] == Shift(
        "ex-natt-schema.example.20261122T2000", ALVBRO, ResponderId("ex-p-1"), at("2026-11-22 21:00"),
        at("2026-11-23 07:00"),
    )  # fmt: skip
    assert {one.since.astimezone(LOCAL).weekday() for one in found.shifts} == {6, 0, 1}


def test_an_event_may_be_a_visit_and_its_title_is_never_read() -> None:
    lines = ("DTSTART:20261122T210000Z", "DURATION:PT30M", f"SUMMARY:{MARKER}", "X-VAKA-RESIDENT:r-1", "X-VAKA-STAFF:2")
    found = read_calendar(calendar(*lines), CalendarOf(True, ALVBRO, "p-1"), NOW)
    begins = datetime(2026, 11, 22, 21, tzinfo=UTC)
    visit = PlannedVisit(
        "u-x.20261122T2100", ALVBRO, ResponderId("p-1"), ResidentId("r-1"), begins, begins + timedelta(minutes=30), 2
    )
    assert (found.visits, found.errors) == ((visit,), ())
    assert MARKER not in repr(found)


def test_a_repeated_night_follows_the_clock_on_the_wall_over_the_change() -> None:
    lines = ("DTSTART;TZID=Europe/Stockholm:20261023T210000", "DTEND;TZID=Europe/Stockholm:20261024T070000")
    found = read_calendar(calendar(*lines, "RRULE:FREQ=DAILY;COUNT=3"), SHIFTS_OF, datetime(2026, 10, 23, tzinfo=UTC))
    lengths = [(one.until - one.since) / timedelta(hours=1) for one in found.shifts]
    assert lengths == [10, 11, 10]
    assert [one.since.astimezone(LOCAL).hour for one in found.shifts] == [21, 21, 21]


def test_a_time_without_zone_is_sweden_s_and_another_zone_is_its_own() -> None:
    floating = read_calendar(calendar("DTSTART:20261122T210000", "DTEND:20261123T070000"), SHIFTS_OF, NOW)
    helsinki = read_calendar(
        calendar("DTSTART;TZID=Europe/Helsinki:20261122T220000", "DTEND;TZID=Europe/Helsinki:20261123T080000"),
        SHIFTS_OF, NOW,
    )  # fmt: skip
    assert floating.shifts == helsinki.shifts


def test_a_moved_night_and_a_cancelled_one_are_not_where_they_were() -> None:
    moved = (
        *NIGHT, "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Europe/Stockholm:20261123T210000", "END:VEVENT",
        "BEGIN:VEVENT", "UID:u@x", "RECURRENCE-ID;TZID=Europe/Stockholm:20261124T210000",
        "DTSTART;TZID=Europe/Stockholm:20261124T230000", "DTEND;TZID=Europe/Stockholm:20261125T070000", "END:VEVENT",
        "BEGIN:VEVENT", "UID:u@x", "RECURRENCE-ID;TZID=Europe/Stockholm:20261125T210000", "STATUS:CANCELLED",
        "DTSTART;TZID=Europe/Stockholm:20261125T210000",
    )  # fmt: skip
    found = read_calendar(calendar(*moved), SHIFTS_OF, NOW)
    assert found.errors == ()
    assert [one.since for one in found.shifts] == [at("2026-11-22 21:00"), at("2026-11-24 23:00")]


def test_what_is_over_is_not_taken_in() -> None:
    found = read_calendar(calendar(*NIGHT, "RRULE:FREQ=DAILY;COUNT=40"), SHIFTS_OF, NOW + timedelta(days=20))
    assert len(found.shifts) == 21, "the night of the 11th goes on into the day that still counts"
    assert read_calendar(calendar(*NIGHT), SHIFTS_OF, NOW + timedelta(days=3)).shifts == ()


def test_a_rule_without_end_ends_for_us() -> None:
    found = read_calendar(calendar(*NIGHT, "RRULE:FREQ=DAILY"), SHIFTS_OF, NOW)
    assert 399 <= len(found.shifts) <= 402
    assert found.shifts[-1].since <= NOW + AHEAD + timedelta(days=1)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ((*NIGHT, "RRULE:FREQ=SECONDLY"), Problem.BAD_RULE),
        ((*NIGHT, "RRULE:FREQ=HOURLY;COUNT=9"), Problem.BAD_RULE),
        ((*NIGHT, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), Problem.BAD_RULE),
        ((*NIGHT, "RRULE:FREQ=MONTHLY;BYDAY=2MO"), Problem.BAD_RULE),
        ((*NIGHT, "RRULE:FREQ=WEEKLY;BYDAY=2MO"), Problem.BAD_RULE),
        ((*NIGHT, "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU"), Problem.BAD_RULE),
        ((*NIGHT, "RRULE:FREQ=DAILY;BYHOUR=3"), Problem.BAD_RULE),
        ((*NIGHT, "RRULE:FREQ=DAILY;INTERVAL=0"), Problem.BAD_RULE),
        ((*NIGHT, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), Problem.BAD_RULE),
        ((*NIGHT, "RDATE:20261124T210000"), Problem.BAD_RULE),
        (("DTSTART:19000101T210000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY"), Problem.BAD_RULE),
        (("DTSTART;VALUE=DATE:20261122", "DTEND;VALUE=DATE:20261123"), Problem.WHOLE_DAY),
        (("DTSTART:20261122T210000Z",), Problem.WRONG_ORDER),
        (("DTSTART:20261122T210000Z", "DTEND:20261125T210000Z"), Problem.TOO_LONG_A_TIME),
        (("DTEND:20261122T210000Z",), Problem.MISSING),
        ((*NIGHT, "X-VAKA-RESPONDER:a b"), Problem.BAD_ID),
    ],
)
def test_what_is_not_understood_is_refused_with_a_word(lines: tuple[str, ...], problem: Problem) -> None:
    found = read_calendar(calendar(*lines, f"SUMMARY:{MARKER}"), SHIFTS_OF, NOW)
    assert found.shifts == ()
    assert {error.problem for error in found.errors} == {problem}
    assert not any(MARKER in error.explanation for error in found.errors)


def test_a_calendar_that_does_not_say_whose_or_what_it_is_is_refused(tmp_path: Path) -> None:
    found = read_calendar(calendar(*NIGHT), CalendarOf(False, ALVBRO), NOW)
    assert [error.problem for error in found.errors] == [Problem.WHOSE]
    file = tmp_path / "x.ics"
    file.write_bytes(calendar(*NIGHT))
    assert [error.problem for error in read_plan(file, None, NOW).errors] == [Problem.SHIFTS_OR_VISITS]
    assert [error.problem for error in read(file).errors] == [Problem.UNKNOWN_FORMAT]


@pytest.mark.parametrize("payload", [b"", b"\xff\xfe", b"BEGIN:VEVENT", b"x" * 5000, b"BEGIN:VCALENDAR\r\n" * 500])
def test_what_is_no_calendar_is_told(payload: bytes) -> None:
    found = read_calendar(payload, SHIFTS_OF, NOW)
    assert (found.shifts, [error.problem for error in found.errors]) == ((), [Problem.NOT_A_CALENDAR])


def test_a_calendar_that_is_too_large_is_not_read() -> None:
    found = read_calendar(b" " * (MAX_CALENDAR_BYTES + 1), SHIFTS_OF, NOW)
    assert [error.problem for error in found.errors] == [Problem.TOO_LARGE]
    found = read_calendar(b"BEGIN:VEVENT\r\n" * (MAX_PARTS + 1), SHIFTS_OF, NOW)
    assert [error.problem for error in found.errors] == [Problem.TOO_MANY_ROWS]


def test_a_rule_gives_no_more_than_is_bounded() -> None:
    first = datetime(2026, 11, 22, 21, tzinfo=LOCAL)
    assert len(list(times_of(first, rule_of({"FREQ": ["DAILY"]}), first))) <= MOST
    with pytest.raises(NotUnderstood):
        list(times_of(first, rule_of({"FREQ": ["DAILY"]}), first + timedelta(days=4000)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "DTSTART",
                "DTEND",
                "DURATION",
                "RRULE",
                "EXDATE",
                "RDATE",
                "RECURRENCE-ID",
                "STATUS",
                "UID",
                "X-VAKA-STAFF",
            ]
        ).flatmap(
            lambda name: st.one_of(
                st.text(max_size=20),
                st.sampled_from(
                    ["20261122T210000Z", "20261122", "PT1H", "FREQ=DAILY;COUNT=3", "-P9999999D", "99999999T9"]
                ),
            ).map(lambda value: f"{name}:{value}")
        ),
        max_size=8,
    )
)
def test_no_calendar_is_a_fault(lines: list[str]) -> None:
    found = read_calendar(calendar(*lines), SHIFTS_OF, NOW)
    assert all(one.since < one.until and one.since.tzinfo is not None for one in found.shifts)
