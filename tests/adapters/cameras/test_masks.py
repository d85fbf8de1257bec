"""The masks: what they hide cannot be had back, and what they leave is enough to see whether somebody is in bed."""

import numpy as np
import pytest
from av import VideoFrame

from console.adapters.cameras.masks import COLUMNS, masked
from console.adapters.cameras.reading import digest_of
from console.adapters.cameras.wire import HIGHEST, WIDEST
from console.domain.picture import Mask
from tests.adapters.cameras.kit import noise

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.int64]]


def drawn(picture: VideoFrame, mask: Mask) -> Pixels:
    width, height, content = masked(picture, mask)
    return np.frombuffer(content, np.uint8).reshape(height, width, 3).astype(int)


def room(x: int) -> VideoFrame:
    """A dark room with a light figure whose left side is at `x`."""
    there = np.full((540, 960, 3), 40, np.uint8)
    there[200:420, x : x + 120] = 190
    return VideoFrame.from_ndarray(there, format="rgb24")


def test_a_square_has_one_colour_and_there_are_few_of_them() -> None:
    seen = drawn(noise(width=1280, height=720), Mask.SQUARES)
    assert seen.shape == (HIGHEST, WIDEST, 3)
    side = WIDEST // COLUMNS
    for y in range(0, HIGHEST, side):
        for x in range(0, WIDEST, side):
            block = seen[y : y + side, x : x + side].reshape(-1, 3)
            assert len(np.unique(block, axis=0)) == 1


@pytest.mark.parametrize("mask", [Mask.SQUARES, Mask.BLUR, Mask.OUTLINE])
def test_what_is_finer_than_a_square_is_not_in_the_masked_picture(mask: Mask) -> None:
    """Pictures that differ in every point, but not on the average, look the same: nothing brings back the points."""
    first, second = (drawn(noise(seed, 1280, 720), mask) for seed in (1, 2))
    assert np.abs(drawn(noise(1), Mask.NONE) - drawn(noise(2), Mask.NONE)).mean() > 60
    assert np.abs(first - second).mean() < 6


@pytest.mark.parametrize("mask", [Mask.SQUARES, Mask.BLUR, Mask.OUTLINE])
def test_neighbours_in_a_masked_picture_say_the_same(mask: Mask) -> None:
    """The detail that is left: how much one point differs from the next, of what it was."""
    before, after = drawn(noise(), Mask.NONE), drawn(noise(), mask)
    assert np.abs(np.diff(after, axis=1)).mean() < 0.05 * np.abs(np.diff(before, axis=1)).mean()


@pytest.mark.parametrize("mask", [Mask.SQUARES, Mask.BLUR, Mask.OUTLINE])
def test_a_figure_is_seen_where_it_is(mask: Mask) -> None:
    left, right = drawn(room(100), mask), drawn(room(700), mask)
    moved = np.abs(left - right).max(axis=2) > 60
    assert moved[180:440, 60:260].any()
    assert moved[180:440, 660:860].any()
    assert not moved[:, 330:600].any()


def test_an_outline_shows_no_shade_of_what_was_there() -> None:
    """Two lines' colours and what lies between them: a figure that is lighter looks no different."""
    figure = drawn(room(400), Mask.OUTLINE)
    assert figure[310, 460].tolist() == figure[50, 50].tolist()


def test_without_a_mask_the_picture_is_what_it_was() -> None:
    picture = noise()
    assert drawn(picture, Mask.NONE).tolist() == picture.to_ndarray().tolist()


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (4096, 16), (16, 4096), (640, 480), (7, 5), (1, 1)])
@pytest.mark.parametrize("mask", list(Mask))
def test_a_picture_is_scaled_down_to_the_screens_and_never_up(size: tuple[int, int], mask: Mask) -> None:
    width, height, content = masked(noise(1, *size), mask)
    assert width <= min(WIDEST, size[0])
    assert height <= min(HIGHEST, size[1])
    assert len(content) == width * height * 3
    assert max(width / size[0], height / size[1]) == pytest.approx(min(1, WIDEST / size[0], HIGHEST / size[1]), rel=0.1)


def test_one_point_that_changes_makes_a_picture_new() -> None:
    before = noise().reformat(format="yuv420p")
    after = noise().reformat(format="yuv420p")
    assert digest_of(before) == digest_of(after)
    content = after.to_ndarray()
    content[90, 160] ^= 1
    assert digest_of(VideoFrame.from_ndarray(content, format="yuv420p")) != digest_of(before)
