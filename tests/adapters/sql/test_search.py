"""The search finds on both databases what the rules say, inside the walls, and stays true to the directory."""

import asyncio
import random
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from console.adapters.sql.migrate import downgrade, migrate
from console.adapters.sql.store import Store, open_copy
from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId, HouseholdId, MunicipalityId, ResidentId
from console.domain.journal import Unwritable, Writing
from console.domain.masking import show
from console.domain.resident import Device, Household, Protection, Resident
from console.domain.search import MISSPELT, FoundRows, Walls, ask, resident_hit
from console.services.search import RESIDENTS
from tests.adapters.sql import samples
from tests.adapters.sql.places import KEY, Place
from tests.builders import NORRBY, SODERBY, municipality, operator

BORN = date(1939, 3, 1)
NORRBY_ONLY = Walls(frozenset({NORRBY}), frozenset(), frozenset())
NAMED = Walls(frozenset({NORRBY}), frozenset({NORRBY}), frozenset())
TECHNICIAN = Walls(frozenset(), frozenset(), frozenset({NORRBY}))
BOTH = Walls(frozenset({NORRBY, SODERBY}), frozenset(), frozenset())


def home(id_: str, street: str, where: MunicipalityId = NORRBY, apartment: str = "") -> Household:
    return Household(HouseholdId(id_), where, street, apartment, city="Älvbro")


def person(id_: str, given: str, family: str, household: str = "", where: MunicipalityId = NORRBY, phone: str = "",
           protection: Protection = Protection.NONE) -> Resident:  # fmt: skip
    return Resident(
        ResidentId(id_), where, HouseholdId(household or f"h-{id_}"), given, family, BORN, mobile=phone,
        protection=protection,
    )  # fmt: skip


MARTA = person("marta", "Märta", "Lindqvist", phone="+46701740618")
TORE = person("tore", "Tore", "Lindgren")
EVA = person("eva", "Eva", "Åkesson")
EVE = person("eve", "Eve", "Akesson")
HEMLIG = person("hemlig", "Lina", "Lindhemlig", protection=Protection.PROTECTED)
SAMBO = person("sambo", "Linus", "Linsambo", "h-hemlig")
FAR = person("far", "Linnea", "Linnman", where=SODERBY)
HOMES = (
    home("h-marta", "Fyrvägen 12", apartment="1103"), home("h-tore", "Björkgatan 3"), home("h-eva", "Fyrvägen 120"),
    home("h-eve", "Torget 1"), home("h-hemlig", "Lindhemliga gatan 1"), home("h-far", "Fyrvägen 12", SODERBY),
)  # fmt: skip
PEOPLE = (MARTA, TORE, EVA, EVE, HEMLIG, SAMBO, FAR)


def device(id_: str, resident: Resident | None, household: str = "", where: MunicipalityId = NORRBY) -> Device:
    at = HouseholdId(household) if household else resident.household if resident else None
    return Device(
        DeviceId(id_), where, "trygg", DeviceKind.PERSONAL_ALARM, at, resident.id if resident else None, "hall"
    )


DEVICES = (
    device("LIN-20418", MARTA), device("LIN-20500", HEMLIG), device("LIN-20501", SAMBO),
    device("LIN-20502", None, "h-hemlig"), device("LIN-20600", FAR, where=SODERBY), device("LIN-20700", None),
)  # fmt: skip


async def fill(
    store: Store, people: Sequence[Resident] = PEOPLE, homes: Sequence[Household] = HOMES,
    devices: Sequence[Device] = DEVICES,
) -> None:  # fmt: skip
    seq = (await store.journal.head()).seq
    said = Writing(seq, (samples.draft(ev.ResidentsImported(1, 1, 1, 0), "directory:norrby"),))
    await store.residents.save([municipality(), municipality(SODERBY)], homes, people, devices, said)


async def found(store: Store, text: str, walls: Walls = NORRBY_ONLY, first: Sequence[Resident] = ()) -> FoundRows:
    return await store.search.find(ask(text), walls, [one.id for one in first])


async def names(store: Store, text: str, walls: Walls = NORRBY_ONLY) -> set[str]:
    return {one.resident.id for one in (await found(store, text, walls)).residents}


