"""The board of silences as one operator may see it: by name where they may, and nothing of where they may not look."""

from datetime import timedelta

from console.domain.ids import DeviceId, ResidentId
from console.domain.resident import Protection
from console.domain.silence import SilenceKind, device_about, resident_about
from console.domain.silence_steps import BeginSilence
from console.services.screen import SilencesTold
from console.services.silence_board import SilenceBoard
from console.services.silences import Silences
from tests.builders import NORRBY, SODERBY, counter, device, household, operator, resident
from tests.fakes import run_async
from tests.services.fakes import Station, station

anna = operator("anna")
both = operator("anna", municipalities=(NORRBY, SODERBY))


async def parked(here: Station, until_minutes: float = 60) -> Silences:
    """Astrid's unit in test mode, and she herself away."""
    silences = Silences(here.recorder, here.clock, counter("silence"), here.name)
    until = here.clock.now() + timedelta(minutes=until_minutes)
    unit, herself = device_about(NORRBY, DeviceId("dev-1")), resident_about(ResidentId("astrid"))
    await silences.begin(both, BeginSilence(SilenceKind.TEST_MODE, NORRBY, unit, (), "prov", until))
    await silences.begin(both, BeginSilence(SilenceKind.ABSENT, NORRBY, herself, (), "sjukhus", until))
    return silences


async def told(here: Station, viewer: object = anna, **more: object) -> SilencesTold:
    here.residents.put(
        households=[household()], residents=[resident(**more)], devices=[device(resident="astrid", place="hallen")]
    )
    await parked(here)
    board = SilenceBoard(here.recorder, here.residents, here.directory)
    return await board.told(viewer)  # type: ignore[arg-type]


def test_a_silence_names_whom_and_what_it_is_about_and_who_said_so() -> None:
    async def scenario() -> None:
        found = await told(await station().start())
        unit, herself = (found.about[one.id] for one in found.silences)
        assert [person.name for person in unit.people] == ["Astrid Lind"]
        assert (unit.device, unit.place) == ("dev-1", "hallen")
        assert [person.name for person in herself.people] == ["Astrid Lind"]
        assert set(found.names.values()) == {"Anna"}

    run_async(scenario())


def test_a_protected_person_has_neither_name_nor_place_there() -> None:
    async def scenario() -> None:
        found = await told(await station().start(), protection=Protection.PROTECTED)
        unit = found.about[found.silences[0].id]
        assert unit.people[0].is_masked
        assert unit.people[0].name == ""
        assert unit.place == ""
        assert unit.device == "dev-1", "a technician must find the thing"

    run_async(scenario())


def test_nobody_sees_the_silences_of_a_municipality_that_is_not_theirs() -> None:
    async def scenario() -> None:
        found = await told(await station().start(), operator("bo", municipalities=(SODERBY,)))
        assert found == SilencesTold(())

    run_async(scenario())


def test_a_silence_of_what_the_register_does_not_know_is_told_by_its_id() -> None:
    async def scenario() -> None:
        here = await station().start()
        await parked(here)
        found = await SilenceBoard(here.recorder, here.residents, here.directory).told(anna)
        assert len(found.silences) == 2
        assert found.about[found.silences[0].id].device == "dev-1"
        assert found.about[found.silences[0].id].people == ()

    run_async(scenario())
