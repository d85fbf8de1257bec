"""`vaka plan`: what is wrong with a file, which plan would run and why, and what a case has run by."""

import json
from pathlib import Path

import pytest

from tests.commands.kit import Centre
from tests.plan_samples import plan, step, texts, written

OWN = written(
    step(text=texts("Ring\nupp"), untouched=[{"after_s": 60, "to": "shift_lead"}]),
    step("deaf", "say", when={"facts": ["hearing", "speech"]}),
    step("thrice", "note", unless={"presses_from": 3}),
    step("send", "dispatch", unless={"answers": {"call": ["answered"]}, "facts": ["danger"]}),
    plan="eget_fall", fits={"municipality": "norrby", "causes": ["fall"]},
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "planer"
    made.mkdir()
    (made / "fall.json").write_text(json.dumps(OWN), "utf-8")
    return made


@pytest.fixture
def with_own(centre: Centre, folder: Path) -> Centre:
    centre.write(f'[plans]\nfolder = "{folder.as_posix()}"\n')
    return centre


def test_the_shipped_plans_check_clean(centre: Centre) -> None:
    lines = centre.do("plan", "check")
    assert lines[-1] == f"{len(lines) - 1} plans, nothing wrong"


def test_the_centres_own_folder_is_checked_beside_ours(with_own: Centre, folder: Path) -> None:
    first, *_ = with_own.do("plan", "check")
    assert first.startswith(f"{folder / 'fall.json'}: eget_fall ")
    (folder / "a.yaml").write_text("plan: A\nsteps: []\n", "utf-8")
    said = with_own.refuse("plan", "check")
    assert f"{folder / 'a.yaml'}:1:7: plan must be" in said
    assert f"{folder / 'a.yaml'}:2:8: steps must hold at least 1" in said
    assert "Error: 1 of " in said


def test_named_files_and_folders_are_checked_and_no_others(centre: Centre, folder: Path) -> None:
    assert centre.do("plan", "check", str(folder))[-1] == "1 plans, nothing wrong"
    (folder / "b.yaml").write_text("plan: [", "utf-8")
    assert len(centre.do("plan", "check", str(folder / "fall.json"))) == 2
    said = centre.refuse("plan", "check", str(folder), str(folder / "gone.yaml"))
    assert "b.yaml:2:1: not YAML" in said
    assert "gone.yaml: there is no such file" in said
    assert "2 of 3 files cannot be used" in said


def test_a_folder_without_plans_is_told_of(centre: Centre, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert "no plan is there" in centre.refuse("plan", "check", str(tmp_path / "tom"))


def test_the_plan_that_would_run_is_shown_with_why(with_own: Centre) -> None:
    where = ("--kind", "fall_detector", "--cause", "fall", "--municipality", "norrby")
    lines = with_own.do("plan", "show", *where, "--facts", "danger, key", "--presses", "3", "--language", "en")
    assert lines[0].startswith("eget_fall ")
    assert "fall.json" in lines[0]
    assert lines[1] == "for municipality norrby, causes fall"
    assert lines[2] == "  1 call [call] Ring upp (en)"
    text = "\n".join(lines)
    assert "untouched for 60 s: shift_lead" in text
    assert "  - deaf [say]" in text
    assert "does not apply here: only when the card has hearing or speech" in text
    assert "does not apply here: not when there are 3 presses or more" in text
    assert "does not apply here: not when the card has danger" in text
    assert "also fits, less narrowly or later: fall (causes fall)" in lines[-1]


def test_a_condition_on_answers_stays_open_and_is_told(with_own: Centre) -> None:
    where = ("--kind", "fall_detector", "--cause", "fall", "--municipality", "norrby")
    lines = with_own.do("plan", "show", *where)
    assert "  3 send [dispatch] Ring upp." in lines
    assert "      not when the card has danger or call was answered" in lines


def test_without_a_word_it_is_a_press_of_the_personal_alarm(centre: Centre) -> None:
    assert centre.do("plan", "show")[0].startswith("press ")


def test_an_unknown_fact_is_refused_with_those_that_there_are(centre: Centre) -> None:
    assert "hering: no such fact; there are danger," in centre.refuse("plan", "show", "--facts", "hering")


def test_a_version_that_a_case_has_run_by_is_shown_out_of_the_database(centre: Centre) -> None:
    used, private = plan(step(text=texts("Gammal"))), plan(fits={"resident": "r-000123"})

    async def keep() -> None:
        async with centre.opened() as console:
            await console.store.plans.keep([used, private], console.clock.now())

    centre.inside(keep())
    lines = centre.do("plan", "show", "--version", used.version)
    assert lines[0] == f"prov {used.version}: Prov"
    assert "  1 call [call] Gammal" in lines
    assert "no case has used a version 123" in centre.refuse("plan", "show", "--version", "123")
    assert "one resident's own" in centre.refuse("plan", "show", "--version", private.version)
