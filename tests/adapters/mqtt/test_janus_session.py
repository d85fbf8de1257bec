"""The session with the gateway, against a Janus by script: what a real one cannot be made to do or to leave undone."""

import asyncio
import json
import logging
import time
from datetime import timedelta
from typing import Any

import pytest

from console.adapters.mqtt.janus_requests import ANSWER_WITHIN_S
from console.domain.call import CallFact, DeviceTone
from console.domain.call_signal import SignalAct
from console.domain.link import LinkState, LostContact
from tests.adapters.mqtt.janus_kit import at_work, scripted, settings_for
from tests.adapters.mqtt.stream_kit import until
from tests.fakes import run_async
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
]
ADDRESS = "sip:anna@127.0.0.1"
NUMBER = "+46701740605"


def sip(event: str, *, session: int = 7, handle: int = 8, **more: object) -> dict[str, object]:
    data = {"sip": "event", "result": {"event": event, **more}}
    return {
        "janus": "event", "session_id": session, "sender": handle,
        "plugindata": {"plugin": "janus.plugin.sip", "data": data},
    }  # fmt: skip


class Script:
    """A Janus that does all that it is asked, but for `silent_at`; `refused_at` it says no."""

    def __init__(self, silent_at: str = "", refused_at: str = "") -> None:
        self.silent_at = silent_at
        self.refused_at = refused_at
        self.code = 458
        self.has_no_tones = False
        self.session = 7
        self.asked: list[dict[str, Any]] = []

    def __call__(self, request: dict[str, Any]) -> list[dict[str, object]]:
        self.asked.append(request)
        name = request.get("body", {}).get("request", request["janus"])
        if name == self.silent_at:
            return []
        if name == self.refused_at:
            return [{"janus": "error", "error": {"code": self.code}}]
        taken: dict[str, object] = {"janus": "ack"}
        match name:
            case "create":
                return [{"janus": "success", "data": {"id": self.session}}]
            case "attach":
                return [{"janus": "success", "data": {"id": 8}}]
            case "detach":
                return [{"janus": "success"}]
            case "register":
                return [taken, sip("registered")]
            case "call":
                return [taken, sip("calling"), sip("ringing")]
            case "dtmf_info" if self.has_no_tones:
                refused = {"plugin": "janus.plugin.sip", "data": {"sip": "event", "error_code": 447, "error": "no"}}
                return [taken, {**sip("error"), "plugindata": refused}]
            case _:
                return [taken, sip({"hangup": "hangingup", "dtmf_info": "dtmfsent"}.get(name, "holding"))]

    def names(self) -> list[str]:
        return [each.get("body", {}).get("request", each["janus"]) for each in self.asked]


def test_a_request_that_nobody_answers_is_lost_contact_in_five_seconds(mosquitto: Mosquitto) -> None:
    async def call() -> None:
        script = Script("call")
        async with scripted(mosquitto.port, script), at_work(settings_for(mosquitto.port)) as gateway:
            begun = time.monotonic()
            with pytest.raises(LostContact, match="does not answer"):
                await gateway.offer(ADDRESS, "v=0")
            assert ANSWER_WITHIN_S <= time.monotonic() - begun < 4 * ANSWER_WITHIN_S
            await until(lambda: "detach" in script.names())
            assert gateway.told == []

    run_async(call(), 40)


def test_a_session_that_janus_forgot_is_begun_anew_and_its_call_told(mosquitto: Mosquitto) -> None:
    async def call() -> None:
        script = Script()
        quick = settings_for(mosquitto.port, keepalive=timedelta(seconds=0.3))
        async with scripted(mosquitto.port, script), at_work(quick) as gateway:
            await gateway.offer(ADDRESS, "v=0")
            await gateway.says(SignalAct.RINGING)
            script.session, script.refused_at = 70, "keepalive"
            bye = await gateway.says(SignalAct.BYE)
            assert (bye.why, "started anew" in bye.detail) == (CallFact.LINE_LOST, True)
            script.refused_at = ""
            await until(lambda: script.names().count("create") == 2)
            await gateway.is_up()
            await gateway.send(SignalAct.BYE)
            assert "hangup" not in script.names()

    run_async(call(), 40)


