"""Telephony through a real Janus, a real broker and real SIP telephones: who is heard, and what the console is told."""

import asyncio
import contextlib
import json
import re
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.adapters.mqtt.access import Outbound
from console.adapters.mqtt.janus import HELD, RESUMED
from console.adapters.mqtt.janus_settings import JanusSettings
from console.domain.call import CallFact, DeviceTone
from console.domain.call_signal import SignalAct
from console.domain.ids import CallId
from console.domain.link import LinkState, LostContact, Retry
from console.domain.refused import Reason, Refused
from tests.adapters.mqtt.janus_kit import CALL, Gateway, Headset, at_work, headset, settings_for
from tests.adapters.mqtt.stream_kit import connected, until
from tests.adapters.mqtt.test_link_trust import make_authority, make_certificate
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto
from tests.telephony import (
    CONSOLE_HZ,
    MISSING_TELEPHONY,
    PHONE_HZ,
    RESOURCES,
    RINGS_ON,
    SOUNDS_EARLY,
    Exchange,
    Janus,
    Phone,
    challenging,
    refusing,
)

A = SignalAct
pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(MISSING_TELEPHONY is not None, reason=str(MISSING_TELEPHONY)),
]


@pytest.fixture(scope="module")
def broker() -> Iterator[Mosquitto]:
    with Mosquitto("set_tcp_nodelay true") as server:
        yield server


@pytest.fixture(scope="module")
def janus(broker: Mosquitto) -> Iterator[Janus]:
    with Janus(broker.port, with_admin=True) as server:
        yield server


@pytest.fixture(scope="module")
def phone() -> Iterator[Phone]:
    with Phone() as server:
        yield server


@contextlib.asynccontextmanager
async def speaking(broker: Mosquitto, address: str) -> AsyncIterator[tuple[Gateway, Headset]]:
    """A call that was answered."""
    async with at_work(settings_for(broker.port)) as gateway, headset() as ears:
        await gateway.offer(address, await ears.offer())
        await ears.take((await gateway.says(A.ANSWER)).body)
        yield gateway, ears


async def handles_at(broker: Mosquitto) -> int:
    """How many handles all sessions of the gateway have, by its own count."""
    async with connected(broker.port, "admin", ["from-admin"]) as (connection, came):

        async def ask(verb: str, **more: object) -> dict[str, object]:
            came.clear()
            said = {"janus": verb, "transaction": verb, "admin_secret": "admin", **more}
            await connection.publish([Outbound("to-admin", json.dumps(said).encode())])
            await until(lambda: bool(came))
            answer: dict[str, object] = json.loads(came[0][1])
            return answer

        sessions = (await ask("list_sessions"))["sessions"]
        assert isinstance(sessions, list)
        listed = [(await ask("list_handles", session_id=session))["handles"] for session in sessions]
        return sum(len(handles) for handles in listed if isinstance(handles, list))


def test_both_sides_hear_each_other(broker: Mosquitto, janus: Janus, phone: Phone) -> None:
    async def call() -> None:
        async with speaking(broker, phone.number("auto")) as (gateway, ears):
            tone, level = await ears.hears()
            assert abs(tone - PHONE_HZ) < 5
            assert level > 0.1
            await gateway.send(A.BYE)

    run_async(call(), 40)
    tone, level = phone.heard_hz()
    assert abs(tone - CONSOLE_HZ) < 10
    assert 0.1 < level < 0.3


def test_what_the_operator_presses_reaches_the_device_and_clear_down_comes_before_the_end(
    broker: Mosquitto, janus: Janus, phone: Phone
) -> None:
    async def call() -> None:
        async with phone.steered() as hand, speaking(broker, phone.number("auto")) as (gateway, _):
            for tone in (DeviceTone.BOTH_WAYS, DeviceTone.LISTEN, DeviceTone.SPEAK, DeviceTone.LOUDER):
                await gateway.send(A.CONTROL, tone=tone)
            await gateway.send(A.CONTROL, tone=DeviceTone.QUIETER)
            await gateway.send(A.CONTROL, tone=DeviceTone.DOOR)
            await gateway.send(A.BYE)
            await until(lambda: "CALL_CLOSED" in hand.events())
            assert hand.digits() == "4781390"

    run_async(call(), 40)


