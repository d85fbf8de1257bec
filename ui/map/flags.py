"""The boxes with names beside marks: each where it covers nothing, the important ones always."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from ui.map.shown import MarkKind
from ui.map.spots import Spot
from ui.theme import Theme
from ui.words.plain import clean

LABEL_LONGEST, LABEL_WIDEST = 40, 190
"""Characters, and unscaled pixels; what is longer is cut here, and stands whole in the table."""

FLAG, PADDING, GAP, BETWEEN = 27, 10, 3, 8
NAME_POINTS, DETAIL_POINTS, CHOSEN_POINTS = 10.5, 10.5, 11.5
HARD, FURTHER = 6.0, 60.0
"""What it costs to cover a square pixel of something important, and to stand one place further than the best: in square
pixels of something less important."""

BARE = 0.6
"""How much of the land is covered under an area's name."""

AIR = 9
"""Unscaled pixels between a box and another's mark: nearer it would seem to name that."""

MOST_FLAGS, FEW = 30, 25
"""Boxes in one view; and up to how many marks there those of the staff have one who are not ranked."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A box, what stands in it, and whether it is lit. `is_bare`: without a box, as for areas."""

    spot: Spot
    box: QRectF
    name: str
    detail: str
    is_lit: bool = False
    is_bare: bool = False


def flags_of(
    spots: Sequence[Spot], view: QRectF, taken: Sequence[QRectF], theme: Theme, pointed: Collection[str] = ()
) -> list[Flag]:
    """The boxes of a view's spots, the most important first. `pointed`: the marks that the keyboard or the mouse is on.
    Theirs and the chosen case's are always shown; others never cover a case, a ranked mark or another box."""
    air = theme.px(AIR)
    marks = [(spot, around(spot).adjusted(-air, -2, air, 2)) for spot in spots]
    held: list[QRectF] = [*taken]
    found: list[Flag] = []
    are_few = len(spots) <= FEW
    wanted = [spot for spot in spots if _speaks(spot, pointed, are_few=are_few)]
    for spot in sorted(wanted, key=lambda spot: not _must(spot, pointed))[:MOST_FLAGS]:
        flag = _flag(spot, theme)
        places = [box for box in _places(spot, flag.box, theme) if view.contains(box)]
        reach = _together(places)
        near = [(each, box) for each, box in marks if each is not spot and box.intersects(reach)]
        hard = [box for box in held if box.intersects(reach)] + [box for each, box in near if each.head.never_folds]
        soft = [box for each, box in near if not each.head.never_folds]
        if not (flag.is_lit or spot.head.key in pointed):
            places = [box for box in places if not any(box.intersects(each) for each in hard)]
        if not _must(spot, pointed):
            places = [box for box in places if not any(box.intersects(each) for each in soft)]
        if places:
            box = places[_cheapest([_covered(box, hard) * HARD + _covered(box, soft) for box in places])]
            found.append(Flag(spot, box, flag.name, flag.detail, flag.is_lit, flag.is_bare))
            held.append(box)
    return found


def paint_string(painter: QPainter, flag: Flag, theme: Theme) -> None:
    """From a mark to its box, where that does not stand right beside it."""
    spot, box = flag.spot, flag.box
    is_beside = box.top() <= spot.y <= box.bottom() or box.left() <= spot.x <= box.right()
    if not is_beside or not box.intersects(around(spot).adjusted(-theme.px(8), -theme.px(8), theme.px(8), theme.px(8))):
        x = max(box.left(), min(box.right(), spot.x))
        y = max(box.top(), min(box.bottom(), spot.y))
        painter.setPen(QPen(theme.colour("tx2"), max(1.0, theme.scale)))
        painter.drawLine(QPointF(spot.x, spot.y), QPointF(x, y))


