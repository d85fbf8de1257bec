"""Plans out of files: every error with its line and column and what is allowed, several at once, and never a fall."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from console.adapters.files import plan_yaml
from console.adapters.files.plan_files import SCHEMA
from console.adapters.files.plan_words import _PATTERNS
from console.adapters.files.plans import MAX_BYTES, PlanFile, at_odds, parse, read
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.plan import PLAN_RUNGS, Act, Way
from console.domain.plan_form import plan_of
from console.domain.resident import FactKind
from tests.plan_samples import written, written_plans

GOOD = """\
plan: fall
title: {sv: Fall, en: Fall}
for:
  kinds: [fall_detector]
  causes: [fall]
steps:
  - id: call
    do: call
    text: {sv: "Ring upp: säg ditt namn.", en: Call}
    detail:
      sv: |
        Två rader,
        den andra här.
      en: More
    ways: [mobile, device]
    untouched:
      - {after_s: 60, to: again}
      - {after_s: 180, to: shift_lead}
  - id: hurt
    do: ask
    text: {sv: Ont då, en: No}
    answers:
      - {id: yes, sv: Ja, en: Yes}
      - {id: no, sv: Nej, en: No}
    when: {answers: {call: [answered]}, facts: [hearing], presses_from: 2}
  - {id: pause, do: wait, seconds: 60, text: {sv: Vänta, en: Wait}}
  - {id: back, do: check_back, minutes: 20, text: {sv: Åter, en: Back}}
  - id: end
    do: outcome
    text: {sv: Klart, en: Done}
    outcomes: [visit_done]
    unless: {answers: {hurt: [no]}}
"""
FILE = Path("fall.yaml")


def told(text: str) -> list[str]:
    """What is said of a text, without the file's name."""
    found = parse(text, FILE)
    assert (found.plan is None) == bool(found.errors)
    return [str(error).removeprefix("fall.yaml:") for error in found.errors]


def changed(before: str, after: str) -> str:
    assert GOOD.count(before) == 1, before
    return GOOD.replace(before, after)


