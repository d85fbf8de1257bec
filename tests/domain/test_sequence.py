"""Each sender's count: late ones have a while, and what never came is told exactly once."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from console.domain.report import Sequence
from console.domain.sequence import REORDER_WITHIN, Gap, SourceCount, count, overdue
from tests.builders import T0, seconds

S = "/norrby/trygg/dev-1"


def heard(numbers: list[int], at: datetime = T0, boot: str = "a", before: SourceCount | None = None) -> SourceCount:
    """The count after these numbers, all at once."""
    for number in numbers:
        before = count(before, S, Sequence(boot, number), at)
    assert before is not None
    return before


def told(state: SourceCount, at: datetime) -> list[tuple[str, int, int]]:
    return [(gap.boot, gap.first, gap.last) for gap in overdue(state, at)[1]]


LATER = T0 + REORDER_WITHIN


def test_a_count_begins_at_any_number() -> None:
    assert told(heard([4711, 4712]), LATER) == []


def test_a_missing_number_is_told_after_its_while_and_no_sooner() -> None:
    state = heard([1, 2, 4])
    assert told(state, LATER - seconds(0.001)) == []
    state, gaps = overdue(state, LATER)
    assert gaps == (Gap(S, "a", 3, 3),)
    assert told(state, LATER + seconds(999)) == []


def test_a_run_of_missing_numbers_is_one_gap() -> None:
    assert told(heard([1, 9]), LATER) == [("a", 2, 8)]


def test_what_comes_late_but_in_time_is_no_gap() -> None:
    assert told(heard([3], LATER - seconds(0.1), before=heard([1, 2, 4])), LATER) == []


def test_a_gap_that_is_filled_in_the_middle_is_told_as_two() -> None:
    assert told(heard([1, 9, 5]), LATER) == [("a", 2, 4), ("a", 6, 8)]
    assert told(heard([1, 4, 2, 3]), LATER) == []
    assert told(heard([1, 4, 3, 2]), LATER) == []


def test_the_same_number_again_changes_nothing() -> None:
    state = heard([1, 2, 5])
    assert heard([1, 2, 5, 5, 2, 1], before=state) == state


def test_two_gaps_have_each_their_own_time() -> None:
    state = heard([9], T0 + seconds(3), before=heard([1, 3]))
    assert told(state, LATER) == [("a", 2, 2)]
    state, _ = overdue(state, LATER)
    assert told(state, LATER + seconds(3)) == [("a", 4, 8)]


def test_a_new_boot_begins_anew_from_any_number() -> None:
    state = heard([1], boot="b", before=heard([1, 2, 3]))
    assert (state.boot, state.highest) == ("b", 1)
    assert told(state, LATER) == []


def test_a_gap_of_the_boot_before_is_told_although_the_sender_started_anew() -> None:
    state = heard([1, 2, 4], boot="b", before=heard([1, 2, 5]))
    assert told(state, LATER) == [("a", 3, 4), ("b", 3, 3)]


def test_a_late_one_of_the_boot_before_fills_its_own_gap_and_no_other() -> None:
    state = heard([1, 4], boot="b", before=heard([1, 3]))
    state = heard([2], boot="a", before=state)
    assert told(state, LATER) == [("b", 2, 3)]


@given(
    st.integers(0, 10_000).flatmap(
        lambda first: st.lists(st.integers(first, first + 30), min_size=1, max_size=60).map(
            lambda more: (first, [*range(first, first + 31), *more])
        )
    ),
    st.randoms(use_true_random=False),
)
def test_no_order_within_the_window_ever_tells_a_gap(sent: tuple[int, list[int]], rng: object) -> None:
    first, numbers = sent
    rest = numbers[1:]
    rng.shuffle(rest)  # type: ignore[attr-defined]
    state = heard([first])
    for place, number in enumerate(rest):
        state = heard([number], T0 + seconds(3.4 * place / len(rest)), before=state)
    assert told(state, T0 + seconds(60)) == []
    assert state.highest == first + 30


@given(st.sets(st.integers(1, 39), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_each_missing_number_is_told_exactly_once(lost: set[int], rng: object) -> None:
    came = [number for number in range(1, 40) if number not in lost]
    rng.shuffle(came)  # type: ignore[attr-defined]
    state = heard([0, *came, 40])
    found: list[int] = []
    for step in range(10):
        state, gaps = overdue(state, T0 + seconds(step))
        for gap in gaps:
            found.extend(range(gap.first, gap.last + 1))
    assert sorted(found) == sorted(lost)
