"""What page and engine say to each other can be read back; and whatever else a page says is told to be unreadable."""

import contextlib
import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.call import CallFigures
from console.domain.call_engine import (
    CandidateFound,
    DevicesFound,
    Drop,
    EngineFailed,
    EngineFault,
    EngineOrder,
    Listen,
    MakeOffer,
    Measured,
    MediaDevice,
    MediaDown,
    MediaSeen,
    MediaUp,
    OfferMade,
    Peer,
    Send,
    TakeAnswer,
    TakeCandidate,
    UseDevices,
)
from console.domain.call_signal import IceServer
from console.domain.ids import CallId
from ui.media.codec import LONGEST, Levels, PageFault, PageReady, PageWord, Pong, Unreadable, decode_word, encode_order

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
CALLS = TEXT.map(CallId)
ATTEMPTS = st.integers(0, 10_000)
NUMBERS = st.floats(-1e6, 1e6)
PEERS = st.sampled_from(Peer)
FIGURES = st.builds(
    CallFigures, round_trip_s=st.none() | NUMBERS, loss=st.none() | NUMBERS, concealed=st.none() | NUMBERS,
    frames_per_s=st.none() | NUMBERS, width=ATTEMPTS, height=ATTEMPTS, heard_db=NUMBERS, spoken_db=NUMBERS,
    quiet_s=NUMBERS,
)  # fmt: skip
DEVICES = st.builds(MediaDevice, TEXT, st.sampled_from(["microphone", "output", "camera"]), TEXT)

WORDS: dict[str, st.SearchStrategy[Any]] = {
    "ready": st.just(PageReady()),
    "pong": st.builds(Pong, ATTEMPTS),
    "levels": st.builds(Levels, NUMBERS, NUMBERS),
    "fault": st.builds(
        PageFault,
        st.from_regex(r"[A-Za-z]{1,64}", fullmatch=True),
        st.from_regex(r"([a-z_]{1,9}\.js:[0-9]{1,4})?", fullmatch=True),
    ),
    "offer_made": st.builds(OfferMade, CALLS, ATTEMPTS, TEXT, PEERS),
    "candidate_found": st.builds(CandidateFound, CALLS, ATTEMPTS, TEXT, PEERS),
    "media_up": st.builds(MediaUp, CALLS, ATTEMPTS, PEERS),
    "media_seen": st.builds(MediaSeen, CALLS, st.booleans(), PEERS),
    "media_down": st.builds(MediaDown, CALLS, ATTEMPTS, PEERS),
    "measured": st.builds(Measured, CALLS, FIGURES, st.booleans()),
    "engine_failed": st.builds(EngineFailed, CALLS, st.sampled_from(EngineFault), TEXT, PEERS),
    "devices_found": st.builds(DevicesFound, st.lists(DEVICES, max_size=5).map(tuple)),
}

ORDERS: dict[str, st.SearchStrategy[EngineOrder]] = {
    "make_offer": st.builds(
        MakeOffer, CALLS, ATTEMPTS, PEERS, st.booleans(), st.booleans(), st.booleans(),
        st.lists(st.builds(IceServer, TEXT, TEXT, TEXT), max_size=3).map(tuple), st.booleans(),
    ),
    "take_answer": st.builds(TakeAnswer, CALLS, ATTEMPTS, TEXT, PEERS),
    "take_candidate": st.builds(TakeCandidate, CALLS, ATTEMPTS, TEXT, PEERS),
    "send": st.builds(
        Send, CALLS, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 100), st.booleans(), st.booleans()
    ),
    "drop": st.builds(Drop, CALLS, PEERS),
    "use_devices": st.builds(UseDevices, TEXT, TEXT, TEXT),
    "listen": st.builds(Listen, st.booleans()),
}  # fmt: skip

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


def said(name: str, word: PageWord) -> dict[str, Any]:
    """The word as the page would say it."""
    return {"word": name, **asdict(word)}


@given(st.data(), st.sampled_from(sorted(WORDS)))
def test_a_word_of_the_page_is_read_as_it_was_said(data: st.DataObject, name: str) -> None:
    word = data.draw(WORDS[name])
    assert decode_word(json.dumps(said(name, word))) == word


@given(st.data(), st.sampled_from(sorted(ORDERS)))
def test_an_order_reaches_the_page_whole(data: st.DataObject, name: str) -> None:
    order = data.draw(ORDERS[name])
    assert json.loads(encode_order(order)) == json.loads(json.dumps({"order": name, **asdict(order)}))


@given(st.text())
def test_no_text_does_more_than_be_unreadable(text: str) -> None:
    with contextlib.suppress(Unreadable):
        decode_word(text)


@given(st.data(), st.sampled_from(sorted(WORDS)), JSON)
def test_a_word_with_a_wrong_part_is_read_or_unreadable(data: st.DataObject, name: str, wrong: Any) -> None:
    whole = said(name, data.draw(WORDS[name]))
    whole[data.draw(st.sampled_from(sorted(whole)))] = wrong
    with contextlib.suppress(Unreadable):
        decode_word(json.dumps(whole))


NONSENSE = (
    "", "[]", "null", '{"word": "unheard_of"}', '{"word": ["ready"]}', "[" * 100_000,
    '{"word": "levels", "heard": NaN, "spoken": 0}', '{"word": "levels", "heard": 1e999, "spoken": 0}',
    '{"word": "levels", "heard": ' + "9" * 400 + ', "spoken": 0}', '{"word": "pong", "number": true}',
    '{"word": "pong", "number": -1}', '{"word": "media_up", "call": "\\ud800", "attempt": 1, "peer": "called"}',
    '{"word": "media_up", "call": "a", "attempt": 1, "peer": "stranger"}',
    '{"word": "fault", "name": "x", "place": "' + "y" * LONGEST + '"}',
    '{"word": "fault", "name": "0701740618 ring", "place": ""}',
    '{"word": "fault", "name": "TypeError", "place": "a=candidate:1"}',
    '{"word": "devices_found", "devices": [1]}', '{"word": "devices_found", "devices": ' + str([{}] * 300) + "}",
)  # fmt: skip


def test_what_a_page_has_no_way_to_say_is_unreadable() -> None:
    for text in NONSENSE:
        with pytest.raises(Unreadable):
            decode_word(text)
