"""A console that matches decided with done, as `bootstrap` joins it, and the people of its round."""

from collections.abc import Iterable, Sequence

from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.case import Case
from console.domain.ids import DecisionId, DeviceId, LookId, OperatorId, ResidentId
from console.domain.journal import Writing
from console.domain.look import LookFor, LookOutcome, LookState
from console.domain.night import NOON
from console.domain.picture import Camera, Mask
from console.domain.resident import Device
from console.domain.supervision import LookTime, SupervisionDecision, Then
from console.domain.triage import Planned
from console.services.decisions import DecisionShelf
from console.services.ports import Decisions
from console.services.reconcile import Reconciliation
from tests.builders import NORRBY, device, household, minutes, municipality, resident
from tests.decision_samples import camera, decision
from tests.services.decision_fakes import FakeDecisions
from tests.services.fakes import Station

OSKAR = OperatorId("oskar")
ONE_LOOK = (LookTime(1, 22 * 60, 23 * 60),)
"""The first look of the night of `T0` (21:00 by the local clock), done by 23:15 at the latest."""


def person(number: int, looks: tuple[LookTime, ...] = ONE_LOOK, **more: object) -> SupervisionDecision:
    """`dec-1` of `person-1` by `cam-1`, and so on."""
    name = f"dec-{number}"
    return decision(name, f"person-{number}", camera=DeviceId(f"cam-{number}"), looks=looks, **more)


def cameras_of(decisions: Iterable[SupervisionDecision]) -> list[Camera]:
    return [camera(one.camera) for one in decisions if one.camera is not None]


def devices_of(decisions: Iterable[SupervisionDecision]) -> list[Device]:
    return [device(one.camera, resident=one.resident, kind=DeviceKind.CAMERA) for one in decisions if one.camera]


class Round:
    """A station with its round. Two share what their stations share, and `store`."""

    def __init__(self, here: Station, store: Decisions | None = None) -> None:
        self.here = here
        self.store = store or FakeDecisions(here.journal)
        self.shelf = DecisionShelf(self.store, here.recorder, here.clock)
        self.lacking = Reconciliation(here.recorder, self.shelf, here.residents, NOON, here.clock)
        here.recorder.watchers += [self.shelf.heard, self.lacking.heard]
        here.watch.duties += [self.shelf.look, self.lacking.look]

    async def start(self) -> "Round":
        await self.here.start(seat="")
        await self.shelf.start()
        return self

    async def settle_in(self, decisions: Sequence[SupervisionDecision]) -> None:
        """The directory has these people with their cameras, and the municipality has decided."""
        homes = [household(f"home-{one.resident}") for one in decisions if one.resident]
        people = [resident(one.resident, f"home-{one.resident}") for one in decisions if one.resident]
        self.here.residents.put(
            municipalities=[municipality()], households=homes, residents=people, devices=devices_of(decisions)
        )
        await self.decide(decisions, cameras_of(decisions))

    async def decide(self, decisions: Sequence[SupervisionDecision], cameras: Sequence[Camera] = ()) -> None:
        """An import of decisions."""
        now = self.here.clock.now()

        async def write(writing: Writing) -> object:
            return await self.store.save(decisions, cameras, now, writing)

        trace = Planned(f"directory:{NORRBY}", NORRBY, ev.DecisionsImported(len(decisions), len(cameras), 0))
        await self.here.recorder.commit_with((trace,), OSKAR, write)

    async def import_devices(self, *devices: Device) -> None:
        """An import of the directory."""

        async def write(writing: Writing) -> object:
            return await self.here.residents.save((), (), (), devices, writing)

        trace = Planned(f"directory:{NORRBY}", NORRBY, ev.ResidentsImported(0, 0, len(devices), 0))
        await self.here.recorder.commit_with((trace,), OSKAR, write)

    async def look_in(
        self,
        number: int,
        outcome: LookOutcome = LookOutcome.ASLEEP,
        state: LookState = LookState.DONE,
        act_in: float | None = None,
    ) -> None:
        """Somebody opens the first look of that person, and says so of it; then somebody is to go there in so many
        minutes."""
        look = LookId(f"dec-{number}:20260302:2200")
        about = (DecisionId(f"dec-{number}"), ResidentId(f"person-{number}"))
        opened = ev.LookOpened(
            look, *about, DeviceId(f"cam-{number}"), LookFor.ROUND, self.here.name, Mask.SQUARES
        )  # fmt: skip
        act_by = None if act_in is None else self.here.clock.now() + minutes(act_in)
        judged = ev.LookJudged(look, *about, outcome, state, None, Then.VISIT if act_by else None, act_by)
        await self.here.recorder.note(
            [Planned(ev.look_subject(look), NORRBY, body) for body in (opened, judged)], OSKAR
        )

    async def tick(self, seconds: float = 5) -> None:
        """So much later the watch attends."""
        await self.here.clock.advance(seconds)
        await self.here.watch.attend()

    def open(self) -> list[Case]:
        """The open cases, by person."""
        return sorted(self.here.recorder.board.open_cases(), key=lambda case: (case.resident or "", case.id))
