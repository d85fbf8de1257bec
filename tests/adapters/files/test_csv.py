"""The sheet: Swedish or English heads, both delimiters, and no cell that can harm."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.files.columns import COLUMNS, SWEDISH_FACTS, SWEDISH_KINDS, SWEDISH_PROTECTIONS
from console.adapters.files.imported import MAX_BYTES, ImportedFile, Problem
from console.adapters.files.reading import Encoding, read
from console.adapters.files.register import FACTS, KINDS, PROTECTIONS
from console.domain.alarm import DeviceKind
from console.domain.ids import MunicipalityId
from console.domain.resident import FactKind, Protection

ReadSheet = Callable[..., ImportedFile]

EXAMPLES = Path(__file__).parents[3] / "resources" / "import"
HEADS = "kommun;brukar-id;förnamn;efternamn;född;gata"
ROW = "alvbro;r-1;Signe;Exempelsson;1939-03-14;Ripvidevägen 3"
MARKER = "Hemlighetsson"


def _problems(imported: ImportedFile) -> list[tuple[int, str, str]]:
    return [(error.row, error.field, error.problem.value) for error in imported.errors]


def test_the_swedish_example_reads_without_an_error() -> None:
    imported = read(EXAMPLES / "brukare.csv")
    assert imported.errors == ()
    signe, gunvor, evert = imported.residents
    assert [fact.kind for fact in signe.facts] == [FactKind.HEARING, FactKind.ANIMAL, FactKind.LIVES_ALONE]
    assert signe.aids == ("rollator", "surfplatta")
    assert [(c.order, c.phone, c.has_key) for c in signe.contacts] == [
        (1, "+46701740622", True), (2, "+46701740623", False),
    ]  # fmt: skip
    assert gunvor.household == evert.household
    assert evert.protection is Protection.CONFIDENTIAL
    shared = next(device for device in imported.devices if device.id == "ex-larm-2")
    assert (shared.resident, shared.household) == (None, gunvor.household)
    assert imported.devices[0].heartbeat_interval_s == 3600
    assert imported.households[0].latitude == pytest.approx(62.9084)


def test_the_english_example_reads_without_an_error() -> None:
    imported = read(EXAMPLES / "residents.csv")
    assert imported.errors == ()
    assert imported.residents[0].language == "fi"
    assert imported.households[0].id == "ex-h-11"
    assert imported.devices[0].kind is DeviceKind.PERSONAL_ALARM


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", Encoding.UTF_8), ("utf-8-sig", Encoding.UTF_8), ("cp1252", Encoding.WINDOWS_1252)],
)
def test_each_encoding_is_read_as_declared(sheet: ReadSheet, codec: str, encoding: Encoding) -> None:
    imported = sheet(f"{HEADS}\r\n{ROW}\r\n", codec=codec, encoding=encoding)
    assert imported.errors == ()
    assert imported.households[0].street == "Ripvidevägen 3"


def test_windows_1252_is_never_guessed(sheet: ReadSheet) -> None:
    imported = sheet(f"{HEADS}\n{ROW}\n", codec="cp1252")
    assert [error.problem for error in imported.errors] == [Problem.WRONG_ENCODING]
    assert imported.residents == ()


def test_a_byte_that_windows_1252_does_not_have_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"kommun;\x81\n")
    assert [error.problem for error in read(path, encoding=Encoding.WINDOWS_1252).errors] == [Problem.WRONG_ENCODING]


def test_heads_are_read_without_case_and_with_any_space(sheet: ReadSheet) -> None:
    heads = "Municipality,ID,Given-Name,FAMILY_NAME, born ,street,Contact 1 Name,contact 1 PHONE"
    imported = sheet(f"{heads}\nalvbro,r-1,Signe,Exempelsson,1939-03-14,Ripvidevägen 3,Eva,070-174 06 21\n")
    assert imported.errors == ()
    assert imported.residents[0].contacts[0].phone == "+46701740621"


def test_a_decomposed_head_is_the_same_head(sheet: ReadSheet) -> None:
    heads = unicodedata.normalize("NFD", HEADS)
    assert heads != HEADS
    assert sheet(f"{heads}\n{ROW}\n").errors == ()


@pytest.mark.parametrize("head", ["portkod", "Dörrkod", "kod", "door_code", "PIN", "låskod natt"])
def test_a_column_of_door_codes_is_refused_and_never_read(sheet: ReadSheet, head: str) -> None:
    imported = sheet(f"{HEADS};{head}\n{ROW};4711\n")
    assert _problems(imported) == [(1, "column 7", "door_code")]
    assert "4711" not in repr(imported)
    assert len(imported.residents) == 1


def test_an_unknown_column_is_told_by_its_place_alone(sheet: ReadSheet) -> None:
    imported = sheet(f"{HEADS};{MARKER}\n{ROW};x\n")
    assert _problems(imported) == [(1, "column 7", "unknown_field")]
    assert MARKER not in repr(imported.errors)


def test_a_column_that_stands_twice_is_told(sheet: ReadSheet) -> None:
    assert _problems(sheet(f"{HEADS};street\n{ROW};{MARKER}\n")) == [(1, "street", "duplicate")]


def test_a_sheet_without_heads_repeats_nobody_s_name(sheet: ReadSheet) -> None:
    imported = sheet(f"{ROW.replace('Exempelsson', MARKER)}\n")
    assert {error.problem for error in imported.errors} == {Problem.UNKNOWN_FIELD, Problem.MISSING}
    assert MARKER not in repr(imported.errors)
    assert imported.residents == ()


def test_a_bad_row_is_refused_whole_and_the_good_ones_stay(sheet: ReadSheet) -> None:
    heads = f"{HEADS};telefon;enhet 1 id;enhet 1 slag;enhet 1 avsändare"
    bad = f"{ROW.replace('r-1', 'r-2').replace('1939', 'året 1939')};hem;d-2;trygghetslarm;hub"
    imported = sheet(f"{heads}\n{ROW};;d-1;trygghetslarm;hub\n\n{bad}\n")
    assert _problems(imported) == [(4, "born", "bad_date"), (4, "phone", "bad_phone")]
    assert [resident.id for resident in imported.residents] == ["r-1"]
    assert [device.id for device in imported.devices] == ["d-1"]


@pytest.mark.parametrize(
    ("head", "cell", "field", "problem"),
    [
        ("telefon", "ring dottern", "phone", "bad_phone"),
        ("personnummer", "19390314-9808", "personal_number", "bad_personal_number"),
        ("skydd", "lite", "protection", "bad_word"),
        ("språk", "svenska", "language", "bad_word"),
        ("latitud;longitud", "norr;16,4", "latitude", "bad_number"),
        ("latitud;longitud", "nan;16,4", "latitude", "bad_number"),
        ("viktigt", "allergi: nötter", "fact 1 kind", "bad_word"),
        ("anteckning", "portkod 1234", "note", "door_code"),
        ("anteckning", "a\x00b", "note", "control_character"),
        ("anteckning", '"a\nb"', "note", "control_character"),
        ("anteckning", "a\u202eb", "note", "control_character"),
        ("anteckning", "=HYPERLINK(1)", "note", "formula"),
        ("anteckning", "@SUM(1)", "note", "formula"),
        ("anteckning", "+cmd|' /C calc'!A0", "note", "formula"),
        ("anteckning", "-2+3+cmd", "note", "formula"),
        ("kontakt 1 namn", "Eva", "contact 1 phone", "no_phone"),
        ("kontakt 2 namn;kontakt 2 telefon", "Eva;hem", "contact 2 phone", "bad_phone"),
        ("kontakt 1 namn;kontakt 1 telefon;kontakt 1 nyckel", "Eva;0701740621;kanske", "contact 1 has_key", "bad_word"),
        ("enhet 1 id;enhet 1 slag", "d-1;trygghetslarm", "device 1 sender", "missing"),
        ("enhet 1 id;enhet 1 slag;enhet 1 avsändare", "d-1;brödrost;hub", "device 1 kind", "bad_word"),
        ("enhet 1 slag;enhet 1 avsändare", "trygghetslarm;hub", "device 1 id", "missing"),
        ("enhet 1 id;enhet 1 slag;enhet 1 avsändare;enhet 1 livstecken s", "d;hub;hub;ofta",
         "device 1 heartbeat_interval_s", "bad_number"),
        ("enhet 1 id;enhet 1 slag;enhet 1 avsändare;enhet 1 delad", "d;hub;hub;delvis", "device 1 shared", "bad_word"),
        ("enhet 1 id;enhet 1 slag;enhet 1 avsändare;enhet 2 id;enhet 2 slag;enhet 2 avsändare", "d;hub;hub;d;hub;hub",
         "device 2 id", "bound_twice"),
        ("hushåll", "h 1", "household id", "bad_id"),
    ],
)  # fmt: skip
def test_each_error_of_a_row_is_told_by_field(sheet: ReadSheet, head: str, cell: str, field: str, problem: str) -> None:
    imported = sheet(f"{HEADS};{head}\n{ROW};{cell}\n")
    assert _problems(imported) == [(2, field, problem)]
    assert imported == ImportedFile(errors=imported.errors)
    told = f"{imported.errors[0]} {imported.errors[0].explanation}"
    assert all(len(part) < 5 or part not in told for part in cell.split(";"))


@pytest.mark.parametrize("cell", ["- ring på mobilen", "-5", "+46 70 174 06 21", "Ring = lugn"])
def test_cells_that_only_look_a_little_like_formulas_are_let_through(sheet: ReadSheet, cell: str) -> None:
    imported = sheet(f"{HEADS};anteckning\n{ROW};{cell}\n")
    assert imported.errors == ()
    assert imported.residents[0].note == cell


def test_an_import_for_one_municipality_needs_no_column_for_it(sheet: ReadSheet) -> None:
    imported = sheet(f"{HEADS.partition(';')[2]}\n{ROW.partition(';')[2]}\n", "alvbro")
    assert imported.errors == ()
    assert imported.residents[0].municipality == "alvbro"


def test_an_import_for_one_municipality_takes_no_other(sheet: ReadSheet) -> None:
    imported = sheet(f"{HEADS}\n{ROW}\n", "bjorkvik")
    assert _problems(imported) == [(2, "municipality", "other_municipality")]


@pytest.mark.parametrize("value", ["", "Älvbro", "centre"])
def test_a_row_must_name_a_municipality_that_can_be(sheet: ReadSheet, value: str) -> None:
    imported = sheet(f"{HEADS}\n{ROW.replace('alvbro', value)}\n")
    assert _problems(imported) == [(2, "municipality", "bad_id" if value else "missing")]


def test_a_resident_that_stands_twice_is_told(sheet: ReadSheet) -> None:
    assert _problems(sheet(f"{HEADS}\n{ROW}\n{ROW}\n")) == [(3, "id", "duplicate")]


def test_a_device_of_two_residents_is_bound_twice(sheet: ReadSheet) -> None:
    heads = f"{HEADS};enhet 1 id;enhet 1 slag;enhet 1 avsändare"
    one, two = f"{ROW};d-1;trygghetslarm;hub", f"{ROW.replace('r-1', 'r-2')};d-1;trygghetslarm;hub"
    assert _problems(sheet(f"{heads}\n{one}\n{two}\n")) == [(3, "device 1 id", "bound_twice")]


def test_those_at_one_address_are_one_household(sheet: ReadSheet) -> None:
    other = ROW.replace("r-1", "r-2").replace("Signe", "Evert")
    far = ROW.replace("r-1", "r-3").replace("vägen 3", "vägen 5")
    imported = sheet(f"{HEADS}\n{ROW}\n{other}\n{far}\n")
    assert imported.errors == ()
    assert len(imported.households) == 2
    assert imported.residents[0].household == imported.residents[1].household


def test_one_household_with_two_addresses_is_told(sheet: ReadSheet) -> None:
    other = ROW.replace("r-1", "r-2").replace("vägen 3", "vägen 5")
    imported = sheet(f"{HEADS};hushåll\n{ROW};h-1\n{other};h-1\n")
    assert _problems(imported) == [(3, "household", "household_disagrees")]


@pytest.mark.parametrize("row", [f"{ROW};extra", "alvbro;r-1;Signe"])
def test_a_row_with_other_cells_than_heads_is_refused(sheet: ReadSheet, row: str) -> None:
    assert _problems(sheet(f"{HEADS}\n{row}\n")) == [(2, "", "not_csv")]


def test_empty_cells_after_the_last_head_do_no_harm(sheet: ReadSheet) -> None:
    assert sheet(f"{HEADS}\n{ROW};;\n").errors == ()


@pytest.mark.parametrize("broken", ['"a" b;', '"never closed', "x" * 200_000])
def test_broken_quoting_ends_the_reading_and_keeps_what_was_read(sheet: ReadSheet, broken: str) -> None:
    imported = sheet(f"{HEADS}\n{ROW}\n{broken}\n")
    assert _problems(imported) == [(3, "", "not_csv")]
    assert len(imported.residents) == 1


def test_an_empty_sheet_lacks_its_heads(sheet: ReadSheet) -> None:
    imported = sheet("")
    assert {problem for _, _, problem in _problems(imported)} == {"missing"}


def test_more_rows_than_allowed_are_refused(sheet: ReadSheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.adapters.files.sheet.MAX_ROWS", 2)
    rows = "\n".join(ROW.replace("r-1", f"r-{n}") for n in range(3))
    imported = sheet(f"{HEADS}\n{rows}\n")
    assert [error.problem for error in imported.errors] == [Problem.TOO_MANY_ROWS]
    assert len(imported.residents) == 2


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert [error.problem for error in read(path).errors] == [Problem.TOO_LARGE]


def test_what_is_no_file_is_one_error(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path, Path("/dev/zero.csv"), tmp_path / "a\0.csv"):
        problem = Problem.CANNOT_BE_READ if path.suffix else Problem.UNKNOWN_FORMAT
        assert [error.problem for error in read(path).errors] == [problem]


def test_json_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"{}")
    imported = read(path, encoding=Encoding.WINDOWS_1252)
    assert [error.problem for error in imported.errors] == [Problem.WRONG_ENCODING]


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "link.csv"
    path.symlink_to("/dev/zero")
    assert [error.problem for error in read(path).errors] == [Problem.CANNOT_BE_READ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200), delimiter=st.sampled_from(";,"))
def test_no_sheet_makes_the_import_raise(sheet: ReadSheet, text: str, delimiter: str) -> None:
    heads = [*(head for head in COLUMNS if head.isascii()), "contact 1 name", "device 1 id", "device 1 kind"]
    assert sheet(f"{delimiter.join(heads)}\n{text}").errors is not None
    assert sheet(text, MunicipalityId("alvbro")).errors is not None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.lists(
        st.text(st.characters(exclude_characters=';"', exclude_categories=["Cs", "Cc"])), min_size=9, max_size=9
    )
)
def test_no_row_of_cells_makes_the_import_raise(sheet: ReadSheet, cells: list[str]) -> None:
    heads = (
        "phone;personal_number;born;latitude;longitude;facts;contact 1 phone;device 1 id;device 1 heartbeat_interval_s"
    )
    text = f"municipality;id;given_name;family_name;street;{heads}\nalvbro;r-1;Signe;Exempelsson;Ripvidevägen 3;"
    imported = sheet(text + ";".join(cells))
    assert all(error.explanation for error in imported.errors)


def test_the_swedish_words_name_every_kind_fact_and_grade() -> None:
    assert set(SWEDISH_KINDS.values()) == set(KINDS)
    assert set(SWEDISH_FACTS.values()) == set(FACTS)
    assert set(SWEDISH_PROTECTIONS.values()) == set(PROTECTIONS)


def test_the_documentation_names_every_column() -> None:
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    for name in COLUMNS.values():
        assert name in page
    for word in (*SWEDISH_KINDS, *SWEDISH_FACTS):
        assert f"| {word} |" in page
