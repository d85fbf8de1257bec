"""The marker test: what leaves the console, anywhere, holds no person, but for those whom a granted operator is shown.

A shift is worked once (`shift.py`) in a municipality where every personal field is a marker (`marked.py`). Each output
is then searched for each resident's markers. The rule is the default: an output that is not named in `SHOWN` may hold
nothing of anybody. So a new output is covered as soon as `Shift` keeps it:

1. let `Shift` do what makes the output, and `outputs.keep("its name", bytes or text)`;
2. name it in `MUST_EXIST`, so that it cannot go missing unseen;
3. only if it shows people to an operator with the right to it: add it to `SHOWN`, with who and which fields.

A new personal field of a resident, a household or the staff goes into `marked.py`, and is then searched for everywhere.
"""

import fnmatch
from collections.abc import Sequence
from pathlib import Path

import argon2.profiles
import pytest

from tests.privacy.marked import CODE, MARKS, ORDINARY, PROTECTED, STAFF, TOGETHER, WRITTEN, staff_needles
from tests.privacy.shift import found_in, work

AIDS = frozenset({"aid"})
"""What is shown even of a masked person: aids save lives and name nobody (`domain/masking.py`)."""

PERSON = frozenset(MARKS[ORDINARY].needles)
HOME = frozenset(MARKS[ORDINARY].home)
ALL = PERSON | HOME
CENTRES = frozenset({"area"})
"""What is the home care's own, and named for no person: the areas that are covered."""

OFFERED = frozenset({"area", "city"})
"""What a phone is told of where it is, before its holder has said yes (a street with a number is told in part)."""

ASSIGNED = frozenset({"given", "family", "mobile", "note", "fact"}) | HOME
"""What it is told of whom it is about, afterwards."""

LISTED = frozenset({"given", "family", "phone", "mobile", "street", "apartment", "city"})
"""What a hit of the search says of a person."""

SHOWN: dict[str, dict[str, frozenset[str]]] = {
    # output (a pattern): resident -> the fields that may stand there
    "screen of ina": {ORDINARY: ALL, PROTECTED: AIDS | CENTRES, TOGETHER: AIDS},
    "screen of nils": {ORDINARY: ALL, PROTECTED: AIDS | CENTRES, TOGETHER: AIDS},
    "screen of tove": {ORDINARY: AIDS, PROTECTED: AIDS, TOGETHER: AIDS},
    "search by ina": {ORDINARY: LISTED},
    "search by nils": {ORDINARY: LISTED},
    "card of r-1 to ina, *": {ORDINARY: ALL},
    "card of r-1 to nils, *": {ORDINARY: ALL},
    "card of r-2 to ina, *": {PROTECTED: AIDS, TOGETHER: AIDS},
    "card of r-2 to nils, *": {PROTECTED: AIDS, TOGETHER: AIDS},
    "card of r-2 to nils, reason, unmasked": {PROTECTED: ALL, TOGETHER: AIDS},
    "card of r-2 to nils, own case, unmasked": {PROTECTED: ALL, TOGETHER: AIDS},
}

KEPT_WITH_THE_CASE = ("board to *", "timeline to *", "journal show by *", "journal export by *")
"""Where the name of a key's cabinet stands beside, for it is written down with the task."""

ERRANDS: dict[str, dict[str, frozenset[str]]] = {
    "phone of p-1: offer": {ORDINARY: OFFERED},
    "phone of p-1: assigned": {ORDINARY: ASSIGNED},
    "phone of p-2: offer": {},
    "phone of p-2: assigned": {PROTECTED: ASSIGNED},
}
"""What was sealed to a phone; the second one's holder is named for protected persons, and was sent to one."""

COLLEAGUES = ("screen of ina", "screen of nils", "phone of p-1: *", "phone of p-2: *")
"""Where the staff are named: to who sends them, and to each other."""

OFF_THE_CARD = ("area", "key", "latitude")
"""What a card does not show."""

MAY_HOLD_WRITTEN = ("timeline to *", "journal show by *", "journal export by *")
"""Where what an operator wrote may stand: for those who may read the case or the journal."""

