"""The verdict on our sight: what broke first explains the rest."""

from dataclasses import replace

import pytest

from console.domain.events import SightLost
from console.domain.sight import Grade, Proof, Verdict, judge

STARTED = Proof(started=100.0, is_seated=True)
SEEN = STARTED.with_return(110).with_store(110).with_paint(110)
B, W, S = Grade.BLIND, Grade.WAITING, Grade.SEEING
LINK, STORE, SCREEN, NOBODY = SightLost.LINK, SightLost.STORE, SightLost.SCREEN, SightLost.NOBODY


@pytest.mark.parametrize(
    ("proof", "at", "verdict"),
    [
        (STARTED, 100, Verdict(W)),
        (STARTED, 115, Verdict(W)),
        (STARTED, 115.1, Verdict(B, LINK, 100)),
        (SEEN, 110, Verdict(S)),
        (SEEN, 125, Verdict(S)),
        (SEEN, 125.1, Verdict(B, LINK, 110)),
        (SEEN.with_return(125), 125.1, Verdict(B, STORE, 110)),
        (STARTED.with_return(110), 115.1, Verdict(B, STORE, 100)),
        (STARTED.with_return(110), 114, Verdict(W)),
        (STARTED.with_return(110).with_store(110), 114, Verdict(W)),
        (STARTED.with_return(110).with_store(110), 120, Verdict(W)),
        (STARTED.with_return(110).with_store(110), 120.1, Verdict(B, SCREEN, 110)),
        (SEEN.with_return(115).with_store(115), 125.1, Verdict(B, SCREEN, 115)),
        (SEEN.with_return(115).with_store(115).with_return(120).with_store(120), 125.1, Verdict(B, SCREEN, 115)),
        (SEEN.with_return(120).with_store(120).with_paint(121), 125.1, Verdict(S)),
        (SEEN.with_return(120).with_store(120).with_paint(121, 115), 125.1, Verdict(B, SCREEN, 115)),
        (replace(SEEN, unheard_since=105), 120, Verdict(S)),
        (replace(SEEN, unheard_since=105), 120.1, Verdict(B, LINK, 105)),
        (replace(SEEN, unheard_since=105, came_back=125), 125.1, Verdict(B, STORE, 110)),
        (replace(SEEN, unheard_since=105, unpainted_since=105, is_seated=False), 120.1, Verdict(B, LINK, 105)),
        (Proof(started=100.0), 101, Verdict(B, NOBODY, None)),
        (Proof(started=100.0, has_screen=False), 101, Verdict(W)),
        (Proof(started=100.0, has_screen=False).with_return(110).with_store(110), 124, Verdict(S)),
        (Proof(started=100.0, has_screen=False).with_return(110).with_store(110), 125.1, Verdict(B, LINK, 110)),
        (Proof(started=100.0, has_screen=False).with_return(126).with_store(110), 126, Verdict(B, STORE, 110)),
    ],
)
def test_the_first_break_in_the_chain_is_the_verdict(proof: Proof, at: float, verdict: Verdict) -> None:
    assert judge(proof, at) == verdict


def test_an_empty_chair_is_told_only_where_all_else_works() -> None:
    gone = Proof(started=0.0)
    assert judge(gone, 1).lost is NOBODY
    assert judge(gone, 99).lost is LINK


def test_a_headless_console_owes_no_frame() -> None:
    proof = Proof(started=0.0, has_screen=False).with_store(5)
    assert proof.unpainted_since is None


def test_a_later_canary_does_not_pardon_the_screen_for_an_earlier_one() -> None:
    proof = STARTED.with_store(5).with_store(10).with_store(15)
    assert proof.unpainted_since == 5
