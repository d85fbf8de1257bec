"""The model says exactly what the domain's queue says, whatever happens to it, and Qt's own tester finds no fault."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from console.domain import steps
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import CaseId
from console.domain.queue import Group, RowChanged
from console.domain.refused import Refused
from console.services import screen
from tests.ui.fakes import AMINA, ELLEN, Clock, FakeOffice
from ui.queue.geometry import Geometry
from ui.queue.grouping import Grouping, Head
from ui.queue.model import HEAD_ROLE, ROW_ROLE, LostTo, QueueModel
from ui.words import Words

KINDS = (
    (DeviceKind.SMOKE_DETECTOR, Cause.SMOKE), (DeviceKind.FALL_DETECTOR, Cause.FALL),
    (DeviceKind.ALARM_MAT, Cause.STEPPED_ON_MAT), (DeviceKind.HUB, Cause.LINK_LOST),
)  # fmt: skip
CASES = tuple(f"c{number}" for number in range(6))
DEEDS = ("alarm", "mine", "other", "release", "close", "promise", "wait")
Deed = tuple[str, str, int]


def shown_by(model: QueueModel) -> list[object]:
    """The model's rows as a view reads them."""
    indexes = [model.index(number) for number in range(model.rowCount())]
    return [index.data(ROW_ROLE) or index.data(HEAD_ROLE) for index in indexes]


def wanted(office: FakeOffice) -> list[object]:
    """What must stand there: each group that has rows under its head."""
    rows = office.queue.rows()
    shown: list[object] = []
    for group in Group:
        of_group = [row for row in rows if row.group is group]
        if of_group:
            shown += [Head(group, len(of_group)), *of_group]
    return shown


def joined() -> tuple[FakeOffice, QueueModel]:
    clock = Clock()
    office = FakeOffice(clock)
    model = QueueModel(lambda shown: str(shown))

    def show(updates: Sequence[screen.Update]) -> None:
        for update in updates:
            if isinstance(update, screen.RowsChanged):
                model.apply(update.changes)

    office.show = show
    return office, model


def do(office: FakeOffice, deed: str, case: str, number: int) -> None:
    id_ = CaseId(case)
    try:
        match deed:
            case "alarm":
                kind, cause = KINDS[number % len(KINDS)]
                known = office.board.get(id_)
                if known is None or known.is_open:
                    office.alarm(case, None, kind, cause, ago=number, device=case)
            case "mine":
                office.act_as(ELLEN, steps.Claim(id_))
            case "other":
                office.act_as(AMINA, steps.Claim(id_))
            case "release":
                office.act_as(ELLEN if number % 2 else AMINA, steps.Release(id_))
            case "promise":
                until = office.clock.now().replace(year=2027)
                office.act_as(ELLEN, steps.MakePromise(id_, until, "besök"))
            case "close":
                version = getattr(office.board.get(id_), "version", 0)
                office.act_as(ELLEN if number % 2 else AMINA, steps.Close(id_, "visit_done", "", version))
            case "wait":
                office.clock.go(number * 5)
                office.advance()
    except Refused:
        pass


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(CASES), st.integers(0, 40)), max_size=60))
def test_after_any_sequence_of_deeds_the_model_is_the_queue(deeds: list[Deed]) -> None:
    office, model = joined()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for deed, case, number in deeds:
        do(office, deed, case, number)
        assert model.rows() == office.queue.rows()
        assert shown_by(model) == wanted(office)
    del tester


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(CASES), st.integers(0, 40)), max_size=40))
def test_a_persistent_index_stays_with_its_case(deeds: list[Deed]) -> None:
    office, model = joined()
    office.alarm("kept", None, *KINDS[1], device="kept")

    kept = QPersistentModelIndex(model.index_of(CaseId("kept")))
    for deed, case, number in deeds:
        do(office, deed, case, number)
        row = model.row_at(kept)
        assert row is not None
        assert row.case == "kept"


def test_a_row_that_changes_its_group_without_changing_its_number_moves_over_the_head() -> None:
    office, model = joined()
    office.alarm("a", None, *KINDS[1], device="a")
    office.act_as(ELLEN, steps.Claim(CaseId("a")))
    assert [type(shown).__name__ for shown in shown_by(model)] == ["Head", "Row"]
    assert model.count(Group.MINE) == 1


def test_a_claim_is_a_move_and_keeps_the_row_selectable_and_the_head_not() -> None:
    office, model = joined()
    office.alarm("a", None, *KINDS[0], device="a")
    office.alarm("b", None, *KINDS[1], device="b")
    head, row = model.index(0), model.index(1)
    assert model.flags(head) == Qt.ItemFlag.NoItemFlags
    assert model.flags(row) & Qt.ItemFlag.ItemIsSelectable
    assert model.row_at(QModelIndex()) is None


def test_what_waits_is_read_in_the_order_of_the_queue() -> None:
    office, model = joined()
    office.alarm("a", None, *KINDS[2], device="a")
    office.alarm("b", None, *KINDS[0], device="b")
    office.act_as(ELLEN, steps.Claim(CaseId("a")))
    assert [row.case for row in model.unanswered()] == ["b"]


def test_a_lost_claim_is_told_by_its_row_and_forgotten_with_it() -> None:
    office, model = joined()
    office.alarm("a", None, *KINDS[0], device="a")
    lost = LostTo("Amina", office.clock.now(), office.clock.now())
    model.tell_lost(CaseId("a"), lost)
    row = office.queue.rows()[0]
    model.apply((RowChanged(0, replace(row, version=row.version)),))
    assert model.index_of(CaseId("a")).data(Qt.ItemDataRole.UserRole + 3) == lost
    assert Words().of(row.group) == "Väntar på svar"


@given(st.tuples(*[st.integers(0, 5)] * 3), st.integers(1, 9), st.tuples(*[st.integers(1, 20)] * 3))
def test_every_pixel_belongs_to_the_place_that_is_painted_there(
    counts: tuple[int, int, int], head: int, heights: tuple[int, int, int]
) -> None:
    groups = Grouping()
    groups.counts = list(counts)
    groups.heads = [count > 0 for count in counts]
    geometry = Geometry(groups, head, heights)
    y = 0
    for place in range(groups.size()):
        top, height = geometry.span(place)
        assert top == y
        assert {geometry.place_at(each) for each in range(top, top + height)} == {place}
        y += height
    assert geometry.height() == y
    assert geometry.place_at(y) is None
    assert geometry.place_at(-1) is None
