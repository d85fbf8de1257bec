"""A process that writes for ever and says on its standard output what was confirmed, to be killed."""

import asyncio
import json
import sys
from dataclasses import replace
from itertools import count
from uuid import uuid4

from console.domain.ids import EventId
from console.domain.journal import Writing
from console.domain.report import ReportKey
from tests.adapters.sql import samples
from tests.adapters.sql.places import Place


async def write_for_ever(place: Place) -> None:
    """Batches of one to nine events, each with its report."""
    store = await place.open()
    seq = (await store.journal.head()).seq
    for number in count():
        ids = [EventId(str(uuid4())) for _ in range(1 + number % 9)]
        drafts = tuple(replace(samples.note(), id=each) for each in ids)
        reports = tuple(
            replace(samples.report(1), head=replace(samples.head(1), key=ReportKey("s", each))) for each in ids
        )
        seq = (await store.journal.write(Writing(seq, drafts, reports)))[-1].seq
        sys.stdout.write(json.dumps(ids) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    target, key = sys.argv[1:]
    asyncio.run(write_for_ever(Place(target, bytes.fromhex(key) or None)))
