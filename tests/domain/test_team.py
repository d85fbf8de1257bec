"""Who has what now, and nobody called free on a guess."""

from console.domain import steps
from console.domain.ids import CaseId, OperatorId
from console.domain.team import team
from tests.ui.fakes import AMINA, ELLEN, EVERYBODY, JONAS, PETRA, Clock, FakeOffice, night


def seated() -> FakeOffice:
    office = FakeOffice(Clock())
    night(office)
    office.sit(ELLEN)
    return office


def test_the_viewer_stands_first_and_then_who_has_cases() -> None:
    members = team(seated().queue.rows(), ELLEN, EVERYBODY)
    assert members[0].id == ELLEN.id
    assert members[0].is_me
    assert {member.id for member in members} == {ELLEN.id, AMINA.id, JONAS.id, PETRA.id}
    assert all(member.cases for member in members)
    assert [case.case for case in members[0].cases] == ["26-11843"]


def test_a_colleague_without_a_case_is_named_only_when_known_to_sit() -> None:
    office = seated()
    office.act_as(PETRA, steps.Release(CaseId("c-line")))
    rows = office.queue.rows()
    assert PETRA.id not in {member.id for member in team(rows, ELLEN, EVERYBODY)}
    last = team(rows, ELLEN, EVERYBODY, {PETRA.id})[-1]
    assert (last.id, last.name, last.cases) == (PETRA.id, PETRA.name, ())


def test_whoever_sits_here_is_there_also_without_a_case() -> None:
    office = seated()
    office.act_as(ELLEN, steps.Release(CaseId("26-11843")))
    first = team(office.queue.rows(), ELLEN, ())[0]
    assert (first.is_me, first.cases) == (True, ())
    assert team((), None, EVERYBODY) == ()


def test_several_cases_of_one_stand_with_the_most_pressing_first() -> None:
    office = seated()
    office.act_as(AMINA, steps.Claim(CaseId("c-goran")))
    amina = next(member for member in team(office.queue.rows(), ELLEN, ()) if member.id == AMINA.id)
    assert [row.case for row in amina.cases] == ["c-goran", "c-peo"]
    assert amina.name == AMINA.name


def test_a_case_that_waits_belongs_to_nobody() -> None:
    waiting = [row for row in seated().queue.rows() if row.owner is None]
    assert waiting
    assert team(waiting, None, EVERYBODY, set[OperatorId]()) == ()
