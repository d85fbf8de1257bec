"""What the palette's list says of an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.domain.alarm import DeviceKind
from console.domain.ids import CaseId, ConsoleId, DeviceId, MunicipalityId, OperatorId, ResidentId
from console.domain.search import CaseHit, DeviceHit, Found, Hits, Marked, ProtectedHit, ResidentHit, StaffHit
from tests.ui.test_safe_text import HOSTILE
from ui.palette.choices import OpenCase, OpenDevice, OpenStaff, Protected, ReadResident, RunDeed
from ui.palette.commands import Command
from ui.palette.lines import Entry, Head, Remark, Teller
from ui.words import Words

ALVBRO = MunicipalityId("älvbro")
COMMANDS = (
    Command("lines", "Teknik: linjer", "Ctrl+5", more="14 enheter"),
    Command("shelve", "Parkera linje", "", "skäl krävs"),
)


def resident(
    id_: str, name: str, street: str = "Fyrvägen 12", apartment: Marked | None = None, case: str | None = None
) -> ResidentHit:
    return ResidentHit(
        ResidentId(id_), ALVBRO, Marked(name, ((0, 3),)), Marked(street), apartment or Marked("1103"), Marked("Älvbro"),
        Marked(""), CaseId(case) if case else None, (1, 1),
    )  # fmt: skip


MARTA, TORE = resident("marta", "Lindqvist, Märta", case="26-11843"), resident("tore", "Lindgren, Tore")
PROTECTED = ProtectedHit(ResidentId("hemlig"), ALVBRO)
DEVICE = DeviceHit(
    DeviceId("LIN-20418"), ALVBRO, Marked("LIN-20418", ((0, 3),)), DeviceKind.PERSONAL_ALARM, "armband",
    ResidentId("marta"), "Lindqvist, Märta", "Fyrvägen 12", False,
)  # fmt: skip
CASE = CaseHit(CaseId("26-11843"), ALVBRO, Marked("26-11843", ((0, 2),)), DeviceKind.PERSONAL_ALARM, "Lindqvist, Märta")
LINDA = StaffHit(OperatorId("linda"), Marked("Linda Frost", ((0, 3),)), ConsoleId("console-2"), (1, 1))


def found(text: str = "lin", **groups: object) -> Found:
    return Found(text, **groups, took=timedelta(milliseconds=4))  # type: ignore[arg-type]


def entries(answer: Found, text: str = "lin") -> list[Entry]:
    content = Teller(Words()).answer(text, answer, COMMANDS, is_complete=True)
    return [line for line in content.lines if isinstance(line, Entry)]


def test_groups_stand_in_their_order_and_every_hit_says_what_choosing_it_means() -> None:
    answer = found(
        residents=Hits((MARTA, TORE)), protected=Hits((PROTECTED,)), devices=Hits((DEVICE,)), cases=Hits((CASE,)),
        staff=Hits((LINDA,)),
    )  # fmt: skip
    content = Teller(Words()).answer("lin", answer, COMMANDS, is_complete=True)
    heads = [line.text for line in content.lines if isinstance(line, Head)]
    assert heads == ["Boende", "Kommandon", "Larmpersonal och kollegor", "Enheter och ärenden"]
    assert [line.choice for line in content.lines if isinstance(line, Entry)] == [
        OpenCase(CaseId("26-11843")), ReadResident(ResidentId("tore")), Protected(ResidentId("hemlig")),
        RunDeed("lines"), RunDeed("shelve"), OpenStaff(OperatorId("linda")),
        OpenDevice(DeviceId("LIN-20418"), ResidentId("marta"), False), OpenCase(CaseId("26-11843")),
    ]  # fmt: skip
    assert content.count == 8


def test_a_line_is_read_aloud_whole() -> None:
    told = [entry.told for entry in entries(found(residents=Hits((MARTA,)), devices=Hits((DEVICE,))))]
    assert told == [
        "Lindqvist, Märta, Fyrvägen 12, Älvbro, ärende öppet",
        "Teknik: linjer, 14 enheter, Ctrl+5",
        "Parkera linje, skäl krävs",
        "Trygghetslarm LIN-20418, Lindqvist, Märta, armband",
    ]


def test_what_answers_stays_underlined_where_a_text_is_put_into_a_sentence() -> None:
    device = entries(found(devices=Hits((DEVICE,))))[-1].name
    assert [device.text[start:end] for start, end in device.spans] == ["LIN"]


def test_two_of_one_name_in_one_house_are_told_apart_by_their_apartments() -> None:
    twins = (resident("a", "Lind, Eva", apartment=Marked("1101")), resident("b", "Lind, Eva", apartment=Marked("1202")))
    told = [entry.rest.text for entry in entries(found(residents=Hits((*twins, TORE))))]
    assert told[:3] == ["Fyrvägen 12, lgh 1101, Älvbro", "Fyrvägen 12, lgh 1202, Älvbro", "Fyrvägen 12, Älvbro"]


def test_an_apartment_that_was_asked_for_is_shown_and_underlined() -> None:
    hit = resident("a", "Lind, Eva", apartment=Marked("1103", ((0, 4),)))
    rest = entries(found("1103", residents=Hits((hit,))), "1103")[0].rest
    assert [rest.text[start:end] for start, end in rest.spans] == ["1103"]


def test_protected_hits_say_nothing_but_that_they_are_there() -> None:
    one = entries(found("hem", protected=Hits((PROTECTED,))), "hem")
    assert [entry.told for entry in one] == ["1 träff med skyddad identitet, visas först efter skäl"]
    two = entries(found("hem", protected=Hits((PROTECTED, ProtectedHit(ResidentId("annan"), ALVBRO)))), "hem")
    assert [entry.name.text for entry in two] == [
        "Träff 1 av 2 med skyddad identitet", "Träff 2 av 2 med skyddad identitet",
    ]  # fmt: skip


def test_a_protected_persons_device_says_only_that() -> None:
    hidden = DeviceHit(
        DeviceId("L-1"), ALVBRO, Marked("L-1"), DeviceKind.PERSONAL_ALARM, "", ResidentId("h"), "", "", True
    )
    assert entries(found(devices=Hits((hidden,))))[-1].rest.text == "Skyddad identitet"


def test_how_many_more_there_are_is_said() -> None:
    many = found(residents=Hits((MARTA,), more=12), staff=Hits((LINDA,), more=3, is_at_least=True))
    content = Teller(Words()).answer("lin", many, (), is_complete=True)
    remarks = [line.text for line in content.lines if isinstance(line, Remark)]
    assert remarks == ["12 till. Skriv mer för färre träffar", "Minst 3 till. Skriv mer för färre träffar"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("qwzx", "Den som har skyddad identitet hittas aldrig på namn, adress eller telefon"),
        ("qwzx", "Sökt i: namn, adress och telefon för boende i dina kommuner"),
        (">qwzx", "Bara kommandon är genomsökta."),
        ("@qwzx", "Bara personal är genomsökt."),
        ("#qwzx", "Bara enheter och öppna ärenden är genomsökta."),
        ("q", "Skriv minst två bokstäver"),
    ],
)
def test_nothing_found_says_what_was_searched(text: str, said: str) -> None:
    content = Teller(Words()).answer(text, found(text), COMMANDS, is_complete=True)
    assert content.count == 0
    assert any(said in line.text for line in content.lines if not isinstance(line, Entry))


def test_nothing_is_said_not_to_be_found_before_the_answer_has_come() -> None:
    assert Teller(Words()).answer("qwzx", None, COMMANDS, is_complete=False).lines == ()


@pytest.mark.parametrize(("sign", "deeds"), [(">", 2), ("@", 0), ("#", 0)])
def test_a_sign_narrows_to_one_kind(sign: str, deeds: int) -> None:
    content = Teller(Words()).answer(f"{sign}lin", None, COMMANDS, is_complete=True)
    assert sum(isinstance(line, Entry) for line in content.lines) == deeds


def test_nothing_typed_shows_the_last_used_commands_or_those_that_can_be_done() -> None:
    first = Teller(Words()).begin(COMMANDS, ())
    assert [line.choice for line in first.lines if isinstance(line, Entry)] == [RunDeed("lines")]
    later = Teller(Words()).begin(COMMANDS, ("shelve", "gone", "lines"))
    assert [line.choice for line in later.lines if isinstance(line, Entry)] == [RunDeed("shelve"), RunDeed("lines")]
    assert [line.text for line in later.lines[:2] if not isinstance(line, Entry)] == [
        "Skriv för att söka: namn, adress, telefon, personal, enhet eller ärende.", "Senast använda",
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_cleaned_and_then_underlined_nowhere(text: str) -> None:
    entry = entries(found(residents=Hits((resident("x", text, text),))))[0]
    assert len(entry.name.text) <= 120
    assert len(entry.rest.text) <= 200
    assert not any(ord(sign) < 32 or 0x202A <= ord(sign) <= 0x202E for sign in entry.told)
    assert entry.name.text == text or not entry.name.spans
