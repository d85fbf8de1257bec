"""What is asked of the engine and the telephone beside the screen goes there in order."""

from console.domain.call_engine import Drop
from console.domain.ids import CallId
from console.services.call_beside import EngineBeside, TelephoneBeside
from console.services.screen import DialAsked, EngineAsked
from tests.services.fakes import FakeScreen


def test_engine_and_telephone_are_asked_by_the_screen_and_a_number_leaves_no_trace() -> None:
    screen = FakeScreen()
    engine = EngineBeside(screen)
    engine.start()
    engine.ask(Drop(CallId("c")))
    TelephoneBeside(screen).dial("+46700000001")
    assert screen.shown == [EngineAsked(None), EngineAsked(Drop(CallId("c"))), DialAsked("+46700000001")]
    assert "4670" not in repr(screen.shown)
