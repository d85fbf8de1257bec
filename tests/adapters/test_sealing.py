"""Sealed orders: the phone that holds the key opens them, and nobody and nothing else does."""

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.adapters.sealing import KEY_BYTES, NONCE_BYTES, OrderSealer, PhoneKey, bound_to
from console.domain.ids import MunicipalityId, ResponderId
from console.domain.order import Order, OrderKind, SealedOrder

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "contracts" / "sealed_orders.json").read_text("utf-8")
)
NOW = datetime(2026, 11, 22, 1, 41, tzinfo=UTC)
HOLDER, OTHER = PhoneKey(), PhoneKey()
ORDER = Order(OrderKind.ASSIGNED, MunicipalityId("norrby"), ResponderId("patrull-3"), NOW, NOW)


def sealed(text: bytes, id: str = "order-1", to: PhoneKey = HOLDER) -> SealedOrder:
    return OrderSealer().seal(id, ORDER, "nattpatrull-3", to.public, text)


def opened(one: SealedOrder, by: PhoneKey = HOLDER, **changed: str) -> bytes:
    parts = {"ephemeral": one.ephemeral, "nonce": one.nonce, "text": one.text}
    parts |= {name: value for name, value in changed.items() if name in parts}
    levels = {"id": one.id, "municipality": "norrby", "sender": one.sender, "responder": "patrull-3"}
    levels |= {name: value for name, value in changed.items() if name in levels}
    bound = bound_to(
        levels["id"], MunicipalityId(levels["municipality"]), levels["sender"], ResponderId(levels["responder"])
    )
    return by.opened(parts["ephemeral"], parts["nonce"], parts["text"], bound)


@given(st.binary(max_size=4000))
def test_the_holder_opens_what_was_sealed_and_no_other_phone_does(text: bytes) -> None:
    one = sealed(text)
    assert opened(one) == text
    with pytest.raises(ValueError, match="not sealed to this phone"):
        opened(one, OTHER)


@given(st.sampled_from(["ephemeral", "nonce", "text"]), st.integers(min_value=0), st.integers(0, 7))
def test_any_bit_that_was_turned_keeps_it_shut(part: str, place: int, bit: int) -> None:
    one = sealed(b'{"code":"4071"}')
    raw = bytearray(base64.urlsafe_b64decode(getattr(one, part) + "==="))
    raw[place % len(raw)] ^= 1 << bit
    with pytest.raises(ValueError, match=r"."):
        opened(one, **{part: base64.urlsafe_b64encode(raw).rstrip(b"=").decode()})


@pytest.mark.parametrize(
    "level", [{"id": "order-2"}, {"municipality": "norrb"}, {"sender": "nattpatrull-4"}, {"responder": "patrull-4"}]
)
def test_an_order_opens_under_its_own_id_and_topic_alone(level: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not sealed"):
        opened(sealed(b"{}"), **level)


def test_the_same_order_sealed_twice_has_nothing_in_common() -> None:
    first, second = sealed(b"{}" * 50), sealed(b"{}" * 50)
    assert first.ephemeral != second.ephemeral
    assert first.nonce != second.nonce
    assert first.text[:20] != second.text[:20]
    assert first.text not in repr(first)


@pytest.mark.parametrize(
    "key",
    ["", "A" * 87, HOLDER.public[:-1], HOLDER.public + "=", "å" * 87, f"{HOLDER.public[:-1]}_"],
    ids=["nothing", "no point", "cut", "padded", "no ASCII", "another end"],
)
def test_nothing_is_sealed_to_what_is_no_key(key: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        OrderSealer().seal("order-1", ORDER, "nattpatrull-3", key, b"{}")


def test_the_parts_have_the_lengths_of_the_contract() -> None:
    one = sealed(b"four")
    lengths = [len(base64.urlsafe_b64decode(part + "===")) for part in (one.to_key, one.ephemeral, one.nonce, one.text)]
    assert lengths == [KEY_BYTES, KEY_BYTES, NONCE_BYTES, len(b"four") + 16]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_the_examples_that_both_sides_are_held_to(vector: dict[str, Any]) -> None:
    private = int.from_bytes(base64.urlsafe_b64decode(vector["phone_jwk"]["d"] + "="), "big")
    phone = PhoneKey(private)
    assert phone.public == vector["phone_public"]
    bound = bound_to(
        vector["id"], MunicipalityId(vector["municipality"]), vector["sender"], ResponderId(vector["responder"])
    )
    assert bound == vector["aad"].encode()
    if vector["opens"]:
        assert phone.opened(vector["ephemeral"], vector["nonce"], vector["text"], bound).decode() == vector["plain"]
    else:
        with pytest.raises(ValueError, match=r"."):
            phone.opened(vector["ephemeral"], vector["nonce"], vector["text"], bound)
