"""Each state of a row is painted exactly as it was accepted, night and day, slim and in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.ui.row_pictures import ACCEPTED, FULL, difference, pictures
from ui.queue.delegate import RowDensity

BUILD = Path(__file__).resolve().parents[2] / "build" / "rows"
PICTURES = pictures()


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_row_is_painted_as_it_was_accepted(name: str) -> None:
    found = PICTURES[name]()
    wanted = QImage(str(ACCEPTED / f"{name}.png")).convertToFormat(found.format())
    if found == wanted:
        return
    BUILD.mkdir(parents=True, exist_ok=True)
    found.save(str(BUILD / f"{name}.png"))
    difference(wanted, found).save(str(BUILD / f"{name}-difference.png"))
    pytest.fail(
        f"{name} is not painted as accepted: look at build/rows/{name}.png and {name}-difference.png; "
        "if that is how it should look, `python -m tests.ui.accept_rows`"
    )


def test_no_accepted_picture_is_of_nothing() -> None:
    assert {file.stem for file in ACCEPTED.glob("*.png")} == set(PICTURES)


def test_each_state_has_a_picture_and_no_two_of_them_look_alike() -> None:
    assert {f"{name}-night" for name in FULL} <= set(PICTURES)
    night = [PICTURES[f"{name}-night"]() for name in FULL]
    alike = [(one, other) for one in range(len(night)) for other in range(one) if night[one] == night[other]]
    assert not alike
    assert {name.split("-")[0] for name in PICTURES} >= {"slim", "line", "small", "blind"}
    assert len(RowDensity) == 4


def test_a_difference_shows_where_two_pictures_differ() -> None:
    one = PICTURES["unanswered-night"]()
    other = PICTURES["unanswered-night"]()
    other.setPixel(3, 4, 0xFF00FF00)
    shown = difference(one, other)
    lit = [(x, y) for y in range(shown.height()) for x in range(shown.width()) if shown.pixel(x, y) != 0xFF000000]
    assert lit == [(3, 4)]
