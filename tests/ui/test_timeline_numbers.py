"""Eight presses in five hours read as one, two, three: the timeline numbers them as the case counts them."""

from __future__ import annotations

from console.domain.ids import CaseId
from tests.ui.fakes import FakeOffice
from ui.words import Words
from ui.words.timeline import Teller

MARTA, NILS, SOLVEIG = CaseId("26-11843"), CaseId("c-nils"), CaseId("c-solveig")


async def test_presses_are_numbered_in_the_order_of_their_moments(office: FakeOffice) -> None:
    lines = Teller(Words(), {}, {}).tell_all(list(reversed(await office.timeline(MARTA))))
    pressed = [line.strong for line in lines if line.strong.startswith("Tryck")]
    assert pressed == [f"Tryck {number}." for number in range(1, 9)]
    assert [line.at for line in lines] == sorted(line.at for line in lines)


async def test_what_is_no_press_has_no_number(office: FakeOffice) -> None:
    lines = Teller(Words(), {}, {}).tell_all(await office.timeline(NILS))
    assert [line.strong for line in lines if line.strong] == ["Dörr öppnad."]
