"""A question to the keyring outlives whoever asked it."""

import asyncio
import threading

import pytest

from console.adapters.mqtt.asking import Asking
from tests.fakes import run_async


def test_a_question_that_was_given_up_before_it_was_put_is_answered_to_the_next_who_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_begin = threading.Event()

    class SlowToBegin(threading.Thread):
        def run(self) -> None:
            may_begin.wait(10)
            super().run()

    async def story() -> None:
        question = Asking(lambda: "Maja-1890")
        given_up = asyncio.create_task(question.answer())
        await asyncio.sleep(0.05)
        given_up.cancel()
        await asyncio.wait({given_up})
        may_begin.set()
        async with asyncio.timeout(10):
            assert await question.answer() == "Maja-1890"

    monkeypatch.setattr(threading, "Thread", SlowToBegin)
    run_async(story())
