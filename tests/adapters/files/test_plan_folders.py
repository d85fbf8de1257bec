"""The folders of plans: what has changed counts, what is broken leaves what held, what is taken away is gone."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from console.adapters.files.plan_files import MAX_FILES
from console.adapters.files.plan_folders import PlanFolders, checked
from console.domain.plan import choose
from console.domain.plan_form import PlansRead
from tests.fakes import run_async
from tests.plan_samples import situation, texts, written

PRESS, FALL = {"causes": ["press"]}, {"causes": ["fall"]}


class Folder:
    """A folder of plans that is written by hand; each write is later than the one before."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir()
        self._at = 1_000_000_000

    def write(self, name: str, content: dict[str, Any] | str) -> Path:
        file = self.path / name
        file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        self._at += 1
        os.utime(file, (self._at, self._at))
        return file


@pytest.fixture
def own(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "own")


@pytest.fixture
def ours(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "ours")


def looked(folders: PlanFolders) -> PlansRead:
    found = folders.look_now()
    assert found is not None
    return found


def names(found: PlansRead) -> list[str]:
    return [plan.id for plan in found.plans]


def test_the_centres_own_plans_go_before_ours(own: Folder, ours: Folder) -> None:
    ours.write("press.yaml", written(plan="ours", fits=PRESS))
    own.write("z.yaml", written(plan="own", fits=PRESS))
    found = looked(PlanFolders(own.path, ours.path))
    assert (names(found), found.errors) == (["own", "ours"], ())
    chosen = choose(found.plans, situation())
    assert chosen is not None
    assert chosen.id == "own"
    assert names(looked(PlanFolders(None, ours.path))) == ["ours"]


def test_nothing_is_told_until_a_file_changes(ours: Folder) -> None:
    ours.write("a.yaml", written(plan="a", fits=PRESS))
    folders = PlanFolders(None, ours.path)
    assert names(looked(folders)) == ["a"]
    assert folders.look_now() is None
    assert run_async(folders.look()) is None
    file = ours.write("b.yaml", written(plan="b", fits=FALL))
    assert names(looked(folders)) == ["a", "b"]
    ours.write("b.yaml", written(plan="c", fits=FALL))
    assert names(looked(folders)) == ["a", "c"]
    file.unlink()
    assert names(looked(folders)) == ["a"]


def test_what_is_no_plan_file_is_passed_over(ours: Folder) -> None:
    for name in ("README.md", ".hidden.yaml", "plan.schema.json", "a.yaml~"):
        ours.write(name, "{")
    assert looked(PlanFolders(None, ours.path)) == PlansRead((), ())


def test_a_file_that_breaks_leaves_the_plan_that_held_and_the_others_go_on(ours: Folder) -> None:
    ours.write("a.yaml", written(plan="a", fits=PRESS))
    folders = PlanFolders(None, ours.path)
    looked(folders)
    ours.write("a.yaml", "plan: [")
    ours.write("b.yaml", written(plan="b", fits=FALL))
    found = looked(folders)
    assert names(found) == ["a", "b"]
    assert [Path(error.file).name for error in found.errors] == ["a.yaml"]
    ours.write("a.yaml", written(plan="a", fits=PRESS, title=texts("Ny")))
    found = looked(folders)
    assert (found.errors, found.plans[0].title.sv) == ((), "Ny")


def test_a_file_that_is_broken_from_the_first_is_told_of_and_left_out(own: Folder, ours: Folder) -> None:
    ours.write("press.yaml", written(plan="ours", fits=PRESS))
    own.write("press.yaml", "plan: [")
    found = looked(PlanFolders(own.path, ours.path))
    assert (names(found), len(found.errors)) == (["ours"], 1)


def test_of_two_that_cannot_stand_beside_each_other_the_one_that_held_stays(own: Folder, ours: Folder) -> None:
    own.write("m.yaml", written(plan="old", fits=PRESS))
    folders = PlanFolders(own.path, ours.path)
    looked(folders)
    own.write("a.yaml", written(plan="new", fits=PRESS))
    found = looked(folders)
    assert names(found) == ["old"]
    assert [Path(error.file).name for error in found.errors] == ["a.yaml"]
    assert "m.yaml both fit press" in found.errors[0].words
    own.write("a.yaml", written(plan="new", fits=FALL))
    assert names(looked(folders)) == ["new", "old"]


def test_a_plan_that_comes_to_stand_against_another_falls_back_to_what_it_was(own: Folder, ours: Folder) -> None:
    own.write("a.yaml", written(plan="a", fits=FALL))
    own.write("b.yaml", written(plan="b", fits=PRESS))
    folders = PlanFolders(own.path, ours.path)
    looked(folders)
    own.write("a.yaml", written(plan="a", fits=PRESS))
    found = looked(folders)
    assert [(plan.id, [*plan.fits.causes]) for plan in found.plans] == [("a", ["fall"]), ("b", ["press"])]
    assert [Path(error.file).name for error in found.errors] == ["a.yaml"]


def test_of_two_new_ones_that_nothing_tells_apart_the_first_by_name_counts(own: Folder, ours: Folder) -> None:
    own.write("b.yaml", written(plan="b"))
    own.write("a.yaml", written(plan="a"))
    found = looked(PlanFolders(own.path, ours.path))
    assert (names(found), [Path(error.file).name for error in found.errors]) == (["a"], ["b.yaml"])


def test_a_folder_that_cannot_be_read_any_more_leaves_its_plans_and_is_told_of(own: Folder, ours: Folder) -> None:
    own.write("a.yaml", written(plan="a"))
    folders = PlanFolders(own.path, ours.path)
    looked(folders)
    away = own.path.rename(own.path.with_name("away"))
    found = looked(folders)
    assert names(found) == ["a"]
    assert "the folder cannot be read" in found.errors[0].words
    assert folders.look_now() is None
    away.rename(own.path)
    found = looked(folders)
    assert (names(found), found.errors) == (["a"], ())


def test_a_folder_that_is_not_there_or_holds_too_much_is_told_of(tmp_path: Path, ours: Folder) -> None:
    ours.write("a.yaml", written(plan="a"))
    found = looked(PlanFolders(tmp_path / "nowhere", ours.path))
    assert (names(found), [error.file for error in found.errors]) == (["a"], [str(tmp_path / "nowhere")])
    for number in range(MAX_FILES):
        ours.write(f"b{number}.yaml", "")
    [error] = looked(PlanFolders(None, ours.path)).errors
    assert error.words == "the folder holds 501 plans; at most 500"


def test_the_check_names_every_file_and_holds_them_against_each_other(own: Folder) -> None:
    first, second = own.write("a.yaml", written(plan="a")), own.write("b.yaml", written(plan="b"))
    bad = own.write("c.yaml", "plan: [")
    gone = own.path / "gone.yaml"
    found = {one.file: one for one in checked([own.path, gone])}
    assert [file for file, one in found.items() if not one.errors] == [first]
    assert set(found) == {first, second, bad, gone}
    assert "both fit everything" in found[second].errors[0].words
    assert found[second].plan is None
