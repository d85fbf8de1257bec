"""What is typed is read rightly, the nearest comes first, what matched is marked, and a masked person is never text."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.ids import CaseId, ConsoleId, DeviceId
from console.domain.masking import Person, show
from console.domain.operator import Role
from console.domain.resident import Protection
from console.domain.search import (
    EXACT,
    FOLDED,
    MISSPELT,
    PREFIX,
    HitKind,
    Hits,
    Marked,
    ResidentHit,
    ask,
    device_words,
    in_order,
    indexed_words,
    marked_id,
    resident_hit,
    staff_hit,
    walls_of,
)
from tests.builders import NORRBY, SODERBY, household, operator, resident

TODAY = date(2026, 11, 22)
HOME = household("h", "Fyrvägen 12", apartment="1103", city="Älvbro")


def person(given_name: str = "Märta", family_name: str = "Lindqvist", **more: object) -> Person:
    found = resident(
        "p", "h", given_name=given_name, family_name=family_name, mobile="+46701740618", **more
    )  # fmt: skip
    return show(found, HOME, operator(), TODAY)


def hit(text: str, who: Person | None = None, case: str = "") -> ResidentHit | None:
    return resident_hit(ask(text), who or person(), CaseId(case) if case else None)


def underlined(marked: Marked) -> list[str]:
    return [marked.text[start:end] for start, end in marked.spans]


@pytest.mark.parametrize(
    "text",
    ["li", "lin", "LINDQVIST", "märta lindqvist", "lindqvist märta", "mar lin", "fyrv 12", "fyrvägen 12 lindq", "1103",
     "alvbro", "070-174 06 18", "0701740618", "+46 70 174 06 18", "0046701740618", "46701740618", "701740618",
     "070-17", "lindqvist 070-174", "lindkvist", "linqvist", "fyrvgen 12", "  lin  "],
)  # fmt: skip
def test_she_is_found_by(text: str) -> None:
    assert hit(text) is not None


@pytest.mark.parametrize(
    "text", ["l", "", "  ", "#", ">lin", "lindqvist anna", "fyrv 14", "070-175", "0", "qvist", "\x00", "%%", "_"]
)  # fmt: skip
def test_she_is_not_found_by(text: str) -> None:
    asked = ask(text)
    assert not asked.wants(HitKind.RESIDENT) or hit(text) is None


def test_the_signs_ask_for_one_kind_and_too_little_for_none() -> None:
    everything = frozenset(HitKind)
    assert ask("li").wanted == everything
    assert ask("l").wanted == ask(">park").wanted == ask("#").wanted == frozenset()
    assert ask("#l").wanted == {HitKind.DEVICE, HitKind.CASE}
    assert ask("@").wanted == ask("@l").wanted == {HitKind.STAFF}
    assert ask("a b").wanted == frozenset()


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read(text: str) -> None:
    asked = ask(text)
    assert len(asked.tokens) <= 6
    hit(text)
    marked_id(asked, "LIN-20418")


@pytest.mark.parametrize(
    ("text", "who", "near"),
    [
        ("lindqvist", ("Märta", "Lindqvist"), EXACT), ("lindq", ("Märta", "Lindqvist"), PREFIX),
        ("åkesson", ("Eva", "Åkesson"), EXACT), ("akesson", ("Eva", "Åkesson"), FOLDED),
        ("åkesson", ("Eva", "Akesson"), FOLDED), ("åk", ("Eva", "Åkesson"), PREFIX),
        ("lindkvist", ("Märta", "Lindqvist"), MISSPELT), ("märta lindkvist", ("Märta", "Lindqvist"), MISSPELT),
        ("marta lindqvist", ("Märta", "Lindqvist"), FOLDED),
    ],
)  # fmt: skip
def test_how_near_it_is(text: str, who: tuple[str, str], near: int) -> None:
    found = hit(text, person(*who))
    assert found is not None
    assert found.nearness[0] == near


def test_the_nearest_comes_first_then_who_has_an_open_case_then_the_name() -> None:
    def named(text: str, family: str, case: str = "") -> ResidentHit:
        found = hit(text, person("Eva", family), case)
        assert found is not None
        return found

    hits = [named("lind", "Lindgren"), named("lind", "Lindahl"), named("lind", "Lindqvist", "c"), named("lind", "Lind")]
    assert [one.name.text for one in in_order(hits)] == ["Lind, Eva", "Lindqvist, Eva", "Lindahl, Eva", "Lindgren, Eva"]
    hits = [named("åkesson", "Akesson", "c"), named("åkesson", "Åkesson")]
    assert [one.name.text for one in in_order(hits)] == ["Åkesson, Eva", "Akesson, Eva"]


@pytest.mark.parametrize(
    ("text", "name", "street", "phone"),
    [
        ("lin", ["Lin"], [], []), ("märta lind", ["Lind", "Märta"], [], []), ("fyrv 12", [], ["Fyrv", "12"], []),
        ("070-174 06", [], [], ["7017406"]), ("+4670", [], [], ["4670"]), ("lindkvist", ["Lindqvist"], [], []),
        ("marta", ["Märta"], [], []),
    ],
)  # fmt: skip
def test_what_matched_is_marked(text: str, name: list[str], street: list[str], phone: list[str]) -> None:
    found = hit(text)
    assert found is not None
    assert (underlined(found.name), underlined(found.street), underlined(found.phone)) == (name, street, phone)
    assert bool(found.phone.text) == bool(phone)


@given(st.sampled_from(["Märta", "Lindqvist", "Fyrvägen", "1103", "0701740618"]), st.integers(3, 12), st.data())
def test_a_masked_person_is_never_a_hit(text: str, length: int, data: st.DataObject) -> None:
    grade = data.draw(st.sampled_from(list(Protection)))
    shares = data.draw(st.booleans())
    role = data.draw(st.sampled_from([Role.OPERATOR, Role.TECHNICIAN, Role.SHIFT_LEAD, Role.NIGHT_SUPERVISION]))
    viewer = operator("anna", role, protected=data.draw(st.sampled_from([(), (NORRBY,)])))
    found = resident("p", "h", given_name="Märta", family_name="Lindqvist", mobile="+46701740618", protection=grade)
    shown = show(found, HOME, viewer, TODAY, shares_protected_home=shares)
    result = resident_hit(ask(text[:length]), shown, None)
    is_open = grade is Protection.NONE and not shares and role is not Role.TECHNICIAN
    assert (result is not None) == is_open


def test_the_walls_are_the_grants() -> None:
    named = operator("anna", municipalities=(NORRBY, SODERBY), protected=(NORRBY,))
    assert walls_of(named).readable == {NORRBY, SODERBY}
    assert walls_of(named).named == {NORRBY}
    assert walls_of(named).technical == frozenset()
    night = operator("nina", Role.NIGHT_SUPERVISION, protected=(NORRBY,))
    assert walls_of(night).named == frozenset()  # may not unmask
    technician = operator("tove", Role.TECHNICIAN, protected=(NORRBY,))
    assert (walls_of(technician).readable, walls_of(technician).technical) == (frozenset(), {NORRBY})
    stranger = replace(named, may_see_protected=frozenset({NORRBY, SODERBY}), grants=frozenset())
    assert walls_of(stranger).readable == walls_of(stranger).named == frozenset()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("#LIN-204", "LIN-204"),
        ("lin204", "LIN-204"),
        ("lin 204", "LIN-204"),
        ("20418", "20418"),
        ("#2", "2"),
        ("#l", "L"),
    ],
)
def test_an_id_is_found_from_its_beginning_or_its_last_part(text: str, marked: str) -> None:
    found = marked_id(ask(text), "LIN-20418")
    assert found is not None
    assert underlined(found) == [marked]
    assert marked_id(ask("#04"), "LIN-20418") is None


def test_an_index_keeps_words_as_written_and_those_that_differ_folded() -> None:
    as_written, without_marks = indexed_words(("Märta", "Lindqvist", "Fyrvägen 12"), ("+46701740618", ""))
    assert as_written == {"märta", "lindqvist", "fyrvägen", "12", "46701740618", "701740618"}
    assert without_marks == {"marta", "fyrvagen"}
    assert device_words(DeviceId("LIN-20418")) == {"lin20418", "20418"}


def test_staff_are_found_by_name_and_all_of_them_by_the_sign_alone() -> None:
    linda = replace(operator("linda"), name="Linda Frost")
    found = staff_hit(ask("@fro"), linda, ConsoleId("console-2"))
    assert found is not None
    assert (underlined(found.name), found.console) == (["Fro"], ConsoleId("console-2"))
    assert staff_hit(ask("@"), linda, None) is not None
    assert staff_hit(ask("@anna"), linda, None) is None


def test_what_is_not_shown_is_counted() -> None:
    assert Hits.of((1, 2, 3), 2) == Hits((1, 2), 1)
    assert Hits.of((1,), 2, is_at_least=True).count == 1
