"""Fault 28: a screen's thread does nothing for a minute, while its console's goes on.

What comes in meanwhile is stored and receipted; a child process sounds; the console says that it is blind; and what
its operator had taken alarms again, by sound, at the other console of the same PostgreSQL. Afterwards it sees again,
and shows who has the case now. (That one blocked screen alone stops no alarm is also `tests/path/test_broker_to_pixel`;
that a screen goes blind by itself where the console's thread falls silent is `tests/ui/test_sight`.)
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import Gateway
from tests.faults.victim import voices
from tests.faults.watched import Watched, sees
from tests.path.hearing_process import COMMAND as LOUDSPEAKER
from tests.path.test_broker_to_pixel import Listener
from tests.servers import MISSING_MOSQUITTO, MISSING_POSTGRES, Mosquitto, Postgres

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.postgres,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(MISSING_POSTGRES is not None, reason=str(MISSING_POSTGRES)),
    pytest.mark.timeout(420),
]

SLACK_S = 10.0
"""Beyond the rule's own times: the seconds in which they are looked at, and a machine that is shared."""


class Blocked(Watched):
    """The same for `blocked_process`."""

    module, ready = "blocked_process", "seated"


def played(file: Path) -> list[dict[str, Any]]:
    """What a loudspeaker was told to play so far."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return [told for told in map(json.loads, lines) if told["do"] == "play"]


def until(holds: Callable[[], object], within_s: float) -> float:
    """Waits; returns when it held, by the monotonic clock."""
    ends_at = time.monotonic() + within_s
    while not holds():
        assert time.monotonic() < ends_at
        time.sleep(0.02)
    return time.monotonic()


@pytest.mark.parametrize(
    ("blocked_s", "canary", "orphan_after_s"),
    [(12, (1, 3, 3), 2), pytest.param(60, (5, 15, 10), 30, marks=pytest.mark.long)],
    ids=["12 s", "60 s as shipped"],
)
def test_a_screen_that_stands_still_is_sounded_told_and_its_case_alarms_at_the_other_console(
    tmp_path: Path,
    blocked_s: int,
    canary: tuple[int, int, int],
    orphan_after_s: int,
    record_property: Callable[[str, object], None],
) -> None:
    heard, siren = tmp_path / "heard", tmp_path / "one" / "siren"
    with Mosquitto() as broker, Postgres() as server:
        options: dict[str, Any] = {"url": server.database(), "orphan_after_s": orphan_after_s}
        sounder = [*LOUDSPEAKER, str(heard)]
        with (
            Blocked(broker.port, tmp_path / "one", canary=canary, **options) as one,
            Watched(broker.port, tmp_path / "other", seat=1, sounder=sounder, **options) as other,
            Gateway(broker.port, voices()) as gateway,
        ):
            one.said(lambda line: line.get("banner") is False, 60)
            other.said(sees)
            gateway.wait_connected()
            gateway.send(1)
            one.said(lambda line: line.get("count") == 1)
            one.ask("claim")
            other.said(lambda line: line.get("rows") and line["rows"][0]["owner"])
            until(lambda: not siren.exists(), 3 * SLACK_S)
            listener = Listener(broker.port)
            told, sounds, began = len(other.lines), len(played(heard)), time.monotonic()
            one.ask(str(blocked_s))
            try:
                sounded_after_s = until(siren.exists, canary[2] + SLACK_S) - began
                assert listener.heard("presence", canary[2] + SLACK_S, sight="blind")
            finally:
                listener.stop()
            gateway.send(2)
            gateway.wait(SLACK_S)
            freed = other.said(
                lambda line: (
                    [row for row in line.get("rows", ()) if row["state"] == "unacknowledged"]
                    and not any(row["owner"] for row in line["rows"])
                ),
                canary[2] + orphan_after_s + SLACK_S,
                told,
            )
            until(lambda: len(played(heard)) > sounds, SLACK_S)
            assert time.monotonic() < began + blocked_s, "all of it was to happen while the screen stood still"
            other.ask("claim")
            mine = other.said(lambda line: "claimed" in line)["claimed"]
            after = len(one.lines)
            seen = one.said(lambda line: line.get("banner") is False and line["count"] == 2, 60, after)
            until(lambda: not siren.exists(), SLACK_S)
            assert mine in {row["case"] for row in freed["rows"]}
            assert seen["count"] == 2
            record_property(f"{blocked_s}_s_sounded_after_s", round(sounded_after_s, 1))
            record_property(f"{blocked_s}_s_alarmed_elsewhere_after_s", round(freed["t"] - began, 1))
            assert {line.receipts > 0 for line in gateway.ledger.values()} == {True}
