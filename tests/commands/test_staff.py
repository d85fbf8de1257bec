"""`vaka import` of staff and their plan, and what doctor says of them: counts and ids, never a name or a number."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from console.domain.night import LOCAL, day_of
from console.domain.responder import PlannedVisit, Responder, Shift
from tests.commands.kit import EXAMPLES, Centre

ROOT = Path(__file__).parents[2]
STAFF = EXAMPLES / "staff.json"
SECRET_WORDS = ("Exempelsson", "Mönster", "174 06", "17406")


def kept(centre: Centre) -> tuple[tuple[Responder, ...], tuple[Shift, ...], tuple[PlannedVisit, ...]]:
    """What the store has of one winter."""

    async def read() -> Any:
        async with centre.opened() as console:
            store = console.store.staff
            span = datetime(2026, 11, 1, tzinfo=LOCAL), datetime(2027, 3, 1, tzinfo=LOCAL)
            return await store.responders(), await store.shifts(*span), await store.visits(*span)

    found: tuple[tuple[Responder, ...], tuple[Shift, ...], tuple[PlannedVisit, ...]] = centre.inside(read())
    return found


def written(folder: Path, **more: Any) -> str:
    """The example with other sections."""
    file = folder / "staff.json"
    file.write_text(json.dumps({**json.loads(STAFF.read_text("utf-8")), **more}), encoding="utf-8")
    return str(file)


def test_staff_shifts_and_visits_are_imported_counted_and_journalled(founded: Centre) -> None:
    assert founded.do("import", str(EXAMPLES / "personal.csv"), "--as", "ellen") == [
        "imported: 2 responders, 0 shifts, 0 visits; errors: 0"
    ]
    for sheet, said in (("pass.csv", "2 shifts, 0 visits"), ("besok.csv", "0 shifts, 2 visits")):
        assert founded.do("import", str(EXAMPLES / sheet), "--as", "ellen") == [
            f"imported: 0 responders, {said}; errors: 0"
        ]
    responders, shifts, visits = kept(founded)
    assert [one.id for one in responders] == ["ex-p-1", "ex-p-2"]
    assert [one.id for one in shifts] == ["ex-pass-1", "ex-pass-2"]
    assert [one.resident for one in visits] == ["ex-r-1", None]
    told = [event for event in founded.journal("export") if event["kind"] == "staff_imported"]
    assert [tuple(event["body"].values()) for event in told] == [(2, 0, 0, 0), (0, 2, 0, 0), (0, 0, 2, 0)]
    assert {(event["subject"], event["who"]) for event in told} == {("directory:alvbro", "ellen")}


def test_a_running_console_takes_them_through_its_door(founded: Centre) -> None:
    with founded.running():
        assert founded.do("import", str(STAFF), "--as", "ellen") == [
            "imported: 2 responders, 2 shifts, 2 visits; errors: 0"
        ]
    assert len(kept(founded)[0]) == 2


def test_a_plan_for_nobody_or_about_nobody_is_named_and_left_out(founded: Centre) -> None:
    content = json.loads(STAFF.read_text("utf-8"))
    content["shifts"][1]["responder"] = "hemlig-1"
    content["visits"][0]["resident"] = "hemlig-2"
    content["responders"][1]["partner"] = "hemlig-3"
    result = founded.run("import", written(founded.folder, **content), "--as", "ellen")
    assert result.exit_code == 0
    assert result.stdout == "imported: 1 responders, 1 shifts, 0 visits; errors: 4\n"
    for said in (
        "responders row 2, partner: the municipality has no such responder",
        "shifts row 2, responder: the municipality has no such responder",
        "visits row 1, resident: the municipality has no such resident",
        "visits row 2, responder: the municipality has no such responder",
        "left out; mend them",
    ):
        assert said in result.stderr
    assert "hemlig" not in result.output


def test_strict_imports_nothing_where_a_row_is_refused(founded: Centre) -> None:
    content = json.loads(STAFF.read_text("utf-8"))
    content["shifts"][1]["responder"] = "nobody"
    assert "--strict" in founded.refuse("import", written(founded.folder, **content), "--strict", "--as", "ellen")
    assert kept(founded) == ((), (), ())


def test_a_file_that_has_all_staff_strikes_out_who_is_not_in_it_and_no_other_file_does(founded: Centre) -> None:
    content = json.loads(STAFF.read_text("utf-8"))
    founded.do("import", str(STAFF), "--as", "ellen")
    content["responders"] = [{**content["responders"][0], "partner": ""}]
    content["shifts"] = content["visits"] = []
    file = written(founded.folder, **content)
    founded.do("import", file, "--as", "ellen")
    assert [one.id for one in kept(founded)[0]] == ["ex-p-1", "ex-p-2"]
    assert founded.do("import", file, "--whole", "--as", "ellen")[-1] == "left: 1"
    responders, shifts, visits = kept(founded)
    assert [one.id for one in responders] == ["ex-p-1"]
    assert {one.responder for one in (*shifts, *visits)} <= {"ex-p-1"}
    content["responders"].append({**content["responders"][0], "id": "no id"})
    refused = founded.refuse("import", written(founded.folder, **content), "--whole", "--as", "ellen")
    assert "nobody is struck out" in refused


def test_no_command_but_the_import_of_a_calendar_loads_its_library() -> None:
    code = "import sys, console.bootstrap.import_errands; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_calendar_says_what_it_is_of_on_the_command_line(founded: Centre) -> None:
    founded.do("import", str(STAFF), "--as", "ellen")
    calendar = str(EXAMPLES / "pass.ics")
    assert "--shifts or --visits" in founded.refuse("import", calendar, "--as", "ellen")
    assert "--municipality" in founded.refuse("import", calendar, "--shifts", "--as", "ellen")
    said = founded.do("import", calendar, "--shifts", "--municipality", "alvbro", "--as", "ellen")
    assert said[0].startswith("imported: 0 responders, ")
    _, shifts, _ = kept(founded)
    assert "ex-pass-2" in {one.id for one in shifts}, "a calendar of one replaces theirs alone"
    assert len(shifts) > 10


def test_who_may_not_import_there_imports_nobody(founded: Centre) -> None:
    founded.add("olle", "alvbro:operator")
    assert "may not" in founded.refuse("import", str(STAFF), "--as", "olle", password="nytt ord för var natt")
    content = written(founded.folder, municipality="bjorkvik")
    assert "bjorkvik" in founded.refuse("import", content, "--as", "ellen")
    assert kept(founded) == ((), (), ())


def test_no_command_says_a_name_or_a_number_of_the_staff(founded: Centre) -> None:
    said = founded.run("--verbose", "import", str(STAFF), "--as", "ellen").output
    said += founded.run("--verbose", "journal", "export", "--as", "ellen").output
    said += founded.run("doctor").output
    assert "staff_imported" in said
    assert not any(word in said for word in SECRET_WORDS)


def test_doctor_counts_the_staff_and_says_what_can_be_read_and_reached(founded: Centre) -> None:
    first = founded.run("doctor").stdout
    assert "ok   staff       nobody is imported" in first
    assert "ok   map         none is named" in first
    assert "locks" not in first
    today = f"{day_of(datetime.now(LOCAL))}"
    content = json.loads(STAFF.read_text("utf-8"))
    content["shifts"] = [{"id": "s", "responder": "ex-p-1", "since": f"{today} 08:00", "until": f"{today} 16:00"}]
    founded.do("import", written(founded.folder, **{**content, "visits": []}), "--as", "ellen")
    founded.write(
        f'[dispatch]\nmap_file = "{founded.folder.as_posix()}/no.vakamap"\nlock_gateway = "https://127.0.0.1:9/v1"\n'
    )
    said = founded.run("doctor").stdout
    assert "ok   staff       2 responders, 1 shifts and 0 visits today" in said
    assert "FAIL map" in said
    assert "FAIL locks       https://127.0.0.1:9/v1: the " in said
    assert "locks.token" in said
    founded.write()
    with founded.running():
        assert "ok   staff       the running console" in founded.run("doctor").stdout
