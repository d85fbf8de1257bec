"""The action plans that there are: which one runs in a situation, and the versions that open cases run by.

Files are looked at again and again; a plan that a case has begun is kept in the store, so that the case goes on with
the version it began with whatever becomes of the file, at each console and after a restart.
"""

import logging
from collections.abc import Callable, Iterable, Sequence

from console.domain import events as ev
from console.domain.case import Case
from console.domain.journal import Unwritable
from console.domain.plan import Plan, Situation, arranged, choose
from console.domain.plan_form import PlanError, PlansRead
from console.services.ports import Clock, PlanFiles, PlanStore
from console.services.recorder import Recorder

log = logging.getLogger(__name__)

LOOK_EVERY_S = 30.0

SEEK_EVERY_S = 5.0
"""So seldom is the store asked for one version that it did not have."""


class Plans:
    """Give it to `run`. `heard` is a watcher of the recorder. `on_change` is called when plans or `errors` may have
    changed, or a version that was missing has been found."""

    def __init__(self, files: PlanFiles, store: PlanStore, recorder: Recorder, clock: Clock) -> None:
        self._files = files
        self._store = store
        self._recorder = recorder
        self._clock = clock
        self._plans: tuple[Plan, ...] = ()
        self._known: dict[str, Plan] = {}
        self._kept: set[str] = set()
        self._sought_at: dict[str, float] = {}
        self.errors: tuple[PlanError, ...] = ()
        self.on_change: Callable[[], None] = lambda: None

    @property
    def all(self) -> tuple[Plan, ...]:
        """The plans that new cases are given, the centre's own first."""
        return self._plans

    async def run(self) -> None:
        """For ever; looks at once, and then every half minute."""
        while True:
            await self.refresh()
            await self._clock.sleep(LOOK_EVERY_S)

    async def refresh(self) -> None:
        """Takes what the files say, if they have changed, and out of the store the versions of open cases that are
        not in memory yet. Raises nothing: what could not be read is sought again the next time."""
        found = await self._files.look()
        if found is not None:
            self._take(found)
        await self._fetch(self._recorder.board.open_cases())

    async def heard(self, _: Sequence[ev.Event], cases: Sequence[Case]) -> None:
        """Another console may have begun a plan out of a folder that is not ours."""
        await self._fetch(case for case in cases if case.is_open)

    def choose(self, situation: Situation) -> tuple[Plan, tuple[str, ...]] | None:
        """The plan for a new case, and the ids of its steps that apply there; None where there is no plan at all."""
        plan = choose(self._plans, situation)
        return None if plan is None else (plan, arranged(plan, situation))

    def by_version(self, version: str) -> Plan | None:
        """The plan as it was then, from memory; None where it is not known, or not yet."""
        return self._known.get(version)

    async def sought(self, version: str) -> Plan | None:
        """The same, and where memory does not have it the store is asked, every five seconds at the most: whoever has
        the case waits for its steps."""
        at = self._clock.monotonic()
        if version not in self._known and at - self._sought_at.get(version, -SEEK_EVERY_S) >= SEEK_EVERY_S:
            self._sought_at[version] = at
            await self._read({version})
        return self._known.get(version)

    async def keep(self, plan: Plan) -> None:
        """To be called, and awaited, before a case begins this plan. Raises Unwritable."""
        if plan.version in self._kept:
            return
        await self._store.keep([plan], self._clock.now())
        self._known[plan.version] = plan
        self._kept.add(plan.version)

    def _take(self, found: PlansRead) -> None:
        for error in found.errors:
            if error not in self.errors:
                log.error("a plan cannot be used: %s", error)
        self._plans, self.errors = found.plans, found.errors
        self._known |= {plan.version: plan for plan in found.plans}
        self.on_change()

    async def _fetch(self, cases: Iterable[Case]) -> None:
        wanted = {case.plan.version for case in cases if case.plan is not None} - self._known.keys()
        if wanted:
            await self._read(wanted)

    async def _read(self, wanted: Iterable[str]) -> None:
        try:
            found = await self._store.of(sorted(wanted))
        except Unwritable as unwritable:
            log.info("plans of open cases are not read: %s", unwritable)
            return
        for plan in found:
            self._known[plan.version] = plan
            self._kept.add(plan.version)
        if found:
            self.on_change()
