"""Calls, joined in a whole console on a real broker: what goes out to a device, what comes back, and how it ends."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from console.adapters.clock import FreshIds, SystemClock
from console.adapters.mqtt.access import BrokerAccess, Outbound
from console.adapters.mqtt.connection import Delivery
from console.adapters.mqtt.line import Line
from console.adapters.municipality.simulated import build
from console.adapters.secrets import (
    GUEST_PASSWORD,
    JANUS_SECRET,
    SIP_PASSWORD,
    TURN_SECRET,
    MemorySecrets,
    SecretsUnavailable,
)
from console.bootstrap.calls import Kept, janus_settings
from console.bootstrap.ground import Ground
from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config, ConfigError
from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.call import CallEnd, CallState, DeviceTone
from console.domain.call_engine import EngineReady, MakeOffer, OfferMade
from console.domain.call_signal import IceServer
from console.domain.events import ReadReason
from console.domain.ids import ConsoleId, OperatorId
from console.domain.imported import ImportedRows
from console.domain.link import LinkState
from console.domain.operator import Operator
from console.services.call_at_hand import CallSettings
from console.services.screen import CanaryStored, EngineAsked, NoScreen, Update
from tests.fakes import run_async

TOWN = build(1, 60, today=date(2026, 11, 22))
MARTA = TOWN.named("Märta Lindqvist")
ELLEN = OperatorId("ellen.sandgren")
WITHIN_S = 10.0


class Eyes(NoScreen):
    """A screen with an engine that is ready at once, and offers when it is asked to."""

    def __init__(self) -> None:
        self.console: Console | None = None
        self.orders: list[object] = []

    def show(self, update: Update) -> None:
        if isinstance(update, CanaryStored) and self.console is not None:
            self.console.watch.painted(update.number)
        elif isinstance(update, EngineAsked):
            self.orders.append(update.order)
            asyncio.get_running_loop().call_soon(self._answer, update)

    def _answer(self, update: EngineAsked) -> None:
        assert self.console is not None
        calling = self.console.calls.calling
        if update.order is None:
            calling.heard(EngineReady())
        elif isinstance(update.order, MakeOffer):
            calling.heard(OfferMade(update.order.call, update.order.attempt, "v=0\r\n"))


def settings(folder: Path, **calls: object) -> Config:
    base = Config()
    return replace(
        base,
        broker=replace(base.broker, embedded=True),
        console=replace(base.console, id="console-1", state_folder=str(folder)),
        database=replace(base.database, file=str(folder / "vaka.db")),
        calls=replace(base.calls, **calls),  # type: ignore[arg-type]
    )


class Running:
    """A console with its people, at work; `end` ends it in order, before its broker goes."""

    def __init__(self, console: Console, eyes: Eyes) -> None:
        self.console = console
        self.eyes = eyes
        self._task = asyncio.create_task(console.run(), name="console")

    async def end(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


@asynccontextmanager
async def running(config: Config) -> AsyncIterator[Running]:
    eyes = Eyes()
    async with opened(config, Fittings(MemorySecrets(), eyes, choosable=TOWN.operators)) as console:
        eyes.console = console
        rows = ImportedRows(TOWN.municipalities, TOWN.households, TOWN.residents, TOWN.devices)
        await console.directory.take_in(rows, importer())
        found = Running(console, eyes)
        try:
            await until(lambda: console.link.state is LinkState.UP)
            yield found
        finally:
            await found.end()


def importer() -> Operator:
    return next(one for one in TOWN.operators if one.id == "petra.lund")


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not holds():  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.02)


class Tablet:
    """Märta's, which rings and answers as the contract has it, and keeps what it is told."""

    def __init__(self, console: Console) -> None:
        [found] = [one for one in TOWN.devices_of(MARTA) if one.kind is DeviceKind.TABLET]
        self._topic = f"vaka/v1/{found.municipality}/{found.sender}/calls/{found.id}"
        self._source = f"/{found.municipality}/{found.sender}"
        self._ids = FreshIds(console.clock.now)
        self._line = Line(
            replace(console.broker, client_id="tablet"), console.clock, [self._topic], self._receive
        )  # fmt: skip
        self.heard: list[dict[str, Any]] = []

    async def __aenter__(self) -> "Tablet":
        self._task = asyncio.create_task(self._line.run(), name="tablet")
        await until(lambda: self._line.state is LinkState.UP)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def say(self, act: str, **more: object) -> None:
        """About the call of the last offer."""
        offer = next(one for one in reversed(self.heard) if one["act"] == "offer")
        event = {
            "specversion": "1.0", "id": self._ids(), "source": self._source, "type": "vaka.call.v1",
            "time": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
            "data": {"call": offer["call"], "act": act, "attempt": offer.get("attempt", 1), **more},
        }  # fmt: skip
        await self._line.connection.publish([Outbound(self._topic, json.dumps(event).encode())])

    def _receive(self, delivery: Delivery) -> None:
        event = json.loads(delivery.payload)
        if event["source"] != self._source:
            self.heard.append(event["data"])
        delivery.confirm()

    def acts(self) -> list[str]:
        return [one["act"] for one in self.heard]