MUST_EXIST = (
    "search by ina", "search by nils", "search by tove", "search by moa",
    "wire", "log", "threads", "tasks", "arguments", "doctor", "files", "files: door.json", "files: vaka.db",
    *ERRANDS,
    "files: vaka.db-wal", "files left", "files left: vaka.db", "screen of ina", "screen of tove", "screen of nils",
    "screen of moa", "screen of nobody", "board to ina", "timeline to ina", "refusals to tove", "import by lead",
    "import by ina", "journal show by lead", "journal show by ina", "journal show by moa", "journal export by lead",
    "journal export by malin", "journal verify by lead", "account list by lead", "account create by lead",
    "resident erase by malin", "card of r-1 to ina, own case", "card of r-2 to ina, reason, unmasked",
    "card of r-1 to tove, reason", "card of r-2 to tove, reason, unmasked", "card of r-1 to moa, reason",
    "card of r-2 to moa, reason, unmasked", "card of r-2 to nils, no reason, unmasked",
    "card of r-2 to nils, own case, unmasked", "card of r-2 to nils, reason, unmasked",
)  # fmt: skip


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The shift, worked once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2.profiles, "RFC_9106_LOW_MEMORY", argon2.profiles.CHEAPEST)
        return work(tmp_path_factory.mktemp("shift"))


def fits_any(output: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(output, pattern) for pattern in patterns)


def allowed(output: str, resident: str) -> frozenset[str]:
    """The fields of a resident that may stand in an output: by its own name, else by the pattern that fits."""
    if output in SHOWN:
        return SHOWN[output].get(resident, frozenset())
    if output in ERRANDS:
        return ERRANDS[output].get(resident, frozenset())
    if fits_any(output, KEPT_WITH_THE_CASE):
        return frozenset({"key"})
    fitting = (fields for pattern, fields in SHOWN.items() if fnmatch.fnmatchcase(output, pattern))
    return next(fitting, {}).get(resident, frozenset())


def needles(resident: str) -> dict[str, str]:
    """All that is to be searched for of one resident; a home that is shared counts as the protected one's."""
    marks = MARKS[resident]
    return marks.needles if resident == TOGETHER else {**marks.needles, **marks.home}


def test_every_output_that_we_know_of_was_there(outputs: dict[str, bytes]) -> None:
    missing = [name for name in MUST_EXIST if not outputs.get(name)]
    assert missing == []


@pytest.mark.parametrize("resident", [ORDINARY, PROTECTED, TOGETHER])
def test_nobody_stands_anywhere_but_where_they_may(outputs: dict[str, bytes], resident: str) -> None:
    found = {
        (output, field)
        for output, content in outputs.items()
        for field, needle in needles(resident).items()
        if field not in allowed(output, resident) and found_in(content, [needle])
    }
    assert sorted(found) == []


def test_the_staff_are_named_to_who_sends_them_and_to_each_other_and_nowhere_else(outputs: dict[str, bytes]) -> None:
    texts = [needle for one in STAFF for needle in staff_needles(one).values()]
    holding = {name: found for name, content in outputs.items() if (found := found_in(content, texts))}
    assert [name for name in holding if not fits_any(name, COLLEAGUES)] == []
    assert set(holding["screen of ina"]) == set(texts)
    numbers = [phone for _, phone in STAFF.values()]
    assert [name for name in holding if name.startswith("phone of") and set(numbers) & set(holding[name])] == []


def test_a_doors_code_is_on_the_phone_of_who_goes_there_and_nowhere_else(outputs: dict[str, bytes]) -> None:
    holding = {name for name, content in outputs.items() if found_in(content, [str(CODE)])}
    assert holding == {"phone of p-1: assigned", "phone of p-2: assigned"}


def test_what_is_sent_to_a_phone_is_told_to_it_and_not_to_the_wire(outputs: dict[str, bytes]) -> None:
    assert set(found_in(outputs["phone of p-1: assigned"], list(needles(ORDINARY).values()))) == {
        needle for field, needle in needles(ORDINARY).items() if field in ASSIGNED
    }
    assert b"is_protected" in outputs["phone of p-2: offer"]
    for word in (b"/dispatch/p-1", b"/dispatch/p-2", b'"accepted"', b'"ephemeral"'):
        assert word in outputs["wire"], word


