"""What has been announced by Home Assistant's discovery, and is to be heard: by announcement and by topic."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from console.adapters.mqtt.dialects.dialect import Incoming, read_payload, unreadable
from console.adapters.mqtt.dialects.home_assistant_config import Entity, parse_config_topic, read_config
from console.adapters.mqtt.fields import Unreadable, read_object
from console.domain.report import Fault, FieldReport, Origin, Stream

MOST_ENTITIES = 5_000
MOST_TEXT = 16 * 1024 * 1024
"""What is kept of announcements: so many entities, and so many characters."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Announced:
    """All below one prefix, but what is heard `elsewhere` (beginnings of topics). `whose` says whose a node is."""

    def __init__(self, prefix: str, elsewhere: tuple[str, ...], whose: Callable[[str, str], Origin]) -> None:
        self._prefix = prefix
        self._elsewhere = elsewhere
        self._whose = whose
        self._texts: dict[str, str] = {}
        self._entities: dict[str, tuple[Entity, ...]] = {}
        self._by_topic: dict[str, tuple[Entity, ...]] = {}
        self._needed = (f"{prefix}/+/+/config", f"{prefix}/+/+/+/config")
        self._subscriptions: tuple[str, ...] = self._needed
        self._is_sorted = True
        self.is_news = False
        """Whether something has changed since somebody set this to False."""

    @property
    def subscriptions(self) -> tuple[str, ...]:
        """The announcements themselves, and the topics that they name."""
        self._sort()
        return self._subscriptions

    @property
    def texts(self) -> dict[str, str]:
        """What is to be recalled next time."""
        return dict(self._texts)

    def recall(self, texts: Mapping[str, str]) -> None:
        """Knows these as if they had been announced: what the broker kept for us while we were away comes before it
        announces anything again. Their topics are no reason for a link to fail, so recall after it is made."""
        for topic, text in texts.items():
            self.learn(Incoming(topic, text.encode("utf-8", "replace"), True, _LONG_AGO))
        self.is_news = False

    def is_one(self, topic: str) -> bool:
        """Whether this is an announcement's topic."""
        return parse_config_topic(self._prefix, topic) is not None

    def at(self, topic: str) -> tuple[Entity, ...]:
        """What is heard on a topic: a state or an availability."""
        self._sort()
        return self._by_topic.get(topic, ())

    def learn(self, message: Incoming) -> tuple[FieldReport, ...]:
        """Takes an announcement in, or back (an empty one); what of it cannot be heard is told."""
        where = parse_config_topic(self._prefix, message.topic)
        if where is None:
            return ()
        component, node, thing = where
        if not message.payload:
            self._forget(message.topic)
            return ()
        try:
            told = read_object(read_payload(message.payload), "an announcement")
            entities, wrong = read_config(component, node, thing, told)
            self._take_in(message, tuple(each for each in entities if not each.topic.startswith(self._elsewhere)))
        except Unreadable as error:
            self._forget(message.topic)
            wrong = (error,)
        return tuple(unreadable(message, error, self._whose(node, thing), Stream.STATUS) for error in wrong[:1])

    def _take_in(self, message: Incoming, entities: tuple[Entity, ...]) -> None:
        if entities == self._entities.get(message.topic, ()):
            return
        self._forget(message.topic)
        count = sum(map(len, self._entities.values())) + len(entities)
        size = sum(map(len, self._texts.values())) + len(message.payload)
        if count > MOST_ENTITIES or size > MOST_TEXT:
            raise Unreadable(Fault.TOO_LARGE, "too much is announced already: this device is not heard")
        if entities:
            self._entities[message.topic] = entities
            self._texts[message.topic] = message.payload.decode("utf-8")
            self._is_sorted = False
            self.is_news = True

    def _forget(self, topic: str) -> None:
        if self._entities.pop(topic, None) is not None:
            del self._texts[topic]
            self._is_sorted = False
            self.is_news = True

    def _sort(self) -> None:
        """By topic, once for all that was announced together."""
        if self._is_sorted:
            return
        found: dict[str, dict[Entity, None]] = {}
        for entities in self._entities.values():
            for entity in entities:
                for topic in (entity.topic, *(each.topic for each in entity.availabilities)):
                    found.setdefault(topic, {})[entity] = None
        self._by_topic = {topic: tuple(entities) for topic, entities in found.items()}
        self._subscriptions = (*self._needed, *self._by_topic)
        self._is_sorted = True