ANSWERS: tuple[tuple[str, set[str]], ...] = (
    ("lin", {"marta", "tore"}), ("LIND", {"marta", "tore"}), ("lindq", {"marta"}), ("märta lind", {"marta"}),
    ("lindqvist m", {"marta"}), ("åkesson", {"eva", "eve"}), ("akesson", {"eva", "eve"}), ("ake", {"eva", "eve"}),
    ("fyrv 12", {"marta", "eva"}), ("fyrvagen 12 lindqvist", {"marta"}), ("1103", {"marta"}),
    ("070-174 06 18", {"marta"}), ("+46701740618", {"marta"}), ("0046 70 174", {"marta"}), ("701740618", {"marta"}),
    ("lindqvist 070-174", {"marta"}), ("lindkvist", {"marta"}), ("linqvist", {"marta"}), ("lindqqvist", {"marta"}),
    ("lidnqvist märta", {"marta"}), ("björkgtan", {"tore"}), ("marta lindkvist fyrvgen", {"marta"}),
    ("linnman", set()), ("lindhemlig", set()), ("lina", set()), ("linsambo", set()), ("lindhemliga", set()),
    ("lindhemlgi", set()), ("nobody", set()), ("l", set()), ("%", set()), ("m_rta", set()), ("' OR 1=1 --", set()),
)  # fmt: skip


