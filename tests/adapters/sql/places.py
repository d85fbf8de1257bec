"""Where a store can lie, the same for each test: an encrypted file, or a database of a real PostgreSQL."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from console.adapters.sql.store import Store, engine_of, open_store
from console.domain.journal import Verdict

T = TypeVar("T")
KEY = bytes(range(32))


@dataclass(frozen=True)
class Place:
    """One place, empty at first. `key` is None on PostgreSQL."""

    target: str | Path
    key: bytes | None

    @property
    def is_file(self) -> bool:
        return self.key is not None

    async def open(self, patience_s: float = 20) -> Store:
        return await open_store(self.target, self.key, patience_s=patience_s)

    def tell(self, story: Callable[[Store], Awaitable[T]]) -> T:
        """Opens the store, lets the story happen, closes the store; returns what the story returns."""

        async def whole() -> T:
            store = await self.open()
            try:
                return await story(store)
            finally:
                await store.close()

        return asyncio.run(whole())

    def engine(self) -> sa.Engine:
        """A way in beside the store, for looking and for tampering; dispose of it."""
        return engine_of(self.target, self.key)

    def tamper(self, *statements: str, **values: Any) -> None:
        """Runs statements on the closed store's tables, as somebody with the key would."""
        engine = self.engine()
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(sa.text(statement), values)
        engine.dispose()

    def ask(self, question: str) -> list[Any]:
        """The rows that answer a question to the tables."""
        engine = self.engine()
        with closing(engine.connect()) as connection:
            found = list(connection.execute(sa.text(question)))
        engine.dispose()
        return found

    def verdict(self) -> Verdict:
        """What `verify` says of the store as it lies."""
        return self.tell(lambda store: store.journal.verify())
