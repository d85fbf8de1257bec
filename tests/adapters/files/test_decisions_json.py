"""Decisions as JSON: what is good comes through equal, what is bad is told by row and field without its value."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.files.decisions_json import write_decisions
from console.adapters.files.imported import MAX_ERRORS, ImportedFile, Problem, Section, Spot
from console.adapters.files.reading import Encoding, read
from console.domain.ids import DecisionId, MunicipalityId
from console.domain.picture import Camera, CameraProtocol, Mask
from console.domain.supervision import (
    Consent,
    LookTime,
    NotSeen,
    OnFault,
    PlaceKind,
    SensorLimits,
    SupervisionDecision,
)
from tests.builders import NORRBY
from tests.decision_samples import CAMERAS, GOOD_DECISIONS, camera, decision, full

Row = dict[str, object]

EXAMPLES = Path(__file__).parents[3] / "resources" / "import"
MARKER = "Hemlighetsson"
DECISION: Row = {
    "id": "d-1", "resident": "r-1", "valid_from": "2026-09-01", "valid_until": "2027-08-31", "looks": [{"at": "01:20"}],
}  # fmt: skip
CAMERA: Row = {"device": "cam-1", "protocol": "rtsps", "address": "rtsps://10.0.0.1/main"}


def written(folder: Path, **document: object) -> Path:
    path = folder / "decisions.json"
    path.write_bytes(
        msgspec.json.encode({"format": "vaka-decisions", "version": 1, "municipality": "alvbro", **document})
    )
    return path


def of_decision(folder: Path, **change: object) -> ImportedFile:
    return read(written(folder, decisions=[{**DECISION, **change}]))


def of_camera(folder: Path, **change: object) -> ImportedFile:
    return read(written(folder, cameras=[{**CAMERA, **change}]))


def problems(imported: ImportedFile) -> list[tuple[str, int, str, str]]:
    return [(error.section.value, error.row, error.field, error.problem.value) for error in imported.errors]


def test_the_example_says_all_that_a_decision_can_have() -> None:
    imported = read(EXAMPLES / "decisions.json")
    assert imported.errors == ()
    assert imported.residents == ()
    home, corridor = imported.decisions
    assert home.looks == (LookTime(1, 1350, 1410), LookTime(2, 80, 80), LookTime(3, 240, 300))
    assert home.limits == SensorLimits(timedelta(minutes=25), 1380, 330, 570)
    assert home.skipped == {date(2026, 12, 24)}
    assert (corridor.kind, corridor.resident) == (PlaceKind.CORRIDOR, None)
    assert [one.protocol for one in imported.cameras] == [CameraProtocol.RTSPS, CameraProtocol.STILLS]
    assert imported.decision_spots == (Spot(Section.DECISIONS, 1), Spot(Section.DECISIONS, 2))
    assert imported.camera_spots == (Spot(Section.CAMERAS, 1), Spot(Section.CAMERAS, 2))


def test_the_least_that_a_decision_can_say_has_the_domains_own_values(tmp_path: Path) -> None:
    imported = of_decision(tmp_path)
    assert imported.errors == ()
    [found] = imported.decisions
    assert found == SupervisionDecision(
        DecisionId("d-1"), MunicipalityId("alvbro"), found.resident, date(2026, 9, 1), date(2027, 8, 31), Consent(None),
        None, (LookTime(1, 80, 80),),
    )  # fmt: skip
    assert (found.not_seen, found.on_fault, found.mask) == (NotSeen(), OnFault(), Mask.SQUARES)


def test_a_full_decision_and_its_camera_are_written_and_read_back_equal(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    looks = (LookTime(2, 1350, 1410), LookTime(2, 80, 80))
    write_decisions(path, NORRBY, [full(), decision(looks=looks)], [camera(is_simulated=True)])
    imported = read(path)
    assert imported.errors == ()
    assert imported.decisions == (full(), decision(looks=looks))
    assert imported.cameras == (camera(is_simulated=True),)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(GOOD_DECISIONS, max_size=4, unique_by=lambda one: one.id), st.lists(CAMERAS, max_size=3))
def test_any_good_decisions_are_read_back_as_they_were_written(
    tmp_path: Path, decisions: list[SupervisionDecision], cameras: list[Camera]
) -> None:
    path = tmp_path / "any.json"
    kept = tuple({one.id: one for one in cameras}.values())
    write_decisions(path, NORRBY, decisions, kept)
    imported = read(path)
    assert imported.errors == ()
    assert (imported.decisions, imported.cameras) == (tuple(decisions), kept)


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"id": f"{MARKER} 1"}, "id", "bad_id"),
        ({"id": ""}, "id", "missing"),
        ({"id": 1}, "id", "wrong_type"),
        ({"resident": None}, "resident", "missing"),
        ({"resident": f"{MARKER}!"}, "resident", "bad_id"),
        ({"kind": "corridor"}, "resident", "not_a_corridors"),
        ({"kind": MARKER}, "kind", "bad_word"),
        ({"valid_from": ""}, "valid_from", "missing"),
        ({"valid_from": "1/9 2026"}, "valid_from", "bad_date"),
        ({"valid_until": "2027-02-30"}, "valid_until", "bad_date"),
        ({"valid_until": "2127-02-28"}, "valid_until", "bad_date"),
        ({"valid_until": "2026-08-31"}, "valid_until", "wrong_order"),
        ({"ended_on": "2027-09-01"}, "ended_on", "wrong_order"),
        ({"ended_on": "snart"}, "ended_on", "bad_date"),
        ({"consent": {"given_on": "igår"}}, "consent given_on", "bad_date"),
        ({"consent": {"until": "2026-12-31"}}, "consent given_on", "missing"),
        ({"consent": {"given_on": "2026-08-01", "until": "2026-07-31"}}, "consent until", "wrong_order"),
        ({"consent": {"cohabitant_given_on": "2026-08-01"}}, "consent has_cohabitant", "missing"),
        ({"consent": {"has_cohabitant": True, "cohabitant_until": "2026-08-01"}},
         "consent cohabitant_given_on", "missing"),
        ({"consent": {"has_cohabitant": True, "cohabitant_given_on": "2026-08-01", "cohabitant_until": "2026-07-01"}},
         "consent cohabitant_until", "wrong_order"),
        ({"consent": {"has_cohabitant": MARKER}}, "consent has_cohabitant", "wrong_type"),
        ({"consent": {MARKER: 1}}, "consent", "unknown_field"),
        ({"camera": "cam 1"}, "camera", "bad_id"),
        ({"performer": MARKER}, "performer", "bad_word"),
        ({"mask": "none"}, "mask", "bad_word"),
        ({"looks": []}, "looks", "missing"),
        ({"looks": [{"at": f"{n:02}:00"} for n in range(13)]}, "looks", "too_many"),
        ({"looks": [{"at": f"{n:02}:00"} for n in range(10)]}, "looks", "bad_number"),
        ({"looks": [{"at": "1.20"}, {"at": "24:00"}]}, "look 2 at", "bad_time"),
        ({"looks": [{"at": "01:20:00"}]}, "look 1 at", "bad_time"),
        ({"looks": [{"at": "\u0660\u0661:20"}]}, "look 1 at", "bad_time"),
        ({"looks": [{}]}, "look 1", "missing"),
        ({"looks": [{"at": ""}]}, "look 1", "missing"),
        ({"looks": [{"from": "22:00"}]}, "look 1", "missing"),
        ({"looks": [{"to": "22:00"}]}, "look 1", "missing"),
        ({"looks": [{"at": "22:00", "from": "22:00", "to": "23:00"}]}, "look 1", "missing"),
        ({"looks": [{"from": "natt", "to": "23:00"}]}, "look 1 from", "bad_time"),
        ({"looks": [{"from": "22:00", "to": "morgon"}]}, "look 1 to", "bad_time"),
        ({"looks": [{"from": "05:00", "to": "04:00"}]}, "look 1", "bad_window"),
        ({"looks": [{"from": "11:00", "to": "12:30"}]}, "look 1", "bad_window"),
        ({"looks": [{"at": "01:00"}, {"at": "01:00"}]}, "look 2", "duplicate"),
        ({"looks": [{"at": "01:00"}, {"from": "01:00", "to": "02:00"}]}, "look 2", "duplicate"),
        ({"looks": [{"at": "01:00", "round": 0}]}, "look 1 round", "bad_number"),
        ({"looks": [{"at": "01:00", "round": 10}]}, "look 1 round", "bad_number"),
        ({"looks": [{"at": "01:00", "round": "1"}]}, "look 1 round", "wrong_type"),
        ({"looks": [{"at": "01:00"}, {"at": 2}]}, "look 2 at", "wrong_type"),
        ({"tolerance_min": 121}, "tolerance_min", "bad_number"),
        ({"tolerance_min": -1}, "tolerance_min", "bad_number"),
        ({"tolerance_min": 10**30}, "tolerance_min", "bad_number"),
        ({"tolerance_min": 1.5}, "tolerance_min", "wrong_type"),
        ({"not_seen": {"retry_after_min": 0}}, "not_seen retry_after_min", "bad_number"),
        ({"not_seen": {"retry_after_min": 121}}, "not_seen retry_after_min", "bad_number"),
        ({"not_seen": {"tries": 10}}, "not_seen tries", "bad_number"),
        ({"not_seen": {"then": MARKER}}, "not_seen then", "bad_word"),
        ({"on_fault": {"then": ""}}, "on_fault then", "bad_word"),
        ({"on_fault": {"within_min": 0}}, "on_fault within_min", "bad_number"),
        ({"limits": {"up_at_most_min": 0}}, "limits up_at_most_min", "bad_number"),
        ({"limits": {"door_from": "22:00"}}, "limits door_until", "missing"),
        ({"limits": {"door_until": "06:00"}}, "limits door_from", "missing"),
        ({"limits": {"moved_by": MARKER}}, "limits moved_by", "bad_time"),
        ({"skipped": ["2026-12-24", "jul"]}, "skipped 2", "bad_date"),
        ({"skipped": [""]}, "skipped 1", "bad_date"),
        ({"skipped": ["2026-12-24"] * 401}, "skipped", "too_many"),
        ({"note": f"{MARKER}\x00"}, "note", "control_character"),
        ({"note": "portkod 1234"}, "note", "door_code"),
        ({"note": "x" * 2001}, "note", "too_long"),
        ({"area": "x" * 101}, "area", "too_long"),
        ({"place": f"{MARKER}\u202e"}, "place", "control_character"),
        ({MARKER: 1}, "", "unknown_field"),
        ({"dörrkod": 1}, "", "door_code"),
    ],
)  # fmt: skip
def test_each_error_of_a_decision_is_told_by_field_without_its_value(
    tmp_path: Path, change: Row, field: str, problem: str
) -> None:
    imported = of_decision(tmp_path, **change)
    assert problems(imported) == [("decisions", 1, field, problem)]
    assert imported.decisions == ()
    assert MARKER not in repr(imported)
    assert MARKER not in "".join(error.explanation for error in imported.errors)


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"device": "cam 1"}, "device", "bad_id"),
        ({"protocol": "http"}, "protocol", "bad_word"),
        ({"protocol": MARKER}, "protocol", "bad_word"),
        ({"address": ""}, "address", "missing"),
        ({"address": f"rtsps://{MARKER}:pw@10.0.0.1/main"}, "address", "secret_in_address"),
        ({"address": f"rtsps://{MARKER}@10.0.0.1/main"}, "address", "secret_in_address"),
        ({"address": f"rtsps://10.0.0.1/user=admin&password={MARKER}&channel=1"}, "address", "secret_in_address"),
        ({"address": f"rtsps://10.0.0.1/main?token={MARKER}"}, "address", "secret_in_address"),
        ({"address": f"rtsps://10.0.0.1/main?PWD={MARKER}"}, "address", "secret_in_address"),
        ({"address": f"rtsps://10.0.0.1/main?apikey={MARKER}"}, "address", "secret_in_address"),
        ({"address": "rtsp://10.0.0.1/main"}, "address", "bad_address"),
        ({"address": "http://10.0.0.1/main"}, "address", "bad_address"),
        ({"address": "file:///etc/passwd"}, "address", "bad_address"),
        ({"address": "10.0.0.1/main"}, "address", "bad_address"),
        ({"address": "rtsps://"}, "address", "bad_address"),
        ({"address": "rtsps://10.0.0.1:0/"}, "address", "bad_address"),
        ({"address": "rtsps://10.0.0.1:99999/"}, "address", "bad_address"),
        ({"address": "rtsps://10.0.0.1:x/"}, "address", "bad_address"),
        ({"address": "rtsps://[::1/"}, "address", "bad_address"),
        ({"address": "rtsps://10.0.0.1/a b"}, "address", "bad_address"),
        ({"address": "rtsps://10.0.0.1/a\nb"}, "address", "bad_address"),
        ({"address": "rtsps://$(reboot)/"}, "address", "bad_address"),
        ({"address": "rtsps://kamera\u2024se/"}, "address", "bad_address"),
        ({"address": "rtsps://10.0.0.1/#main"}, "address", "bad_address"),
        ({"address": "rtsps://10.0.0.1/" + "x" * 500}, "address", "too_long"),
        ({"protocol": "stills", "address": "http://10.0.0.1/still.jpg"}, "address", "bad_address"),
        ({"login": "x" * 101}, "login", "too_long"),
        ({"password": MARKER}, "", "unknown_field"),
        ({"is_simulated": 1}, "is_simulated", "wrong_type"),
    ],
)
def test_each_error_of_a_camera_is_told_by_field_without_its_value(
    tmp_path: Path, change: Row, field: str, problem: str
) -> None:
    imported = of_camera(tmp_path, **change)
    assert problems(imported) == [("cameras", 1, field, problem)]
    assert imported.cameras == ()
    assert MARKER not in repr(imported)


def test_a_password_in_an_address_is_refused_with_the_place_where_it_belongs(tmp_path: Path) -> None:
    [error] = of_camera(tmp_path, address="rtsps://a:b@10.0.0.1/").errors
    assert "vaka secret set camera.<municipality>.<device>" in error.explanation


@pytest.mark.parametrize(
    ("protocol", "address"),
    [
        ("rtsp", "rtsp://10.0.0.1:554/main"),
        ("rtsps", "RTSPS://kamera-1.example.se/a/b?channel=1&keyframe=2"),
        ("stills", "https://[fd00::1]:8443/still.jpg"),
    ],
)
def test_an_address_that_can_be_is_kept_as_it_stands(tmp_path: Path, protocol: str, address: str) -> None:
    imported = of_camera(tmp_path, protocol=protocol, address=f" {address} ")
    assert imported.errors == ()
    assert imported.cameras[0].address == address


def test_looks_stand_in_the_order_of_the_night_whatever_the_files(tmp_path: Path) -> None:
    looks = [{"at": "11:59"}, {"from": "23:30", "to": "00:30"}, {"at": "12:00"}, {"at": "04:10", "round": 7}]
    [found] = of_decision(tmp_path, looks=looks).decisions
    assert found.looks == (LookTime(1, 720, 720), LookTime(2, 1410, 30), LookTime(7, 250, 250), LookTime(4, 719, 719))


def test_a_window_may_pass_midnight_and_noon_but_not_the_hour_at_which_the_night_begins(tmp_path: Path) -> None:
    path = written(tmp_path, decisions=[{**DECISION, "looks": [{"from": "11:00", "to": "12:30"}]}])
    assert read(path, night_begins=15 * 60).errors == ()
    assert problems(read(path)) == [("decisions", 1, "look 1", "bad_window")]


def test_an_id_that_stands_twice_is_told_and_the_first_stays(tmp_path: Path) -> None:
    cameras = [CAMERA, CAMERA, {**CAMERA, "login": "other"}]
    imported = read(written(tmp_path, decisions=[DECISION, {**DECISION, "place": "2"}], cameras=cameras))
    assert problems(imported) == [("decisions", 2, "id", "duplicate"), ("cameras", 3, "camera", "camera_disagrees")]
    assert [one.place for one in imported.decisions] == [""]
    assert [one.login for one in imported.cameras] == [""]


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"municipality": ""}, "municipality", "missing"),
        ({"municipality": "Älvbro"}, "municipality", "bad_id"),
        ({"municipality": "centre"}, "municipality", "bad_id"),
        ({"municipality": 1}, "municipality", "wrong_type"),
        ({"version": 2}, "format", "unknown_format"),
        ({"residents": []}, "", "unknown_field"),
        ({"decisions": {}}, "decisions", "wrong_type"),
    ],
)
def test_a_document_that_is_none_is_one_error(tmp_path: Path, change: Row, field: str, problem: str) -> None:
    imported = read(written(tmp_path, **change))
    assert problems(imported) == [("file", 0, field, problem)]


def test_an_import_for_one_municipality_takes_no_other(tmp_path: Path) -> None:
    path = written(tmp_path, decisions=[DECISION])
    assert problems(read(path, MunicipalityId("bjorkvik"))) == [("file", 0, "municipality", "other_municipality")]
    assert read(path, MunicipalityId("alvbro")).errors == ()


@pytest.mark.parametrize("row", [b"NaN", b"[[[[", b'"' + MARKER.encode() + b'"', b"null", b"{", b"\xff", b"1e999"])
def test_a_hostile_row_is_an_error_and_raises_nothing(tmp_path: Path, row: bytes) -> None:
    path = tmp_path / "hostile.json"
    start = b'{"format":"vaka-decisions","version":1,"municipality":"alvbro","decisions":['
    path.write_bytes(start + row + b"]}")
    imported = read(path)
    assert imported.errors
    assert imported.decisions == ()
    assert MARKER not in repr(imported)


def test_nesting_without_end_raises_nothing(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_bytes(b'{"format":"vaka-decisions","decisions":[' + b"[" * 100_000)
    assert [error.problem for error in read(path).errors] == [Problem.NOT_JSON]


def test_errors_are_bounded(tmp_path: Path) -> None:
    imported = read(written(tmp_path, decisions=[{}] * (MAX_ERRORS + 5)))
    assert len(imported.errors) == MAX_ERRORS + 1
    assert imported.errors[-1].problem is Problem.TOO_MANY_ERRORS


def test_more_rows_than_allowed_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.adapters.files.raw_rows.MAX_ROWS", 1)
    imported = read(written(tmp_path, decisions=[DECISION, {**DECISION, "id": "d-2"}]))
    assert [error.problem for error in imported.errors] == [Problem.TOO_MANY_ROWS]
    assert imported.decisions == ()


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
_FIELDS = st.sampled_from(
    ["id", "resident", "kind", "valid_from", "looks", "consent", "camera", "limits", "skipped", "not_seen", "note"]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(_FIELDS, _JUNK, max_size=4), _JUNK)
def test_no_document_makes_the_import_raise(tmp_path: Path, change: Row, address: object) -> None:
    document = written(tmp_path, decisions=[{**DECISION, **change}], cameras=[{**CAMERA, "address": address}])
    imported = read(document)
    assert len(imported.decisions) + len(imported.cameras) + len(imported.errors) >= 2


def test_what_is_no_utf_8_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, decisions=[DECISION])
    assert [one.problem for one in read(path, encoding=Encoding.WINDOWS_1252).errors] == [Problem.WRONG_ENCODING]
