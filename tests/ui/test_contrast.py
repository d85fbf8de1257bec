"""Contrast and class colours: the design's promises about its tokens, and that the screen keeps them where it paints.

Contrast as WCAG 2.2 defines it (1.4.3, 1.4.11). Difference of colours: CIE 1976 (Delta E*ab) for what normal sight and
three colour blindnesses see, the latter by Machado, Oliveira and Fernandes (2009), severity 1.
"""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from PySide6.QtGui import QColor

from tests.ui.contrast import TEXT, Linear, contrast, linear
from ui.style import LOOKS
from ui.theme import DAY, NIGHT, Tokens
from ui.widgets.veil import VEIL_ALPHA

BOTH = pytest.mark.parametrize("tokens", [NIGHT, DAY], ids=lambda tokens: tokens.name)
BORDER, MARK = 3.0, 3.0

GROUNDS = ("bg0", "bg1", "bg2", "bg3", "sel", "hot")
TEXT_PAIRS = (
    *((ink, ground) for ink in ("tx1", "tx2", "tx3") for ground in GROUNDS),
    ("bg1", "tx1"),  # the lit key, the blind banner
    ("bg0", "tx1"),  # what is selected in a field
)
"""Every ink on every ground that rows, labels, keys, panels and pills have."""

BORDERS = tuple((line, ground) for line in ("edge", "tx1") for ground in ("bg0", "bg1", "bg2", "bg3"))
"""What shows where a control is, or that it has the keyboard."""

MARKS_ON = {"night": GROUNDS, "day": ("bg1", "bg2", "sel", "hot")}
"""By day class 2 is for these grounds alone, as the design says."""

TOLD = {
    ("night", "edge"): (4.4, 3.9), ("day", "edge"): (4.3, 4.9), ("night", "tx1"): (14.4, 12.9),
    ("day", "tx1"): (13.9, 16.1), ("night", "tx2"): (9.0, 8.0), ("day", "tx2"): (7.7, 8.8),
    ("night", "tx3"): (6.1, 5.5), ("day", "tx3"): (5.6, 6.4),
}  # fmt: skip
"""The design's own table: contrast on bg1 and bg2."""

PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
TRITAN = ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900))
SIGHTS = {"normal": None, "protan": PROTAN, "deutan": DEUTAN, "tritan": TRITAN}


def lab(colour: str, sight: tuple[Linear, Linear, Linear] | None) -> Linear:
    """CIE L*a*b* (D65) of what that sight sees."""
    seen = linear(QColor(colour))
    if sight is not None:
        mixed = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, seen, strict=True)))) for row in sight]
        seen = (mixed[0], mixed[1], mixed[2])
    r, g, b = seen
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: Linear, other: Linear) -> float:
    """CIE 1976, by which the design was measured."""
    return math.dist(one, other)


def test_our_own_arithmetic_gives_the_published_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert lab("#ffffff", None) == pytest.approx((100, 0, 0), abs=0.02)
    assert lab("#ff0000", None) == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    assert lab("#0000ff", None) == pytest.approx((32.30, 79.19, -107.86), abs=0.02)


@BOTH
def test_every_text_can_be_read_on_every_ground_it_stands_on(tokens: Tokens) -> None:
    low = {
        pair: round(contrast(*(getattr(tokens, token) for token in pair)), 2)
        for pair in TEXT_PAIRS
        if contrast(*(getattr(tokens, token) for token in pair)) < TEXT
    }
    assert not low


@BOTH
def test_every_control_shows_where_it_is_and_that_it_has_the_keyboard(tokens: Tokens) -> None:
    for line, ground in BORDERS:
        assert contrast(getattr(tokens, line), getattr(tokens, ground)) >= BORDER, (line, ground)
    assert contrast(tokens.edge, tokens.tx1) >= BORDER, "the frame of a lit key with the keyboard"


@BOTH
def test_every_class_stands_out_from_the_ground_and_its_digit_from_the_mark(tokens: Tokens) -> None:
    for alarm_class, (hue, ink) in enumerate(zip(tokens.classes, tokens.ink, strict=True), start=1):
        for ground in MARKS_ON[tokens.name]:
            assert contrast(hue, getattr(tokens, ground)) >= MARK, (alarm_class, ground)
        assert contrast(ink, hue) >= 4.5, alarm_class
    assert tokens is DAY or min(contrast(ink, hue) for ink, hue in zip(tokens.ink, tokens.classes, strict=True)) >= 7


@BOTH
def test_the_tokens_are_as_far_apart_as_the_design_says(tokens: Tokens) -> None:
    for (name, token), told in TOLD.items():
        if name == tokens.name:
            measured = tuple(contrast(getattr(tokens, token), ground) for ground in (tokens.bg1, tokens.bg2))
            assert measured == pytest.approx(told, abs=0.06), token


@pytest.mark.parametrize(("tokens", "least"), [(NIGHT, 36), (DAY, 23)], ids=["night", "day"])
def test_no_two_classes_look_alike_in_any_sight(tokens: Tokens, least: float) -> None:
    near = {
        (sight, one, other): difference(lab(tokens.classes[one], how), lab(tokens.classes[other], how))
        for sight, how in SIGHTS.items()
        for one, other in combinations(range(4), 2)
    }
    assert min(near.values()) >= least, min(near, key=lambda pair: near[pair])


def test_every_look_of_a_label_is_an_ink_that_was_measured() -> None:
    inks = {ink for ink, _ in TEXT_PAIRS}
    assert {token for _, _, token in LOOKS.values()} <= inks
    assert min(points for points, _, _ in LOOKS.values()) >= 9.5


def test_a_veil_leaves_what_it_covers_fainter_than_what_lies_over_it() -> None:
    for tokens in (NIGHT, DAY):
        veiled = QColor(tokens.tx1)
        over, share = QColor(tokens.bg0), VEIL_ALPHA / 255
        mixed = QColor(*(
            round(a * (1 - share) + b * share)
            for a, b in zip(veiled.getRgb()[:3], over.getRgb()[:3], strict=True)  # type: ignore[index, arg-type]
        ))  # fmt: skip
        assert contrast(mixed, tokens.bg0) < contrast(tokens.tx3, tokens.bg2)