def test_a_good_file_is_a_plan_with_words_as_words() -> None:
    found = parse(GOOD, FILE)
    assert found.errors == ()
    assert found.plan is not None
    call, hurt, *_ = found.plan.steps
    assert [way.value for way in call.ways] == ["mobile", "device"]
    assert call.detail is not None
    assert call.detail.sv == "Två rader,\nden andra här.\n"
    assert (hurt.text.en, [(answer.id, answer.text.en) for answer in hurt.answers]) == (
        "No",
        [("yes", "Yes"), ("no", "No")],
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("plan: fall", "plan: Fall", "1:7: plan must be a-z, then a-z, 0-9 and _, at most 41 characters"),
        ("plan: fall", "plan: 7", "1:7: plan is a number; it must be a text: put it in quotes"),
        ("plan: fall\n", "", "1:1: plan is missing: the plan's own name, for files and figures. No two"),
        ("en: Fall}", "no: Fall}", "2:8: title.en is missing; every text is needed in both languages"),
        ("en: Fall}", "no: Fall}", "2:19: title.no is not known; allowed: sv, en"),
        ("[fall_detector]", "[fall_detectr]", "4:11: for.kinds[1] is fall_detectr; allowed: personal_alarm"),
        ("[fall_detector]", "[fall_detectr]", "did you mean fall_detector?"),
        ("[fall_detector]", "[hub, hub]", "4:10: for.kinds holds the same twice; keep one"),
        ("[fall_detector]", "[]", "4:10: for.kinds must hold at least 1"),
        ("causes: [fall]", "municipality: Älvbro", "5:17: for.municipality must be a municipality's id"),
        ("causes: [fall]", "resident: Anna Ek", "5:13: for.resident must be a resident's id"),
        ("causes: [fall]", "classes: [1]", "5:13: for.classes[1] is a number; allowed: acute, high, normal, technical"),
        ("    do: call\n", "", "7:5: do of step 1 is missing"),
        ("do: call", "do: cal", "8:9: do of step 1 is cal; allowed: say, ask, call, video,"),
        ("en: Call}", 'en: " "}', "9:48: text.en of step 1 must hold some text"),
        ("en: Call}", f"en: {'x' * 301}}}", "9:48: text.en of step 1 is too long; at most 300 characters"),
        ("en: More", f"en: {'x' * 601}", "14:11: detail.en of step 1 is too long; at most 600 characters"),
        ("en: Call}", "en: the code is 1234}", "9:48: text.en of step 1 looks like the code to a door"),
        ("[mobile, device]", "[mobil]", "15:12: ways[1] of step 1 is mobil; allowed: device, mobile,"),
        ("after_s: 180", "after_s: 60", "18:19: untouched[2].after_s of step 1 must be more than that of the rung"),
        ("to: shift_lead", "to: next_centre", "18:28: untouched[2].to of step 1 is next_centre; allowed: again,"),
        ("id: hurt", "id: call", "19:9: id of step 2 is the id of an earlier step too"),
        ("{id: yes, sv", "{id: no, sv", "24:14: answers[2].id of step 2 is the id of an earlier answer too"),
        ("    answers:\n      - {id: yes, sv: Ja, en: Yes}\n      - {id: no, sv: Nej, en: No}\n", "",
         "19:5: answers of step 2 is missing; a step with do: ask needs it"),
        ("[answered]", "[answerd]", "25:29: when.answers.call[1] of step 2 is no answer of call; allowed: answered"),
        ("{call: [answered]}", "{cal: [answered]}", "25:22: when.answers.cal of step 2 is no step of this plan"),
        ("{call: [answered]}", "{hurt: [yes]}", "25:22: when.answers.hurt of step 2 is this step itself"),
        ("{call: [answered]}", "{end: [yes]}", "25:22: when.answers.end of step 2 is this step itself or a later one"),
        ("{hurt: [no]}", "{pause: [no]}", "32:32: unless.answers.pause[1] of step 5 is asked of a step that has"),
        ("{answers: {hurt: [no]}}", "{}", "32:13: unless of step 5 is empty; fill it in or take it out"),
        ("presses_from: 2", "presses_from: 0", "25:73: when.presses_from of step 2 is too small; from 1"),
        ("seconds: 60", "seconds: 3601", "26:36: seconds of step 3 is too large; at most 3600"),
        ("seconds: 60", "seconds: 1.5", "26:36: seconds of step 3 is a number; it must be a whole number"),
        ("seconds: 60", "seconds: true", "26:36: seconds of step 3 is true or false; it must be a whole number"),
        ("seconds: 60", "minutes: 60", "26:27: minutes of step 3 belongs to steps with do: check_back; take it out"),
        ("minutes: 20, ", "", "27:5: minutes of step 4 is missing; a step with do: check_back needs it"),
        ("    outcomes: [visit_done]\n", "    ways: [device]\n", "31:5: ways of step 5 belongs to steps with do: call"),
        ("    outcomes: [visit_done]\n", "    outcomes: [Klart]\n", "31:16: outcomes[1] of step 5 must be of a-z"),
        ("    outcomes: [visit_done]\n", "    colour: red\n", "31:5: colour of step 5 is not known; allowed"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_what_is_allowed(before: str, after: str, expected: str) -> None:
    said = told(changed(before, after))
    assert any(expected in one for one in said), said
    if ":" in expected[:4]:
        assert any(one.startswith(expected) for one in said), said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: the file is empty"),
        ("# nothing", "1:1: the file is empty"),
        ("plan: [", "2:1: not YAML: while parsing a flow"),
        ("plan: a: b", "1:8: not YAML: mapping values are not allowed"),
        ("plan:\n\t- a", "2:1: not YAML: "),
        ("a\x07b", "1:2: a control character"),
        ('plan: "\\a"', "1:7: a text with a control character"),
        ('plan: "\\ud800"', "1:10: not YAML: "),
        ('plan: "\\u202e"', "1:7: a text with a control character"),
        ("plan: x\nplan: y", "2:1: the same key for the second time"),
        ("plan: &a x", "1:7: an anchor (&)"),
        ("plan: x\ntitle: *a", "2:8: an alias (*)"),
        ("plan: !!str x", "1:7: a tag (!)"),
        ("plan: !!python/object/apply:os.system [ls]", "1:7: a tag (!)"),
        ("<<: {plan: x}", "1:1: a merge key (<<)"),
        ("? [a]\n: b", "1:3: a key that is a list or mapping"),
        ("? *a\n: b", "1:3: a key that is an alias"),
        ("plan: x\n---\nplan: y", "2:1: a second document begins here"),
        ("plan: " + "[" * 13 + "]" * 13, "1:18: more than 12 lists and mappings in one another"),
        ("7", "1:1: the plan is a number; it must be a mapping"),
        ("[]", "1:1: the plan is a list; it must be a mapping"),
        ("for: 7", "1:6: for is a number; it must be a mapping (key: value) or nothing"),
    ],
)
def test_what_is_no_plain_yaml_is_told_where_it_stands(text: str, expected: str) -> None:
    assert [one for one in told(text) if one.startswith(expected)] != [], told(text)