def test_what_operators_write_stays_on_the_case(outputs: dict[str, bytes]) -> None:
    holding = [name for name, content in outputs.items() if found_in(content, [WRITTEN])]
    astray = [name for name in holding if not fits_any(name, MAY_HOLD_WRITTEN)]
    assert astray == []
    assert "journal export by lead" in holding


def test_an_operator_of_another_municipality_sees_nobody(outputs: dict[str, bytes]) -> None:
    everything = [needle for resident in MARKS for needle in needles(resident).values()]
    everything += [needle for one in STAFF for needle in staff_needles(one).values()]
    theirs = {
        name: content
        for name, content in outputs.items()
        if (name.endswith(" moa") and not name.startswith("board")) or " to moa," in name
    }
    assert len(theirs) >= 8
    assert {
        name: found for name, content in theirs.items() if (found := found_in(content, [*everything, WRITTEN]))
    } == {}


def test_a_technician_sees_cases_and_no_names(outputs: dict[str, bytes]) -> None:
    assert b"RowsChanged" in outputs["screen of tove"]
    assert b"not_granted" in outputs["card of r-1 to tove, reason"]


# The search itself: markers that must be found, lest the test looks at nothing.


def test_a_granted_operator_sees_the_whole_of_an_ordinary_person(outputs: dict[str, bytes]) -> None:
    for name in ("card of r-1 to ina, own case", "card of r-1 to nils, reason"):
        assert set(found_in(outputs[name], list(needles(ORDINARY).values()))) >= {
            needle for field, needle in needles(ORDINARY).items() if field not in OFF_THE_CARD
        }
    assert found_in(outputs["screen of ina"], [MARKS[ORDINARY].needles["family"]])


def test_one_who_is_named_and_has_a_reason_sees_the_whole_of_a_protected_person(outputs: dict[str, bytes]) -> None:
    for name in ("card of r-2 to nils, own case, unmasked", "card of r-2 to nils, reason, unmasked"):
        shown = found_in(outputs[name], list(needles(PROTECTED).values()))
        assert set(shown) >= {needle for field, needle in needles(PROTECTED).items() if field not in OFF_THE_CARD}


def test_a_search_finds_the_ordinary_person_and_for_one_who_is_named_somebody_protected(
    outputs: dict[str, bytes],
) -> None:
    for name in ("search by ina", "search by nils"):
        assert set(found_in(outputs[name], list(needles(ORDINARY).values()))) >= {
            needle for field, needle in needles(ORDINARY).items() if field in LISTED
        }
    assert b"ProtectedHit" in outputs["search by nils"]
    assert b"ProtectedHit" not in outputs["search by ina"] + outputs["search by tove"] + outputs["search by moa"]
    assert b"DeviceHit" in outputs["search by tove"]


def test_without_a_reason_nothing_is_shown_even_to_one_who_is_named(outputs: dict[str, bytes]) -> None:
    assert b"reason_missing" in outputs["card of r-2 to nils, no reason, unmasked"]


def test_the_wire_carried_what_it_should(outputs: dict[str, bytes]) -> None:
    for word in (b"/receipts/d-1", b'"stored"', b'"claimed"', b'"closed"', b'"refused"', b"/presence/", b"/canary/"):
        assert word in outputs["wire"], word


def test_the_database_is_noise(outputs: dict[str, bytes]) -> None:
    for name in ("files: vaka.db", "files: vaka.db-wal", "files left: vaka.db"):
        content = outputs[name]
        assert b"SQLite format" not in content
        assert found_in(content, ["resident", "journal", "personal_alarm", "norrby", "soderby"]) == []
        assert len(set(content)) == 256


def test_the_log_spoke(outputs: dict[str, bytes]) -> None:
    assert len(outputs["log"]) > 100


def test_the_folder_of_the_state_holds_what_we_know_of(outputs: dict[str, bytes]) -> None:
    names = {Path(line).name for line in outputs["files"].decode().splitlines()}
    assert names <= {
        "console-id", "mqtt-session", "door.json", "vaka.db", "vaka.db-wal", "vaka.db-shm", "vaka.db.lock",
        "vaka.db.owner",
    }  # fmt: skip
