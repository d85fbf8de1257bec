"""Lines and areas cut at a square, and made lighter. Coordinates are whatever the caller counts in."""

import itertools
from collections.abc import Sequence

from console.adapters.land.mercator import XY

Box = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y."""


def bounds(points: Sequence[XY]) -> Box:
    """The box round at least one point."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def clip_line(line: Sequence[XY], box: Box) -> list[list[XY]]:
    """The parts of a line that lie in the box (Liang and Barsky's method, segment by segment)."""
    parts: list[list[XY]] = []
    for start, end in itertools.pairwise(line):
        inside = _clip_segment(start, end, box)
        if inside is None:
            continue
        first, last = inside
        if parts and parts[-1][-1] == first:
            parts[-1].append(last)
        else:
            parts.append([first, last])
    return parts


def _clip_segment(start: XY, end: XY, box: Box) -> tuple[XY, XY] | None:
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    enters, leaves = 0.0, 1.0
    for step, room in ((-dx, x0 - box[0]), (dx, box[2] - x0), (-dy, y0 - box[1]), (dy, box[3] - y0)):
        if step == 0:
            if room < 0:
                return None
            continue
        at = room / step
        if step < 0:
            enters = max(enters, at)
        else:
            leaves = min(leaves, at)
    if enters > leaves:
        return None
    first = start if enters == 0.0 else (x0 + enters * dx, y0 + enters * dy)
    last = end if leaves == 1.0 else (x0 + leaves * dx, y0 + leaves * dy)
    return first, last


def clip_ring(ring: Sequence[XY], box: Box) -> list[XY]:
    """The part of a closed ring that lies in the box (Sutherland and Hodgman's method); empty where there is none. The
    box's edges that it runs along are what the margin of a tile hides."""
    kept: list[XY] = list(ring)
    for axis, limit, is_least in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        if not kept:
            return kept
        source, kept = kept, []
        before = source[-1]
        was_in = before[axis] >= limit if is_least else before[axis] <= limit
        for point in source:
            is_in = point[axis] >= limit if is_least else point[axis] <= limit
            if is_in != was_in:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
                kept.append((limit, other) if axis == 0 else (other, limit))
            if is_in:
                kept.append(point)
            before, was_in = point, is_in
    return kept if len(kept) >= 3 else []


_STRETCH = 256
"""Points that are made lighter together: the time it takes grows with the line, not with its square."""


def simplify(line: Sequence[XY], tolerance: float) -> list[XY]:
    """Fewer points, none that is left out much farther than `tolerance` from the line."""
    thin = _thinned(line, tolerance / 2)
    if len(thin) < 3:
        return thin
    found = [thin[0]]
    for start in range(0, len(thin) - 1, _STRETCH):
        found += _straightened(thin[start : start + _STRETCH + 1], tolerance)[1:]
    return found


def _thinned(line: Sequence[XY], gap: float) -> list[XY]:
    """Without the points that lie nearer than `gap` to the one before; the ends stay."""
    found = [line[0]]
    for point in line[1:-1]:
        if abs(point[0] - found[-1][0]) > gap or abs(point[1] - found[-1][1]) > gap:
            found.append(point)
    if len(line) > 1:
        found.append(line[-1])
    return found


def _straightened(line: Sequence[XY], tolerance: float) -> list[XY]:
    """Douglas and Peucker's method."""
    kept = bytearray(len(line))
    kept[0] = kept[-1] = 1
    spans = [(0, len(line) - 1)]
    limit = tolerance * tolerance
    while spans:
        first, last = spans.pop()
        farthest, place = limit, 0
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        for index in range(first + 1, last):
            px, py = line[index][0] - ax, line[index][1] - ay
            share = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length else 0.0
            gap = (px - share * dx) ** 2 + (py - share * dy) ** 2
            if gap > farthest:
                farthest, place = gap, index
        if place:
            kept[place] = 1
            spans += [(first, place), (place, last)]
    return [point for point, is_kept in zip(line, kept, strict=True) if is_kept]


def area_of(ring: Sequence[XY]) -> float:
    """Without sign."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2
