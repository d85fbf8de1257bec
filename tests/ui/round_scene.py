"""The design's night: 60 residents in three areas and three rounds, at 01:38 in the second."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from console.domain.ids import LookId
from console.domain.look import LookOutcome, LookState
from console.domain.masking import Person
from console.domain.operator import Operator, Role
from console.domain.resident import Protection
from console.domain.round_rows import OutsideLook, RoundBoard, RoundRow
from tests.ui.fakes import ELLEN, FakeOffice, operator
from tests.ui.round_fake import ALVBRO, resident, row

GIVEN = (
    "Anna", "Bertil", "Cecilia", "David", "Elsa", "Folke", "Gun", "Hans", "Inga", "Johan", "Karin", "Lars", "Maj",
    "Nils", "Olga", "Per", "Rut", "Sven", "Tyra", "Ulla",
)  # fmt: skip
FAMILY = ("Alm", "Berg", "Ek", "Falk", "Gran", "Hed", "Lind", "Malm", "Nord", "Ros")
AREAS = (("Norr", 24), ("Söder", 20), ("Öster", 16))

NIGHT_WATCH = operator("Sara Lind", role=Role.NIGHT_SUPERVISION)
"""Who may sign the night."""

EDVIN = LookId("edvin:20261121:2")
GRETA = LookId("greta:20261121:2")
HARRY = LookId("harry:20261121:2")
SONJA = LookId("sonja:20261121:2")

NAMED: dict[tuple[str, str], tuple[str, str, int]] = {
    ("Norr", "12"): ("valborg", "Valborg Strand", 1936), ("Öster", "4"): ("harry", "Harry Lundmark", 1941),
    ("Norr", "7"): ("greta", "Greta Sandell", 1938), ("Söder", "2"): ("olle", "Olle Forsman", 1944),
    ("Norr", "9"): ("ingalill", "Inga-Lill Berg", 1947), ("Norr", "3"): ("edvin", "Edvin Palm", 1937),
    ("Norr", "5"): ("sonja", "Sonja Rehn", 1947), ("Norr", "8"): ("tage", "Tage Ivarsson", 1942),
    ("Söder", "1"): ("asta", "Asta Holmgren", 1939), ("Norr", "10"): ("bror", "Bror Ekdahl", 1936),
    ("Öster", "1"): ("rut", "Rut Sörensen", 1941), ("Söder", "6"): ("einar", "Einar Lindh", 1945),
    ("Norr", "14"): ("majbritt", "Maj-Britt Öhman", 1938), ("Söder", "9"): ("skyddad", "Hemlig Hemlighet", 1950),
}  # fmt: skip
"""By where they live."""


def people(viewer: Operator = ELLEN) -> list[tuple[str, str, str, Person]]:
    """Everybody in the round: id, area, place, and how they are seen."""
    found: list[tuple[str, str, str, Person]] = []
    for area, count in AREAS:
        for number in range(1, count + 1):
            place = str(number)
            at = len(found)
            usual = (f"p{at}", f"{GIVEN[at % 20]} {FAMILY[at % 10]}", 1934 + at % 15)
            id_, name, born = NAMED.get((area, place), usual)
            protection = Protection.PROTECTED if id_ == "skyddad" else Protection.NONE
            found.append((id_, area, place, resident(id_, name, born, viewer, protection)))
    return found


def rows_at(now: datetime, viewer: Operator = ELLEN) -> list[RoundRow]:
    """The night as it stands at 01:38."""
    found: list[RoundRow] = []
    everybody = people(viewer)
    hour = now.replace(minute=0, second=0, microsecond=0)  # 01:00 where the centre is
    for number, begins in ((1, hour - timedelta(hours=3)), (3, hour + timedelta(hours=3))):
        for at, (id_, area, place, person) in enumerate(everybody):
            start = begins + timedelta(minutes=at * 2)
            plain = row(id_, person, area, place, number, start, begins + timedelta(hours=2), tolerance=15)
            if number == 1:
                late = timedelta(minutes=20) if at in (7, 31) else timedelta(0)
                done_at = (begins + timedelta(hours=2, minutes=5) + late) if late else start + timedelta(minutes=3)
                outcome = LookOutcome.ASLEEP if at % 7 else LookOutcome.AWAKE
                plain = replace(plain, state=LookState.DONE, outcome=outcome, done_at=done_at, at=done_at, openings=1)
            found.append(plain)
    return [*found, *second_round(now, hour, everybody)]


def second_round(now: datetime, hour: datetime, everybody: list[tuple[str, str, str, Person]]) -> list[RoundRow]:
    """The round that goes on: what the design draws, 31 done, and the rest to come."""

    def at(minute: float) -> datetime:
        return hour + timedelta(minutes=minute)

    def due(
        id_: str, begins: float, ends: float | None = None, **more: object
    ) -> Callable[[str, str, Person], RoundRow]:
        def made(area: str, place: str, person: Person) -> RoundRow:
            end = begins if ends is None else ends
            return row(id_, person, area, place, 2, at(begins), at(end), **more)  # type: ignore[arg-type]

        return made

    not_seen = {"state": LookState.RETRY, "outcome": LookOutcome.NOT_SEEN}
    drawn = {
        "valborg": due("valborg", 20, tolerance=40, holder="Ali Rahimi", state=LookState.OPEN, at=now),
        "harry": due("harry", 30, tolerance=5),
        "greta": due("greta", 20, 50, at=at(20), retry_at=at(38), **not_seen),
        "olle": due("olle", 20, 50, at=at(26), retry_at=at(44), **not_seen),
        "ingalill": due("ingalill", 25, 55, state=LookState.RETRY, outcome=LookOutcome.OTHER_PERSON, at=at(33),
                        retry_at=at(49)),
        "edvin": due("edvin", 20, 50, note="sover ofta i fåtöljen, rullator vid sängen"),
        "sonja": due("sonja", 35, 50),
        "tage": due("tage", 36, 55),
        "asta": due("asta", 37, 60, holder="Lisa Hed", state=LookState.OPEN, at=now),
        "bror": due("bror", 45, 75),
        "rut": due("rut", 46, 75, shares=True),
        "einar": due("einar", 50, 80),
        "majbritt": due("majbritt", 55, 85),
        "skyddad": due("skyddad", 57, 85),
    }  # fmt: skip
    found: list[RoundRow] = []
    rest: list[tuple[str, str, str, Person]] = []
    for id_, area, place, person in everybody:
        if id_ in drawn:
            found.append(drawn[id_](area, place, person))
        else:
            rest.append((id_, area, place, person))
    rest.sort(key=lambda each: (int(each[2]), each[1]))
    for number, (id_, area, place, person) in enumerate(rest):
        if number < 31:
            done_at = at(2 + number)
            found.append(
                row(id_, person, area, place, 2, at(0), at(50), state=LookState.DONE, outcome=LookOutcome.ASLEEP,
                    done_at=done_at, at=done_at)
            )  # fmt: skip
        else:
            found.append(row(id_, person, area, place, 2, at(60 + number), at(120)))
    return found


def tell_round(office: FakeOffice, *, is_simulated: bool = True) -> RoundBoard:
    """The console tells of the night; two colleagues share it."""
    office.is_simulated = is_simulated
    office.sharing = ("Ali Rahimi", "Lisa Hed")
    office.rows = {each.look: each for each in rows_at(office.clock.now())}
    if office.round_text is not None:
        spoil(office, office.round_text)
    office.tell_board()
    return RoundBoard(office.clock.now().date(), tuple(office.rows.values()), sharing=office.sharing)


def spoil(office: FakeOffice, text: Callable[[], str]) -> None:
    """The same night with a foreign text in every field."""
    office.sharing = tuple(text() for _ in office.sharing)
    office.rows = {
        look: replace(
            each, area=text() if number % 5 == 0 else each.area, place=text(), note=text(), said_by=text(),
            holder=text() if each.holder else "",
            person=replace(each.person, name=text()) if each.person is not None else None,
        )
        for number, (look, each) in enumerate(office.rows.items())
    }  # fmt: skip
    office.outside = (OutsideLook(LookId("o"), ALVBRO, None, text(), office.clock.now(), text()),)