def test_a_device_that_was_told_to_clear_down_is_not_told_twice(broker: Mosquitto, janus: Janus, phone: Phone) -> None:
    async def call() -> None:
        async with phone.steered() as hand, speaking(broker, phone.number("auto")) as (gateway, _):
            await gateway.send(A.CONTROL, tone=DeviceTone.CLEAR_DOWN)
            await gateway.send(A.BYE)
            await until(lambda: "CALL_CLOSED" in hand.events())
            assert hand.digits() == "0"

    run_async(call(), 40)


def test_a_held_call_hears_nothing_until_it_is_taken_up_again(broker: Mosquitto, janus: Janus, phone: Phone) -> None:
    async def call() -> None:
        async with speaking(broker, phone.number("auto")) as (gateway, ears):
            await ears.hears(0.2)
            await gateway.send(A.CONTROL, body=HELD)
            await asyncio.sleep(0.3)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.6):
                    await ears.hears(0.3)
            await gateway.send(A.CONTROL, body=RESUMED)
            tone, _ = await ears.hears(0.5)
            assert abs(tone - PHONE_HZ) < 5
            await gateway.send(A.BYE)

    run_async(call(), 40)


def test_a_person_who_hangs_up_ends_the_call(broker: Mosquitto, janus: Janus, phone: Phone) -> None:
    async def call() -> None:
        async with phone.steered() as hand, speaking(broker, phone.number("auto")) as (gateway, _):
            hand.do("hangup")
            bye = await gateway.says(A.BYE)
            assert (bye.call, bye.why, bye.detail) == (CALL, None, "SIP 200")
            await gateway.send(A.BYE)  # comes too late, and does no harm
            await until_no_handles(broker)

    run_async(call(), 40)


async def until_no_handles(broker: Mosquitto) -> None:
    async with asyncio.timeout(10):
        while await handles_at(broker):  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.05)


def test_a_telephone_rings_until_it_is_answered(broker: Mosquitto, janus: Janus, phone: Phone) -> None:
    async def call() -> None:
        async with phone.steered() as hand, at_work(settings_for(broker.port)) as gateway, headset() as ears:
            await gateway.offer(phone.number("manual"), await ears.offer())
            assert not (await gateway.says(A.RINGING)).body
            hand.do("accept")
            await ears.take((await gateway.says(A.ANSWER)).body)
            assert abs((await ears.hears(0.3))[0] - PHONE_HZ) < 5
            assert gateway.acts() == [A.RINGING, A.ANSWER]
            await gateway.send(A.BYE)

    run_async(call(), 40)


def test_sound_before_the_answer_comes_with_the_ringing(broker: Mosquitto, janus: Janus) -> None:
    async def call(exchange: Exchange) -> None:
        async with at_work(settings_for(broker.port)) as gateway, headset() as ears:
            await gateway.offer(exchange.number, await ears.offer())
            await ears.take((await gateway.says(A.RINGING)).body)
            assert abs((await ears.hears(0.3))[0] - CONSOLE_HZ) < 10
            assert A.ANSWER not in gateway.acts()
            assert not (await gateway.says(A.ANSWER)).body
            assert abs((await ears.hears(0.3))[0] - CONSOLE_HZ) < 10
            await gateway.send(A.BYE)
            await until(lambda: "BYE sip:" in exchange.messages())

    with Exchange(SOUNDS_EARLY) as exchange:
        run_async(call(exchange), 40)


