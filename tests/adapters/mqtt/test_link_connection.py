"""The link and its connections: how they end, how the end is noticed, and how the next one comes."""

import asyncio
import socket
import time
from collections.abc import Sequence
from datetime import timedelta

import aiomqtt
import pytest
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion

from console.adapters.broker import EmbeddedBroker
from console.adapters.mqtt import connection
from console.adapters.mqtt.access import Outbound
from console.adapters.mqtt.client import LoopClient
from console.adapters.mqtt.link import MqttLink
from console.adapters.mqtt.packets import PUBLISHED, Splitter, confirmation, read_publication
from console.adapters.mqtt.topics import presence_topic
from console.adapters.mqtt.wire import decode
from console.domain.link import LinkState, LostContact
from console.domain.report import AlarmReport, PresenceReport, Receipt, ReceiptState, Report, Sight
from tests.adapters.mqtt.stream_kit import (
    AT,
    CONSOLE,
    ORIGIN,
    Store,
    access,
    alarm,
    connected,
    flood,
    link_to,
    running,
    subscribe_first,
    until,
    up,
)
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]


ACCEPTED = b"\x20\x03\x00\x00\x00"
SUBSCRIBED = b"\x90\x04\x00\x01\x00\x01"


def ids(numbers: Sequence[int]) -> list[str]:
    return [f"alarm-{number}" for number in numbers]


def cut(link: MqttLink) -> None:
    """Breaks the link's connection as a pulled cable would, but at once."""
    sock = link._line.connection._client.paho.socket()
    assert isinstance(sock, socket.socket)
    sock.shutdown(socket.SHUT_RDWR)


def test_the_link_comes_back_by_itself_after_the_broker_was_killed() -> None:
    async def story(broker: Mosquitto) -> None:
        states: list[LinkState] = []
        store = Store()
        link = link_to(broker.port, on_state=states.append)
        async with running(link, store.take):
            await up(link)
            await flood(broker.port, [1])
            await until(lambda: store.alarms == ids([1]))
            broker.kill()
            await until(lambda: link.state is LinkState.LOST)
            assert link.explanation != ""
            with pytest.raises(LostContact):
                await link.send_canary(CONSOLE, 1, AT)
            await asyncio.to_thread(broker.start)
            await up(link)
            assert link.explanation == ""
            await flood(broker.port, [2])
            await until(lambda: store.alarms == ids([1, 2]))
        assert states == [LinkState.UP, LinkState.LOST, LinkState.UP, LinkState.LOST]

    with Mosquitto() as broker:
        run_async(story(broker))


def test_the_embedded_broker_too_is_found_again_after_its_end() -> None:
    async def story(broker: EmbeddedBroker) -> None:
        store = Store()
        link = link_to(broker.port)
        async with running(link, store.take):
            await up(link)
            await asyncio.to_thread(broker.stop)
            await until(lambda: link.state is LinkState.LOST)
            await asyncio.to_thread(broker.start)
            await up(link)
            await flood(broker.port, [1])
            await until(lambda: store.alarms == ids([1]))

    with EmbeddedBroker() as broker:
        run_async(story(broker))


def test_what_was_read_before_the_broker_died_is_stored_all_the_same() -> None:
    async def story(broker: Mosquitto) -> None:
        store = Store()
        store.is_open.clear()
        link = link_to(broker.port)
        async with running(link, store.take):
            await up(link)
            await flood(broker.port, range(50))
            await until(lambda: link.backlog == 50)
            broker.kill()  # with autosave every 60 s it has forgotten them
            store.is_open.set()
            await until(lambda: store.alarms == ids(range(50)))

    with Mosquitto() as broker:
        run_async(story(broker))


def test_a_frozen_broker_is_lost_within_two_and_a_half_keepalives() -> None:
    async def story(broker: Mosquitto) -> None:
        link = link_to(broker.port, keepalive=timedelta(seconds=1))
        async with running(link, Store().take):
            await up(link)
            await asyncio.sleep(1.5)
            assert link.state is LinkState.UP, "pings keep a quiet link up"
            broker.freeze()
            began = time.monotonic()
            with pytest.raises(LostContact, match="did not confirm 1 messages"):
                await link._line.connection.publish([Outbound(f"vaka/v1/centre/canary/{CONSOLE}", b"{}")], 0.2)
            await until(lambda: link.state is LinkState.LOST)
            assert time.monotonic() - began < 2.5
            broker.thaw()
            await up(link)

    with Mosquitto() as broker:
        run_async(story(broker))


