"""`vaka import`, `journal` and `erase`: what goes in, what can be read of it, by whom, and that reading is told."""

import json
from pathlib import Path

import pytest

from console.domain import board
from console.services import retention
from tests.commands.kit import ELLEN_WORD, EXAMPLES, OTHER_WORD, PETRA, Centre, a_press


def test_the_examples_are_imported_and_counted(centre: Centre) -> None:
    centre.do("account", "create", "ellen", "--name", "E", "--grants", "alvbro:shift_lead,bjorkvik:shift_lead",
              new=ELLEN_WORD)  # fmt: skip
    one = centre.do("import", str(EXAMPLES / "residents.json"), "--as", "ellen")
    assert one == ["imported: 1 residents, 1 households, 4 devices, 1 municipalities; errors: 0"]
    (two,) = centre.do("import", str(EXAMPLES / "brukare.csv"), "--municipality", "alvbro", "--as", "ellen")
    assert two.endswith("errors: 0")
    imported = [event["body"] for event in centre.journal("export") if event["kind"] == "residents_imported"]
    assert [body["refused_rows"] for body in imported] == [0, 0]


def broken(folder: Path) -> Path:
    """The JSON example with one more resident, whose birth and telephone cannot be."""
    content = json.loads((EXAMPLES / "residents.json").read_text("utf-8"))
    bad = {**content["residents"][0], "id": "ex-r-9", "born": "1939-02-31", "phone": "hemlig-nummer"}
    content["residents"].append(bad)
    file = folder / "broken.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_refused_rows_are_named_on_stderr_and_the_good_ones_kept(founded: Centre) -> None:
    result = founded.run("import", str(broken(founded.folder)), "--as", "ellen")
    assert result.exit_code == 0
    assert result.stdout == "imported: 1 residents, 1 households, 4 devices, 1 municipalities; errors: 2\n"
    assert "residents row 2, born: " in result.stderr
    assert "residents row 2, phone: " in result.stderr
    assert "left out; mend them" in result.stderr
    assert "hemlig-nummer" not in result.output
    assert "1939-02-31" not in result.output


