"""Paints the night: the axis of time, seven lanes with their marks and what is usual, and now. Into any rectangle.

Words stand where they lie on nothing; where marks are dense the words go and the marks stay. The readings are painted
by whoever has them (`ui.night.plot`), between `paint_ground` and `paint_marks`.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from console.domain.alarm import AlarmClass, rule_for
from console.domain.night_line import MarkKind, NightLane, NightLine, NightMark
from ui.night import lines as said
from ui.night.glyphs import ALARMS, GLYPH, MARK, STROKES, outline_colour, paint_glyph, paint_outline, paint_still
from ui.night.lines import EventLine
from ui.night.places import GAP, LANE_FULL, LANES, Frame, Taken, seconds
from ui.night.scale import step_for, ticks
from ui.theme import Look
from ui.widgets.marks import paint_hatch
from ui.widgets.strokes import draw, paint_lit
from ui.words import Words
from ui.words.night import NightSay as Say

M = MarkKind
BAND, STROKE = 9, 4
"""Unscaled pixels: the height of what is usual, and the width of what is an upright stroke."""

Spot = tuple[QRectF, Hashable]
"""Where an event stands, and its key."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is painted. `now` is None where it lies outside the line; `as_of` is until when it is known what goes on."""

    line: NightLine
    events: tuple[EventLine, ...]
    as_of: datetime
    now: datetime | None = None
    chosen: Hashable | None = None


