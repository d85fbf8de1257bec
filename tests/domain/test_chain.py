"""The chain's rule, byte for byte."""

import struct
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import chain

FIELDS: dict[str, Any] = {
    "seq": 7,
    "id": "e1",
    "subject": "case:1",
    "version": 2,
    "at": 1_700_000_000_000_000,
    "who": "åsa",
    "municipality": "sunnerbo",
    "kind": "note_written",
    "kind_version": 1,
    "body_digest": b"\x01" * 32,
}


def _long(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def test_a_link_is_sha256_over_the_fields_as_the_module_writes_them_down() -> None:
    expected = sha256(
        _long(b"vaka-journal-1")
        + _long(b"\x02" * 32)
        + (7).to_bytes(8, "big", signed=True)
        + _long(b"e1")
        + _long(b"case:1")
        + (2).to_bytes(8, "big", signed=True)
        + (1_700_000_000_000_000).to_bytes(8, "big", signed=True)
        + _long("åsa".encode())
        + _long(b"sunnerbo")
        + _long(b"note_written")
        + (1).to_bytes(8, "big", signed=True)
        + _long(b"\x01" * 32)
    ).digest()
    assert chain.link(b"\x02" * 32, **FIELDS) == expected


def test_the_encoding_never_changes_under_journals_that_exist() -> None:
    first = chain.link(chain.GENESIS, **FIELDS)
    assert first.hex() == "f6dda5dd7d0bbe458508dd059db883ce09f49d529b88a21b5028ef66f0d386c1"


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_in_the_link(field: str) -> None:
    value = FIELDS[field]
    other = value + 1 if isinstance(value, int) else value + value[:1]
    assert chain.link(b"", **FIELDS | {field: other}) != chain.link(b"", **FIELDS)


def test_the_link_before_is_in_the_link() -> None:
    assert chain.link(b"\x00" * 32, **FIELDS) != chain.link(chain.GENESIS, **FIELDS)


@given(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_no_two_neighbours_can_share_letters(a: str, b: str, c: str, d: str) -> None:
    one = chain.link(b"", **FIELDS | {"id": a, "subject": b})
    two = chain.link(b"", **FIELDS | {"id": c, "subject": d})
    assert (one == two) == ((a, b) == (c, d))


def test_a_lone_surrogate_has_no_link() -> None:
    with pytest.raises(UnicodeEncodeError):
        chain.link(b"", **FIELDS | {"who": "\ud800"})


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1])
def test_a_number_outside_64_bits_has_no_link(number: int) -> None:
    with pytest.raises(chain.OutOfRange):
        chain.link(b"", **FIELDS | {"version": number})


def test_the_same_body_has_another_digest_with_another_salt() -> None:
    assert chain.body_digest(b"a" * 16, b"{}") == sha256(b"a" * 16 + b"{}").digest()
    assert chain.body_digest(b"a" * 16, b"{}") != chain.body_digest(b"b" * 16, b"{}")


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="salt"):
        chain.body_digest(b"a" * length, b"{}")


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_comes_back_to_the_microsecond(at: datetime) -> None:
    assert chain.moment(chain.microseconds(at)) == at


def test_the_same_moment_in_another_zone_is_the_same_number() -> None:
    zone = timezone(timedelta(hours=2))
    there = datetime(2026, 10, 25, 2, 30, tzinfo=zone)
    assert chain.microseconds(there) == chain.microseconds(there.astimezone(UTC))


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        chain.microseconds(datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001 - the trap itself