def paint_flag(painter: QPainter, flag: Flag, theme: Theme) -> None:
    px, box = theme.px, flag.box
    name_font, detail_font = _fonts(theme, is_lit=flag.is_lit)
    ground = theme.colour("tx1" if flag.is_lit else "bg1")
    ground.setAlphaF(BARE if flag.is_bare else 1.0)
    has_edge = not (flag.is_lit or flag.is_bare)
    painter.setPen(QPen(theme.colour("edge"), 1) if has_edge else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
    line = box.adjusted(px(PADDING), 0, -px(PADDING), 0)
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.setFont(name_font)
    painter.setPen(theme.colour("bg1" if flag.is_lit else "tx1"))
    painter.drawText(line.adjusted(0, 0, px(4), 0), align, flag.name)
    if flag.detail:
        past = QFontMetricsF(name_font).horizontalAdvance(flag.name) + (px(BETWEEN) if flag.name else 0)
        painter.setFont(detail_font)
        painter.setPen(theme.colour("bg1" if flag.is_lit else "tx2"))
        painter.drawText(line.adjusted(past, 0, px(4), 0), align, flag.detail)


def _speaks(spot: Spot, pointed: Collection[str], *, are_few: bool) -> bool:
    """Has a box at all: the chosen case, who is ranked or sent, areas, what is pointed at; the rest where they are
    few."""
    head = spot.head
    if not (head.label or head.detail) or (spot.is_group and head.key not in pointed):
        return False
    return _must(spot, pointed) or head.kind is MarkKind.AREA or (are_few and head.kind is MarkKind.STAFF)


def _must(spot: Spot, pointed: Collection[str]) -> bool:
    head = spot.head
    is_sent = head.kind is MarkKind.STAFF and head.never_folds
    return head.is_chosen or is_sent or head.key in pointed


def _fonts(theme: Theme, *, is_lit: bool) -> tuple[QFont, QFont]:
    name = theme.font(CHOSEN_POINTS if is_lit else NAME_POINTS, 700 if is_lit else 600)
    return name, theme.font(DETAIL_POINTS, 400, tabular=True)


def _flag(spot: Spot, theme: Theme) -> Flag:
    """What is said beside a spot, and how large that is."""
    head, px = spot.head, theme.px
    is_lit = head.is_chosen
    name_font, detail_font = _fonts(theme, is_lit=is_lit)
    metrics, second = QFontMetricsF(name_font), QFontMetricsF(detail_font)
    widest = px(LABEL_WIDEST)
    name = _fitted(metrics, clean(head.label, LABEL_LONGEST).strip(), widest)
    detail = _fitted(second, clean(head.detail, LABEL_LONGEST).strip(), widest)
    width = metrics.horizontalAdvance(name) + second.horizontalAdvance(detail) + 2 * px(PADDING)
    if name and detail:
        width += px(BETWEEN)
    box = QRectF(0, 0, round(width), px(FLAG))
    return Flag(spot, box, name, detail, is_lit, is_bare=head.kind is MarkKind.AREA)


def _fitted(metrics: QFontMetricsF, text: str, room: float) -> str:
    fits = metrics.horizontalAdvance(text) <= room
    return text if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def around(spot: Spot) -> QRectF:
    """The square that a spot covers."""
    return QRectF(spot.x - spot.side / 2, spot.y - spot.side / 2, spot.side, spot.side)


def _places(spot: Spot, size: QRectF, theme: Theme) -> list[QRectF]:
    """Where its box may stand, the best first: beside; over what is chosen."""
    own, gap = around(spot), theme.px(GAP)
    width, height = size.width(), size.height()
    right, left = own.right() + gap, own.left() - gap - width
    above, below = own.top() - gap - height, own.bottom() + gap
    middle_x, middle_y = spot.x - width / 2, spot.y - height / 2
    beside = [(right, middle_y), (left, middle_y)]
    over = [(middle_x, above), (middle_x, below)]
    corners = [(right, above), (right, below), (left, above), (left, below)]
    corners += [(x, y) for y in (above - height, below + height) for x in (middle_x, right, left)]
    order = [*over, *beside, *corners] if spot.head.is_chosen else [*beside, *over, *corners]
    return [QRectF(round(x), round(y), width, height) for x, y in order]


def _together(boxes: Iterable[QRectF]) -> QRectF:
    whole = QRectF()
    for box in boxes:
        whole = whole.united(box)
    return whole


def _cheapest(covered: Sequence[float]) -> int:
    """Which place, where each further one costs a little too."""
    return min(range(len(covered)), key=lambda number: covered[number] + number * FURTHER)


def _covered(box: QRectF, others: Iterable[QRectF]) -> float:
    """How much of what is there already it would cover."""
    total = 0.0
    for each in others:
        both = box.intersected(each)
        total += both.width() * both.height()
    return total
