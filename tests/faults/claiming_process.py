"""One operator's console on a shared store, who takes one case after the other: `... URL NAME`.

Says `ready` when it knows every case; begins at a line of its input. Then each case in the order of the queue, as all
the others do; in the end one JSON line: whose each case is by the answer, and how long each answer took, in seconds.
"""

import asyncio
import json
import sys
import time

from console.adapters.clock import FreshIds, SystemClock
from console.adapters.sql.store import open_store
from console.bootstrap.joined import FOLLOW_EVERY_S
from console.domain.ids import ConsoleId
from console.domain.operator import Operator
from console.domain.refused import Refused
from console.services.desk import Desk
from console.services.directory import Directory
from console.services.recorder import Recorder
from tests.builders import operator


async def taken(desk: Desk, recorder: Recorder, me: Operator) -> dict[str, object]:
    """Every case, one after the other."""
    owners: dict[str, str] = {}
    waits: list[float] = []
    told_s: list[float] = []
    for case in sorted(recorder.board.cases):
        began = time.monotonic()
        try:
            await desk.claim(me, case)
        except Refused as refused:
            owners[case] = refused.owner
            told_s.append(time.monotonic() - began)
        else:
            owners[case] = me.id
            waits.append(time.monotonic() - began)
    return {"owners": owners, "claimed_s": waits, "told_s": told_s}


async def main(url: str, name: str) -> None:
    """To the end of the cases."""
    store = await open_store(url)
    clock = SystemClock()
    console, me = ConsoleId(f"console-{name}"), operator(name)
    new_id = FreshIds(clock.now)
    recorder = Recorder(store.journal, clock, new_id)
    directory = Directory(store.residents, recorder, clock)
    await directory.start()
    await recorder.start()
    desk = Desk(recorder, directory, store.journal, clock, new_id, console)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)

    async def follow() -> None:
        while True:
            await recorder.follow()
            await asyncio.sleep(FOLLOW_EVERY_S)

    following = asyncio.create_task(follow())
    found = await taken(desk, recorder, me)
    following.cancel()
    sys.stdout.write(json.dumps(found) + "\n")
    await store.close()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(main(*sys.argv[1:]))
