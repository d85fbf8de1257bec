"""The drawn rooms: what is in them can be told by a human, also through the mask, and no two stills are the same."""

import time

import numpy as np
import pytest

from console.adapters.cameras.stills import decoded
from console.adapters.municipality.rooms import HEIGHT, WIDTH, Grey, State, pixels, png, still

CAMERAS = tuple(f"alvbro-camera-{number:04d}" for number in range(1, 13))
SQUARE = round(WIDTH / 48)
BRIGHT = 140


def in_squares(camera: str, state: State) -> Grey:
    """What is left of a still in coarse squares of a 48th of its width, one value each."""
    seen = pixels(camera, state, 1).astype(np.float32)
    rows, columns = HEIGHT // SQUARE, WIDTH // SQUARE
    cut = seen[: rows * SQUARE, : columns * SQUARE].reshape(rows, SQUARE, columns, SQUARE)
    squares: Grey = cut.mean(axis=(1, 3), dtype=np.float32)
    return squares


def bright_on_floor(camera: str, state: State) -> tuple[int, int]:
    """How wide and how high, in squares, what is bright on the floor in front of the bed is."""
    floor = in_squares(camera, state)[280 // SQUARE :] > BRIGHT
    columns, rows = np.flatnonzero(floor.any(axis=0)), np.flatnonzero(floor.any(axis=1))
    return (int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1) if columns.size else (0, 0)


@pytest.mark.parametrize("camera", CAMERAS)
def test_somebody_on_the_floor_is_a_long_bright_shape_before_the_bed_also_in_coarse_squares(camera: str) -> None:
    wide, high = bright_on_floor(camera, State.ON_FLOOR)
    assert wide >= 18, "a lying body is some 20 squares long"
    assert wide >= 3 * high
    for other in set(State) - {State.ON_FLOOR}:
        assert bright_on_floor(camera, other)[0] < 8, f"{other} must not look so"


@pytest.mark.parametrize("camera", CAMERAS[:4])
def test_each_state_differs_from_every_other_also_in_coarse_squares(camera: str) -> None:
    seen = {state: in_squares(camera, state) for state in State}
    for one in State:
        for other in State:
            if one is not other:
                assert (abs(seen[one] - seen[other]) > 30).sum() >= 5, f"{one} and {other}"


def test_no_still_is_the_same_as_another() -> None:
    made = [still(CAMERAS[0], State.ASLEEP, number) for number in range(60)]
    assert len(set(made)) == len(made)


def test_a_sleeper_moves_no_more_than_a_breath() -> None:
    one, other = (pixels(CAMERAS[0], State.ASLEEP, number).astype(float) for number in (3, 6))
    blocks = [shot[:351, :637].reshape(27, 13, 49, 13).mean(axis=(1, 3)) for shot in (one, other)]
    assert abs(blocks[0] - blocks[1]).max() < 25


def test_the_same_camera_is_the_same_room_and_another_camera_another() -> None:
    assert np.array_equal(pixels(CAMERAS[0], State.ABSENT, 5), pixels(CAMERAS[0], State.ABSENT, 5))
    rooms = [in_squares(camera, State.ABSENT) for camera in CAMERAS]
    for number, room in enumerate(rooms):
        for other in rooms[:number]:
            assert (abs(room - other) > 20).sum() >= 5, "beyond the noise: the furniture stands elsewhere"


def test_a_still_is_a_picture_that_the_cameras_reader_can_read() -> None:
    frame = decoded(still(CAMERAS[2], State.UP, 9))
    assert (frame.width, frame.height) == (WIDTH, HEIGHT)
    read = frame.to_ndarray(format="gray")
    assert np.array_equal(read, pixels(CAMERAS[2], State.UP, 9))


def test_an_image_of_another_size_is_written_right_too() -> None:
    image = (np.arange(48 * 32) % 251).astype(np.uint8).reshape(32, 48)
    assert np.array_equal(decoded(png(image)).to_ndarray(format="gray"), image)


def test_a_still_takes_less_than_a_25th_of_a_second() -> None:
    still(CAMERAS[0], State.ASLEEP, 0)
    begun = time.thread_time()
    for number in range(20):
        still(CAMERAS[0], State.ASLEEP, number)
    assert (time.thread_time() - begun) / 20 < 0.025