def test_several_errors_are_told_at_once_and_in_order() -> None:
    text = changed("do: call", "do: cal").replace("plan: fall", "plan: F").replace("seconds: 60", "seconds: 0")
    text = text.replace("sv: Ja", "sv: &a Ja")
    assert [one.partition(": ")[0] for one in told(text)] == ["1:7", "8:9", "23:23", "26:36"]


def test_an_unknown_act_is_one_error_and_not_one_for_each_of_its_fields() -> None:
    assert len(told(changed("do: call", "do: cal"))) == 1
    assert len(told(changed("    do: call\n", ""))) == 1


def test_errors_hold_no_text_out_of_the_file() -> None:
    said = " ".join(
        told(changed("en: Call}", "en: [Anna Ek 112]}").replace("kinds: [fall_d", "kinds: [Anna Ek, fall_d"))
    )
    assert "for.kinds[1] is a text" in said
    assert "Anna" not in said


def test_a_file_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "fall.yaml"
    assert [str(error) for error in read(file).errors] == [f"{file}: there is no such file"]
    assert read(tmp_path).errors[0].words == "there is no such file"
    assert read(Path("a\0b.yaml")).plan is None
    file.write_bytes(GOOD.encode("latin-1"))
    assert str(read(file).errors[0]).endswith(":9:28: is not UTF-8; save it as UTF-8")
    file.write_bytes(b" " * (MAX_BYTES + 1))
    assert read(file).errors[0].words == "is larger than 256 KiB; a plan is a few"
    file.write_text(GOOD, "utf-8-sig")
    assert read(file).plan is not None


def test_json_is_read_too(tmp_path: Path) -> None:
    file = tmp_path / "fall.json"
    file.write_text(json.dumps(written(), indent=2), "utf-8")
    assert read(file).plan == plan_of(written())


@given(written_plans())
@settings(max_examples=60, deadline=None)
def test_any_plan_that_is_written_as_yaml_reads_back(content: dict[str, Any]) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    found = parse(text, FILE)
    assert found.errors == ()
    assert found.plan == plan_of(content)


CUTS = st.tuples(st.integers(0, len(GOOD)), st.integers(0, 40), st.text(max_size=12))


