"""The blind view: what is known link by link, the routine, the risk list, what is not sent; and the list on paper."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QPdfWriter

from console.domain.events import SightLost
from console.domain.ids import CaseId
from console.domain.journal import Unwritable
from console.domain.link import LinkFact, LinkKind, LinkStanding
from console.domain.sight import Grade
from console.domain.unsent import UnsentKind
from console.services import screen
from tests.ui.fakes import NOW, Clock, FakeOffice
from tests.ui.pictures import LINKS
from tests.ui.test_window import MARTA, begin, panel, press, said, settle, texts, write
from ui.blind.known import known
from ui.blind.printing import Paper, paragraphs
from ui.blind.risks import RiskRow
from ui.main_window import MainWindow
from ui.words import Words

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


async def go_blind(window: MainWindow, office: FakeOffice) -> None:
    office.show((LINKS,))
    office.clock.go(21)
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now() - timedelta(seconds=23))
    await settle()


async def test_blindness_shows_what_is_known_and_sight_takes_it_away(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await go_blind(window, office)
    assert window.stage.blind.isVisible()
    shown = set(texts(window))
    for text in (
        "Vad vi vet", "Meddelandetjänst larm.alvbro.example", "svarar inte sedan 01:38:12", "försök 4 om 5 s",
        "Källor bakom tjänsten", "okänt", "Rutin R1, ingen kontakt, version 1", "Inget väntar på att sändas.",
        "Sven-Åke Holm", "Syrgas hemma, bor ensam", "sedd 01:20", "3 till visas inte",
    ):  # fmt: skip
        assert text in shown, text
    office.sight(Grade.SEEING)
    office.canary(99)
    await settle()
    window.step()
    assert not window.stage.blind.isVisible()


async def test_whoever_works_with_a_case_keeps_it_and_finds_the_rest_one_key_away(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, MARTA)
    await go_blind(window, office)
    assert not window.stage.blind.isVisible()
    assert "Vad vi vet" in texts(window)  # in the banner
    await press(window, Key.Key_B, CTRL)
    assert window.stage.blind.isVisible()
    await press(window, Key.Key_Escape)
    assert not window.stage.blind.isVisible()
    assert window.stage.queue.view.hasFocus()


async def test_blindness_takes_no_keyboard_from_a_note(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, CaseId("c-nils"))
    await press(window, Key.Key_F11)
    write(window, "halv")
    await go_blind(window, office)
    assert not window.stage.blind.isVisible()
    write(window, " mening")
    open_panel = panel(window)
    assert open_panel.fields()["text"] == "halv mening"


async def test_f5_calls_the_reserve_while_nothing_is_seen(window: MainWindow, office: FakeOffice) -> None:
    called: list[str] = []
    window.blindness._dial = lambda number: bool(called.append(number)) or True
    await begin(window, office)
    await press(window, Key.Key_F5)
    assert not called
    await go_blind(window, office)
    assert window.stage.row.keys["F5"].label() == "Ring reserven"
    assert window.stage.row.keys["F5"].is_lit()
    await press(window, Key.Key_F5)
    assert called == [office.reserve().phone]
    assert said(window) == "08-465 004 21 är lämnat till telefonen"


async def test_without_a_telephone_the_number_is_said(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await go_blind(window, office)
    await press(window, Key.Key_F5)
    assert said(window) == "Ring 08-465 004 21 på telefonen"


async def test_the_number_is_said_on_a_locked_screen_too(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_L, CTRL | Qt.KeyboardModifier.AltModifier)
    await go_blind(window, office)
    await press(window, Key.Key_F5)
    assert said(window) == "Ring 08-465 004 21 på telefonen"


async def test_the_risk_list_is_read_once_for_each_blindness(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await go_blind(window, office)
    for _ in range(5):
        window.step()
        await settle()
    assert office.risk_reads == 1
    office.sight(Grade.SEEING)
    office.canary(99)
    await settle()
    window.step()
    await go_blind(window, office)
    assert office.risk_reads == 2


@pytest.mark.warns
async def test_a_risk_list_that_could_not_be_read_is_asked_for_again(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    office.risk_fails_with = Unwritable("neither store nor copy")
    await go_blind(window, office)
    office.risk_fails_with = None
    for _ in range(12):
        office.clock.go(1)
        window.step()
        await settle()
    assert office.risk_reads == 1
    assert any("Holm" in text for text in texts(window))


async def test_nobody_signed_in_sees_no_names(window: MainWindow, office: FakeOffice) -> None:
    office.show((LINKS,))
    office.sight(Grade.BLIND, SightLost.LINK, NOW)
    await settle()
    assert office.risk_reads == 0
    assert not any("Holm" in text for text in texts(window))


async def test_a_card_is_opened_from_the_risk_list_after_a_reason(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await go_blind(window, office)
    rows = window.stage.blind.risks.findChildren(RiskRow)
    assert len(rows) == 6
    rows[0].setFocus()
    await press(window, Key.Key_Return)
    assert not window.stage.blind.isVisible()
    panel = window.place.open()
    assert panel is not None
    assert panel.title.text() == "Sven-Åke Holm. Läs kortet: varför?"


async def test_what_is_not_sent_is_told_by_kind_and_since_when(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    office.show((screen.Unsent(UnsentKind.RECEIPT, 2, office.clock.now()),))
    await go_blind(window, office)
    shown = set(texts(window))
    assert "2 ej sända" in shown
    assert "kvittenser, sedan 01:38" in shown
    office.show((screen.Unsent(UnsentKind.RECEIPT, 0, None),))
    assert "Inget väntar på att sändas." in texts(window)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("standing", list(LinkStanding))
@pytest.mark.parametrize("kind", list(LinkKind))
def test_every_link_in_every_standing_has_words(kind: LinkKind, standing: LinkStanding, language: str) -> None:
    for fact in (LinkFact(kind, standing), LinkFact(kind, standing, "x", NOW, 3, NOW, NOW, 100)):
        told = known(fact, NOW, Words(language))
        assert told.what
        assert told.how
        assert told.is_news is (standing is not LinkStanding.WORKING)


async def test_the_list_on_paper_has_the_cards_and_no_protected_name(
    window: MainWindow, office: FakeOffice, tmp_path: Path, qapp: object
) -> None:
    risks, cards = await office.risk_list(), await office.risk_cards()
    blocks = paragraphs(risks, cards, NOW, Words())
    printed = "\n".join(each.text for block in blocks for each in block)
    assert "1  Sven-Åke Holm" in printed
    assert "Skyddad identitet" in printed
    assert "Hemlig" not in printed
    writer = QPdfWriter(str(tmp_path / "list.pdf"))
    assert Paper(writer, "Risklista", Words()).draw(blocks) == 1
    assert Paper(QPdfWriter(str(tmp_path / "long.pdf")), "Risklista", Words()).draw(blocks * 20) > 3
    assert writer.pageLayout().pageSize().id() is QPageSize.PageSizeId.A4


async def test_printing_leaves_a_trace_for_each_card(window: MainWindow, office: FakeOffice, tmp_path: Path) -> None:
    await begin(window, office)
    window.blindness.print_on(QPdfWriter(str(tmp_path / "list.pdf")))
    await settle()
    assert office.risk_prints == 1
    assert said(window) == "6 kort skickade till skrivaren"
    assert (tmp_path / "list.pdf").stat().st_size > 1000


async def test_without_a_printer_the_key_says_so(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert said(window) == "Det finns ingen skrivare på den här datorn"


async def test_before_the_console_is_open_blindness_needs_nothing_of_it(qapp: object, clock: Clock) -> None:
    from console.domain.link import LostContact
    from tests.ui.conftest import open_window, shut

    office = FakeOffice(clock, seated=None)

    def closed(*_: object) -> object:
        raise LostContact("the console is starting")

    office.reserve = office.routine = closed  # type: ignore[method-assign, assignment]
    window = open_window(office, clock)
    clock.go(30)
    window.step()
    assert window.blindness.is_blind
    await settle()
    shut(window)