def test_who_is_found_by_what(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill(store)
        answers = {text: await names(store, text) for text, _ in ANSWERS}
        assert answers == dict(ANSWERS)

    place.tell(story)


def test_the_index_finds_just_those_whom_the_rules_call_an_answer(place: Place) -> None:
    draw = random.Random(3)
    families = ["Lindqvist", "Lindkvist", "Lindgren", "Åkesson", "Akesson", "Öberg", "Berg", "Bergström", "Ek", "Alm"]
    streets = ["Fyrvägen", "Björkgatan", "Ängsvägen", "Torget", "Lindgatan"]
    homes = [home(f"h-{n}", f"{draw.choice(streets)} {draw.randint(1, 30)}") for n in range(120)]
    people = [
        person(f"{n}", draw.choice(["Eva", "Märta", "Nils-Erik", "Åke", "Bo"]), draw.choice(families),
               phone=f"+4670174{draw.randint(600, 699)}0")
        for n in range(120)
    ]  # fmt: skip
    by_id = {one.id: one for one in homes}
    viewer = operator("anna")
    words = [*families, *streets, "Eva", "Märta", "Erik", "12", "3", "0701746"]
    questions = [" ".join(draw.sample(words, draw.randint(2, 3))) for _ in range(40)]
    questions += [one[: draw.randint(2, len(one))] for one in questions]
    questions += ["lindkvst", "fyrvagn 1", "berk", "aksson", "bergstrmö eva", "nlis", "märta lindqvsit"]

    def expected(text: str) -> set[str]:
        """As typed; where those are few, with a letter forgiven too."""
        shown = [show(one, by_id[one.household], viewer, BORN) for one in people]
        near = {one.id: hit.nearness[0] for one in shown if (hit := resident_hit(ask(text), one, None)) is not None}
        as_typed = {one for one, nearness in near.items() if nearness < MISSPELT}
        return set(near) if len(as_typed) < RESIDENTS else as_typed

    async def story(store: Store) -> None:
        await fill(store, people, homes, ())
        full = 0
        for text in questions:
            answer = await found(store, text)
            got = {one.resident.id for one in answer.residents}
            wanted = expected(text)
            likely = got & wanted
            full += answer.is_full
            assert likely == wanted or answer.is_full, text
        assert full < len(questions) / 2

    place.tell(story)


def test_nothing_is_found_beyond_the_walls(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill(store)
        assert await names(store, "lin", BOTH) == {"marta", "tore", "far"}
        assert await names(store, "fyrvägen", BOTH) == {"marta", "eva", "far"}
        assert await names(store, "linnman", replace(BOTH, readable=frozenset({SODERBY}))) == {"far"}
        nowhere = Walls(frozenset(), frozenset(), frozenset())
        for text in ("lin", "LIN-2", "#l", "lindqvist"):
            assert await found(store, text, nowhere) == FoundRows()
            assert await found(store, text, nowhere, PEOPLE) == FoundRows()

    place.tell(story)


def test_many_beyond_the_walls_crowd_nobody_out_and_are_not_counted(place: Place) -> None:
    many = [person(f"p{n:03}", "Greta", "Garbo") for n in range(120)]
    hidden = [person(f"x{n:03}", "Greta", "Garbo", protection=Protection.PROTECTED) for n in range(120)]
    one = person("one", "Greta", "Garbo", where=SODERBY)
    homes = [home(f"h-{each.id}", "Torget 1", each.municipality) for each in (*many, *hidden, one)]
    southern = Walls(frozenset({SODERBY}), frozenset({SODERBY}), frozenset())

    async def story(store: Store) -> None:
        await fill(store, (*many, *hidden, one), homes, ())
        for text in ("garbo", "greta gar", "gabro"):
            answer = await found(store, text, southern, (*many, one))
            assert [each.resident.id for each in answer.residents] == ["one"]
            assert (answer.is_full, answer.protected) == (False, ())
            assert not {each.resident.id for each in (await found(store, text)).residents} - {each.id for each in many}

    place.tell(story)


def test_a_protected_person_and_who_lives_there_are_a_count_for_one_who_is_named_and_nothing_for_others(
    place: Place,
) -> None:
    async def story(store: Store) -> None:
        await fill(store)
        for text in ("lindhemlig", "linsambo", "lindhemliga gatan", "lin"):
            assert (await found(store, text, NORRBY_ONLY, PEOPLE)).protected == ()
            assert not await names(store, text, NAMED) & {"hemlig", "sambo"}
        assert [one.resident for one in (await found(store, "lin", NAMED)).protected] == ["hemlig", "sambo"]
        assert [one.resident for one in (await found(store, "linsambo", NAMED)).protected] == ["sambo"]
        elsewhere = Walls(frozenset({NORRBY, SODERBY}), frozenset({SODERBY}), frozenset())
        assert (await found(store, "lindhemlig", elsewhere)).protected == ()

    place.tell(story)


def test_protection_that_comes_hides_the_whole_home_and_protection_that_goes_shows_it(place: Place) -> None:
    neighbour = person("granne", "Greta", "Lindgren", "h-tore")

    async def story(store: Store) -> None:
        await fill(store, [*PEOPLE, neighbour])
        assert await names(store, "lindgren") == {"tore", "granne"}
        hidden = replace(neighbour, protection=Protection.CONFIDENTIAL)
        await fill(store, [hidden], ())
        assert await names(store, "lindgren") == set()
        assert [one.resident for one in (await found(store, "lindgren", NAMED)).protected] == ["granne", "tore"]
        await fill(store, [replace(hidden, household=HouseholdId("h-eve"))], ())  # moves in with Eve
        assert await names(store, "lindgren") == {"tore"}
        assert await names(store, "akesson") == {"eva"}
        await fill(store, [replace(neighbour, household=HouseholdId("h-eve"))], ())
        assert await names(store, "lindgren") == {"tore", "granne"}
        assert await names(store, "akesson") == {"eva", "eve"}

    place.tell(story)


def test_who_is_protected_by_now_is_not_shown_even_where_the_index_lags(place: Place) -> None:
    place.tell(fill)
    place.tamper("UPDATE resident SET protection = 'protected' WHERE id = 'tore'")

    async def story(store: Store) -> None:
        assert await names(store, "lind") == {"marta"}
        assert await names(store, "lindgren", NAMED) == set()

    place.tell(story)


def test_a_new_name_or_address_is_found_and_the_old_one_leaves_no_word(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill(store)
        await fill(store, [replace(MARTA, family_name="Qvarnström", mobile="")], [home("h-marta", "Zinkgatan 9")])
        for text in ("lindqvist", "lindkvist", "070-174", "fyrvägen 12 märta", "1103"):
            assert "marta" not in await names(store, text)
        assert (
            await names(store, "qvarn") == await names(store, "kvarnström") == await names(store, "zink 9") == {"marta"}
        )
        await fill(store, [MARTA], HOMES)
        assert await names(store, "lindqvist") == {"marta"}
        assert await names(store, "zink") == set()

    place.tell(story)
    for table, column in (("search_posting", "word"), ("search_stem", "word"), ("search_entry", "words")):
        assert place.ask(f"SELECT * FROM {table} WHERE {column} LIKE '%zink%' OR {column} LIKE '%qvarn%'") == []


def test_an_import_that_changes_nothing_writes_nothing(place: Place) -> None:
    def content() -> list[list[object]]:
        tables = ("search_entry", "search_posting", "search_stem", "search_device")
        return [sorted(map(tuple, place.ask(f"SELECT * FROM {table}"))) for table in tables]

    place.tell(fill)
    before = content()
    assert all(before)
    place.tell(fill)
    assert content() == before


def test_a_device_is_found_by_its_id_and_a_protected_home_only_by_those_named(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill(store)

        async def ids(text: str, walls: Walls) -> set[str]:
            return {one.device.id for one in (await found(store, text, walls)).devices}

        assert await ids("LIN-2", NORRBY_ONLY) == {"LIN-20418", "LIN-20700"}
        assert await ids("#lin 204", NORRBY_ONLY) == await ids("20418", NORRBY_ONLY) == {"LIN-20418"}
        everyone = {"LIN-20418", "LIN-20500", "LIN-20501", "LIN-20502", "LIN-20700"}
        assert await ids("#L", NAMED) == await ids("#L", TECHNICIAN) == everyone
        assert await ids("LIN-2", BOTH) == {"LIN-20418", "LIN-20700", "LIN-20600"}
        (shielded,) = (await found(store, "LIN-20500", NAMED)).devices
        assert (shielded.of, shielded.household, shielded.is_protected) == (None, None, True)
        (open_,) = (await found(store, "LIN-20418", NORRBY_ONLY)).devices
        assert open_.of is not None
        assert (open_.of.resident, open_.household, open_.is_protected) == (MARTA, HOMES[0], False)

    place.tell(story)


def test_those_with_an_open_case_are_found_before_the_many(place: Place) -> None:
    many = [person(f"p{n:03}", "Anna", f"Andersson{n % 7 * 'x'}") for n in range(150)]
    homes = [home(f"h-{one.id}", "Torget 1") for one in many]

    async def story(store: Store) -> None:
        await fill(store, many, homes, ())
        last = many[-3:]
        for text in ("an", "anna", "anders", "ann tor"):
            answer = await found(store, text, first=last)
            assert answer.is_full
            assert {one.resident.id for one in answer.residents} >= {one.id for one in last}
        assert not (await found(store, "an", replace(NORRBY_ONLY, readable=frozenset({SODERBY})), last)).residents

    place.tell(story)


def test_a_database_with_people_is_searched_after_the_step_up_and_clean_after_the_step_down(place: Place) -> None:
    place.tell(fill)
    engine = place.engine()
    tables = ("search_entry", "search_posting", "search_stem", "search_device")
    before = [len(place.ask(f"SELECT * FROM {table}")) for table in tables]
    downgrade(engine, "0001")
    assert not set(tables) & set(sa.inspect(engine).get_table_names())
    migrate(engine)
    assert [len(place.ask(f"SELECT * FROM {table}")) for table in tables] == before
    engine.dispose()

    async def story(store: Store) -> None:
        assert await names(store, "lin") == {"marta", "tore"}
        assert await names(store, "lindkvist") == await names(store, "070-174 06") == {"marta"}
        assert [one.resident for one in (await found(store, "lin", NAMED)).protected] == ["hemlig", "sambo"]
        assert [one.device.id for one in (await found(store, "20418")).devices] == ["LIN-20418"]
        await fill(store, [replace(TORE, family_name="Alm")], ())
        assert await names(store, "alm") == {"tore"}
        assert await names(store, "lindgren") == set()

    place.tell(story)


def test_the_search_can_write_nothing(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill(store)
        with pytest.raises(Unwritable):
            await store.search._reader.run(lambda line: line.execute(sa.text("DELETE FROM search_posting")))
        assert await names(store, "lindqvist") == {"marta"}

    place.tell(story)


def test_a_search_sees_what_was_saved_and_waits_for_no_writing(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill(store)
        assert await names(store, "lindgren") == {"tore"}
        await fill(store, [replace(TORE, family_name="Ny")], ())
        assert await names(store, "ny") == {"tore"}
        may_end = threading.Event()

        def long_writing(connection: sa.Connection) -> None:
            connection.execute(sa.text("DELETE FROM search_posting"))
            assert may_end.wait(20)

        writing = asyncio.create_task(store._writer.run(long_writing))
        try:
            async with asyncio.timeout(10):
                assert await names(store, "ny") == {"tore"}
            assert not writing.done()
        finally:
            may_end.set()
            await writing
        assert await names(store, "ny") == set()

    place.tell(story)


def test_the_local_copy_is_searched_like_the_store(
    server_place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def story(store: Store) -> None:
        await fill(store)
        copy = await open_copy(tmp_path_factory.mktemp("copy") / "copy.db", KEY)
        try:
            await copy.mirror_of(store).refresh()
            assert await names(copy, "lin") == {"marta", "tore"}
            assert [one.device.id for one in (await found(copy, "LIN-204")).devices] == ["LIN-20418"]
            assert (await found(copy, "lindhemlig", NORRBY_ONLY)).protected == ()
            await store._writer.run(_remove_tore)
            await copy.mirror_of(store).refresh()
            assert await names(copy, "lindgren") == set()
        finally:
            await copy.close()

    server_place.tell(story)


def _remove_tore(connection: sa.Connection) -> None:
    for statement in ("search_entry WHERE resident", "resident WHERE id"):
        connection.execute(sa.text(f"DELETE FROM {statement} = 'tore'"))


def test_text_that_would_be_a_pattern_is_text(place: Place) -> None:
    async def story(store: Store) -> None:
        await fill(store)
        for text in ("%%", "__", "li%", "\\", "lin' --", "a" * 500, "\U0001f600\U0001f600", "\ud800\ud800", "li\x00n"):
            answer = await found(store, text, NAMED)
            assert len(answer.residents) < len(PEOPLE)

    place.tell(story)
