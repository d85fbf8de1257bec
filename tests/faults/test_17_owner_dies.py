"""Fault 17: a console dies (-9) with a case in its hand: it alarms again for everybody within 30 s.

In real time, beside the same by the clock of `tests/services/test_watch.py`: two processes, one PostgreSQL, a broker
that tells of the death. Who is left sees the case unanswered again, nobody's, and can take it.
"""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Gateway
from tests.faults.victim import voices
from tests.faults.watched import Watched, sees
from tests.servers import MISSING_MOSQUITTO, MISSING_POSTGRES, Mosquitto, Postgres

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.postgres,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES)),
    pytest.mark.timeout(300),
]

SLACK_S = 10.0
"""The rule's second, the journal that is read on each half second, and a machine that is shared."""


@pytest.mark.parametrize(
    ("orphan_after_s", "others"), [(2, 1), pytest.param(30, 2, marks=pytest.mark.long)], ids=["2 s", "30 s as shipped"]
)
def test_a_dead_owners_case_alarms_again_on_the_others_and_can_be_taken(
    tmp_path: Path, orphan_after_s: int, others: int, record_property: Callable[[str, object], None]
) -> None:
    with Mosquitto() as broker, Postgres() as server:
        options: dict[str, Any] = {"url": server.database(), "orphan_after_s": orphan_after_s}
        with (
            ExitStack() as stack,
            Watched(broker.port, tmp_path / "owner", prepares=True, **options) as owner,
            Gateway(broker.port, voices()) as gateway,
        ):
            left = [
                stack.enter_context(Watched(broker.port, tmp_path / f"other-{seat}", seat=seat, **options))
                for seat in range(1, 1 + others)
            ]
            for console in (owner, *left):
                console.said(sees)
            gateway.wait_connected()
            gateway.send(1)
            gateway.wait(30)
            owner.said(lambda line: line.get("count") == 1)
            owner.ask("claim")
            owner.said(lambda line: "claimed" in line)
            for console in left:
                console.said(lambda line: line.get("rows") and line["rows"][0]["owner"])
            told = [len(console.lines) for console in left]
            died_at = owner.kill()
            for console, after in zip(left, told, strict=True):
                freed = console.said(
                    lambda line: line.get("rows") and not line["rows"][0]["owner"], orphan_after_s + SLACK_S, after
                )
                assert freed["rows"][0]["state"] == "unacknowledged"
                after_s = freed["t"] - died_at
                record_property(f"{orphan_after_s}_s_alarms_again_after_s", round(after_s, 2))
                assert orphan_after_s - 1 <= after_s <= orphan_after_s + SLACK_S
            left[0].ask("claim")
            left[0].said(lambda line: "claimed" in line)
