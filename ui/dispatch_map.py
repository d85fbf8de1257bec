"""What stands on the map: cases, the staff with their ranks, weak areas, and the way that the first would go. Tiles are
asked for as the map wants them, while it is seen."""

from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from console.domain.ids import CaseId, ResponderId
from console.domain.land import Point, TileKey, Way
from console.domain.queue import Row
from console.domain.ranking import Candidate, Certainty
from console.domain.responder import Duty
from console.domain.staff_board import CasePlace, StaffBoard, StaffRow
from ui.dispatch_kit import DispatchKit
from ui.dispatch_near import NearReader
from ui.map.shown import DrawnWay, Mark, MarkKind
from ui.map.view import MapView
from ui.words import cover_lines, near_lines
from ui.words import row as said
from ui.words.dispatch import DispatchSay as Say
from ui.words.task_row import at_hand

STAFF, CASE, AREA = "staff:", "case:", "area:"
"""What a mark's key begins with."""

NEAR_SEEN = 4
"""At most so many candidates are brought into sight with the case."""

NEARLY = 2
"""So many times as far as the first is nearly as near."""

WAYS_KEPT = 32

WayKey = tuple[CaseId, ResponderId, object]


class MapShowing(QObject):
    """`staff_chosen` and `case_chosen` carry an id by a click or Enter on the map."""

    staff_chosen = Signal(object)
    case_chosen = Signal(object)

    def __init__(self, kit: DispatchKit, reader: NearReader, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._reader = reader
        self._map: MapView
        self._has_land = False
        self._seen_for: tuple[CaseId, bool] | None = None
        self._seen_first: ResponderId | None = None
        self._ways: dict[WayKey, Way | None] = {}

    def attach(self, view: MapView) -> None:
        """The screen has been built, or built anew."""
        self._map, self._has_land, self._seen_for = view, False, None
        view.tile_wanted.connect(self._want)
        view.mark_chosen.connect(self._chosen)

    def forget(self) -> None:
        """Another operator, or nobody: nothing of the one before stays."""
        self._ways.clear()
        self._seen_for = None
        self._map.show_marks(())
        self._map.show_ways(())

    def show(self) -> None:
        """What stands there now. Call while the view is seen."""
        if not self._has_land:
            self._has_land = True
            self._kit.tasks.start(self._fetch_land(self._map), name="land", on_refused=self._kit.refused)
        board = self._kit.board
        if board is None:
            self._map.show_marks(())
            self._map.show_ways(())
            return
        marks = (*self._cases(board), *self._staff(board), *self._areas(board))
        self._map.show_marks(marks)
        self._map.show_ways(tuple(self._drawn()))
        self._bring_into_sight(marks)

    def first(self) -> ResponderId | None:
        """Who stands out: who has the task, else whom the operator means."""
        row = self._kit.work.row
        task = at_hand(row.tasks) if row is not None else None
        if task is not None and task.is_open and task.responder is not None:
            return task.responder
        if row is not None and row.responder is not None:
            return row.responder
        return self._reader.chosen

    async def _fetch_land(self, view: MapView) -> None:
        land = await self._kit.office.land()
        if view is self._map:
            view.show_land(land)
            self._seen_for = None  # another land shows its own middle
            self.show()

    def _want(self, key: object) -> None:
        view = self._map
        if isinstance(key, TileKey):
            self._kit.tasks.start(self._fetch_tile(view, key), name="tile", on_refused=self._kit.refused)

    async def _fetch_tile(self, view: MapView, key: TileKey) -> None:
        tile = None
        try:
            tile = await self._kit.office.tile(key)
        finally:  # each is answered, or the map would wait for it
            if view is self._map:
                view.put_tile(key, tile)

    def _chosen(self, key: str) -> None:
        if key.startswith(STAFF):
            self.staff_chosen.emit(ResponderId(key.removeprefix(STAFF)))
        elif key.startswith(CASE):
            self.case_chosen.emit(CaseId(key.removeprefix(CASE)))

    def _cases(self, board: StaffBoard) -> Iterator[Mark]:
        rows = {row.case: row for row in self._kit.model.rows()}
        shown = self._kit.work.row
        if shown is not None:
            rows.setdefault(shown.case, shown)
        for place in self._places(board):
            row = rows.get(place.case)
            if row is not None:
                is_chosen = shown is not None and row.case == shown.case
                label = said.name(row, self._kit.words) if is_chosen else ""
                yield Mark(
                    f"{CASE}{row.case}", MarkKind.CASE, place.place, label, alarm_class=row.alarm_class,
                    is_chosen=is_chosen, accuracy_m=place.accuracy_m,
                )  # fmt: skip

    def _places(self, board: StaffBoard) -> Iterator[CasePlace]:
        """As they were told; the shown case's own by its ranking, and where somebody of the staff in danger is."""
        yield from board.cases
        told, row, near = {place.case for place in board.cases}, self._kit.work.row, self._reader.near()
        if row is None or row.case in told:
            return
        if near is not None and near.case == row.case and near.place is not None and not self._is_hidden(row):
            yield CasePlace(row.case, near.place)
        elif row.responder is not None:
            staff = self._kit.staff(row.responder)
            if staff is not None and staff.place is not None:
                yield CasePlace(row.case, staff.place, staff.accuracy_m)

    def _is_hidden(self, row: Row) -> bool:
        """Whether where the person lives is not to be seen: while their name is not, whoever has the case."""
        near = self._reader.near()
        return near is not None and near.is_protected and said.is_masked(row)

    def _staff(self, board: StaffBoard) -> Iterator[Mark]:
        ranks = {one.responder: one for one in self._reader.candidates()}
        first = self.first()
        for row in board.rows:
            if row.place is not None and (row.duty is not Duty.OFF or row.is_in_danger):
                yield self._one(row, row.place, ranks.get(row.id), is_lit=row.id == first)

    def _one(self, row: StaffRow, place: Point, one: Candidate | None, *, is_lit: bool) -> Mark:
        words, now = self._kit.words, self._kit.now()
        is_stale = row.certainty is Certainty.STALE
        detail = ""
        if row.is_in_danger:
            detail = words(Say.IN_DANGER)
        elif is_stale and row.position_at is not None:
            detail = words(Say.AGED, time=words.duration(now - row.position_at))
        elif (left := self._left(row.id)) is not None:
            detail = words(Say.MINUTES_TO, minutes=words.number(left))
        elif one is not None:
            detail = words(Say.MINUTES_TO, minutes=near_lines.minutes(one, words))
        name = words.responder(row.municipality, row.id, is_short=True)
        return Mark(
            f"{STAFF}{row.id}", MarkKind.STAFF, place, name, detail, number=one.rank if one is not None else None,
            is_lit=is_lit or row.is_in_danger, is_stale=is_stale, accuracy_m=row.accuracy_m if is_stale else None,
        )  # fmt: skip

    def _left(self, responder: ResponderId) -> int | None:
        """In how many minutes whoever has the shown case's task is to be there."""
        row = self._kit.work.row
        tasks = row.tasks if row is not None else ()
        task = next((one for one in tasks if one.is_open and one.responder == responder), None)
        if task is None or task.arrive_by is None or task.arrived_at is not None:
            return None
        return max(-((self._kit.now() - task.arrive_by) // timedelta(minutes=1)), 0)

    def _areas(self, board: StaffBoard) -> Iterator[Mark]:
        words = self._kit.words
        for area in cover_lines.weak(board.areas):
            if area.centre is not None:
                how = words(Say.COVER_EMPTY_WORD if area.is_empty else Say.COVER_THIN_WORD)
                yield Mark(f"{AREA}{area.area}", MarkKind.AREA, area.centre, area.area, how, number=area.at_risk)

    def _drawn(self) -> Iterator[DrawnWay]:
        """The way of the first, and dotted that of whoever is asked next."""
        row, first = self._kit.work.row, self.first()
        if row is None or first is None or self._reader.near() is None or self._is_hidden(row):
            return
        others = [one.responder for one in self._reader.candidates() if one.responder != first]
        for number, responder in enumerate((first, *others[:1])):
            way = self._way(row, responder)
            if way is not None and len(way.line) > 1:
                yield DrawnWay(way.line, is_second=number > 0)

    def _way(self, row: Row, responder: ResponderId) -> Way | None:
        """As it was asked for from where they are; asks once for each place."""
        staff = self._kit.staff(responder)
        key: WayKey = (row.case, responder, staff.place if staff is not None else None)
        if key not in self._ways:
            while len(self._ways) >= WAYS_KEPT:
                self._ways.pop(next(iter(self._ways)))
            before = [way for (case, whose, _), way in self._ways.items() if (case, whose) == (row.case, responder)]
            self._ways[key] = before[-1] if before else None
            self._kit.tasks.start(self._fetch_way(key), name="way", on_refused=lambda _: None)
        return self._ways[key]

    async def _fetch_way(self, key: WayKey) -> None:
        case, responder, _ = key
        found = await self._kit.office.way_of(responder, case)
        if key in self._ways:
            self._ways[key] = found

    def _bring_into_sight(self, marks: tuple[Mark, ...]) -> None:
        """Once it is seen, for each shown case, and once more when a ranking has come: where it is, and those who are
        nearest. Then only whoever comes to stand out, where they are out of sight."""
        row = self._kit.work.row
        chosen = next((mark for mark in marks if mark.is_chosen), None)
        if row is None or chosen is None or not self._map.isVisible():
            return
        seen, before = (row.case, bool(self._reader.candidates())), self._seen_first
        self._seen_first = self.first()
        if self._seen_for in (seen, (row.case, True)):
            if self._seen_first != before:
                self._bring_first(chosen, marks)
            return
        self._seen_for = seen
        self._map.fit((chosen.point, *self._near_points(marks)))

    def _near_points(self, marks: tuple[Mark, ...]) -> Iterator[Point]:
        """The two whose ways are drawn, and others who are nearly as near: one far out would make the town small."""
        candidates = self._reader.candidates()[:NEAR_SEEN]
        most = NEARLY * candidates[0].minutes if candidates else 0
        wanted = {f"{STAFF}{one.responder}" for at, one in enumerate(candidates) if at < 2 or one.minutes <= most}
        return (mark.point for mark in marks if mark.key in wanted)

    def _bring_first(self, case: Mark, marks: tuple[Mark, ...]) -> None:
        south, west, north, east = self._map.seen
        mark = next((one for one in marks if one.key == f"{STAFF}{self._seen_first}"), None)
        if mark is None:
            return
        is_seen = south <= mark.point.latitude <= north and west <= mark.point.longitude <= east
        if not is_seen:
            self._map.fit((case.point, mark.point))