async def calls_marta(console: Console, *, with_picture: bool = True) -> None:
    """Ellen sits down and calls Märta from her card."""
    ellen = await console.sign_in.sign_in_as(ELLEN)
    await console.calls.calls.call_person(ellen, MARTA.id, ReadReason.CALL, None, with_picture=with_picture)


def state(console: Console) -> CallState | None:
    call = console.calls.calling.call
    return call.course.state if call is not None else None


async def journalled(console: Console) -> list[ev.Body]:
    """All that is told of calls, in order."""
    events = await console.store.journal.since(0)
    return [one.body for one in events if isinstance(one, ev.Event) and isinstance(one.body, ev.CallBody)]


def test_a_call_rings_at_the_tablet_is_answered_and_ends_with_the_console_told_and_journalled(tmp_path: Path) -> None:
    async def main() -> None:
        config = settings(tmp_path, ice_servers="stun:stun.larm.example", ring_s=60)
        async with running(config) as here, Tablet(here.console) as tablet:
            await calls_marta(here.console)
            await until(lambda: "offer" in tablet.acts())
            offer = tablet.heard[0]
            assert (offer["body"], offer["with_picture"], offer["caller"]) == ("v=0\r\n", True, "Larmcentral")
            assert offer["ice"] == [{"urls": "stun:stun.larm.example"}]
            await tablet.say("ringing")
            await until(lambda: state(here.console) is CallState.RINGING)
            shown = here.console.calls.calling.call
            assert shown is not None
            assert shown.rings_until is not None
            assert 45 < (shown.rings_until - here.console.clock.now()).total_seconds() <= 60
            await tablet.say("answer", body="v=0\r\n")
            await until(lambda: state(here.console) is CallState.CONNECTED)
            assert [type(order) for order in here.eyes.orders][:2] == [type(None), MakeOffer]
            await here.end()
            await until(lambda: "bye" in tablet.acts())
            said = await journalled(here.console)
            assert [type(one) for one in said] == [ev.CallBegan, ev.CallAnswered, ev.CallEnded]
            began, ended = said[0], said[-1]
            assert isinstance(began, ev.CallBegan)
            assert (began.resident, began.reason) == (MARTA.id, "call")
            assert isinstance(ended, ev.CallEnded)
            assert ended.end is CallEnd.SEAT_LEFT

    run_async(main(), 60)


def test_the_engine_is_asked_for_when_somebody_sits_down_and_never_where_nobody_calls(tmp_path: Path) -> None:
    async def main(folder: Path, *, calls: bool) -> list[object]:
        async with running(settings(folder, engine=calls)) as here:
            assert here.eyes.orders == []
            await here.console.sign_in.sign_in_as(ELLEN)
            await here.console.sign_in.lock()
            return here.eyes.orders

    assert run_async(main(tmp_path / "a", calls=True), 60) == [None]
    assert run_async(main(tmp_path / "b", calls=False), 60) == []


def ground_of(folder: Path, **calls: object) -> Ground:
    """As much of it as calls read."""
    nothing: Any = None
    access = BrokerAccess("127.0.0.1", 1883, "console-1")
    clock = SystemClock()
    return Ground(
        settings(folder, **calls), ConsoleId("console-1"), nothing, None, access, folder, clock, FreshIds(clock.now),
        NoScreen(),
    )  # fmt: skip


