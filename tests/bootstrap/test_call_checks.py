"""What `vaka doctor` says of that by which calls go: nothing where nothing is set, else what lacks and what to do."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from console.adapters.mqtt.access import BrokerAccess
from console.adapters.secrets import (
    GUEST_PASSWORD,
    JANUS_SECRET,
    SIP_PASSWORD,
    TURN_SECRET,
    MemorySecrets,
    Secrets,
    SecretsUnavailable,
)
from console.bootstrap import call_checks
from console.bootstrap.call_checks import ways_found
from console.bootstrap.reserve_checks import Found
from console.config import Broker, Config
from tests.servers import MISSING_MOSQUITTO, Mosquitto
from tests.telephony import API_SECRET, MISSING_TELEPHONY, Janus

JANUS = {"sip_gateway": "janus", "sip_caller": "sip:larm@trunk.example"}


class Locked(MemorySecrets):
    def get(self, name: str) -> str | None:
        raise SecretsUnavailable("it is locked")


def nowhere() -> BrokerAccess:
    raise LookupError("the broker's password is not to be had from the keyring")


def found(
    ring: Secrets | None, come: Callable[[], BrokerAccess] = nowhere, *, embedded: bool = False, **calls: object
) -> Found | None:
    config = Config(broker=Broker(embedded=embedded))
    return ways_found(replace(config, calls=replace(config.calls, **calls)), ring, come)  # type: ignore[arg-type]


def ring(*names: str) -> MemorySecrets:
    kept = MemorySecrets()
    for name in names:
        kept.set(name, "hemligt")
    return kept


def test_settings_that_name_nothing_are_not_told_of() -> None:
    assert found(ring()) is None


def test_what_is_named_and_whole_is_well() -> None:
    kept = ring(TURN_SECRET, GUEST_PASSWORD)
    told = found(kept, ice_servers="stun:a.example,turn:b.example", guest_page="https://larm.example/guest.html")
    assert told == Found("call ways", True, "2 STUN or TURN server(s), guests can be invited")


@pytest.mark.parametrize(
    ("calls", "missing"),
    [
        ({"ice_servers": "turn:b.example"}, TURN_SECRET),
        ({"guest_page": "https://larm.example/guest.html"}, GUEST_PASSWORD),
        ({**JANUS, "sip_user": "larm"}, SIP_PASSWORD),
    ],
)
def test_a_secret_that_lacks_is_named_with_what_sets_it(calls: dict[str, object], missing: str) -> None:
    told = found(ring(), **calls)
    assert told is not None
    assert (told.is_well, told.to_do) == (False, f"vaka secret set {missing}")
    assert told.seen.endswith(f"without {missing}")


def test_a_stun_server_needs_no_secret_nor_any_keyring() -> None:
    told = found(None, ice_servers="stun:a.example")
    assert told is not None
    assert told.is_well


def test_a_keyring_that_is_locked_is_told() -> None:
    told = found(Locked(), ice_servers="turn:b.example")
    assert told is not None
    assert (told.is_well, "it is locked" in told.seen) == (False, True)


def test_a_gateway_is_not_sought_at_the_embedded_broker_nor_where_we_cannot_come_in() -> None:
    embedded, refused, unread = (
        found(ring(), embedded=True, **JANUS), found(ring(), **JANUS), found(None, **JANUS),
    )  # fmt: skip
    assert embedded is not None
    assert "embedded broker" in embedded.seen
    assert refused is not None
    assert (refused.is_well, "password" in refused.seen) == (False, True)
    assert unread is not None
    assert not unread.is_well


@pytest.mark.mosquitto
@pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO))
def test_a_gateway_that_does_not_answer_is_told_with_what_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_checks, "ANSWERS_WITHIN_S", 1.0)
    with Mosquitto() as broker:
        told = found(ring(), lambda: BrokerAccess("127.0.0.1", broker.port, "vaka-doctor"), **JANUS)
    assert told is not None
    assert not told.is_well
    assert told.seen.startswith("telephones by janus: ")
    assert "is Janus running" in told.to_do


@pytest.mark.mosquitto
@pytest.mark.skipif(MISSING_TELEPHONY is not None, reason=str(MISSING_TELEPHONY))
def test_a_gateway_that_answers_is_well_and_one_that_does_not_know_us_is_told() -> None:
    known = ring()
    known.set(JANUS_SECRET, API_SECRET)
    with Mosquitto() as broker, Janus(broker.port):
        access = BrokerAccess("127.0.0.1", broker.port, "vaka-doctor")
        told, unknown = found(known, lambda: access, **JANUS), found(ring(), lambda: access, **JANUS)
    assert told == Found("call ways", True, "telephones by janus; it answers")
    assert unknown is not None
    assert not unknown.is_well
