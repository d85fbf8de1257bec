"""Calls are made by whoever is seated, and the engine's words reach the console thread, or nobody before it is open."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any

import pytest

from console.domain import events as ev
from console.domain.call import DeviceTone
from console.domain.call_engine import EngineDied, EngineReady
from console.domain.call_shown import EngineState, GuestKind
from console.domain.events import ReadReason
from console.domain.link import LostContact
from console.domain.refused import Reason, Refused
from tests.fakes import run_async
from tests.services.call_kit import ASTRID, CallStation
from ui.bridged_call import BridgedCall


class HereBridge:
    """A bridge whose other side is this loop."""

    def tell(self, call: Callable[..., object], *args: object) -> bool:
        call(*args)
        return True

    async def ask(self, step: Coroutine[Any, Any, Any]) -> Any:
        return await step


def office() -> BridgedCall:
    return BridgedCall(HereBridge())  # type: ignore[arg-type]


def parts(here: CallStation) -> Any:
    return SimpleNamespace(sign_in=here.sign_in, calls=SimpleNamespace(calls=here.calls, calling=here.calling))


def test_each_step_of_a_call_is_done_by_whoever_is_seated() -> None:
    async def scenario() -> None:
        here = await CallStation().open()
        case = await here.pressed()
        bridged = office()
        bridged.attach(parts(here))
        [first, *_] = await bridged.ways_of_case(case)
        await bridged.call_case(case, first, with_picture=False)
        await here.answered()
        await bridged.hold_call(is_held=True)
        await bridged.hold_call(is_held=False)
        await bridged.send_own(microphone=False, camera=False, volume=60)
        assert (here.call.muted, here.call.volume) == (True, 60)
        await bridged.tell_device(DeviceTone.DOOR)
        await bridged.ask_picture(is_wanted=True)
        await bridged.invite(GuestKind.NURSE, 5, sees=False)
        await bridged.send_guest_away()
        await bridged.hang_up()
        await bridged.call_again()
        await bridged.hang_up()
        await bridged.put_call_away()
        assert here.calling.call is None
        assert await bridged.ways_of_person(ASTRID.id)
        await bridged.call_person(ASTRID.id, ReadReason.CALL, None, with_picture=True)
        await here.calling.step()
        told = [one for one in here.journal.events if isinstance(one.body, ev.CallBegan)]
        assert [one.who for one in told] == ["anna"] * 3
        await here.sign_in.sign_out()
        with pytest.raises(Refused) as refused:
            await bridged.hang_up()
        assert refused.value.reason is Reason.NOT_SIGNED_IN

    run_async(scenario())


def test_what_the_engine_says_reaches_the_console_and_nobody_before_it_is_open() -> None:
    async def scenario() -> None:
        here = await CallStation().open()
        bridged = office()
        bridged.engine_said(EngineReady())
        with pytest.raises(LostContact):
            await bridged.hang_up()
        bridged.attach(parts(here))
        bridged.engine_said(EngineDied("killed"))
        assert here.calling.engine_state is EngineState.STARTING

    run_async(scenario())
