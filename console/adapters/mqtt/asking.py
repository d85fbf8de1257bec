"""What may wait for a person is asked in a thread of its own, and not waited for longer than a link can go without.

A keyring that asks to be unlocked takes as long as nobody unlocks it. The thread ends with the program and holds up
neither its end nor the loop's pool, from which others want threads too.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future

ANSWER_WITHIN_S = 10.0


class Asking:
    """One question at a time, asked again only when the last was answered. Lives on one loop."""

    def __init__(self, ask: Callable[[], str], within_s: float = ANSWER_WITHIN_S) -> None:
        """Asks nothing yet. `ask` raises LookupError where there is no answer."""
        self._ask = ask
        self._within_s = within_s
        self._asked: Future[str] | None = None
        self._known: str | None = None

    async def answer(self) -> str:
        """What was last answered, else what is answered now. Raises LookupError, also for no answer in time; then ask
        again, and the same question goes on."""
        if self._known is not None:
            return self._known
        if self._asked is None:
            self._asked = Future()
            self._asked.set_running_or_notify_cancel()  # now: a question that was cancelled could never be answered
            threading.Thread(target=_answer, args=(self._ask, self._asked), name="asking", daemon=True).start()
        coming = asyncio.wrap_future(self._asked)
        try:
            await asyncio.wait({coming}, timeout=self._within_s)
            if not coming.done():
                text = f"the keyring has not answered for {self._within_s:.0f} s; is it waiting to be unlocked?"
                raise LookupError(text)
            self._asked = None
            self._known = coming.result()
        finally:
            coming.cancel()
        return self._known

    def forget(self) -> None:
        """It was the wrong answer: it is asked anew."""
        self._known = None


def _answer(ask: Callable[[], str], asked: Future[str]) -> None:
    """What is raised but LookupError is a fault, told as any thread's, and no answer."""
    try:
        asked.set_result(ask())
    except LookupError as error:
        asked.set_exception(error)
    finally:
        if not asked.done():
            asked.set_exception(LookupError("asking for it failed"))
