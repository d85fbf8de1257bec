"""What is asked of Janus, and the answer that belongs to it: by a transaction that nobody could guess."""

import asyncio
import json
import secrets
from dataclasses import dataclass

from console.adapters.mqtt.access import Outbound
from console.adapters.mqtt.connection import Connection
from console.adapters.mqtt.janus_words import Done, JanusWord, NotDone, SipWord, Taken
from console.domain.link import LostContact

ANSWER_WITHIN_S = 5.0
"""How long Janus may take to answer one request."""


@dataclass(eq=False, slots=True)
class _Asked:
    answer: asyncio.Future[JanusWord]
    until: frozenset[str] | None


class JanusRequests:
    """The requests that wait for their answer."""

    def __init__(self, topic: str) -> None:
        self._topic = topic
        self._asked: dict[str, _Asked] = {}

    async def ask(
        self,
        connection: Connection,
        secret: str,
        verb: str,
        until: frozenset[str] | None,
        more: dict[str, object],
        within_s: float = ANSWER_WITHIN_S,
    ) -> JanusWord:
        """The answer: the plugin's first event that is named in `until`, or without it whatever Janus says first.
        Raises LostContact where none comes in time."""
        transaction = secrets.token_hex(12)
        shared = {"apisecret": secret} if secret else {}
        payload = json.dumps({"janus": verb, "transaction": transaction, **shared, **more}).encode()
        asked = self._asked[transaction] = _Asked(asyncio.get_running_loop().create_future(), until)
        try:
            await connection.publish([Outbound(self._topic, payload, expires_s=round(within_s))])
            async with asyncio.timeout(within_s):
                return await asked.answer
        except TimeoutError:
            raise LostContact(f"Janus does not answer {verb}") from None
        finally:
            del self._asked[transaction]
            if not asked.answer.cancel() and not asked.answer.cancelled():
                asked.answer.exception()  # seen, so that asyncio does not complain of it

    def settle(self, word: Taken | Done | NotDone | SipWord) -> None:
        """Hands an answer to whoever waits for this very one."""
        asked = self._asked.get(word.transaction)
        if asked is None or asked.answer.done():
            return
        is_early = isinstance(word, Taken) and asked.until is not None
        is_other = isinstance(word, SipWord) and (asked.until is None or word.event not in asked.until)
        if not is_early and not is_other:
            asked.answer.set_result(word)

    def give_up(self, why: str) -> None:
        """Nothing will be answered any more."""
        for asked in self._asked.values():
            if not asked.answer.done():
                asked.answer.set_exception(LostContact(why))
