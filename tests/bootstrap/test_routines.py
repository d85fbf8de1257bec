"""The routine for blindness: a centre's own file counts, and a bad one leaves the shipped routine and a clear word."""

from dataclasses import replace
from pathlib import Path

import pytest

from console.bootstrap.routines import FOLDER, LANGUAGES, RoutineError, parse, read, routines
from console.config import Config
from console.domain.routine import Deed, RoutineStep


def configured(file: Path | str) -> Config:
    base = Config()
    return replace(base, centre=replace(base.centre, routine=str(file)))


def test_the_shipped_routines_say_the_same_in_both_languages() -> None:
    shipped = routines(Config())
    assert set(shipped) == set(LANGUAGES)
    swedish, english = shipped["sv"], shipped["en"]
    assert (swedish.id, swedish.version, swedish.complaint) == ("R1", english.version, "")
    assert [step.deed for step in swedish.steps] == [step.deed for step in english.steps] == list(Deed)
    assert (
        swedish.steps[0].told("Älvbro", "01:37") == "Ring reservcentralen, säg ”Älvbro har ingen kontakt sedan 01:37”"
    )
    assert all("!" not in step.text for each in shipped.values() for step in each.steps)


def test_a_centres_own_routine_stands_for_both_languages(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('id = "B7"\nversion = 4\ntitle = "mörkt"\n[[steps]]\ntext = "Ring {centre}"\n', encoding="utf-8")
    found = routines(configured(own))
    assert found["sv"] == found["en"]
    assert (found["sv"].id, found["sv"].version, found["sv"].steps) == ("B7", 4, (RoutineStep("Ring {centre}"),))


GOOD = 'id = "R1"\nversion = 1\ntitle = "x"\n[[steps]]\ntext = "y"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id = ", "it is not TOML"),
        ("a = " + "[" * 5000, "it is not TOML"),
        (GOOD.replace("version = 1", 'version = "1"'), "version must be a whole number from 1"),
        (GOOD.replace("version = 1", "version = true"), "version must be a whole number from 1"),
        (GOOD.replace('id = "R1"', 'id = ""'), "id must be one line"),
        (GOOD.replace('"x"', '"x\\ny"'), "title must be one line"),
        (GOOD.replace('"y"', '"{name}"'), "text of step 1 has the field 'name'"),
        (GOOD.replace('"y"', '"{centre.__class__}"'), "has the field"),
        (GOOD.replace('"y"', '"{centre!r}"'), "has the field"),
        (GOOD.replace('"y"', '"{centre"'), "has a brace that fits no field"),
        (GOOD.replace('"y"', "7"), "text of step 1 must be one line"),
        (GOOD + 'deed = "dance"\n', "deed of step 1 must be one of call_reserve"),
        (GOOD + "deed = []\n", "deed of step 1 must be one of"),
        (GOOD + 'colour = "red"\n', "colour of step 1 is not known"),
        ('nam = "z"\n' + GOOD, "nam is not known"),
        (GOOD.replace("[[steps]]\n", "").replace('text = "y"\n', ""), "there must be 1 to 12"),
        (GOOD.replace("[[steps]]\n", "").replace('text = "y"', "steps = [1]"), "step 1 must be a [[steps]] section"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(RoutineError) as error:
        parse(text)
    assert words in str(error.value)


@pytest.mark.warns
def test_a_bad_file_leaves_the_shipped_routine_with_a_complaint(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b"\xff\xfe")
    for file, why in ((bad, "not UTF-8"), (tmp_path / "none.toml", "cannot be read"), (tmp_path, "cannot be read")):
        found = routines(configured(file))
        assert {each.id for each in found.values()} == {"R1"}
        assert found["sv"].steps == read(FOLDER / "blind.sv.toml").steps
        assert str(file) in found["sv"].complaint
        assert why in found["sv"].complaint


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises(RoutineError, match="larger than"):
        read(Path("/dev/zero"))
