"""The drawn person and her voice: she moves, blinks and speaks, and a picture can tell when it was drawn."""

from itertools import groupby, pairwise

import numpy as np
from av import VideoFrame

from console.adapters.tablet import person, stamp, voice
from console.adapters.tablet.person import Face


def test_a_picture_is_as_video_wants_it() -> None:
    planes = person.planes(Face(0, False, 1))
    picture = VideoFrame.from_ndarray(planes, format="yuv420p")
    assert (picture.width, picture.height) == (person.WIDTH, person.HEIGHT) == (640, 480)
    low = VideoFrame.from_ndarray(person.planes(Face(0, False, 1), is_low=True), format="yuv420p")
    assert (low.width, low.height) == (320, 240)


def test_mouth_eyes_and_seat_each_change_the_picture() -> None:
    still = person.planes(Face(0, False, 1))
    for face in (Face(4, False, 1), Face(0, True, 1), Face(0, False, 0)):
        assert not np.array_equal(person.planes(face), still)
    bright = person.planes(Face(4, False, 1)).astype(int) - still
    rows, columns = np.nonzero(bright[: person.HEIGHT])
    assert 270 < rows.min() < rows.max() < 330
    assert 280 < columns.min() < columns.max() < 360


def test_a_face_is_drawn_once() -> None:
    assert person.planes(Face(2, False, 1)) is person.planes(Face(2, False, 1))


def test_she_blinks_now_and_then_and_not_for_long() -> None:
    moments = np.arange(0, 60, 1 / 15)
    blinking = [person.face_at(float(at), 0.0).is_blinking for at in moments]
    blinks = sum(now and not before for before, now in pairwise(blinking))
    assert 10 <= blinks <= 20
    assert 0.01 < sum(blinking) / len(blinking) < 0.1


def test_the_mouth_is_as_open_as_the_voice_is_loud() -> None:
    spoken = voice.speech()
    loud = [int(np.abs(spoken.piece(number)).max()) for number in range(len(spoken.openness))]
    quiet = [person.face_at(1.0, spoken.mouth(at)).mouth for at, most in enumerate(loud) if most < 50]
    speaking = [person.face_at(1.0, spoken.mouth(at)).mouth for at, most in enumerate(loud) if most > 6_000]
    assert len(quiet) > 50
    assert len(speaking) > 50
    assert max(quiet) == 0
    assert min(speaking) >= 1


def test_the_voice_is_speech_with_pauses_in_the_band_of_a_telephone() -> None:
    sound = voice.speech().samples.astype(np.float64)
    power = np.abs(np.fft.rfft(sound)) ** 2
    pitches = np.fft.rfftfreq(len(sound), 1 / voice.RATE_HZ)
    assert power[(pitches > 150) & (pitches < 3_400)].sum() / power.sum() > 0.95
    is_shut = voice.speech().openness < 0.02
    pauses = [len(list(run)) / 50 for shut, run in groupby(is_shut) if shut]
    assert sum(pause > 0.4 for pause in pauses) >= 4
    assert 0.15 < is_shut.mean() < 0.6


def test_what_is_said_over_and_over_has_no_seam_of_another_length() -> None:
    spoken = voice.tone(440)
    assert len(spoken.samples) == len(spoken.openness) * voice.PIECE
    assert np.array_equal(spoken.piece(50), spoken.piece(0))
    step = int(spoken.piece(50)[0]) - int(spoken.piece(49)[-1])
    assert abs(step) < 2_000


def test_a_stamp_is_read_as_it_was_written_also_after_coding_and_at_half_the_size() -> None:
    for is_low in (False, True):
        planes = person.planes(Face(1, False, 1), is_low=is_low).copy()
        plane = planes[: len(planes) * 2 // 3]
        for at_ms in (0, 1, 0xABCDEF, stamp.SPAN_MS - 1, stamp.SPAN_MS + 5):
            stamp.write(plane, at_ms)
            noisy = np.clip(plane.astype(int) + np.random.default_rng(1).integers(-40, 40, plane.shape), 0, 255)
            assert stamp.read(noisy.astype(np.uint8)) == at_ms % stamp.SPAN_MS


def test_a_picture_without_a_stamp_has_none() -> None:
    assert stamp.read(person.planes(Face(1, False, 1))[: person.HEIGHT]) is None
