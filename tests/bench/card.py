"""How soon a resident's card is there, out of a million, without any network: the file lies on this machine.

From the request on the screen's thread to the desk's answer, which includes the journalled trace of the reading on the
disk; and from the request to the frame in which the window has painted it. Whose card is drawn by lot, so that next to
nobody's lies in memory.
"""

from __future__ import annotations

from tests.bench.figures import Better, Figure, percentile, run
from tests.bench.large_centre import large_centre
from tests.bench.start import started

CARDS, QUICK = 200, 20


def measured(turns: int, is_quick: bool) -> list[Figure]:
    """As the program tells it."""
    found: dict[str, list[list[float]]] = {"desk_ms": [], "painted_ms": []}
    with large_centre(is_quick) as centre:
        count = QUICK if is_quick else CARDS
        _, told = started(centre, "cards", str(count * turns))
        for way, took in found.items():
            took += [told[way][turn * count : (turn + 1) * count] for turn in range(turns)]
    limit = "the fsync of the reading's trace, and the widgets of a card"
    figures = []
    for way, name, aim in (
        ("painted_ms", "a card asked for to painted", 100.0),
        ("desk_ms", "the desk's answer", 100.0),
    ):
        for percent in (99, 50):
            values = tuple(percentile(took, percent) for took in found[way])
            figures.append(
                Figure(f"{name} p{percent}", "ms", values, Better.LOWER, aim if percent == 99 else None, limit)
            )
    return figures


if __name__ == "__main__":
    run(__doc__ or "", measured)