def test_strict_imports_nothing_where_a_row_is_refused(founded: Centre) -> None:
    said = founded.refuse("import", str(broken(founded.folder)), "--strict", "--as", "ellen")
    assert "residents row 2, born: " in said
    assert "nothing was imported" in said
    assert [event["kind"] for event in founded.journal("export")].count("residents_imported") == 1


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.json", b"", "the file: this is not JSON"),
        ("sheet.xlsx", b"PK", "the file: this is not a format that can be imported (.json or .csv)"),
        ("latin.csv", "kommun;förnamn".encode("cp1252"), "not in the encoding that was declared"),
        ("nothing.csv", b"municipality,id\n", "nothing in the file could be imported"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_refused(founded: Centre, name: str, content: bytes, why: str) -> None:
    file = founded.folder / name
    file.write_bytes(content)
    said = founded.refuse("import", str(file), "--as", "ellen")
    assert why in said
    assert "nothing in the file could be imported" in said


def test_a_file_that_is_not_there_is_a_wrong_call(founded: Centre) -> None:
    result = founded.run("import", str(founded.folder / "none.json"), "--as", "ellen")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_an_operator_may_not_import_and_learns_nothing_of_the_file(founded: Centre) -> None:
    founded.add("bo", "alvbro:operator")
    said = founded.refuse("import", str(broken(founded.folder)), "--as", "bo", password=OTHER_WORD)
    assert "may not do that" in said
    assert "row" not in said


def test_rows_of_a_municipality_that_is_another_accounts_are_refused(founded: Centre) -> None:
    said = founded.refuse("import", str(EXAMPLES / "residents.csv"), "--as", "ellen")
    assert "may not do that in bjorkvik" in said


def test_a_household_that_another_municipality_has_is_not_taken_from_it(founded: Centre) -> None:
    founded.do("account", "create", "moa", "--name", "Moa", "--grants", "alvbro:shift_lead", "--as", "ellen",
               new=OTHER_WORD)  # fmt: skip
    content = (EXAMPLES / "residents.json").read_text("utf-8").replace("alvbro", "soderby")
    file = founded.folder / "soderby.json"
    file.write_text(content, encoding="utf-8")
    assert "may not do that in soderby" in founded.refuse("import", str(file), "--as", "ellen")


def test_the_journal_verifies_and_says_where_its_head_is(founded: Centre) -> None:
    (line,) = founded.do("journal", "verify")
    assert line.startswith("2 events, 0 with an erased body, 0 damaged; head 2 ")


def test_a_case_is_shown_by_id_and_as_the_latest(founded: Centre) -> None:
    case = founded.press(is_closed=True)
    by_id = founded.journal("show", case)
    assert [event["kind"] for event in by_id] == ["case_opened", "case_claimed", "note_written", "case_closed"]
    assert by_id[0]["body"]["alarm"]["device"] == "ex-larm-1"
    assert founded.journal("show", "latest") == by_id
    assert all(event["subject"] == f"case:{case}" and event["at"].endswith("Z") for event in by_id)


def test_reading_a_case_and_an_extract_are_journalled_with_who_read(founded: Centre) -> None:
    case = founded.press()
    founded.journal("show", case)
    reads = [event for event in founded.journal("export") if event["kind"] == "journal_read"]
    assert [(event["who"], event["body"]["about"]) for event in reads] == [
        ("ellen", f"case:{case}"),
        ("ellen", "export"),
    ]


def test_latest_is_the_newest_that_the_account_may_read(founded: Centre) -> None:
    founded.press()
    assert "may not do that" in founded.refuse("account", "create", "ida", "--name", "Ida", "--grants",
                                               "soderby:shift_lead", "--as", "ellen", new=OTHER_WORD)  # fmt: skip
    founded.add("ina", "alvbro:operator")
    said = founded.refuse("journal", "show", "latest", "--as", "ina", password=OTHER_WORD)
    assert "no case of the last hours is this account's" in said


def test_a_case_that_is_not_there_is_said_to_be_none(founded: Centre) -> None:
    assert "there is no such case" in founded.refuse("journal", "show", "no-such-id", "--as", "ellen")
    assert "no case of the last hours" in founded.refuse("journal", "show", "latest", "--as", "ellen")


def test_an_extract_outside_the_grants_shows_nothing(founded: Centre) -> None:
    founded.press()
    founded.add("bo", "alvbro:operator")
    result = founded.run("journal", "export", "--as", "bo", password=OTHER_WORD)
    assert result.exit_code == 1
    assert result.stdout == ""


def test_an_extract_names_no_colleague(founded: Centre) -> None:
    with founded.running(PETRA) as running:
        running.ask(running.console.sign_in.sign_in("ellen", ELLEN_WORD))
    signed = [event for event in founded.journal("export") if event["kind"] == "signed_in"]
    assert [(event["who"], event["body"]["name"]) for event in signed] == [("ellen", "")]


def test_a_resident_is_erased_on_request_and_the_chain_still_verifies(
    founded: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = founded.press(is_closed=True)
    founded.add("malin", "alvbro:auditor")
    assert "12 hours" in founded.refuse("erase", "ex-r-1", "--as", "malin", password=OTHER_WORD)
    monkeypatch.setattr(retention, "KEEP_CLOSED", board.KEEP_CLOSED * 0)
    assert "may not do that in alvbro" in founded.refuse("erase", "ex-r-1", "--as", "ellen")
    (line,) = founded.do("erase", "ex-r-1", "--as", "malin", password=OTHER_WORD)
    assert line.startswith("4 events have lost their body")
    assert [event["body"] for event in founded.journal("show", case)] == [None] * 4
    (verified,) = founded.do("journal", "verify")
    assert "4 with an erased body, 0 damaged" in verified


def test_a_resident_that_is_not_there_cannot_be_erased(founded: Centre) -> None:
    founded.add("malin", "alvbro:auditor")
    assert "no resident with that id" in founded.refuse("erase", "nobody", "--as", "malin", password=OTHER_WORD)


def test_a_running_console_is_asked_at_its_door(founded: Centre) -> None:
    with founded.running() as running:
        running.ask(running.console.intake.take([a_press()]))
        shown = founded.journal("show", "latest")
        assert [event["kind"] for event in shown] == ["case_opened"]
        assert founded.do("journal", "verify")[0].endswith(running.ask(running.console.store.journal.head()).digest)
        said = founded.refuse("journal", "show", "latest", "--as", "ellen", password="fel lösenord här")
        assert said.startswith("Error: wrong account or password")
        result = founded.run("import", str(broken(founded.folder)), "--as", "ellen")
        assert (result.exit_code, result.stdout[:9]) == (0, "imported:")
        assert "residents row 2, born: " in result.stderr


def test_the_demos_shift_lead_reads_the_latest_case_without_a_password(founded: Centre) -> None:
    with founded.running(PETRA) as running:
        running.ask(running.console.intake.take([a_press()]))
        shown = founded.journal("show", "latest", login="petra.lund", password=None)
        assert [event["kind"] for event in shown] == ["case_opened"]


def test_nobody_without_a_password_comes_in_when_no_demo_runs(founded: Centre) -> None:
    said = founded.refuse("journal", "show", "latest", "--as", "petra.lund", password="")
    assert "wrong account or password" in said


def test_what_an_alarm_says_can_neither_break_a_line_nor_steer_the_terminal(founded: Centre) -> None:
    from dataclasses import replace

    text = "rad ett\nrad två\x1b[2J\u202eba\x9b"
    with founded.running() as running:
        running.ask(running.console.intake.take([replace(a_press(), text=text)]))
        (line,) = founded.do("journal", "show", "latest", "--as", "ellen")
    assert json.loads(line)["body"]["alarm"]["text"] == text
    assert line.isprintable()


def test_a_sheet_that_comes_before_its_municipality_says_what_to_begin_with(centre: Centre) -> None:
    centre.do("account", "create", "ellen", "--name", "Ellen", "--grants", "alvbro:shift_lead", new=ELLEN_WORD)
    said = centre.refuse("import", str(EXAMPLES / "brukare.csv"), "--as", "ellen")
    assert "alvbro: not imported yet; begin with a .json" in said
