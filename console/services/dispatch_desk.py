"""What an operator asks of who is near, and of the map, without anything happening by it."""

from dataclasses import replace

from console.domain.case import Case
from console.domain.handling import require_handling
from console.domain.ids import CaseId, ResponderId
from console.domain.land import FoundPlace, LandInfo, Tile, TileKey, Way
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.staff_board import Near
from console.services.dispatching import Dispatching
from console.services.nearness import Nearness
from console.services.ports import Land, Roads
from console.services.recorder import Recorder
from console.services.scenes import Scene, Scenes
from console.services.staff import Staff

MOST_PLACES = 20


class DispatchDesk:
    """`sending` is what changes something."""

    def __init__(
        self,
        recorder: Recorder,
        staff: Staff,
        scenes: Scenes,
        nearness: Nearness,
        land: Land,
        roads: Roads,
        sending: Dispatching,
    ) -> None:
        self._recorder = recorder
        self._staff = staff
        self._scenes = scenes
        self._nearness = nearness
        self._land = land
        self._roads = roads
        self.sending = sending

    async def nearest(self, operator: Operator, case: CaseId) -> Near:
        """Who can go there, and who cannot and why. Raises Refused(NOT_CONNECTED) where nobody can be sent."""
        known = self._case(operator, case)
        if not self._staff.is_there(known.municipality):
            raise Refused(Reason.NOT_CONNECTED)
        scene = await self._scenes.of(known)
        may_see = self._may_see(operator, known, scene)
        task = next((one for one in reversed(known.tasks) if one.is_open), None)
        look = await self._nearness.look(known, task, is_place_known=may_see)
        near = Near(case, look.need, look.ranking, look.scene.place if may_see else None, look.scene.is_protected)
        return near if may_see else _without_key(near)

    async def way_of(self, operator: Operator, responder: ResponderId, case: CaseId) -> Way | None:
        """The way that they would go; None where either place is not known, or not for the operator."""
        known = self._case(operator, case)
        scene = await self._scenes.of(known)
        found = self._staff.find(known.municipality, responder)
        start = self._recorder.standings.place_of(known.municipality, responder)
        if scene.place is None or start is None or found is None or not self._may_see(operator, known, scene):
            return None
        return await self._roads.way(start, scene.place, found.transport)

    async def land(self) -> LandInfo | None:
        """The map; None where there is none."""
        return self._land.info

    async def tile(self, key: TileKey) -> Tile | None:
        return await self._land.tile(key)

    async def places(self, text: str) -> tuple[FoundPlace, ...]:
        """Addresses and names on the map."""
        return await self._land.find(text, MOST_PLACES)

    def _case(self, operator: Operator, case: CaseId) -> Case:
        known = self._recorder.board.get(case)
        if known is None:
            raise Refused(Reason.NO_SUCH_CASE)
        require_handling(operator, known)
        return known

    def _may_see(self, operator: Operator, case: Case, scene: Scene) -> bool:
        """A protected place is for whoever is named for it there, and has the case: opening its card left the trace."""
        if not operator.may(Act.READ_RESIDENT, case.municipality):
            return False
        is_named = case.municipality in operator.may_see_protected and operator.may(
            Act.UNMASK_PROTECTED, case.municipality
        )
        return not scene.is_protected or (is_named and case.owner == operator.id)


def _without_key(near: Near) -> Near:
    """Where the key is says where the home is."""
    key, entry = near.need.key, near.need.entry.value
    excluded = tuple(
        replace(one, detail=entry) if key and one.detail == key else one for one in near.ranking.excluded
    )  # fmt: skip
    return replace(near, need=replace(near.need, key=""), ranking=replace(near.ranking, excluded=excluded))