TURN = {"ice_servers": "stun:a.example, turn:b.example"}


def test_a_turn_server_is_offered_with_what_the_keyring_has(tmp_path: Path) -> None:
    secrets = MemorySecrets()
    secrets.set(TURN_SECRET, "delad")
    kept = Kept(ground_of(tmp_path, **TURN), secrets)
    run_async(kept.start())
    stun, turn = kept.servers()
    assert stun == IceServer("stun:a.example")
    assert turn.username.endswith(":console-1")
    assert turn.credential


class NoKeyring(MemorySecrets):
    def get(self, name: str) -> str | None:
        raise SecretsUnavailable("locked")


@pytest.mark.parametrize("secrets", [MemorySecrets(), NoKeyring()])
def test_without_its_secret_calls_go_on_without_turn_and_that_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, secrets: MemorySecrets
) -> None:
    kept = Kept(ground_of(tmp_path, **TURN), secrets)
    with caplog.at_level(logging.WARNING, "console.bootstrap.calls"):
        run_async(kept.start())
    assert "calls.turn" in caplog.text
    caplog.clear()
    assert kept.servers() == (IceServer("stun:a.example"),)


def test_without_turn_the_keyring_is_not_asked(tmp_path: Path) -> None:
    kept = Kept(ground_of(tmp_path, ice_servers="stun:a.example"), NoKeyring())
    run_async(kept.start())
    assert kept.servers() == (IceServer("stun:a.example"),)


def test_the_guests_password_is_read_where_guests_can_come(tmp_path: Path) -> None:
    secrets = MemorySecrets()
    secrets.set(GUEST_PASSWORD, "kom in: å")
    kept = Kept(ground_of(tmp_path, guest_page="https://larm.example/guest.html"), secrets)
    run_async(kept.start())
    shown = CallSettings(guest_page="https://larm.example/guest.html", guest_password=lambda: kept.guest_password)
    assert shown.invitation("id") == "https://larm.example/guest.html#id:kom%20in%3A%20%C3%A5"
    assert CallSettings(guest_page="https://larm.example/guest.html").invitation("id").endswith("guest.html#id")


SIP = {"sip_gateway": "janus", "sip_caller": "sip:larm@trunk.example", "sip_trunk": "trunk.example", "sip_user": "larm"}


def test_the_gateway_comes_as_another_client_of_ours_and_asks_the_keyring_when_it_must(tmp_path: Path) -> None:
    secrets = MemorySecrets()
    ground = ground_of(tmp_path, **SIP, volume_up_tone="3")
    made = janus_settings(ground.config, secrets, ground.access)
    assert (made.access.client_id, made.access.host) == ("console-1-janus", "127.0.0.1")
    assert (made.identity, made.trunk, made.user) == ("sip:larm@trunk.example", "trunk.example", "larm")
    assert (made.digit(DeviceTone.LOUDER), made.digit(DeviceTone.QUIETER)) == ("3", "1")
    assert made.secret is not None
    assert made.api_secret is not None
    assert made.api_secret() == ""
    with pytest.raises(LookupError, match=r"vaka secret set calls\.sip"):
        made.secret()
    secrets.set(SIP_PASSWORD, "ord")
    secrets.set(JANUS_SECRET, "api")
    assert (made.secret(), made.api_secret()) == ("ord", "api")


def test_an_address_that_the_gateway_cannot_take_is_told_by_the_section(tmp_path: Path) -> None:
    ground = ground_of(tmp_path, **{**SIP, "sip_trunk": "-x-"})
    with pytest.raises(ConfigError, match="calls: the trunk must be a host"):
        janus_settings(ground.config, MemorySecrets(), ground.access)


@pytest.mark.parametrize(("louder", "quieter"), [("1", "3"), ("2", "1"), ("3", "1")])
def test_each_makers_tones_are_two(tmp_path: Path, louder: str, quieter: str) -> None:
    ground = ground_of(tmp_path, **SIP, volume_up_tone=louder)
    made = janus_settings(ground.config, MemorySecrets(), ground.access)
    assert (made.digit(DeviceTone.LOUDER), made.digit(DeviceTone.QUIETER)) == (louder, quieter)
