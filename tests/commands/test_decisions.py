"""`vaka import` of decisions: what goes in, what is named and refused, and what is only told."""

import json
from pathlib import Path
from typing import Any

from console.domain.ids import DecisionId, DeviceId
from console.domain.supervision import SupervisionDecision
from tests.commands.kit import ALVBRO, ELLEN_WORD, EXAMPLES, OTHER_WORD, Centre

FIRST = DecisionId("ex-tillsyn-1")


def written(folder: Path, *changes: dict[str, Any], **more: Any) -> Path:
    """The JSON example's first decision, once for each set of changes."""
    content = json.loads((EXAMPLES / "decisions.json").read_text("utf-8"))
    content["decisions"] = [{**content["decisions"][0], **change} for change in changes]
    file = folder / "decisions.json"
    file.write_text(json.dumps({**content, **more}), encoding="utf-8")
    return file


def kept(centre: Centre) -> dict[str, SupervisionDecision]:
    """The decisions in the store, by id."""

    async def read() -> dict[str, SupervisionDecision]:
        async with centre.opened() as console:
            return {one.decision.id: one.decision for one in console.supervision.shelf.decided()}

    found: dict[str, SupervisionDecision] = centre.inside(read())
    return found


def test_the_examples_are_imported_counted_and_journalled(founded: Centre) -> None:
    assert founded.do("import", str(EXAMPLES / "decisions.json"), "--as", "ellen") == [
        "imported: 2 decisions, 2 cameras; errors: 0"
    ]
    for sheet in ("decisions.csv", "beslut.csv"):
        assert founded.do("import", str(EXAMPLES / sheet), "--as", "ellen") == [
            "imported: 1 decisions, 1 cameras; errors: 0"
        ]
    told = [event for event in founded.journal("export") if event["kind"] == "decisions_imported"]
    assert [event["body"] for event in told] == [
        {"decisions": count, "cameras": count, "refused_rows": 0} for count in (2, 1, 1)
    ]
    assert {(event["subject"], event["who"]) for event in told} == {("directory:alvbro", "ellen")}
    assert set(kept(founded)) == {"ex-tillsyn-1", "ex-korridor-1"}


def test_a_running_console_takes_the_decisions_through_its_door_and_knows_them_at_once(founded: Centre) -> None:
    with founded.running() as running:
        assert running.console.supervision.shelf.of(FIRST) is None
        founded.do("import", str(EXAMPLES / "decisions.json"), "--as", "ellen")
        decision = running.console.supervision.shelf.of(FIRST)
        assert decision is not None
        assert decision.resident == "ex-r-1"
        assert running.console.supervision.shelf.camera(ALVBRO, DeviceId("ex-kamera-1")) is not None


def test_a_decision_about_nobody_there_is_refused_and_the_others_are_kept(founded: Centre) -> None:
    file = written(founded.folder, {}, {"id": "d-2", "resident": "hemlig-nobody"})
    result = founded.run("import", str(file), "--as", "ellen")
    assert result.exit_code == 0
    assert result.stdout == "imported: 1 decisions, 2 cameras; errors: 1\n"
    assert "decisions row 2, resident: the municipality has no such resident" in result.stderr
    assert "left out; mend them" in result.stderr
    assert "hemlig" not in result.output
    assert set(kept(founded)) == {FIRST}


def with_bjorkvik(centre: Centre) -> None:
    """The example's municipality, and another without people; Ellen imports to both."""
    centre.do("account", "create", "ellen", "--name", "E", "--grants", "alvbro:shift_lead,bjorkvik:shift_lead",
              new=ELLEN_WORD)  # fmt: skip
    content = json.loads((EXAMPLES / "residents.json").read_text("utf-8"))
    content["municipalities"].append({**content["municipalities"][0], "id": "bjorkvik", "senders": ["hub-strand"]})
    (centre.folder / "both.json").write_text(json.dumps(content), encoding="utf-8")
    centre.do("import", str(centre.folder / "both.json"), "--as", "ellen")


