"""What a call's figures mean: how good it is in plain words, and whether anything is heard. Pure.

The worst of what is true is said: an operator acts on sound before picture.
"""

from datetime import timedelta

from console.domain.call import GONE_QUIET_AFTER, CallFigures, Quality

NOTHING_FROM_S = 3.0
"""So long without a single packet, and nothing comes. Ours."""

CHOPPY_SOUND_FROM = 0.05
"""This share of the speech was made up, because it did not come in time: words go missing. Ours."""

WEAK_ROUND_TRIP_S = 0.8
"""Both ways of ITU-T G.114's limit of 400 ms one way: beyond it people talk over each other."""

WEAK_LOSS = 0.03
"""ITU-T G.1010, table I.1: conversational voice bears less than 3 % of packets lost."""

CHOPPY_FRAMES_PER_S = 12.0
"""ITU-T H-series Supplement 1: below 12 pictures a second neither signs nor lips can be read."""

HEARD_FROM_DB = -55.0
"""Louder than this is something heard: a low voice across a room is about -45 dB of full scale, and what an echo
canceller leaves is -75 and less (measured)."""


def quality_of(figures: CallFigures) -> Quality:
    """How the last second was."""
    if figures.quiet_s >= NOTHING_FROM_S:
        return Quality.NOTHING_COMES
    if figures.concealed is not None and figures.concealed >= CHOPPY_SOUND_FROM:
        return Quality.CHOPPY_SOUND
    if (figures.round_trip_s or 0.0) >= WEAK_ROUND_TRIP_S or (figures.loss or 0.0) >= WEAK_LOSS:
        return Quality.WEAK_LINE
    if figures.frames_per_s is not None and figures.frames_per_s < CHOPPY_FRAMES_PER_S:
        return Quality.CHOPPY_PICTURE
    is_known = any(one is not None for one in (figures.round_trip_s, figures.loss, figures.concealed))
    return Quality.GOOD if is_known else Quality.UNKNOWN


def is_heard(figures: CallFigures) -> bool:
    """Whether anything but silence came from the other side."""
    return figures.heard_db > HEARD_FROM_DB


def is_quiet(unheard_for: timedelta) -> bool:
    """Whether a connected call in which nothing was heard for so long is to be told as silent."""
    return unheard_for >= GONE_QUIET_AFTER