def test_what_janus_says_to_another_console_is_not_ours(mosquitto: Mosquitto) -> None:
    async def call() -> None:
        async with scripted(mosquitto.port, Script()) as say, at_work(settings_for(mosquitto.port)) as gateway:
            await gateway.offer(ADDRESS, "v=0")
            await gateway.says(SignalAct.RINGING)
            for word in (
                sip("accepted", session=99),
                sip("accepted", handle=99),
                {"janus": "timeout", "session_id": 99},
            ):
                await say(json.dumps(word).encode())
            await say(b"\xff\x00[")
            await say(json.dumps(sip("hangup", code=486)).encode())
            await gateway.says(SignalAct.BUSY)
            assert gateway.acts() == [SignalAct.RINGING, SignalAct.BUSY]
            assert gateway.signals.state is LinkState.UP

    run_async(call(), 40)


def test_a_goodbye_in_the_midst_of_dialling_hangs_up_what_it_began(mosquitto: Mosquitto) -> None:
    async def call() -> None:
        script = Script()
        async with scripted(mosquitto.port, script), at_work(settings_for(mosquitto.port)) as gateway:
            dialling = asyncio.create_task(gateway.offer(ADDRESS, "v=0"))
            await until(lambda: "register" in script.names())
            await gateway.send(SignalAct.BYE)
            await dialling
            await until(lambda: "detach" in script.names())
            assert script.names()[-3:] == ["call", "hangup", "detach"]
            assert SignalAct.BYE not in gateway.acts()

    run_async(call(), 40)


def test_candidates_reach_the_call_they_belong_to(mosquitto: Mosquitto) -> None:
    async def call() -> None:
        script = Script()
        async with scripted(mosquitto.port, script), at_work(settings_for(mosquitto.port)) as gateway:
            await gateway.offer(ADDRESS, "v=0", attempt=2)
            await gateway.send(SignalAct.CANDIDATE, body="candidate:old", attempt=1)
            await gateway.send(SignalAct.CANDIDATE, body="candidate:new", attempt=2)
            trickled = [each["candidate"]["candidate"] for each in script.asked if each["janus"] == "trickle"]
            assert trickled == ["candidate:new"]

    run_async(call(), 40)


def test_every_request_carries_the_secret_and_nothing_of_it_is_logged(
    mosquitto: Mosquitto, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    async def call() -> None:
        script = Script()
        known = settings_for(mosquitto.port, trunk="127.0.0.1", user="larm", secret=lambda: "trunk-secret")
        async with scripted(mosquitto.port, script) as say, at_work(known) as gateway:
            await gateway.offer(f"tel:{NUMBER}", "v=0")
            await say(json.dumps(sip("hangup", code=404, reason=f"no such number {NUMBER}")).encode())
            bye = await gateway.says(SignalAct.BYE)
            assert NUMBER not in bye.detail
            assert all(each["apisecret"] == "not-a-secret" for each in script.asked)
            dialled = next(each["body"] for each in script.asked if each.get("body", {}).get("request") == "call")
            assert (dialled["uri"], dialled["secret"]) == (f"sip:{NUMBER}@127.0.0.1", "trunk-secret")

    run_async(call(), 40)
    assert "SIP 404 Not Found" in caplog.text
    for word in (NUMBER, "trunk-secret", "not-a-secret", "anna"):
        assert word not in caplog.text


@pytest.mark.parametrize("which", ["secret", "api_secret"])
def test_a_secret_that_is_not_kept_is_lost_contact_with_the_reason(mosquitto: Mosquitto, which: str) -> None:
    def missing() -> str:
        raise LookupError("none is kept")

    async def call() -> None:
        known = settings_for(mosquitto.port, **{which: missing})
        async with scripted(mosquitto.port, Script()), at_work(known, waits=which == "secret") as gateway:
            await until(lambda: "connecting" not in gateway.signals.explanation)
            await until(lambda: which == "secret" or "none is kept" in gateway.signals.explanation)
            with pytest.raises(LostContact, match="none is kept"):
                await gateway.offer(ADDRESS, "v=0")

    run_async(call(), 40)


def test_a_tone_that_was_not_sent_does_not_count_as_sent_and_hinders_no_hanging_up(mosquitto: Mosquitto) -> None:
    async def call() -> None:
        script = Script()
        script.has_no_tones = True
        async with scripted(mosquitto.port, script) as say, at_work(settings_for(mosquitto.port)) as gateway:
            await gateway.offer(ADDRESS, "v=0")
            await say(json.dumps(sip("accepted")).encode())
            await gateway.says(SignalAct.ANSWER)
            with pytest.raises(LostContact, match="447"):
                await gateway.send(SignalAct.CONTROL, tone=DeviceTone.DOOR)
            await gateway.send(SignalAct.BYE)
            assert script.names().count("dtmf_info") == 2
            assert "hangup" in script.names()

    run_async(call(), 40)