@given(st.lists(CUTS, min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_a_file_that_is_cut_up_gives_errors_or_a_plan_and_nothing_else(cuts: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for at, length, put in cuts:
        text = text[:at] + put + text[at + length :]
    found = parse(text, FILE)
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 2
    assert (found.plan is None) == bool(found.errors)
    assert all(1 <= error.line <= lines and error.column >= 1 and error.words for error in found.errors)


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda content: content.decode("utf-8", "replace")))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_errors(text: str) -> None:
    assert parse(text, FILE).errors


@pytest.mark.parametrize("loader", [yaml.SafeLoader, plan_yaml._LOADER])
def test_both_parsers_of_yaml_tell_the_same(loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_yaml, "_LOADER", loader)
    assert parse(GOOD, FILE).plan is not None
    assert told(changed("do: call", "do: cal"))[0].startswith("8:9: do of step 1 is cal")
    for text in ("plan: &a x", "<<: {a: b}", "plan: x\nplan: y", "a: b: c", '"\\ud800"', "[" * 5000):
        assert told(text)


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "{a: " * 60_000, "- " * 100_000, "a:\n" * 80_000, '"' + "\\" * 200_001, "&a " * 60_000,
     "? " * 100_000, "a: [" + "x, " * 80_000 + "]", "x" * 250_000, "#" * 250_000, "&a [*a,*a]\n" * 20_000],
    ids=lambda text: repr(text[:6]),
)  # fmt: skip
def test_what_is_made_to_hang_a_reader_is_told_of_in_time(text: str) -> None:
    began = time.monotonic()
    assert told(text)
    assert time.monotonic() - began < 10


def file(name: str, **more: Any) -> PlanFile:
    return PlanFile(Path(name), plan_of(written(**more)))


def test_two_plans_that_nothing_tells_apart_are_an_error_of_the_later_file() -> None:
    fits = {"causes": ["fall", "press"]}
    found = at_odds([file("a.yaml", plan="a", fits=fits), file("b.yaml", plan="b", fits={"causes": ["press", "smoke"]}),
                     file("c.yaml", plan="c", fits={"causes": ["gas"]}), PlanFile(Path("d.yaml"), None)])  # fmt: skip
    assert list(found) == [Path("b.yaml")]
    assert "this plan and the one in a.yaml both fit press, and nothing says" in str(found[Path("b.yaml")])
    last = at_odds([file("a.yaml", plan="a"), file("b.yaml", plan="b")])
    assert "both fit everything" in str(last[Path("b.yaml")])


def test_two_plans_of_one_name_are_an_error_of_the_later_file() -> None:
    found = at_odds([file("a.yaml", fits={"causes": ["gas"]}), file("b.yaml", fits={"causes": ["fall"]})])
    assert "plan: prov is the name of the plan in a.yaml too" in str(found[Path("b.yaml")])


# The schema, which editors read, and the domain.

CONTENT = json.loads(SCHEMA.read_text("utf-8"))


def test_the_schema_names_what_the_domain_has() -> None:
    fits, step = CONTENT["properties"]["for"]["properties"], CONTENT["$defs"]["step"]["properties"]
    assert fits["kinds"]["items"]["enum"] == [kind.value for kind in DeviceKind]
    assert CONTENT["$defs"]["cause"]["enum"] == [cause.value for cause in Cause]
    assert fits["classes"]["items"]["enum"] == [each.name.lower() for each in AlarmClass]
    assert fits["lanes"]["items"]["enum"] == [lane.value for lane in Lane]
    assert step["do"]["enum"] == [act.value for act in Act]
    assert step["ways"]["items"]["enum"] == [way.value for way in Way]
    facts = CONTENT["$defs"]["condition"]["properties"]["facts"]
    assert facts["items"]["enum"] == [fact.name.lower() for fact in FactKind]
    assert CONTENT["$defs"]["untouched"]["properties"]["to"]["enum"] == [rung.value for rung in PLAN_RUNGS]


def test_each_pattern_of_the_schema_has_words_and_each_field_a_description() -> None:
    def parts(value: Any) -> list[dict[str, Any]]:
        inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return ([value] if isinstance(value, dict) else []) + [part for one in inside for part in parts(one)]

    patterns = {part["pattern"] for part in parts(CONTENT) if isinstance(part.get("pattern"), str)}
    assert patterns == set(_PATTERNS)
    for part in (
        CONTENT,
        CONTENT["properties"]["for"],
        *(CONTENT["$defs"][name] for name in ("step", "condition", "untouched", "answer", "texts")),
    ):
        assert all("description" in one for one in part["properties"].values()), part["properties"]
