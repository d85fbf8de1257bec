"""What she sends keeps to the clock; whoever was held up leaves out what is past."""

import asyncio
import statistics
import time
from itertools import pairwise

import numpy as np
import pytest
from aiortc.mediastreams import MediaStreamError

from console.adapters.tablet import loopback, voice
from console.adapters.tablet.conduct import Behaviour, Conduct
from console.adapters.tablet.tracks import Manner, Pace, Picture, Voice
from tests.adapters.tablet.kit import run


def test_sound_comes_at_fifty_pieces_a_second_and_pictures_as_asked() -> None:
    async def test() -> None:
        pace, conduct = Pace(), Conduct(frames_per_s=20)
        sound = Voice(conduct, Manner(), pace)
        picture = Picture(conduct, Manner(), pace, sound.spoken)
        begun = time.monotonic()
        pieces = [await sound.recv() for _ in range(26)]
        pictures = [await picture.recv() for _ in range(11)]
        assert 0.49 < time.monotonic() - begun < 5
        steps = [after.pts - before.pts for before, after in pairwise(pieces)]
        assert statistics.median(steps) == voice.PIECE
        assert all(step % voice.PIECE == 0 and step > 0 for step in steps)
        spans = [(after.pts - before.pts) / 90_000 for before, after in pairwise(pictures)]
        assert round(statistics.median(spans), 3) == 0.05

    run(test)


def test_who_was_held_up_leaves_out_what_is_past() -> None:
    async def test() -> None:
        pace, conduct = Pace(), Conduct()
        sound = Voice(conduct, Manner(), pace)
        picture = Picture(conduct, Manner(), pace, sound.spoken)
        await sound.recv()
        await picture.recv()
        await asyncio.sleep(0.6)
        assert (await sound.recv()).pts >= 0.5 * voice.RATE_HZ
        assert (await picture.recv()).pts >= 0.5 * 90_000

    run(test)


def test_nothing_comes_of_a_track_that_was_stopped() -> None:
    async def test() -> None:
        pace, conduct = Pace(), Conduct()
        sound = Voice(conduct, Manner(), pace)
        picture = Picture(conduct, Manner(is_seen=False), pace, sound.spoken)
        waiting = asyncio.get_running_loop().create_task(picture.recv())
        await asyncio.sleep(0.1)
        assert not waiting.done()
        sound.stop()
        picture.stop()
        with pytest.raises(MediaStreamError):
            await sound.recv()
        with pytest.raises(MediaStreamError):
            await waiting

    run(test)


def test_a_silent_person_sends_zeros() -> None:
    async def test() -> None:
        piece = await Voice(Conduct(Behaviour.SILENT), Manner(), Pace()).recv()
        assert not np.any(piece.to_ndarray())

    run(test)


def test_calls_go_over_this_computer_alone() -> None:
    import aioice.ice

    assert aioice.ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == [loopback.ADDRESS]