class LanesPainter:
    """Stateless but for the theme and the words."""

    def __init__(self, look: Look, words: Words) -> None:
        self._look = look
        self._words = words

    def paint_ground(self, painter: QPainter, frame: Frame, shown: Shown) -> None:
        """Axis, lanes' names and what is usual: everything that lies under the readings."""
        theme, line = self._look.theme, shown.line
        seen = timedelta(seconds=frame.until - frame.since)
        self._paint_axis(painter, frame, shown, step_for(seen, (frame.right - frame.left) / theme.scale))
        for lane in NightLane:
            top = frame.lane_top(lane)
            painter.fillRect(QRectF(0, top, frame.width, 1), theme.colour("line"))
            self._paint_name(painter, frame, line, lane)
        painter.fillRect(QRectF(0, frame.top + LANES * frame.lane, frame.width, 1), theme.colour("line"))
        band_height = theme.px(BAND)
        for band in line.bands:
            left, right = self._ends(frame, line, band.since, band.until)
            if right > left:
                box = QRectF(left, frame.band_middle(band.lane) - band_height / 2, right - left, band_height)
                paint_hatch(painter, box, theme.colour("edge"), theme.px(7), max(1.0, theme.px(1)))

    def paint_marks(self, painter: QPainter, frame: Frame, shown: Shown) -> list[Spot]:
        """Lines of now and of the chosen event, marks, words and the tag of now; tells where each event stands."""
        self._paint_lines(painter, frame, shown)
        spots: list[Spot] = []
        for lane in NightLane:
            events = [event for event in shown.events if event.mark.lane is lane]
            spots += self._paint_lane(painter, frame, shown, events)
        self._paint_now_tag(painter, frame, shown)
        return spots

    def _paint_axis(self, painter: QPainter, frame: Frame, shown: Shown, step: timedelta) -> None:
        theme, line = self._look.theme, shown.line
        font, small = theme.font(11, tabular=True), theme.font(9.5)
        grid = theme.colour("line")
        tag = self._tag(frame, shown)
        since = line.since + timedelta(seconds=frame.since)
        until = line.since + timedelta(seconds=frame.until)
        is_long = line.until - line.since > said.MORE_THAN_A_DAY
        for tick in ticks(since, until, step, self._words, is_long=is_long):
            x = frame.x(seconds(tick.at, line.since))
            painter.fillRect(QRectF(x, frame.top, 1, LANES * frame.lane), grid)
            width = QFontMetricsF(font).horizontalAdvance(tick.text)
            more = QFontMetricsF(small).horizontalAdvance(tick.more)
            half = max(width, more) / 2
            if tag is not None and x + half + theme.px(4) > tag.left() and x - half - theme.px(4) < tag.right():
                continue
            box = QRect(round(x - half), 0, round(half * 2) + 2, frame.top - (theme.px(14) if tick.more else 0))
            draw(painter, box, tick.text, font, theme.colour("tx2"), Qt.AlignmentFlag.AlignCenter)
            if tick.more and more < self._apart(frame, step):
                low = QRect(round(x - half), frame.top - theme.px(19), round(half * 2) + 2, theme.px(16))
                draw(painter, low, tick.more, small, theme.colour("tx3"), Qt.AlignmentFlag.AlignCenter)

    def _apart(self, frame: Frame, step: timedelta) -> float:
        """Pixels between two marks of the axis."""
        return (frame.right - frame.left) / (frame.until - frame.since) * step.total_seconds()

    def _paint_name(self, painter: QPainter, frame: Frame, line: NightLine, lane: NightLane) -> None:
        theme = self._look.theme
        px, top = theme.px, frame.lane_top(lane)
        name = theme.font(11, 700)
        room = QRect(px(20), top + px(18), frame.left - px(26), px(20))
        if not frame.is_roomy:
            room = QRect(px(14), top, frame.left - px(18), frame.lane)
        elif frame.lane < px(LANE_FULL):
            room = QRect(px(20), top + px(7), frame.left - px(26), px(20))
        draw(painter, room, self._words.of(lane), name, theme.colour("tx1"))
        if frame.is_roomy:
            second = room.translated(0, px(20))
            draw(painter, second, said.under_lane(line, lane, self._words), theme.font(10), theme.colour("tx3"))

    def _paint_lines(self, painter: QPainter, frame: Frame, shown: Shown) -> None:
        theme, line = self._look.theme, shown.line
        bottom = frame.top + LANES * frame.lane
        chosen = next((event for event in shown.events if event.key == shown.chosen), None)
        if chosen is not None and self._is_in(frame, x := frame.x(seconds(chosen.mark.at, line.since))):
            painter.setPen(QPen(theme.colour("tx1"), max(1, theme.px(1)), Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(round(x) + 0.5, frame.top, round(x) + 0.5, bottom))
        if shown.now is not None and self._is_in(frame, x := frame.x(seconds(shown.now, line.since))):
            width = max(2, theme.px(2))
            painter.fillRect(QRectF(round(x) - width / 2, frame.top, width, bottom - frame.top), theme.colour("tx1"))

    def _paint_now_tag(self, painter: QPainter, frame: Frame, shown: Shown) -> None:
        tag = self._tag(frame, shown)
        if tag is not None and shown.now is not None:
            text = self._words(Say.LINE_NOW, time=self._words.time(shown.now))
            paint_lit(painter, tag, text, self._look.theme.font(11, 700, tabular=True), self._look.theme)

    def _tag(self, frame: Frame, shown: Shown) -> QRectF | None:
        """Where the tag of now stands."""
        if shown.now is None:
            return None
        theme = self._look.theme
        x = frame.x(seconds(shown.now, shown.line.since))
        if not self._is_in(frame, x):
            return None
        text = self._words(Say.LINE_NOW, time=self._words.time(shown.now))
        width = QFontMetricsF(theme.font(11, 700, tabular=True)).horizontalAdvance(text) + theme.px(12)
        left = min(max(x - width / 2, 0), frame.width - width)
        return QRectF(left, (frame.top - theme.px(26)) / 2, width, theme.px(26))

    def _paint_lane(self, painter: QPainter, frame: Frame, shown: Shown, events: list[EventLine]) -> list[Spot]:
        """Marks first, then the words that find room: those of what passed a limit before all, then the newest."""
        line, now = shown.line, shown.now
        taken = Taken(frame.left - GAP, frame.width - GAP, frame.x(seconds(now, line.since)) if now else None)
        boxes: list[tuple[EventLine, QRectF]] = []
        for event in events:
            box = self._box(frame, shown, event.mark)
            if box is not None:
                boxes.append((event, box))
                if event.mark.kind is not M.IN_BED and (event.mark.kind is not M.OUT_OF_BED or event.is_marked):
                    taken.add(box.left(), box.right())
        for event, box in sorted(boxes, key=lambda each: each[0].is_marked):
            self._paint_mark(painter, shown, event.mark, box)
        for event, box in sorted(boxes, key=lambda each: self._rank(each[0], shown), reverse=True):
            self._paint_word(painter, taken, shown, event, box)
        return [(box, event.key) for event, box in boxes]

    def _rank(self, event: EventLine, shown: Shown) -> tuple[bool, bool, datetime]:
        return event.is_marked, event.key == shown.chosen, event.mark.at

    def _box(self, frame: Frame, shown: Shown, mark: NightMark) -> QRectF | None:
        """What a mark takes; None outside the room."""
        theme, px = self._look.theme, self._look.theme.px
        start, end = mark.at, said.end_of(mark, shown.as_of)
        left, right = (frame.x(seconds(each, shown.line.since)) for each in (start, end))
        middle = frame.bar_middle(mark.lane)
        height = float(frame.bar)
        if mark.kind in (M.IN_BED, M.OUT_OF_BED, M.STILL):
            width = max(right - left, float(px(2)))
        elif mark.kind is M.ON_MAT:
            width, height = max(right - left, float(px(7))), height * 0.56
        elif mark.kind in STROKES:
            width = float(px(STROKE))
        else:
            width = height = float(px(MARK if mark.kind in ALARMS else GLYPH)) * (
                0.85 if not frame.is_roomy else 0.62 if frame.is_dense else 1.0
            )
            left -= width / 2
        box = QRectF(left, middle - height / 2, width, height)
        room = QRectF(frame.left - theme.px(MARK) / 2, 0, frame.right - frame.left + theme.px(MARK), frame.height)
        box = box.intersected(room) if mark.kind not in ALARMS else box
        return box if box.width() > 0 and room.left() <= box.left() and box.right() <= room.right() + 1 else None

    def _paint_mark(self, painter: QPainter, shown: Shown, mark: NightMark, box: QRectF) -> None:
        theme = self._look.theme
        if mark.kind is M.IN_BED:
            painter.fillRect(box, theme.colour("tx3"))
        elif mark.kind is M.STILL:
            paint_still(painter, box, theme)
        elif mark.kind is M.ON_MAT or mark.kind in STROKES:
            painter.fillRect(box, theme.colour("tx2"))
        elif mark.kind is not M.OUT_OF_BED:
            paint_glyph(painter, box, mark, theme)
        if mark.why is not None and mark.kind in (M.OUT_OF_BED, M.STILL, M.ON_MAT, *STROKES):
            paint_outline(painter, box, outline_colour(mark, became(mark), theme), theme)

    def _paint_word(self, painter: QPainter, taken: Taken, shown: Shown, event: EventLine, box: QRectF) -> None:
        theme, mark = self._look.theme, event.mark
        text = said.in_lane(mark, shown.as_of, self._words)
        if not text:
            return
        is_strong = event.is_marked or event.key == shown.chosen or mark.alarm_class is AlarmClass.ACUTE
        font: QFont = theme.font(11 if is_strong else 10.5, 700 if is_strong else 400)
        width = QFontMetricsF(font).horizontalAdvance(text) + 2
        is_planned = mark.kind in (M.LOOK_PLANNED, M.DOSE_PLANNED)
        colour = theme.colour("tx3" if is_planned else "tx1" if is_strong else "tx2")
        inside = theme.font(10, 700)
        if mark.why is not None and QFontMetricsF(inside).horizontalAdvance(text) + theme.px(6) <= box.width():
            draw(painter, box.toRect(), text, inside, colour, Qt.AlignmentFlag.AlignCenter)
            return
        start = taken.place(box.left(), box.right(), width, theme.px(GAP))
        if start is None:
            return
        room = QRectF(start, box.center().y() - theme.px(10), width, theme.px(20))
        painter.fillRect(room, theme.colour("bg1"))
        draw(painter, room.toRect().adjusted(0, 0, 2, 0), text, font, colour)

    def _ends(self, frame: Frame, line: NightLine, since: datetime, until: datetime) -> tuple[float, float]:
        """Two moments as pixels, inside the room."""
        left, right = (frame.x(seconds(each, line.since)) for each in (since, until))
        return max(left, float(frame.left)), min(right, float(frame.right))

    def _is_in(self, frame: Frame, x: float) -> bool:
        return frame.left - 1 <= x <= frame.right + 1


def became(mark: NightMark) -> AlarmClass | None:
    """The class of the case that a mark became, by the rule of its sensor."""
    if mark.why is None or mark.why.became is None:
        return None
    return rule_for(mark.source, mark.why.became).alarm_class
