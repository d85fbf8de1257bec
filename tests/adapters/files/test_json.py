"""The JSON document: what is good comes through equal, what is bad is told by row and field without its value."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.files.imported import EXPLANATIONS, MAX_ERRORS, ImportedFile, Problem, Section
from console.adapters.files.reading import read
from console.adapters.files.residents_json import write_json
from console.adapters.municipality.simulated import build
from console.domain.alarm import AlarmClass, DeviceKind
from console.domain.escalation import DEFAULT_LADDERS, Escalation, Rung
from console.domain.ids import MunicipalityId
from console.domain.resident import FactKind, SelfTests

ReadDocument = Callable[..., ImportedFile]
Row = dict[str, object]

EXAMPLES = Path(__file__).parents[3] / "resources" / "import"
MARKER = "Hemlighetsson"

MUNICIPALITY: Row = {
    "id": "alvbro",
    "name": "Älvbro",
    "greeting": "Hej",
    "answer_within_s": {"acute": 30, "high": 60, "normal": 60, "technical": 900},
    "outcomes": [{"code": "done", "label": "Klart"}],
    "senders": ["hub-norr"],
}
AGAIN: Row = {"after_s": 30, "to": "again"}
HOME: Row = {"id": "h-1", "municipality": "alvbro", "street": "Ripvidevägen 3"}
RESIDENT: Row = {
    "id": "r-1", "municipality": "alvbro", "household": "h-1", "given_name": "Signe", "family_name": "Exempelsson",
    "born": "1939-03-14",
}  # fmt: skip
DEVICE: Row = {
    "id": "d-1", "municipality": "alvbro", "sender": "hub-norr", "kind": "personal_alarm", "household": "h-1",
    "resident": "r-1",
}  # fmt: skip


def _read(
    document: ReadDocument, resident: Row | None = None, device: Row | None = None, **more: object
) -> ImportedFile:
    sections = {
        "municipalities": [MUNICIPALITY],
        "households": [HOME],
        "residents": [{**RESIDENT, **(resident or {})}],
        "devices": [{**DEVICE, **device}] if device is not None else [],
    }
    return document(**{**sections, **more})


def _problems(imported: ImportedFile) -> list[tuple[str, int, str, str]]:
    return [(e.section.value, e.row, e.field, e.problem.value) for e in imported.errors]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_simulated_municipality_reads_back_equal(tmp_path: Path, seed: int) -> None:
    built = build(seed, 300, today=date(2026, 11, 22))
    path = tmp_path / "alvbro.json"
    write_json(
        path,
        municipalities=built.municipalities,
        households=built.households,
        residents=built.residents,
        devices=built.devices,
        invented=True,
    )
    assert read(path, today=built.today) == ImportedFile(
        built.municipalities, built.households, built.residents, built.devices, (), is_invented=True
    )


def test_invented_people_may_not_be_imported_as_real_ones(tmp_path: Path) -> None:
    built = build(1, 60, today=date(2026, 11, 22))
    path = tmp_path / "alvbro.json"
    write_json(path, municipalities=built.municipalities, households=built.households, residents=built.residents)
    imported = read(path)
    assert imported.residents == ()
    assert {error.problem for error in imported.errors} == {Problem.BAD_PERSONAL_NUMBER}


def test_real_people_may_not_be_imported_as_invented_ones(document: ReadDocument) -> None:
    imported = _read(document, {"personal_number": "19390314-9809"}, invented=True)
    assert _problems(imported) == [("residents", 1, "personal_number", "real_personal_number")]


def test_the_example_reads_without_an_error() -> None:
    imported = read(EXAMPLES / "residents.json")
    assert imported.errors == ()
    assert imported.residents[0].name == "Signe Exempelsson"
    assert imported.residents[0].contacts[0].has_key


def test_the_least_that_a_file_can_say_is_read(document: ReadDocument) -> None:
    imported = _read(document, {}, {})
    assert imported.errors == ()
    assert imported.devices[0].resident == imported.residents[0].id
    assert imported.residents[0].language == "sv"


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"id": "r 1"}, "id", "bad_id"),
        ({"id": ""}, "id", "missing"),
        ({"household": "h-9"}, "household", "unknown_household"),
        ({"given_name": "  "}, "given_name", "missing"),
        ({"family_name": "x" * 101}, "family_name", "too_long"),
        ({"family_name": f"{MARKER}\x00"}, "family_name", "control_character"),
        ({"given_name": f"{MARKER}\n"}, "given_name", "control_character"),
        ({"note": f"{MARKER}\u202e"}, "note", "control_character"),
        ({"born": "1939-02-30"}, "born", "bad_date"),
        ({"born": "39-03-14"}, "born", "bad_date"),
        ({"born": "1739-03-14"}, "born", "bad_date"),
        ({"born": "14/3 1939"}, "born", "bad_date"),
        ({"born": ""}, "born", "missing"),
        ({"born": 19390314}, "born", "wrong_type"),
        ({"personal_number": "19390314-9808"}, "personal_number", "bad_personal_number"),
        ({"personal_number": "19390314-980"}, "personal_number", "bad_personal_number"),
        ({"personal_number": "19391314-9807"}, "personal_number", "bad_personal_number"),
        ({"personal_number": "\u0661\u0669390314-9809"}, "personal_number", "bad_personal_number"),
        ({"phone": "ring dottern"}, "phone", "bad_phone"),
        ({"phone": "0701-HEJSAN"}, "phone", "bad_phone"),
        ({"mobile": "112"}, "mobile", "bad_phone"),
        ({"mobile": "+46"}, "mobile", "bad_phone"),
        ({"language": "svenska"}, "language", "bad_word"),
        ({"protection": "lite"}, "protection", "bad_word"),
        ({"facts": [{"kind": "allergi"}]}, "fact 1 kind", "bad_word"),
        ({"facts": [{"kind": "hearing", "detail": "x" * 301}]}, "fact 1 detail", "too_long"),
        ({"facts": [{"kind": "hearing"}] * 33}, "facts", "too_many"),
        ({"aids": [""]}, "aid 1", "missing"),
        ({"aids": ["rollator"] * 51}, "aids", "too_many"),
        ({"contacts": [{"order": 1, "name": "Eva"}]}, "contact 1 phone", "no_phone"),
        ({"contacts": [{"order": 1, "name": "Eva", "phone": "hem"}]}, "contact 1 phone", "bad_phone"),
        ({"contacts": [{"order": 1, "name": "", "phone": "070-174 06 21"}]}, "contact 1 name", "missing"),
        ({"contacts": [{"order": 1, "name": 5}]}, "contact 1 name", "wrong_type"),
        ({"contacts": [{"name": "Eva"}]}, "contact 1 order", "missing"),
        ({"contacts": [{"order": 0, "name": "Eva", "phone": "0701740621"}]}, "contact 0 order", "bad_number"),
        ({MARKER: 1}, "", "unknown_field"),
        ({"portkod": "1234"}, "", "door_code"),
        ({"door_code": "1234"}, "", "door_code"),
        ({"note": "Portkod 1234"}, "note", "door_code"),
        ({"note": "koden är 12 34 #"}, "note", "door_code"),
        ({"facts": [{"kind": "digital_lock", "detail": "PIN: 4711"}]}, "fact 1 detail", "door_code"),
    ],
)
def test_each_error_of_a_resident_is_told_by_field_without_its_value(
    document: ReadDocument, change: Row, field: str, problem: str
) -> None:
    imported = _read(document, change)
    assert _problems(imported) == [("residents", 1, field, problem)]
    assert imported.residents == ()
    assert imported.households, "the good rows stay"
    told = f"{imported.errors[0]} {imported.errors[0].explanation}"
    assert MARKER not in told
    for value in change.values():
        assert not isinstance(value, str) or len(value) < 3 or value not in told


@pytest.mark.parametrize("text", ["Kodein 500 mg vid behov", "Kod till den som accepterat", "Nyckelskåp 112, plan 3"])
def test_words_that_are_no_door_codes_are_let_through(document: ReadDocument, text: str) -> None:
    imported = _read(document, {"note": text})
    assert imported.errors == ()
    assert imported.residents[0].note == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("19390314-9809", "19390314-9809"),
        ("193903149809", "19390314-9809"),
        ("390314-9809", "19390314-9809"),
        ("3903149809", "19390314-9809"),
        ("19390374-9806", "19390374-9806"),
    ],
)
def test_personal_and_coordination_numbers_are_kept_in_one_form(
    document: ReadDocument, written: str, kept: str
) -> None:
    imported = _read(document, {"personal_number": written})
    assert imported.errors == ()
    assert imported.residents[0].personal_number == kept


def test_a_number_of_ten_digits_takes_the_century_of_the_birth(document: ReadDocument) -> None:
    imported = _read(document, {"personal_number": "010203+9807", "born": "1901-02-03"})
    assert imported.errors == ()
    assert imported.residents[0].personal_number == "19010203-9807"


@pytest.mark.parametrize(
    "written", ["070-174 06 21", "0701740621", "+46 70 174 06 21", "0046701740621", "(070) 1740621"]
)
def test_telephones_are_kept_as_e164(document: ReadDocument, written: str) -> None:
    assert _read(document, {"mobile": written}).residents[0].mobile == "+46701740621"


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"id": "d 1"}, "id", "bad_id"),
        ({"sender": "Hub Norr"}, "sender", "bad_id"),
        ({"sender": "hub-annan"}, "sender", "unknown_sender"),
        ({"kind": "toaster"}, "kind", "bad_word"),
        ({"kind": "unknown"}, "kind", "bad_word"),
        ({"household": "h-9"}, "household", "unknown_household"),
        ({"household": None}, "resident", "unknown_resident"),
        ({"resident": "r-9"}, "resident", "unknown_resident"),
        ({"heartbeat_interval_s": 0}, "heartbeat_interval_s", "bad_number"),
        ({"heartbeat_interval_s": 2.5}, "heartbeat_interval_s", "wrong_type"),
    ],
)
def test_each_error_of_a_device_is_told_by_field(document: ReadDocument, change: Row, field: str, problem: str) -> None:
    imported = _read(document, {}, change)
    assert ("devices", 1, field, problem) in _problems(imported)
    assert imported.devices == ()


def test_a_device_bound_twice_is_told_and_the_first_stays(document: ReadDocument) -> None:
    imported = _read(document, devices=[DEVICE, {**DEVICE, "resident": None}])
    assert _problems(imported) == [("devices", 2, "id", "bound_twice")]
    assert imported.devices[0].resident == "r-1"


def test_a_device_of_a_refused_resident_is_refused_too(document: ReadDocument) -> None:
    imported = _read(document, {"born": "never"}, {})
    assert [error.section for error in imported.errors] == [Section.RESIDENTS, Section.DEVICES]
    assert imported.devices == ()


def test_residents_and_households_that_stand_twice_are_told(document: ReadDocument) -> None:
    imported = _read(document, households=[HOME, HOME], residents=[RESIDENT, RESIDENT])
    assert _problems(imported) == [("households", 2, "id", "duplicate"), ("residents", 2, "id", "duplicate")]
    assert len(imported.residents) == 1


def test_a_municipality_that_the_document_does_not_name_is_told(document: ReadDocument) -> None:
    imported = _read(document, {"municipality": "bjorkvik"})
    assert ("residents", 1, "municipality", "unknown_municipality") in _problems(imported)
    assert imported.residents == ()


def test_nobody_lives_across_the_wall_between_municipalities(document: ReadDocument) -> None:
    other = {**MUNICIPALITY, "id": "bjorkvik"}
    imported = _read(document, {"municipality": "bjorkvik"}, municipalities=[MUNICIPALITY, other])
    assert _problems(imported) == [("residents", 1, "household", "unknown_household")]


def test_an_import_for_one_municipality_takes_no_other(document: ReadDocument) -> None:
    imported = _read(document, {}, {}, only="bjorkvik")
    assert {error.problem for error in imported.errors} >= {Problem.OTHER_MUNICIPALITY}
    assert imported == replace(ImportedFile(), errors=imported.errors)


def test_a_document_for_a_known_municipality_need_not_tell_of_it(document: ReadDocument) -> None:
    imported = _read(document, {}, {}, municipalities=[], only="alvbro")
    assert imported.errors == ()
    assert len(imported.devices) == 1


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"id": "centre"}, "id", "bad_id"),
        ({"id": "Älvbro"}, "id", "bad_id"),
        ({"answer_within_s": {"acute": 30}}, "answer_within_s", "bad_word"),
        ({"answer_within_s": {**dict.fromkeys(("acute", "high", "normal"), 30), "technical": 0}},
         "answer_within_s", "bad_number"),
        ({"outcomes": []}, "outcomes", "missing"),
        ({"outcomes": [{"code": "A B", "label": "x"}]}, "outcome 1 code", "bad_id"),
        ({"outcomes": [{"code": "a", "label": "x"}] * 2}, "outcomes", "duplicate"),
        ({"outcomes": [{"code": f"a{n}", "label": "x"} for n in range(101)]}, "outcomes", "too_many"),
        ({"senders": ["a/b"]}, "sender 1", "bad_id"),
        ({"senders": [f"s{n}" for n in range(501)]}, "senders", "too_many"),
        ({"on_site_within_s": {"urgent": 60}}, "on_site_within_s", "bad_word"),
        ({"on_site_within_s": {"acute": 0}}, "on_site_within_s", "bad_number"),
        ({"ladders": {"urgent": [AGAIN]}}, "ladders", "bad_word"),
        ({"ladders": {"acute": []}}, "ladder acute", "missing"),
        ({"ladders": {"acute": [AGAIN, {**AGAIN, "after_s": 60}]}}, "ladder acute", "duplicate"),
        ({"ladders": {"acute": [{**AGAIN, "after_s": -1}]}}, "ladder acute rung 1 after_s", "bad_number"),
        ({"ladders": {"acute": [AGAIN, {"after_s": 60, "to": "112"}]}}, "ladder acute rung 2 to", "bad_word"),
        ({"ladders": {"acute": [{"after": 30, "to": "again"}]}}, "ladders rung 1", "unknown_field"),
        ({"ladders": {"acute": [{"to": "again"}]}}, "ladders rung 1 after_s", "missing"),
        ({"tests": {"day": 29, "from_hour": 9, "to_hour": 15}}, "tests day", "bad_number"),
        ({"tests": {"day": 1, "from_hour": 9, "to_hour": 9}}, "tests to_hour", "bad_number"),
        ({"tests": {"day": 1, "from_hour": 9}}, "tests to_hour", "missing"),
    ],
)  # fmt: skip
def test_each_error_of_a_municipality_is_told_by_field(
    document: ReadDocument, change: Row, field: str, problem: str
) -> None:
    imported = document(municipalities=[{**MUNICIPALITY, **change}])
    assert _problems(imported) == [("municipalities", 1, field, problem)]
    assert imported.municipalities == ()


def test_a_municipalitys_own_ladders_and_times_are_taken_and_written_back_equal(
    document: ReadDocument, tmp_path: Path
) -> None:
    own = {
        "on_site_within_s": {"acute": 1800},
        "ladders": {"acute": [AGAIN, {"after_s": 90, "to": "patrol"}], "technical": [{"after_s": 0, "to": "raise"}]},
        "tests": {"day": 14, "from_hour": 9, "to_hour": 24},
    }
    imported = document(municipalities=[{**MUNICIPALITY, **own}])
    assert imported.errors == ()
    [found] = imported.municipalities
    assert found.ladder(AlarmClass.ACUTE) == (
        Escalation(timedelta(seconds=30), Rung.AGAIN), Escalation(timedelta(seconds=90), Rung.PATROL),
    )  # fmt: skip
    assert found.ladder(AlarmClass.HIGH) == DEFAULT_LADDERS[AlarmClass.HIGH]
    assert found.on_site_within(AlarmClass.ACUTE) == timedelta(minutes=30)
    assert found.on_site_within(AlarmClass.TECHNICAL) == timedelta(days=1)
    assert found.tests == SelfTests(14, 9, 24)
    path = tmp_path / "again.json"
    write_json(path, municipalities=imported.municipalities)
    assert read(path).municipalities == imported.municipalities


def test_a_municipality_that_stands_twice_is_told(document: ReadDocument) -> None:
    assert _problems(document(municipalities=[MUNICIPALITY] * 2)) == [("municipalities", 2, "id", "duplicate")]


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"latitude": 62.9}, "longitude", "missing"),
        ({"latitude": 91.0, "longitude": 16.0}, "latitude", "bad_number"),
        ({"street": ""}, "street", "missing"),
        ({"way_in": "dörrkod: 4711"}, "way_in", "door_code"),
        ({"key_location": "låskod 12 34"}, "key_location", "door_code"),
    ],
)
def test_each_error_of_a_household_is_told_by_field(
    document: ReadDocument, change: Row, field: str, problem: str
) -> None:
    imported = _read(document, households=[{**HOME, **change}], residents=[])
    assert _problems(imported) == [("households", 1, field, problem)]


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (b"", Problem.NOT_JSON),
        (b"[]", Problem.WRONG_TYPE),
        (b"{}", Problem.MISSING),
        (b'{"format":"other","version":1}', Problem.UNKNOWN_FORMAT),
        (b'{"format":"vaka-residents","version":2}', Problem.UNKNOWN_FORMAT),
        (b'{"format":"vaka-residents","version":1,"portkod":1}', Problem.DOOR_CODE),
        (b'{"format":"vaka-residents","version":1,"residents":{}}', Problem.WRONG_TYPE),
        (b'{"format":"vaka-residents","version":1,"residents":[' + b"[" * 100_000, Problem.NOT_JSON),
        (b'{"format":"vaka-residents","version":1,"residents":[NaN]}', Problem.NOT_JSON),
        (b'{"format":"vaka-residents"', Problem.NOT_JSON),
        (b'{"format":"\xff"}', Problem.WRONG_ENCODING),
    ],
)
def test_a_document_that_is_none_is_one_error(tmp_path: Path, payload: bytes, problem: Problem) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(payload)
    imported = read(path)
    assert [(e.section, e.row, e.problem) for e in imported.errors] == [(Section.FILE, 0, problem)]


@pytest.mark.parametrize(
    "row",
    [b'"text"', b"null", b'{"id":"\\ud800"}', b"[" * 900 + b"]" * 900, b'{"id":1e999}', b'{"id":' + b"9" * 5000 + b"}"],
)
def test_a_hostile_row_is_an_error_of_its_own(tmp_path: Path, row: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b'{"format":"vaka-residents","version":1,"residents":[' + row + b"]}")
    (error,) = read(path).errors
    assert (error.section, error.row) in ((Section.RESIDENTS, 1), (Section.FILE, 0))


def test_more_rows_than_allowed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b'{"format":"vaka-residents","version":1,"devices":[' + b"1," * 100_000 + b"1]}")
    assert [error.problem for error in read(path).errors] == [Problem.TOO_MANY_ROWS]


def test_errors_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b'{"format":"vaka-residents","version":1,"devices":[' + b"1," * 20_000 + b"1]}")
    errors = read(path).errors
    assert len(errors) == MAX_ERRORS + 1
    assert errors[-1].problem is Problem.TOO_MANY_ERRORS


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b'\xef\xbb\xbf{"format":"vaka-residents","version":1}')
    assert read(path) == ImportedFile()


def test_nobody_is_born_after_today(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    born = (
        f'{{"id":"r","municipality":"a","household":"h","given_name":"{MARKER}","family_name":"B","born":"2026-11-23"}}'
    )
    path.write_text(f'{{"format":"vaka-residents","version":1,"residents":[{born}]}}')
    early = read(path, MunicipalityId("a"), today=date(2026, 11, 22))
    assert ("born", Problem.BAD_DATE) in [(error.field, error.problem) for error in early.errors]
    later = read(path, MunicipalityId("a"), today=date(2026, 11, 23))
    assert Problem.BAD_DATE not in [error.problem for error in later.errors]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
_FIELDS = st.sampled_from(sorted({*MUNICIPALITY, *HOME, *RESIDENT, *DEVICE, "facts", "contacts", "latitude", "phone"}))
_ROWS = st.lists(st.dictionaries(_FIELDS, _JSON, max_size=8) | _JSON, max_size=3)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(municipalities=_ROWS, households=_ROWS, residents=_ROWS, devices=_ROWS)
def test_no_document_makes_the_import_raise(
    document: ReadDocument, municipalities: object, households: object, residents: object, devices: object
) -> None:
    imported = document(municipalities=municipalities, households=households, residents=residents, devices=devices)
    assert all(error.explanation for error in imported.errors)


def test_every_problem_has_its_words() -> None:
    assert EXPLANATIONS.keys() == set(Problem)


def test_the_documentation_names_every_kind_and_fact() -> None:
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for kind in DeviceKind:
        is_no_device = kind in (DeviceKind.RESPONDER, DeviceKind.OPERATOR_ENTRY, DeviceKind.UNKNOWN)
        assert (f"| {kind.value} |" in page) != is_no_device
    for fact in FactKind:
        assert f"| {fact.name.lower()} |" in page