def test_another_municipalitys_resident_is_nobody_there(centre: Centre) -> None:
    with_bjorkvik(centre)
    said = centre.refuse(
        "import", str(written(centre.folder, {}, municipality="bjorkvik", cameras=[])), "--as", "ellen"
    )
    assert "decisions row 1, resident: the municipality has no such resident" in said
    assert kept(centre) == {}


def test_an_id_stays_with_the_municipality_that_had_it_first(centre: Centre) -> None:
    with_bjorkvik(centre)
    centre.do("import", str(EXAMPLES / "decisions.json"), "--as", "ellen")
    file = written(centre.folder, {"resident": None, "kind": "corridor"}, municipality="bjorkvik", cameras=[])
    said = centre.refuse("import", str(file), "--as", "ellen")
    assert "decisions row 1, id: another municipality's decision has this id" in said
    assert kept(centre)[FIRST].municipality == ALVBRO


def test_a_camera_that_cannot_be_looked_through_is_told_and_the_decision_kept(founded: Centre) -> None:
    corridor = {"resident": None, "kind": "corridor", "id": "d-4"}
    file = written(
        founded.folder, {"id": "d-1", "camera": "none-such"}, {"id": "d-2", "camera": "ex-larm-1"},
        {"id": "d-3", "camera": "ex-kamera-2"}, corridor, {"id": "d-5", "camera": None},
    )  # fmt: skip
    result = founded.run("import", str(file), "--as", "ellen")
    assert result.exit_code == 0
    assert result.stdout == "imported: 5 decisions, 2 cameras; errors: 0\n"
    assert result.stderr.splitlines() == [
        f"decisions row {row}, camera: {why}: imported, and told until it is mended"
        for row, why in [
            (1, "the municipality has no such device"),
            (2, "the device is not a camera"),
            (3, "the camera is not this resident's own device"),
            (4, "the camera is not this resident's own device"),
        ]
    ]


def test_an_address_of_what_is_no_camera_is_told(founded: Centre) -> None:
    cameras = [
        {"device": device, "protocol": "rtsps", "address": "rtsps://10.0.0.1/a"} for device in ("ex-larm-1", "cam-9")
    ]
    result = founded.run("import", str(written(founded.folder, {}, cameras=cameras)), "--as", "ellen")
    assert result.stdout == "imported: 1 decisions, 2 cameras; errors: 0\n"
    assert "cameras row 1, device: the device is not a camera" in result.stderr
    assert "cameras row 2, device: the municipality has no such device" in result.stderr


def test_imported_again_a_decision_can_be_ended(founded: Centre) -> None:
    founded.do("import", str(EXAMPLES / "decisions.json"), "--as", "ellen")
    founded.do("import", str(written(founded.folder, {"ended_on": "2026-11-01"})), "--as", "ellen")
    ended = kept(founded)[FIRST].ended_on
    assert ended is not None
    assert ended.isoformat() == "2026-11-01"
    assert kept(founded)["ex-korridor-1"].ended_on is None


def test_strict_imports_no_decision_where_one_is_refused(founded: Centre) -> None:
    file = written(founded.folder, {}, {"id": "d-2", "resident": "nobody"})
    assert "nothing was imported" in founded.refuse("import", str(file), "--strict", "--as", "ellen")
    assert kept(founded) == {}


def test_who_may_not_import_there_imports_no_decision(founded: Centre) -> None:
    founded.add("bo", "alvbro:operator")
    said = founded.refuse("import", str(EXAMPLES / "decisions.json"), "--as", "bo", password=OTHER_WORD)
    assert "may not do that" in said
    assert kept(founded) == {}


def test_decisions_of_a_municipality_that_is_not_there_are_not_imported(centre: Centre) -> None:
    centre.do("account", "create", "ellen", "--name", "E", "--grants", "alvbro:shift_lead", new=ELLEN_WORD)
    said = centre.refuse("import", str(EXAMPLES / "decisions.json"), "--as", "ellen")
    assert "alvbro: not imported yet" in said


def test_a_file_of_decisions_without_a_good_row_says_where_the_format_stands(founded: Centre) -> None:
    said = founded.refuse("import", str(written(founded.folder, {"looks": []}, cameras=[])), "--as", "ellen")
    assert "decisions row 1, looks: a value is required" in said
    assert "resources/import/README.md" in said
