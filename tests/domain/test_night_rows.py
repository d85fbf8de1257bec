"""The night's rows are grouped anew only when time has moved one of them; asked at any moment, in any order, they stand
where each row by itself says that it stands."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.domain.ids import DecisionId, LookId, MunicipalityId
from console.domain.look import LookState
from console.domain.round_rows import LATE_AFTER, NightRows, RoundGroup, RoundRow, group_of, time_of
from console.domain.supervision import PlaceKind
from tests.builders import T0, minutes

spans = st.integers(-300, 300)
moments = st.lists(st.integers(-400 * 60, 400 * 60), min_size=1, max_size=12)


@st.composite
def rows(draw: st.DrawFn) -> tuple[RoundRow, ...]:
    """Looks of a night, in every state."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        begins = T0 + minutes(draw(spans))
        ends = begins + minutes(draw(st.integers(0, 90)))
        slack = minutes(draw(st.integers(0, 20)))
        retry = draw(st.none() | spans)
        made.append(
            RoundRow(
                LookId(f"l{number}"), DecisionId(f"d{number % 4}"), MunicipalityId("älvbro"), None, None,
                draw(st.sampled_from(("Norr", "Ek"))), str(draw(st.integers(1, 3))), PlaceKind.CORRIDOR,
                draw(st.integers(1, 3)), 1, 3, begins, ends, begins - slack, ends + slack,
                draw(st.sampled_from(list(LookState))), retry_at=T0 + minutes(retry) if retry is not None else None,
                is_skipped=draw(st.booleans()),
            )
        )  # fmt: skip
    return tuple(made)


@given(night=rows(), seconds=moments)
def test_at_any_moment_every_row_stands_where_it_says_itself(night: tuple[RoundRow, ...], seconds: list[int]) -> None:
    looks = NightRows(night)
    edges = [row.ends_at + LATE_AFTER for row in night] + [row.opens_at for row in night]
    for at in [*(T0 + timedelta(seconds=one) for one in seconds), *edges]:
        wanted: dict[RoundGroup, list[RoundRow]] = {group: [] for group in RoundGroup}
        for row in sorted(night, key=lambda row: (time_of(row), row.area, row.place, row.look)):
            wanted[group_of(row, at)].append(row)
        assert looks.at(at) == wanted


@given(night=rows(), seconds=moments)
def test_the_same_moment_means_the_same_groups_and_the_same_rounds_begun(
    night: tuple[RoundRow, ...], seconds: list[int]
) -> None:
    looks = NightRows(night)
    told: dict[int, object] = {}
    edges = [row.begins_at + timedelta(seconds=by) for row in night for by in (-1, 0)]
    for at in [*(T0 + timedelta(seconds=one) for one in seconds), *edges]:
        begun = [number for number, (begins, _) in looks.rounds().items() if begins <= at]
        stands = looks.at(at), begun
        assert told.setdefault(looks.moment(at), stands) == stands
