"""What the client sends of several batches, and when: never more than may be on its way, nothing that is given up."""

import asyncio
from collections.abc import Callable

from console.adapters.mqtt.access import BrokerAccess
from console.adapters.mqtt.client import LoopClient, PublishBatch
from console.adapters.mqtt.packets import PUBLISHED, Splitter, read_publication
from tests.fakes import run_async

MAY_FLY = 3


class Sent:
    """What the client wrote, by the number in the payload; `mids` is the packet identifier of each."""

    def __init__(self, client: LoopClient) -> None:
        self.numbers: list[int] = []
        self.mids: dict[int, int] = {}
        self._splitter = Splitter()
        client.paho._packet_queue = self._take  # type: ignore[assignment]

    def _take(self, kind: int, written: bytes, mid: int, qos: int) -> None:
        assert kind == PUBLISHED
        self._splitter.feed(written)
        while (packet := self._splitter.next()) is not None:
            message = read_publication(packet)
            assert message is not None
            self.numbers.append(int(message.payload))
            self.mids[int(message.payload)] = message.mid


def batch_of(client: LoopClient, *numbers: int) -> PublishBatch:
    batch = PublishBatch(asyncio.get_running_loop().create_future())
    client.publish_together([("a/b", str(number).encode(), False, None) for number in numbers], batch)
    return batch


def told(story: Callable[[LoopClient, Sent], None]) -> None:
    async def in_a_loop() -> None:
        client = LoopClient(BrokerAccess("127.0.0.1", 1, "me"), None, None, lambda message: None, lambda: 0.0)
        client._may_fly = MAY_FLY
        story(client, Sent(client))

    run_async(in_a_loop())


def test_of_two_batches_as_many_go_as_may_be_on_their_way_and_the_next_when_one_is_answered() -> None:
    def story(client: LoopClient, sent: Sent) -> None:
        first, second = batch_of(client, 1, 2, 3, 4), batch_of(client, 5, 6)
        assert sent.numbers == [1, 2, 3]
        for number in (2, 1, 3, 4):
            client._answered(sent.mids[number], 0)
        assert sent.numbers == [1, 2, 3, 4, 5, 6]
        assert first.answered.done()
        assert not second.answered.done()

    told(story)


def test_what_is_given_up_and_has_not_gone_does_not_go_and_the_other_batch_does() -> None:
    def story(client: LoopClient, sent: Sent) -> None:
        first, second = batch_of(client, 1, 2, 3, 4, 5), batch_of(client, 6, 7)
        client.give_up(first)
        assert sent.numbers == [1, 2, 3]
        client._answered(sent.mids[1], 0)
        client._answered(sent.mids[3], 0)
        assert sent.numbers == [1, 2, 3, 6, 7]
        for number in (6, 7):
            client._answered(sent.mids[number], 0)
        assert second.answered.done()
        assert not second.waiting

    told(story)


def test_what_has_gone_counts_for_the_broker_until_it_answers_whoever_gave_it_up() -> None:
    def story(client: LoopClient, sent: Sent) -> None:
        client.give_up(batch_of(client, 1, 2, 3))
        second = batch_of(client, 4)
        assert sent.numbers == [1, 2, 3]
        client._answered(sent.mids[2], 135)
        assert sent.numbers == [1, 2, 3, 4]
        client._answered(sent.mids[4], 0)
        assert second.answered.done()
        assert second.refusals == []

    told(story)


def test_no_identifier_is_given_twice_while_the_first_is_on_its_way() -> None:
    def story(client: LoopClient, sent: Sent) -> None:
        batch_of(client, 1, 2, 3)
        client.paho._last_mid = sent.mids[1] - 1
        batch_of(client, 4)
        client._answered(sent.mids[2], 0)
        assert sent.mids[4] not in {sent.mids[1], sent.mids[2], sent.mids[3]}

    told(story)


def test_answers_that_nobody_asked_for_change_nothing() -> None:
    def story(client: LoopClient, sent: Sent) -> None:
        batch = batch_of(client, 1)
        client._answered(sent.mids[1] + 1, 0)
        assert not batch.answered.done()
        client._answered(sent.mids[1], 0)
        client._answered(sent.mids[1], 151)
        assert batch.answered.done()
        assert batch.refusals == []

    told(story)