def test_a_call_given_up_while_it_rings_stops_ringing(broker: Mosquitto, janus: Janus) -> None:
    async def call(exchange: Exchange) -> None:
        async with at_work(settings_for(broker.port)) as gateway, headset() as ears:
            await gateway.offer(exchange.number, await ears.offer())
            await gateway.says(A.RINGING)
            await gateway.send(A.BYE)
            await until(lambda: "CANCEL sip:" in exchange.messages())
            await until_no_handles(broker)
            assert gateway.acts() == [A.RINGING]

    with Exchange(RINGS_ON) as exchange:
        run_async(call(exchange), 40)


@pytest.mark.parametrize(
    ("rings", "code", "act", "why"),
    [
        (False, 486, A.BUSY, None),
        (True, 600, A.BUSY, None),
        (True, 603, A.DECLINED, None),
        (False, 403, A.DECLINED, None),
        (False, 404, A.BYE, CallFact.NOT_REACHED),
        (False, 480, A.BYE, CallFact.NOT_REACHED),
        (True, 480, A.BYE, CallFact.NO_ANSWER),
        (True, 503, A.BYE, CallFact.LINE_LOST),
    ],
)
def test_what_the_network_says_of_a_person_is_told(
    broker: Mosquitto, janus: Janus, rings: bool, code: int, act: SignalAct, why: CallFact | None
) -> None:
    async def call(exchange: Exchange) -> None:
        async with at_work(settings_for(broker.port)) as gateway:
            async with headset() as ears:
                await gateway.offer(exchange.number, await ears.offer())
            told = await gateway.says(act)
            assert told.why is why
            assert told.detail.startswith(f"SIP {code}")
            assert "anna" not in repr(told)
            await until_no_handles(broker)

    with Exchange(refusing(code, rings=rings)) as exchange:
        run_async(call(exchange), 40)


def test_a_number_where_nobody_is_is_not_reached(broker: Mosquitto, janus: Janus) -> None:
    async def call() -> None:
        async with at_work(settings_for(broker.port, trunk="127.0.0.1:9")) as gateway, headset() as ears:
            await gateway.offer("tel:+46 70-174 06 05", await ears.offer())
            assert (await gateway.says(A.BYE)).why is CallFact.NOT_REACHED

    run_async(call(), 40)


def test_a_number_is_called_at_the_trunk(broker: Mosquitto, janus: Janus) -> None:
    async def call(exchange: Exchange) -> None:
        async with at_work(settings_for(broker.port, trunk=f"127.0.0.1:{exchange.port}")) as gateway:
            async with headset() as ears:
                await gateway.offer("tel:+46 70-174 06 05", await ears.offer())
            await gateway.says(A.BUSY)
            assert f"INVITE sip:+46701740605@127.0.0.1:{exchange.port}" in exchange.messages()

    with Exchange(refusing(486)) as exchange:
        run_async(call(exchange), 40)


@pytest.mark.parametrize(("secret", "act"), [("rättare", A.BYE), ("right", A.BUSY)])
def test_a_trunk_that_asks_for_the_password_gets_it(
    broker: Mosquitto, janus: Janus, secret: str, act: SignalAct
) -> None:
    async def call(exchange: Exchange) -> None:
        known = settings_for(broker.port, user="larm", secret=lambda: secret)
        async with at_work(known) as gateway:
            async with headset() as ears:
                await gateway.offer(exchange.number, await ears.offer())
            await gateway.says(act)

    with Exchange(challenging("INVITE", "486 Busy", "404 No"), secret="right") as exchange:
        run_async(call(exchange), 40)


def test_a_trunk_that_does_not_let_us_register_is_told_as_not_reached(broker: Mosquitto, janus: Janus) -> None:
    async def call(exchange: Exchange) -> None:
        proxy = f"sip:127.0.0.1:{exchange.port}"
        known = settings_for(broker.port, user="larm", secret=lambda: "wrong", registers=True, proxy=proxy)
        async with at_work(known) as gateway:
            async with headset() as ears:
                await gateway.offer(exchange.number, await ears.offer())
            bye = await gateway.says(A.BYE)
            assert bye.why is CallFact.NOT_REACHED
            assert "register" in bye.detail

    with Exchange(challenging("REGISTER", "200 OK", "403 No"), secret="right") as exchange:
        run_async(call(exchange), 40)


