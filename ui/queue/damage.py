"""What must be painted anew when rows come, go and move: the new and the changed; the rest is moved as it stands.

Pure arithmetic over the stretches of one column, from its top. A stretch that was cut at an edge is painted whole where
more of it is seen, so that no row ever shows two moments.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """What is painted from `top` on, `height` pixels high. Stretches with equal `look` look alike wherever they stand.
    `what` says which they are; it is compared by identity, as what a row says never changes."""

    what: object
    look: object
    top: int
    height: int

    @property
    def end(self) -> int:
        return self.top + self.height

    def is_like(self, other: "Stretch") -> bool:
        return self.what is other.what and self.look == other.look and self.height == other.height


class Damage(NamedTuple):
    """Move the pixels from `top` to `end` by `by`, as far as they stay between these; then paint what is in `paint`,
    and what the move has uncovered. Nothing is moved where `by` is 0."""

    top: int
    end: int
    by: int
    paint: tuple[tuple[int, int], ...]


def damage(before: Sequence[Stretch], after: Sequence[Stretch], room: int, frame: int = 0) -> Damage:
    """From one state of a column to another, both without gaps from above 0 to below `room` or to their own end.
    `frame` is how thick a frame stands over the column's two edges, and does not move with it."""
    old = {id(one.what): one for one in before}
    stays, block = _found(old, after)
    moved = {id(one.what) for one in block}
    whole = range(frame, room - frame + 1)
    paint = []
    for one in after:
        if id(one.what) in stays:
            continue
        was = old[id(one.what)] if id(one.what) in moved else None
        is_clear = was is not None and was.top in whole and was.end in whole
        if not is_clear or (frame and not (one.top in whole and one.end in whole)):
            paint.append((one.top, one.end))
    end, ended = (stretches[-1].end if stretches else 0 for stretches in (after, before))
    if ended > end:
        paint.append((end, ended))
    if not block:
        return Damage(0, 0, 0, tuple(paint))
    by = block[0].top - old[id(block[0].what)].top
    top, bottom = min(block[0].top, block[0].top - by), max(block[-1].end, block[-1].end - by)
    return Damage(max(0, top), min(room, bottom), by, tuple(paint))


def _found(old: dict[int, Stretch], after: Sequence[Stretch]) -> tuple[set[int], list[Stretch]]:
    """What stands where it stood, and the highest block that has moved as one, by less than its own height."""
    stays: set[int] = set()
    best: list[Stretch] = []
    block: list[Stretch] = []
    for one in after:
        was = old.get(id(one.what))
        if was is None or not was.is_like(one):
            block = []
        elif was.top == one.top:
            stays.add(id(one.what))
            block = []
        else:
            is_next = bool(block) and one.top - was.top == block[-1].top - old[id(block[-1].what)].top
            block = [*block, one] if is_next else [one]
            if _is_worth(block, one.top - was.top) and _height(block) > _height(best):
                best = block
    return stays, best


def _is_worth(block: list[Stretch], by: int) -> bool:
    """Pixels between the old and the new place of a block that jumps would move with it."""
    return abs(by) < _height(block)


def _height(block: list[Stretch]) -> int:
    return block[-1].end - block[0].top if block else 0
