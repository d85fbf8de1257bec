"""The window's sound calls reach the console's annunciator, as whoever is seated."""

from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from console.domain import events as ev
from console.domain.refused import Reason, Refused
from console.services.annunciator import Annunciator
from console.services.sign_in import SignIn
from tests.builders import alarm, knowledge
from tests.fakes import run_async
from tests.services.fakes import Station, station
from ui.bridged_sound import BridgedSound


@dataclass(frozen=True)
class Parts:
    sign_in: SignIn
    annunciator: Annunciator


class Direct(BridgedSound):
    """Asks without a bridge."""

    def __init__(self, here: Station) -> None:
        self._parts = Parts(here.sign_in, here.annunciator)

    @property
    def _open(self) -> Parts:
        return self._parts

    async def _ask(self, step: Coroutine[Any, Any, Any]) -> Any:
        return await step


def test_silence_and_its_end_are_the_seated_operators() -> None:
    async def scenario() -> None:
        here = await station().start()
        office = Direct(here)
        await here.recorder.record([alarm(here.clock.now())], knowledge())
        await office.silence(timedelta(minutes=5))
        await office.restore_sound()
        told = [event for event in here.journal.events if isinstance(event.body, ev.SoundSilenced | ev.SoundRestored)]
        assert [event.who for event in told] == ["anna", "anna"]

    run_async(scenario())


def test_an_empty_chair_silences_nothing_and_may_look_at_the_outputs() -> None:
    async def scenario() -> None:
        office = Direct(await station().start(seat=""))
        with pytest.raises(Refused) as refused:
            await office.silence(timedelta(minutes=5))
        assert refused.value.reason is Reason.NOT_SIGNED_IN
        assert await office.sound_outputs() == ("Headset",)

    run_async(scenario())


def test_the_chosen_output_reaches_the_player() -> None:
    async def scenario() -> None:
        here = await station().start()
        await Direct(here).use_sound("Högtalare", 60)
        assert here.sounder.used == [("Högtalare", 60)]

    run_async(scenario())