@pytest.mark.parametrize("calls", [6, pytest.param(20, marks=pytest.mark.long)])
def test_calls_in_a_row_leave_no_handle(broker: Mosquitto, janus: Janus, phone: Phone, calls: int) -> None:
    took: list[float] = []

    async def call() -> None:
        async with at_work(settings_for(broker.port)) as gateway:
            for number in range(calls):
                gateway.told.clear()
                async with headset() as ears:
                    begun = time.monotonic()
                    name = CallId(f"call-{number}")
                    await gateway.offer(phone.number("auto"), await ears.offer(), name)
                    await ears.take((await gateway.says(A.ANSWER)).body)
                    took.append(time.monotonic() - begun)
                    await gateway.send(A.BYE, name)
            await until_no_handles(broker)

    run_async(call(), 100)
    print(f"dial to answer: median {sorted(took)[calls // 2] * 1000:.0f} ms, worst {max(took) * 1000:.0f} ms")
    assert sorted(took)[calls // 2] < 2.0


def test_a_second_offer_of_the_call_hangs_the_first_up_and_rings_anew(
    broker: Mosquitto, janus: Janus, phone: Phone
) -> None:
    async def call() -> None:
        async with phone.steered() as hand, speaking(broker, phone.number("auto")) as (gateway, _), headset() as anew:
            gateway.told.clear()
            await gateway.offer(phone.number("auto"), await anew.offer(), attempt=2)
            answer = await gateway.says(A.ANSWER)
            assert answer.attempt == 2
            assert gateway.acts() == [A.RINGING, A.ANSWER]
            await anew.take(answer.body)
            assert abs((await anew.hears(0.3))[0] - PHONE_HZ) < 5
            assert hand.events().count("CALL_CLOSED") == 1
            assert hand.digits() == ""
            await gateway.send(A.BYE)

    run_async(call(), 40)


def test_a_gateway_that_dies_in_a_call_is_told_and_takes_calls_again_once_it_is_back(phone: Phone) -> None:
    async def call(broker: Mosquitto, janus: Janus) -> None:
        async with speaking(broker, phone.number("auto")) as (gateway, _):
            await asyncio.to_thread(janus.kill)
            killed = time.monotonic()
            bye = await gateway.says(A.BYE)
            print(f"told {time.monotonic() - killed:.1f} s after the kill")
            assert bye.why is CallFact.LINE_LOST
            assert bye.detail == "Janus left the broker"
            with pytest.raises(LostContact):
                await gateway.offer(phone.number("auto"), "")
            assert (gateway.signals.state, bool(gateway.signals.explanation)) == (LinkState.LOST, True)
            assert gateway.signals.retry != Retry()
            await asyncio.to_thread(janus.start)
            await gateway.is_up()
            assert gateway.signals.explanation == ""
            assert gateway.signals.retry == Retry()
            gateway.told.clear()
            async with headset() as ears:
                await gateway.offer(phone.number("auto"), await ears.offer())
                await gateway.says(A.ANSWER)
                await gateway.send(A.BYE)

    with Mosquitto() as broker, Janus(broker.port) as janus:
        run_async(call(broker, janus), 60)


def test_a_broker_that_is_away_for_a_moment_costs_no_call(phone: Phone) -> None:
    async def call(broker: Mosquitto) -> None:
        async with speaking(broker, phone.number("auto")) as (gateway, ears):
            await asyncio.to_thread(broker.kill)
            await asyncio.to_thread(broker.start)
            await until(lambda: gateway.signals.state is LinkState.UP, 30)
            assert gateway.acts() == [A.RINGING, A.ANSWER]
            assert abs((await ears.hears(0.3))[0] - PHONE_HZ) < 5
            await gateway.send(A.BYE)

    with Mosquitto() as broker, Janus(broker.port):
        run_async(call(broker), 90)


def test_the_gateway_listens_on_no_port_and_can_do_nothing_but_telephony_over_mqtt(broker: Mosquitto) -> None:
    with Janus(broker.port) as janus:  # of its own: the SIP stack of a call that just ended lingers for a moment
        assert janus.listens_on() == []
        assert re.findall(r"Loading .*'(.*)'", janus.log()) == ["libjanus_sip.so", "libjanus_mqtt.so"]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("tel:+46701740605", Reason.NOT_CONNECTED),
        ("sip:anna@127.0.0.1\r\nX: y", Reason.NO_WAY_TO_CALL),
        ("sip:anna@127.0.0.1?Subject=x", Reason.NO_WAY_TO_CALL),
        ("tel:112;phone-context=x", Reason.NO_WAY_TO_CALL),
        ("http://127.0.0.1", Reason.NO_WAY_TO_CALL),
        ("", Reason.NO_WAY_TO_CALL),
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_said(address: str, reason: Reason) -> None:
    async def call() -> None:
        async with at_work(settings_for(9), waits=False) as gateway:
            with pytest.raises(Refused) as refused:
                await gateway.offer(address, "")
            assert refused.value.reason is reason

    run_async(call())


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority, and a certificate of its for a broker on this machine."""
    folder = tmp_path_factory.mktemp("certificates")
    make_authority(folder, "authority")
    make_certificate(folder, "broker", "IP:127.0.0.1")
    return folder


def guarded_broker(folder: Path) -> Mosquitto:
    """A broker over TLS that lets the gateway, a console and a device's user do what the shipped lines say."""
    lines = (RESOURCES / "acl").read_text("utf-8").splitlines()
    console = [line.removeprefix("#   ") for line in lines if line.startswith("#   topic")]
    (folder / "acl").write_text("\n".join(["user console-1", *console, "", *lines, "", "user tablet-1", ""]), "utf-8")
    passwords = folder / "passwords"
    passwords.write_text("", "utf-8")
    passwords.chmod(0o600)
    for user in ("janus", "console-1", "tablet-1"):
        subprocess.run(["mosquitto_passwd", "-b", str(passwords), user, f"{user}-word"], check=True)
    tls = [f"certfile {folder}/broker.pem", f"keyfile {folder}/broker.key"]
    rights = [f"password_file {passwords}", f"acl_file {folder}/acl"]
    return Mosquitto("\n".join([*tls, *rights]), anonymous=False)


def test_over_tls_the_gateway_and_a_console_may_do_what_they_must_and_a_device_nothing(
    certificates: Path, phone: Phone
) -> None:
    def known(port: int, user: str) -> JanusSettings:
        made = settings_for(port)
        ca = certificates / "authority.pem"
        entry = replace(made.access, username=user, password=lambda: f"{user}-word", ca_file=ca, client_id=f"{user}-x")
        return replace(made, access=entry)

    async def call(port: int) -> None:
        async with at_work(known(port, "tablet-1"), waits=False) as device:
            async with at_work(known(port, "console-1")) as gateway, headset() as ears:
                await gateway.offer(phone.number("auto"), await ears.offer())
                await gateway.says(A.ANSWER)
                await gateway.send(A.BYE)
            assert device.signals.state is not LinkState.UP
            with pytest.raises(LostContact):
                await device.offer(phone.number("auto"), "")

    with guarded_broker(certificates) as broker:
        entry = {
            "url": f"ssl://127.0.0.1:{broker.port}", "ssl_enabled": "true",
            "cacertfile": str(certificates / "authority.pem"), "password": "janus-word",
        }  # fmt: skip
        with Janus(broker.port, entry):
            run_async(call(broker.port), 40)
