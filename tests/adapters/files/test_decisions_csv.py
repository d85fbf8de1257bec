"""Decisions as a sheet: Swedish or English heads, looks in one cell, and no cell that can harm."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.files.decisions_columns import (
    COLUMNS,
    SWEDISH_MASKS,
    SWEDISH_PERFORMERS,
    SWEDISH_PLACES,
    SWEDISH_PROTOCOLS,
    SWEDISH_THENS,
)
from console.adapters.files.decisions_rules import MASKS, PERFORMERS, PLACES, PROTOCOLS, THENS
from console.adapters.files.imported import ImportedFile, Problem, Section, Spot
from console.adapters.files.reading import read
from console.domain.ids import MunicipalityId
from console.domain.picture import CameraProtocol, Mask
from console.domain.supervision import Consent, LookTime, NotSeen, OnFault, Performer, PlaceKind, SensorLimits, Then

ReadSheet = Callable[..., ImportedFile]

EXAMPLES = Path(__file__).parents[3] / "resources" / "import"
MARKER = "Hemlighetsson"
ROW = {
    "kommun": "alvbro", "beslut": "d-1", "brukar-id": "r-1", "gäller från": "2026-09-01", "gäller till": "2027-08-31",
    "tillsyner": "01:20",
}  # fmt: skip


def of_rows(sheet: ReadSheet, *changes: dict[str, str], only: str | None = None) -> ImportedFile:
    """A sheet with a row for each set of changes; the heads are all that any of them has."""
    heads = list(dict.fromkeys([*ROW, *(head for change in changes for head in change)]))
    rows = [{**ROW, **change} for change in changes]
    lines = ["\t".join(heads)] + ["\t".join(row.get(head, "") for head in heads) for row in rows]
    quoted = [";".join(f'"{cell}"' for cell in line.split("\t")) for line in lines]
    return sheet("\n".join(quoted) + "\n", only)


def problems(imported: ImportedFile) -> list[tuple[int, str, str]]:
    return [(error.row, error.field, error.problem.value) for error in imported.errors]


def test_the_english_example_says_the_same_as_the_document() -> None:
    sheet, document = read(EXAMPLES / "decisions.csv"), read(EXAMPLES / "decisions.json")
    assert sheet.errors == ()
    assert sheet.decisions == document.decisions[:1]
    assert sheet.cameras == document.cameras[:1]
    assert sheet.decision_spots == sheet.camera_spots == (Spot(Section.ROWS, 2),)


def test_the_swedish_example_reads_without_an_error() -> None:
    imported = read(EXAMPLES / "beslut.csv")
    assert imported.errors == ()
    [found] = imported.decisions
    assert found.looks == (LookTime(1, 1350, 1410), LookTime(2, 80, 80), LookTime(3, 240, 300))
    assert imported.cameras[0].protocol is CameraProtocol.RTSPS


def test_empty_cells_have_the_domains_own_values(sheet: ReadSheet) -> None:
    extra = {head: "" for name, head in _ONE_HEAD.items() if name not in _ASKED}
    imported = of_rows(sheet, extra)
    assert imported.errors == ()
    [found] = imported.decisions
    assert (found.consent, found.camera, found.kind) == (Consent(None), None, PlaceKind.HOME)
    assert (found.not_seen, found.on_fault, found.limits) == (NotSeen(), OnFault(), SensorLimits())
    assert (found.mask, found.performer, found.skipped) == (Mask.SQUARES, Performer.NIGHT_SUPERVISION, frozenset())
    assert found.tolerance == timedelta(minutes=15)


_ONE_HEAD = {name: head for head, name in COLUMNS.items()}
_ASKED = {"municipality", "id", "resident", "valid_from", "valid_until", "looks"}


def test_every_cell_has_its_place(sheet: ReadSheet) -> None:
    imported = of_rows(sheet, {
        "slag": "Rum", "område": "Norr", "plats": "3", "avslutat": "2027-01-15", "samtycke": "2026-08-01",
        "samtycke till": "2026-12-31", "delar rum": "Ja", "sammanboendes samtycke": "2026-08-02",
        "sammanboendes samtycke till": "2026-11-30", "kamera": "cam-1", "utförare": "Larmoperatör",
        "maskering": "Oskärpa", "rundor": "2", "tolerans min": "20", "nytt försök efter min": "10",
        "antal försök": "2", "ej sedd sedan": "Ring", "vid fel": "Nytt försök", "vid fel inom min": "45",
        "vid fel inom tiden": "nej", "uppe högst min": "25", "dörr från": "22.00", "dörr till": "6.00",
        "rörelse senast": "9:30", "hoppas över": "2026-12-24; 2026-12-25", "anteckning": "Sover gott.",
        "kameraprotokoll": "Stillbilder", "kameraadress": "https://10.0.0.1/a", "kamerainloggning": "vaka",
        "kamera simulerad": "x",
    })  # fmt: skip
    assert imported.errors == ()
    [found], [camera] = imported.decisions, imported.cameras
    assert (found.kind, found.area, found.place, found.ended_on) == (PlaceKind.ROOM, "Norr", "3", date(2027, 1, 15))
    assert found.consent == Consent(date(2026, 8, 1), date(2026, 12, 31), True, date(2026, 8, 2), date(2026, 11, 30))
    assert (found.performer, found.mask, found.looks[0].round) == (Performer.OPERATORS, Mask.BLUR, 2)
    assert found.not_seen == NotSeen(timedelta(minutes=10), 2, Then.PHONE)
    assert found.on_fault == OnFault(Then.RETRY, timedelta(minutes=45), False)
    assert found.limits == SensorLimits(timedelta(minutes=25), 1320, 360, 570)
    assert found.skipped == {date(2026, 12, 24), date(2026, 12, 25)}
    assert (found.tolerance, found.note) == (timedelta(minutes=20), "Sover gott.")
    assert (camera.id, camera.protocol, camera.login, camera.is_simulated) == (
        "cam-1", CameraProtocol.STILLS, "vaka", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "looks"),
    [
        ("22:30-23:30; 01:20; 04:00-05:00", [(1350, 1410), (80, 80), (240, 300)]),
        ("22.30\u201323.30 | 1.20", [(1350, 1410), (80, 80)]),
        ("01:20, 22:30 - 23:30", [(1350, 1410), (80, 80)]),
        ("23:30-00:30;", [(1410, 30)]),
    ],
)
def test_looks_are_read_as_municipalities_write_them(sheet: ReadSheet, cell: str, looks: list[tuple[int, int]]) -> None:
    imported = of_rows(sheet, {"tillsyner": cell})
    assert imported.errors == ()
    found = imported.decisions[0].looks
    assert [(look.begins, look.ends) for look in found] == looks
    assert [look.round for look in found] == list(range(1, len(looks) + 1))


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"kommun": ""}, "municipality", "missing"),
        ({"kommun": "Älvbro"}, "municipality", "bad_id"),
        ({"beslut": f"{MARKER} 1"}, "id", "bad_id"),
        ({"brukar-id": ""}, "resident", "missing"),
        ({"slag": "korridor"}, "resident", "not_a_corridors"),
        ({"gäller till": "2026-08-31"}, "valid_until", "wrong_order"),
        ({"tillsyner": ""}, "looks", "missing"),
        ({"tillsyner": f"01:20; {MARKER}"}, "looks", "bad_time"),
        ({"tillsyner": "22:00-23:00-23:30"}, "looks", "bad_time"),
        ({"tillsyner": "22:00-"}, "looks", "missing"),
        ({"tillsyner": "11:00-13:00"}, "looks", "bad_window"),
        ({"tillsyner": "01:00; 01:00"}, "looks", "duplicate"),
        ({"rundor": "1; 2"}, "rounds", "bad_number"),
        ({"rundor": MARKER}, "rounds", "bad_number"),
        ({"rundor": "10"}, "rounds", "bad_number"),
        ({"samtycke till": "2026-12-31"}, "consent_given_on", "missing"),
        ({"sammanboendes samtycke": "2026-08-02"}, "has_cohabitant", "missing"),
        ({"delar rum": MARKER}, "has_cohabitant", "bad_word"),
        ({"maskering": "ingen"}, "mask", "bad_word"),
        ({"utförare": MARKER}, "performer", "bad_word"),
        ({"ej sedd sedan": MARKER}, "not_seen_then", "bad_word"),
        ({"vid fel": MARKER}, "fault_then", "bad_word"),
        ({"vid fel inom tiden": MARKER}, "fault_by_window", "bad_word"),
        ({"tolerans min": "121"}, "tolerance_min", "bad_number"),
        ({"tolerans min": "-5"}, "tolerance_min", "bad_number"),
        ({"tolerans min": "15 min"}, "tolerance_min", "bad_number"),
        ({"nytt försök efter min": "0"}, "retry_after_min", "bad_number"),
        ({"uppe högst min": "0"}, "up_at_most_min", "bad_number"),
        ({"uppe högst min": "länge"}, "up_at_most_min", "bad_number"),
        ({"dörr från": "22:00"}, "door_until", "missing"),
        ({"rörelse senast": "sent"}, "moved_by", "bad_time"),
        ({"hoppas över": "2026-12-24; jul"}, "skipped", "bad_date"),
        ({"anteckning": "=1+1"}, "note", "formula"),
        ({"anteckning": "portkod 1234"}, "note", "door_code"),
        ({"kamera": "c 1"}, "camera", "bad_id"),
        ({"kameraadress": "rtsp://10.0.0.1/a"}, "camera", "missing"),
        ({"kamera": "c", "kamerainloggning": "vaka"}, "camera_address", "missing"),
        ({"kamera": "c", "kameraadress": "http://10.0.0.1/a"}, "camera_protocol", "bad_word"),
        ({"kamera": "c", "kameraadress": f"rtsp://vaka:{MARKER}@10.0.0.1/a"}, "camera_address", "secret_in_address"),
    ],
)
def test_each_error_of_a_row_is_told_by_column_and_nothing_of_the_row_is_taken(
    sheet: ReadSheet, change: dict[str, str], field: str, problem: str
) -> None:
    imported = of_rows(sheet, {}, {"beslut": "d-2", **change})
    assert (3, field, problem) in problems(imported)
    assert {error.row for error in imported.errors} == {3}
    assert [one.id for one in imported.decisions] == ["d-1"]
    assert imported.cameras == ()
    assert MARKER not in repr(imported)


def test_of_two_bad_looks_each_is_named(sheet: ReadSheet) -> None:
    details = [error.detail for error in of_rows(sheet, {"tillsyner": "natt; 01:20; kväll"}).errors]
    assert details == ["look 1: HH:MM", "look 3: HH:MM"]


@pytest.mark.parametrize(
    ("address", "protocol"),
    [
        ("rtsp://10.0.0.1/a", CameraProtocol.RTSP), ("RTSPS://10.0.0.1/a", CameraProtocol.RTSPS),
        ("https://10.0.0.1/a", CameraProtocol.STILLS),
    ],
)  # fmt: skip
def test_the_address_says_which_protocol_where_no_column_does(
    sheet: ReadSheet, address: str, protocol: CameraProtocol
) -> None:
    imported = of_rows(sheet, {"kamera": "c", "kameraadress": address})
    assert imported.errors == ()
    assert imported.cameras[0].protocol is protocol


def test_a_camera_may_stand_on_two_rows_alike_and_not_otherwise(sheet: ReadSheet) -> None:
    one = {"kamera": "c", "kameraadress": "rtsp://10.0.0.1/a"}
    alike = of_rows(sheet, one, {"beslut": "d-2", **one})
    assert (alike.errors, len(alike.cameras), len(alike.decisions)) == ((), 1, 2)
    other = of_rows(sheet, one, {"beslut": "d-2", **one, "kameraadress": "rtsp://10.0.0.1/b"})
    assert problems(other) == [(3, "camera", "camera_disagrees")]
    assert len(other.decisions) == 1


def test_a_decision_that_stands_twice_is_told(sheet: ReadSheet) -> None:
    assert problems(of_rows(sheet, {}, {})) == [(3, "id", "duplicate")]


def test_a_sheet_may_be_of_several_municipalities_unless_it_is_for_one(sheet: ReadSheet) -> None:
    rows = {}, {"beslut": "d-2", "kommun": "bjorkvik"}
    assert [one.municipality for one in of_rows(sheet, *rows).decisions] == ["alvbro", "bjorkvik"]
    assert problems(of_rows(sheet, *rows, only="alvbro")) == [(3, "municipality", "other_municipality")]
    [found] = of_rows(sheet, {"kommun": ""}, only="alvbro").decisions
    assert found.municipality == MunicipalityId("alvbro")


def test_an_unknown_column_and_one_of_door_codes_are_told_by_place(sheet: ReadSheet) -> None:
    imported = of_rows(sheet, {MARKER: "x", "portkod": "4711"})
    assert problems(imported) == [(1, "column 7", "unknown_field"), (1, "column 8", "door_code")]
    assert MARKER not in repr(imported.errors)
    assert "4711" not in repr(imported)
    assert len(imported.decisions) == 1


def test_heads_that_are_asked_for_are_named(sheet: ReadSheet) -> None:
    imported = sheet("tillsyner;beslut\n01:20;d-1\n")
    assert problems(imported) == [(1, name, "missing") for name in ("municipality", "valid_from", "valid_until")]


@pytest.mark.parametrize("row", ["a;b", "alvbro;d-1;r-1;2026-09-01;2027-08-31;01:20;surplus"])
def test_a_row_with_other_cells_than_heads_is_refused(sheet: ReadSheet, row: str) -> None:
    imported = sheet(";".join(ROW) + f"\n{row}\n")
    assert [error.problem for error in imported.errors] == [Problem.NOT_CSV]


def test_a_window_lies_inside_the_night_that_the_centre_has(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(";".join(ROW) + "\n" + ";".join({**ROW, "tillsyner": "11:00-13:00"}.values()) + "\n", "utf-8")
    assert len(read(path, night_begins=900).decisions) == 1
    assert len(read(path).errors) == 1


def test_more_rows_than_allowed_are_refused(sheet: ReadSheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.adapters.files.sheet.MAX_ROWS", 1)
    imported = of_rows(sheet, {}, {"beslut": "d-2"}, {"beslut": "d-3"})
    assert [error.problem for error in imported.errors] == [Problem.TOO_MANY_ROWS]
    assert len(imported.decisions) == 1


_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters='"\n\r\t\x00'), max_size=14)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(sorted(COLUMNS)), _CELLS, max_size=6))
def test_no_row_of_cells_makes_the_import_raise(sheet: ReadSheet, cells: dict[str, str]) -> None:
    imported = of_rows(sheet, cells)
    assert imported.decisions or imported.errors


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_sheet_makes_the_import_raise(sheet: ReadSheet, text: str) -> None:
    sheet(";".join(ROW) + "\n" + text)


def test_the_swedish_words_are_words_of_the_format() -> None:
    for swedish, words in (
        (SWEDISH_PLACES, PLACES), (SWEDISH_PERFORMERS, PERFORMERS), (SWEDISH_THENS, THENS), (SWEDISH_MASKS, MASKS),
    ):  # fmt: skip
        assert set(swedish.values()) == set(words)
    assert set(SWEDISH_PROTOCOLS.values()) < set(PROTOCOLS)


def test_the_documentation_names_every_column_and_word() -> None:
    text = (EXAMPLES / "README.md").read_text("utf-8")
    section = text[text.index("# Import of decisions") :]
    names = set(COLUMNS.values()) | set(PLACES) | set(PERFORMERS) | set(THENS) | set(MASKS) | set(PROTOCOLS)
    swedish = {**SWEDISH_PLACES, **SWEDISH_PERFORMERS, **SWEDISH_THENS, **SWEDISH_MASKS, **SWEDISH_PROTOCOLS}
    assert [word for word in sorted(names | set(swedish)) if word not in section] == []
