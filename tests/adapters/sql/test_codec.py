"""What goes into the journal comes out of it as it was, whatever it holds."""

import dataclasses
import json
import logging
import math
import types
import typing
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.sql import codec
from console.domain import events as ev
from console.domain.board import BoardSnapshot
from console.domain.journal import BadRow
from console.domain.report import Position
from tests.adapters.sql import samples

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
"""What is generated is large, and the machine may be busy."""

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=20),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
    timedelta: st.timedeltas(timedelta(0), timedelta(days=3650)),
    types.NoneType: st.none(),
}


@cache
def anything(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the domain, which closes over a handful of shapes."""
    if isinstance(hint, typing.NewType):
        return anything(hint.__supertype__)
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([anything(part) for part in parts])
    if origin is tuple and parts[-1] is Ellipsis:
        return st.lists(anything(parts[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*[anything(part) for part in parts])
    if origin is frozenset:
        return st.frozensets(anything(parts[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(anything(parts[0]), anything(parts[1]), max_size=3)
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        fields = {field.name: anything(hints[field.name]) for field in dataclasses.fields(hint)}
        return st.builds(typing.cast("Callable[..., Any]", hint), **fields)
    assert issubclass(hint, Enum), f"what is a {hint}?"
    return st.sampled_from(hint)


@pytest.mark.parametrize("kind", ev.KINDS)
def test_a_body_of_each_kind_comes_back_as_it_was(kind: str) -> None:
    @settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
    @given(anything(ev.KINDS[kind]))
    def law(body: ev.Body) -> None:
        written, version, content = codec.encode_body(body)
        assert written == kind
        assert codec.decode_body(1, written, version, content) == body

    law()


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(anything(BoardSnapshot))
def test_a_snapshot_comes_back_as_it_was(snapshot: BoardSnapshot) -> None:
    _comes_back(snapshot)


@pytest.mark.long
@settings(max_examples=500, deadline=None, suppress_health_check=SLOW)
@given(anything(BoardSnapshot))
def test_so_does_any_of_hundreds(snapshot: BoardSnapshot) -> None:
    _comes_back(snapshot)


def _comes_back(snapshot: BoardSnapshot) -> None:
    content = codec.encode_snapshot(snapshot)
    assert codec.decode_snapshot(snapshot.seq, codec.SNAPSHOT_FORMAT, content) == snapshot


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_json_does_not_know_is_refused(number: float) -> None:
    where = Position(number, 13.9, number, samples.NOW)
    with pytest.raises(BadRow, match="alarm_joined"):
        codec.encode_body(ev.AlarmJoined(dataclasses.replace(samples.alarm(), position=where)))


def test_an_accuracy_that_is_no_number_is_refused_and_not_forgotten() -> None:
    where = Position(57.0, 13.9, math.nan, samples.NOW)
    with pytest.raises(BadRow, match="come back"):
        codec.encode_body(ev.AlarmJoined(dataclasses.replace(samples.alarm(), position=where)))


@pytest.mark.parametrize(
    "body",
    [
        ev.PromiseMade(datetime(2026, 10, 25, 2, 30), ""),  # noqa: DTZ001 - the trap itself
        ev.AlarmJoined(
            dataclasses.replace(
                samples.alarm(),
                position=Position(57.0, 13.9, None, datetime(2026, 10, 25, 2, 30)),  # noqa: DTZ001
            )
        ),
    ],
)
def test_a_naive_moment_is_refused_however_deep(body: ev.Body) -> None:
    with pytest.raises(BadRow, match="time zone"):
        codec.encode_body(body)


def test_a_lone_surrogate_is_refused_without_a_word_of_the_text() -> None:
    with pytest.raises(BadRow) as refused:
        codec.encode_body(ev.NoteWritten("Märta \ud800"))
    assert "Märta" not in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "version", "content"),
    [
        ("note_written", 2, b'{"text":"a"}'),
        ("never_heard_of", 1, b"{}"),
        ("note_written", 1, b'{"text":17}'),
        ("note_written", 1, b"{"),
        ("note_written", 1, b"\xff"),
    ],
)
def test_a_body_that_this_version_cannot_read_is_named_by_its_place(kind: str, version: int, content: bytes) -> None:
    with pytest.raises(codec.UnreadableBody, match="event 17"):
        codec.decode_body(17, kind, version, content)


@pytest.mark.warns
@pytest.mark.parametrize(
    ("form", "content"),
    [
        (codec.SNAPSHOT_FORMAT - 1, codec.encode_snapshot(BoardSnapshot(5, (), {}, {}))),
        (codec.SNAPSHOT_FORMAT + 1, codec.encode_snapshot(BoardSnapshot(5, (), {}, {}))),
        (codec.SNAPSHOT_FORMAT, codec.encode_snapshot(BoardSnapshot(6, (), {}, {}))),
        (codec.SNAPSHOT_FORMAT, codec.encode_snapshot(BoardSnapshot(5, (), {}, {})) + b" "),
        (codec.SNAPSHOT_FORMAT, b"[]"),
        (codec.SNAPSHOT_FORMAT, b"\xff\x00"),
        (codec.SNAPSHOT_FORMAT, json.dumps({"seq": 5}).encode()),
    ],
)
def test_a_foreign_snapshot_is_passed_over_with_a_warning(
    form: int, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert codec.decode_snapshot(5, form, content) is None
    assert "snapshot 5" in caplog.text
