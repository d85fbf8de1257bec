"""Who could go to a case now: its place, what it asks for, and everybody's way there."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from console.domain.case import Case
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.land import Point
from console.domain.need import need_of
from console.domain.ranking import USUAL_AGES, Ages, Asked, Barred, Exclusion, Ranking
from console.domain.task import Need, OfferState, Task, Withdrawal
from console.domain.task_rules import Nearby, group_of
from console.services.nearest import nearest
from console.services.ports import Clock, Roads
from console.services.recorder import Recorder
from console.services.scenes import Scene, Scenes
from console.services.staff import Staff, open_tasks

MOST_AT_ONCE = 10
"""So many are asked at once where the first belongs to no group: the nearest. Ours."""

Centres = Callable[[MunicipalityId], Awaitable[Mapping[str, Point]]]
"""The middle of each area of a municipality."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found: where, for what, and whom."""

    scene: Scene
    need: Need
    ranking: Ranking


class Nearness:
    """Every call may raise Unwritable, where the directory does not answer."""

    def __init__(
        self,
        recorder: Recorder,
        staff: Staff,
        scenes: Scenes,
        roads: Roads,
        centres: Centres,
        clock: Clock,
        ages: Ages = USUAL_AGES,
    ) -> None:
        self._recorder = recorder
        self._staff = staff
        self._scenes = scenes
        self._roads = roads
        self._centres = centres
        self._clock = clock
        self._ages = ages

    async def look(
        self, case: Case, task: Task | None = None, besides: Iterable[ResponderId] = (), *, is_place_known: bool = True
    ) -> Look:
        """Who is near, for `task` where it is about one that goes on; `besides` have said no. `is_place_known` False:
        as if nobody knew where it is."""
        scene = await self._scenes.of(case)
        need = task.need if task is not None else need_of(
            case.cause, case.alarm_class, scene.resident, scene.household
        )  # fmt: skip
        if scene.is_protected:
            need = replace(need, is_named=True)
        area = scene.household.area if scene.household is not None else ""
        asked = _asked(task, area, frozenset(besides))
        to = scene.place if is_place_known else None
        staff = self._staff.staffed(case.municipality, self._clock.now())
        centres = await self._centres(case.municipality)
        return Look(
            scene, need, await nearest(self._roads, to, need, staff, self._clock.now(), asked, centres, self._ages)
        )

    async def nearby(self, case: Case, task: Task, besides: Iterable[ResponderId] = ()) -> Nearby:
        """Who can be asked now for a task that goes on."""
        return self.nearby_of(case, task, (await self.look(case, task, besides)).ranking)

    def nearby_of(self, case: Case, task: Task, ranking: Ranking) -> Nearby:
        """Whoever is asked for another task already is asked last, for another of the same case not at all: a second
        person is another one. The group is that of whoever was asked first."""
        elsewhere, beside = self._asked_elsewhere(task), _asked_beside(case, task)
        others = (one for one in ranking.candidates if one.responder not in beside)
        ordered = sorted(others, key=lambda one: one.responder in elsewhere)
        excluded = tuple(one for one in ranking.excluded if one.responder not in beside)
        excluded += tuple(Exclusion(one, Barred.ON_TASK) for one in sorted(beside))
        sorted_in = Ranking(ranking.at, tuple(ordered), excluded, ranking.is_limited)
        first = task.offers[0].responder if task.offers else ordered[0].responder if ordered else None
        found = self._staff.find(case.municipality, first) if first is not None else None
        group = found.group if found is not None else ""
        if group:
            people = self._staff.staffed(case.municipality, ranking.at)
            members = [one.responder.id for one in people if one.responder.group == group]
        else:
            members = [one.responder for one in ordered][:MOST_AT_ONCE]
        open_now = {offer.responder for offer in task.asked()}
        return Nearby(sorted_in, tuple(one for one in group_of(sorted_in, members) if one not in open_now))

    def _asked_elsewhere(self, task: Task) -> frozenset[ResponderId]:
        return frozenset(
            offer.responder
            for _, other in open_tasks(self._recorder.board.open_cases())
            if other.id != task.id
            for offer in other.asked()
        )


def _asked_beside(case: Case, task: Task) -> frozenset[ResponderId]:
    """Who is asked for another task of the same case."""
    return frozenset(
        offer.responder for other in case.tasks if other.is_open and other.id != task.id for offer in other.asked()
    )


def _asked(task: Task | None, area: str, besides: frozenset[ResponderId]) -> Asked:
    if task is None:
        return Asked(besides, frozenset(), area)
    declined = {one.responder for one in task.offers if _has_said_no(task, one.responder)}
    unanswered = {one.responder for one in task.offers if one.state is OfferState.UNANSWERED}
    return Asked(besides | declined, frozenset(unanswered) - declined, area)


def _has_said_no(task: Task, responder: ResponderId) -> bool:
    """By their last word; who was taken off it by the operator is not asked for it again."""
    last = task.offer_to(responder)
    if last is None:
        return False
    is_off = last.state is OfferState.WITHDRAWN and last.reason == Withdrawal.REROUTED
    return last.state is OfferState.DECLINED or is_off
