"""A third party in a call comes through the broker's listener for browsers, and reaches its own call and nothing else.

The real Mosquitto with the shipped `acl`.
"""

import secrets
from collections.abc import Iterator

import pytest

from tests.contracts.field_clients import BrowserClient
from tests.servers import MISSING_MOSQUITTO, BrowserMosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]

USERS = {"console-1": "console-secret", "tablet-88": "tablet-secret", "guest": "no-secret"}
CALLS = "vaka/v1/centre/guests/calls/{}"


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserMosquitto]:
    pages = tmp_path_factory.mktemp("pages")
    (pages / "index.html").write_text("<p>sida</p>", encoding="utf-8")
    with BrowserMosquitto(pages, USERS) as running:
        yield running


def come(broker: BrowserMosquitto, user: str, client_id: str) -> BrowserClient:
    return BrowserClient(broker.web_port, broker.ca_file, user, USERS[user], client_id)


def invitation() -> str:
    return secrets.token_urlsafe(16)


def test_a_guest_and_the_console_hear_each_other(broker: BrowserMosquitto) -> None:
    guest_id = invitation()
    topic = CALLS.format(guest_id)
    with come(broker, "guest", guest_id) as guest, come(broker, "console-1", "the-console") as console:
        assert guest.subscribe(topic) == "Granted QoS 1"
        console.subscribe("vaka/v1/#")
        assert console.publish(topic, b"offer") == "Success"
        guest.until(lambda: (topic, b"offer") in guest.got)
        assert guest.publish(topic, b"answer") == "Success"
        console.until(lambda: (topic, b"answer") in console.got)


@pytest.mark.parametrize("subscription", ["vaka/v1/#", "#", "vaka/v1/centre/guests/calls/+", "vaka/v1/+/+/calls/#"])
def test_a_guest_hears_nothing_but_its_own_call(broker: BrowserMosquitto, subscription: str) -> None:
    mine, other = invitation(), invitation()
    with come(broker, "guest", mine) as guest, come(broker, "console-1", "the-console") as console:
        guest.subscribe(subscription)
        guest.subscribe(CALLS.format(other))
        for topic in (
            CALLS.format(other),
            "vaka/v1/norrby/tablet-88/calls/TABLET-0088",
            "vaka/v1/norrby/tablet-88/receipts/TABLET-0088",
            "vaka/v1/centre/canary/console-1",
            "vaka/v1/centre/presence/console-1",
            CALLS.format(mine),
        ):
            assert console.publish(topic, b"secret") in ("Success", "No matching subscribers")
        guest.until(lambda: bool(guest.got))
        assert {topic for topic, _ in guest.got} == {CALLS.format(mine)}


@pytest.mark.parametrize(
    "topic",
    [
        "vaka/v1/norrby/guest/alarms/PA-1041",
        "vaka/v1/norrby/tablet-88/alarms/PA-1041",
        "vaka/v1/norrby/tablet-88/calls/TABLET-0088",
        "vaka/v1/norrby/guest/status/PA-1041",
        "vaka/v1/norrby/guest/dispatch/patrull-3",
        "vaka/v1/centre/guests/alarms/{}",
        "vaka/v1/centre/guests/calls/someone-else-entirely-x",
        "vaka/v1/centre/guests/calls",
        "vaka/v1/centre/guests/calls/{}/more",
        "vaka/v1/centre/canary/console-1",
    ],
)
def test_a_guest_says_nothing_anywhere_else(broker: BrowserMosquitto, topic: str) -> None:
    guest_id = invitation()
    with come(broker, "guest", guest_id) as guest:
        assert guest.publish(topic.format(guest_id), b"x") == "Not authorized"


@pytest.mark.parametrize("client_id", ["+", "#", "+/+", "x/#"])
def test_an_id_that_is_a_wildcard_opens_nothing(broker: BrowserMosquitto, client_id: str) -> None:
    other = CALLS.format(invitation())
    with come(broker, "guest", client_id) as guest, come(broker, "console-1", "the-console") as console:
        guest.subscribe(CALLS.format(client_id))
        guest.subscribe("vaka/v1/#")
        assert guest.publish(other, b"x") == "Not authorized"
        console.publish(other, b"secret")
        console.publish(other, b"secret")
        assert guest.publish(other, b"x") == "Not authorized"
        assert guest.got == []


def test_a_guest_without_the_password_does_not_come_in(broker: BrowserMosquitto) -> None:
    with BrowserClient(broker.web_port, broker.ca_file, "guest", "guess", invitation()) as guest:
        assert guest.refused == "Not authorized"


def test_a_tablet_hears_its_own_calls_and_no_other_tablets(broker: BrowserMosquitto) -> None:
    mine, other = "vaka/v1/norrby/tablet-88/calls/TABLET-0088", "vaka/v1/norrby/tablet-89/calls/TABLET-0089"
    with come(broker, "tablet-88", "tablet-88") as tablet, come(broker, "console-1", "the-console") as console:
        tablet.subscribe("vaka/v1/#")
        console.publish(other, b"another's offer")
        console.publish(mine, b"offer")
        tablet.until(lambda: bool(tablet.got))
        assert tablet.got == [(mine, b"offer")]
        assert tablet.publish(other, b"answer") == "Not authorized"
        assert tablet.publish(mine, b"answer") == "Success"


def test_whoever_knows_a_client_id_can_throw_its_owner_out_so_it_must_be_a_secret(broker: BrowserMosquitto) -> None:
    """Why README.md asks for client ids that nobody can guess: MQTT gives an id to whoever came last."""
    with (
        come(broker, "console-1", "a-known-id") as console,
        come(broker, "guest", "a-known-id") as guest,
    ):
        console.until(lambda: console.is_thrown_out)
        assert not guest.refused