def test_a_network_loop_that_has_died_is_noticed_and_restarted(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        store = Store()
        link = link_to(mosquitto.port, "dead-loop", keepalive=timedelta(seconds=1))
        async with running(link, store.take):
            await up(link)
            paho = link._line.connection._client.paho
            sock = paho.socket()
            assert sock is not None
            asyncio.get_running_loop().remove_reader(sock)
            assert paho.is_connected()
            await flood(mosquitto.port, [1])
            await until(lambda: link.state is LinkState.LOST, 2.6)
            await until(lambda: store.alarms == ids([1]))

    run_async(story())


def alarms_waiting(link: MqttLink) -> int:
    return sum("/alarms/" in delivery.topic for delivery in link._buffer._waiting)


def test_a_late_confirmation_is_never_sent_on_the_next_connection(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        await subscribe_first(mosquitto.port)
        await flood(mosquitto.port, range(10))
        gate = asyncio.Semaphore(0)
        taken: list[str] = []

        async def take(reports: Sequence[Report]) -> None:
            await gate.acquire()
            taken.extend(report.head.key.id for report in reports if isinstance(report, AlarmReport))

        link = link_to(mosquitto.port)
        async with running(link, take):
            await up(link)
            await until(lambda: alarms_waiting(link) == 10)
            cut(link)
            await until(lambda: alarms_waiting(link) == 20)
            while len(taken) < 10:  # the first reading of each alarm returns, the second is stuck
                gate.release()
                await asyncio.sleep(0.05)
        assert taken == ids(range(10))
        store = Store()
        async with running(link_to(mosquitto.port), store.take):
            await until(lambda: store.alarms == ids(range(10)))

    run_async(story())


def test_two_links_with_one_client_id_say_so_and_do_not_chase_each_other(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        changes: list[tuple[int, LinkState]] = []
        said: set[str] = set()
        one = link_to(mosquitto.port, "twin", on_state=lambda state: changes.append((1, state)))
        other = link_to(mosquitto.port, "twin", on_state=lambda state: changes.append((2, state)))
        async with running(one, Store().take):
            await up(one)
            async with running(other, Store().take):
                end = time.monotonic() + 6
                while time.monotonic() < end:
                    said |= {one.explanation, other.explanation}
                    await asyncio.sleep(0.02)
                ups = [which for which, state in changes if state is LinkState.UP]
        assert 3 <= len(ups) <= 9, changes
        assert any("does another program use our client id?" in text for text in said)

    run_async(story())


async def scripted_broker(*answers: bytes) -> asyncio.Server:
    """A peer that answers whatever comes with the next of these packets, and then no more."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            await reader.read(4096)
            writer.write(answer)
        await reader.read(4096)
        writer.close()

    return await asyncio.start_server(serve, "127.0.0.1", 0)


@pytest.mark.parametrize(
    ("answers", "state", "explanation"),
    [
        ([b"\x20\x03\x00\x88\x00"], LinkState.LOST, "the broker does not take us now: Server unavailable"),
        ([b"\x20\x03\x00\x84\x00"], LinkState.REFUSED, "the broker refuses the connection: Unsupported protocol"),
        ([ACCEPTED, b"\x90\x04\x00\x01\x00\x87"], LinkState.REFUSED, "does not let us subscribe to vaka/v1/#"),
        (
            [ACCEPTED, SUBSCRIBED + b"\xe0\x02\x8e\x00"],
            LinkState.SHARED,
            "client id console-1, which must be ours alone",
        ),
        ([ACCEPTED, SUBSCRIBED + b"\xe0\x02\x8b\x00"], LinkState.LOST, "ended the connection: Server shutting down"),
        ([ACCEPTED, SUBSCRIBED + b"\xff\xff\xff\xff\xff\xff"], LinkState.LOST, "the connection broke"),
    ],
)
def test_what_the_broker_says_becomes_a_state_and_a_sentence(
    answers: Sequence[bytes], state: LinkState, explanation: str
) -> None:
    async def story() -> None:
        async with await scripted_broker(*answers) as server:
            link = link_to(server.sockets[0].getsockname()[1])
            async with running(link, Store().take):
                await until(lambda: link.state is state and explanation in link.explanation, 2)

    run_async(story())


def test_the_broker_gives_our_last_word_when_we_break_off_and_not_when_we_say_goodbye(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        async with connected(mosquitto.port, "watcher", [presence_topic(CONSOLE)]) as (_, came):

            def said() -> list[Sight]:
                reports = [decode(topic, payload, AT, retained) for topic, payload, retained in came]
                return [report.sight for report in reports if isinstance(report, PresenceReport)]

            link = link_to(mosquitto.port, "will")
            seeing = PresenceReport(CONSOLE, Sight.SEEING, "anna", AT, AT)
            async with running(link, Store().take):
                await up(link)
                await link.send_presence(seeing)
                cut(link)
                await until(lambda: said() == [Sight.SEEING, Sight.GONE])
                await until(lambda: link.state is LinkState.LOST)
                await up(link)
                await link.send_presence(seeing)
            await until(lambda: said()[2:] == [Sight.SEEING, Sight.GONE])  # stopped without a word
            async with running(link, Store().take):
                await up(link)
                await link.send_presence(PresenceReport(CONSOLE, Sight.LEFT, "", AT, AT))
            await asyncio.sleep(0.2)
            assert said()[4:] == [Sight.LEFT]

    run_async(story())


SENT = 1500
"""Three times what the broker may have on the way."""


@pytest.mark.parametrize(("waiting", "most_waiting"), [(1000, 500), (200, 201)])
def test_while_take_is_stuck_memory_is_bounded_and_then_all_arrive_in_order(waiting: int, most_waiting: int) -> None:
    """Bounded by the Receive Maximum of 500, or by our own buffer where that is smaller."""

    async def story(broker: Mosquitto) -> int:
        await subscribe_first(broker.port)
        await flood(broker.port, range(SENT), "x" * 1000)
        store = Store()
        store.is_open.clear()
        link = link_to(broker.port, settings={"waiting": waiting})
        async with running(link, store.take):
            most = 0
            await until(lambda: link.backlog >= most_waiting)
            until_open = time.monotonic() + 0.5
            while time.monotonic() < until_open:
                most = max(most, link.backlog)
                await asyncio.sleep(0.01)
            store.is_open.set()
            await until(lambda: len(store.alarms) >= SENT)
        assert store.alarms == ids(range(SENT))
        return most

    with Mosquitto("max_inflight_messages 0") as broker:  # no limit of the broker's own
        assert run_async(story(broker)) == most_waiting


def test_what_we_say_waits_for_nothing_that_stands_before_us() -> None:
    """The broker's answers would stand behind its thousands if we spoke and heard on one connection."""

    async def story(broker: Mosquitto) -> None:
        await subscribe_first(broker.port)
        await flood(broker.port, range(6 * SENT))
        store = Store()
        link = link_to(broker.port, keepalive=timedelta(seconds=60))
        async with running(link, store.take):
            await until(lambda: len(store.alarms) >= SENT)  # so many confirmations make Mosquitto 2.0.11 send it all
            store.is_open.clear()
            await until(lambda: link.backlog > SENT / 2)
            taken = len(store.alarms)
            async with asyncio.timeout(4):
                await link.send_receipts([Receipt(ORIGIN, alarm(1).head.key, ReceiptState.STORED, AT)] * 700)
                await link.send_canary(CONSOLE, 1, AT)
                await link.send_presence(PresenceReport(CONSOLE, Sight.SEEING, "anna", AT, AT))
            assert len(store.alarms) == taken
            store.is_open.set()
            await until(lambda: len(store.alarms) >= 6 * SENT, 60)

    with Mosquitto() as broker:
        run_async(story(broker))


def test_a_link_that_hears_and_cannot_speak_is_not_up(mosquitto: Mosquitto) -> None:
    async def story() -> None:
        changes: list[LinkState] = []
        link = link_to(mosquitto.port, on_state=changes.append)
        async with running(link, Store().take):
            await up(link)
            words = link._words.connection
            async with connected(mosquitto.port, "console-1-words"):  # takes its place
                await until(lambda: link.state is not LinkState.UP)
                assert link._line.state is LinkState.UP
                assert link.explanation != ""
                with pytest.raises(LostContact):
                    await link.send_canary(CONSOLE, 1, AT)
            await until(lambda: link.state is LinkState.UP and link._words.connection is not words)
            await link.send_canary(CONSOLE, 1, AT)
        assert changes[0] is LinkState.UP
        assert changes[1] in {LinkState.LOST, LinkState.SHARED}

    run_async(story())


def test_a_reading_pause_that_outlasts_the_keepalive_says_why_and_loses_nothing() -> None:
    async def story(broker: Mosquitto) -> None:
        store = Store()
        store.is_open.clear()
        small = {"waiting": 100}
        link = link_to(broker.port, keepalive=timedelta(seconds=1), settings=small)
        async with running(link, store.take):
            await up(link)
            await flood(broker.port, range(300))
            await until(lambda: link.state is LinkState.LOST)
            assert link.explanation.startswith("101 messages wait for the store, so no more are read; ")
            await asyncio.sleep(1.5)
            assert link.backlog == 101, "it does not connect again before there is room"
            store.is_open.set()
            await until(lambda: len(store.once) == 300)

    with Mosquitto() as broker:
        run_async(story(broker))


def test_a_link_is_stopped_at_once_while_it_connects_and_leaves_nothing_open() -> None:
    async def story() -> None:
        with socket.create_server(("127.0.0.1", 0)) as mute:
            mute.setblocking(False)
            link = link_to(mute.getsockname()[1])
            loop = asyncio.get_running_loop()
            async with running(link, Store().take):
                peer, _ = await loop.sock_accept(mute)
                with peer:
                    assert (await loop.sock_recv(peer, 100))[:1] == b"\x10"  # CONNECT
                    began = time.monotonic()
                    link_task = next(task for task in asyncio.all_tasks() if task.get_name() == "link")
                    link_task.cancel()
                    while await loop.sock_recv(peer, 1000):
                        pass
                    assert time.monotonic() - began < 0.5

    run_async(story())


def test_a_link_is_stopped_even_in_the_moment_in_which_it_comes_up(mosquitto: Mosquitto) -> None:
    """`asyncio.wait_for`, in which aiomqtt waits, swallows a cancellation that comes together with the answer."""

    async def story() -> None:
        for turn in range(20):
            link = link_to(mosquitto.port, f"stopped-{turn}")
            async with running(link, Store().take):
                client = None
                while client is None or not client._pending_subscribes:
                    await asyncio.sleep(0)
                    client = next((c for c in made if c.identifier == f"stopped-{turn}"), None)
                answer = next(iter(client._pending_subscribes.values()))
                while not answer.done():  # noqa: ASYNC110 (the very turn of the loop matters)
                    await asyncio.sleep(0)

    made: list[LoopClient] = []

    class LoopClients(LoopClient):
        def __init__(self, *args: object) -> None:
            super().__init__(*args)  # type: ignore[arg-type]
            made.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "LoopClient", LoopClients)
        run_async(story())


def test_a_broker_that_never_answers_is_lost_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        with socket.create_server(("127.0.0.1", 0)) as mute:
            link = link_to(mute.getsockname()[1])
            async with running(link, Store().take):
                await until(lambda: link.state is LinkState.LOST, 2)
                assert link.explanation == "the broker did not answer CONNECT"

    monkeypatch.setattr(connection, "ANSWER_WITHIN_S", 0.2)
    run_async(story())


def test_a_connection_without_tls_is_for_this_computer_only() -> None:
    with pytest.raises(ValueError, match="without TLS"):
        access(1883, host="broker.example.org")


def test_the_versions_have_what_we_bend() -> None:
    """aiomqtt and paho are pinned; this says what to look at when they are not the same any more."""
    bent = ("_on_message", "_on_publish", "_on_disconnect", "_on_socket_open", "_on_socket_close", "_client_connect")
    assert all(hasattr(aiomqtt.Client, name) for name in (*bent, "_on_connect"))
    paho = Client(CallbackAPIVersion.VERSION2)
    read = ("_in_packet", "_packet_handle", "_sock_recv", "_loop_rc_handle", "_last_bytes_received")
    assert all(hasattr(paho, name) for name in (*read, "_packet_queue", "_mid_generate"))


def test_no_more_are_on_their_way_than_the_broker_takes_at_once() -> None:
    """Receive Maximum in CONNACK (MQTT 5, 3.2.2.3.3): a broker ends the connection of whoever sends more."""

    async def story() -> None:
        held: list[int] = []
        most = [0]

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            splitter = Splitter()
            answers = {0x10: b"\x20\x06\x00\x00\x03\x21\x00\x03", 0x80: SUBSCRIBED}
            while piece := await reader.read(65_536):
                splitter.feed(piece)
                while (packet := splitter.next()) is not None:
                    message = read_publication(packet) if packet.kind == PUBLISHED else None
                    if message is not None:
                        held.append(message.mid)
                    writer.write(answers.get(packet.kind, b""))
                most[0] = max(most[0], len(held))
                writer.write(b"".join(confirmation(mid) for mid in held))
                held.clear()
            writer.close()

        async with await asyncio.start_server(serve, "127.0.0.1") as server:
            link = link_to(server.sockets[0].getsockname()[1])
            async with running(link, Store().take):
                await up(link)
                many = [Outbound(f"vaka/v1/alvbro/hub/receipts/d-{number}", b"x") for number in range(40)]
                await link._line.connection.publish(many)
            assert most[0] == 3

    run_async(story())
