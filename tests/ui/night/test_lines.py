"""What the night says in words: the sentence over all, each event, why it is marked, and the morning list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import CaseId, ResidentId
from console.domain.night_line import (
    Certainty,
    Deviating,
    Deviation,
    Flag,
    MarkKind,
    MorningRow,
    NightLane,
    NightLine,
    NightMark,
    Why,
)
from tests.ui.fakes import Clock, FakeOffice
from tests.ui.fakes import night as people
from tests.ui.night_scene import TWO, at, marta_night, mornings, week
from ui.night import lines as said
from ui.night.morning import line_of
from ui.words import Words

WORDS = Words()
L, M = NightLane, MarkKind


@pytest.fixture
def office() -> FakeOffice:
    made = FakeOffice(Clock())
    people(made)
    return made


@pytest.fixture
def night(office: FakeOffice) -> NightLine:
    return marta_night(office)


def events(night: NightLine) -> dict[str, str]:
    return {f"{each.time} {each.source}": each.what for each in said.events_of(night, TWO, WORDS)}


def marked(night: NightLine) -> NightMark:
    return next(mark for mark in night.marks if mark.why is not None)


def with_why(night: NightLine, why: Why, **changes: object) -> NightLine:
    own = replace(marked(night), why=why, **changes)  # type: ignore[arg-type]
    return replace(night, marks=(own,))


def test_the_sentence_says_what_passed_a_limit_and_what_is_usual(night: NightLine) -> None:
    told = said.most_important(night, TWO, WORDS)
    assert told == "Sängen lämnad i 35 min. Vanlig längsta tid uppe är 12 min."


def test_somebody_who_is_still_up_is_so_for_as_long_as_it_is_known(night: NightLine) -> None:
    up = replace(marked(night), until=None, is_ongoing=True)
    told = said.most_important(replace(night, marks=(up,)), at(2, 10), WORDS)
    assert told.startswith("Sängen lämnad i 51 min.")
    assert said.told(up, at(2, 10), WORDS) == "lämnade sängen, 51 min, pågår"


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Why(Flag.DOOR_AT_NIGHT), "Dörren öppnades 01:19."),
        (Why(Flag.NO_MOTION, timedelta(hours=3)), "Ingen rörelse på 3 h."),
        (Why(Flag.NOT_BACK, timedelta(minutes=35)), "Sängen lämnad i 35 min."),
    ],
)
def test_each_kind_of_limit_has_its_sentence(night: NightLine, why: Why, told: str) -> None:
    assert said.most_important(with_why(night, why), TWO, WORDS).startswith(told)


def test_without_a_limit_passed_alarms_come_first_then_deviations_then_nothing(night: NightLine) -> None:
    plain = replace(night, marks=tuple(replace(mark, why=None) for mark in night.marks))
    assert said.most_important(plain, TWO, WORDS) == "3 larm, det senaste 01:34."
    no_alarm = replace(plain, marks=())
    assert said.most_important(no_alarm, TWO, WORDS) == "Natten avviker: längre uppe än vanligt, 3 nätter av sju."
    usual = replace(no_alarm, deviating=())
    assert said.most_important(usual, TWO, WORDS) == "Inget ovanligt i det som har rapporterats."


def test_a_home_without_sensors_is_not_said_to_be_calm(night: NightLine) -> None:
    silent = replace(night, marks=(), deviating=(), has_sensors=frozenset())
    assert "vet inte" in said.most_important(silent, TWO, WORDS)
    assert said.under_lane(silent, L.BED, WORDS) == "ingen givare"


def test_each_event_of_the_table_says_what_happened(night: NightLine) -> None:
    told = events(night)
    assert told["21:04 Medicin"] == "dos tagen"
    assert told["21:21 Dörr"] == "dörr öppnad, ytterdörr, 12 min"
    assert told["22:06 Larm"] == "tryck 2–3, trygghetslarm"
    assert told["22:18 Säng"] == "lade sig"
    assert told["23:30 Tillsyn"] == "sover i sängen"
    assert told["00:52 Säng"] == "uppe 5 min"
    assert told["01:19 Säng"] == "lämnade sängen, 35 min"
    assert told["01:34 Larm"] == "tryck 8, trygghetslarm"
    assert told["01:54 Säng"] == "tillbaka i sängen"


def test_the_table_stands_in_the_order_of_time_and_each_event_has_its_own_key(night: NightLine) -> None:
    twice = replace(night, marks=(*night.marks, *night.marks))
    found = said.events_of(twice, TWO, WORDS)
    assert [each.mark.at for each in found] == sorted(each.mark.at for each in found)
    assert len({each.key for each in found}) == len(found)


def test_in_a_week_each_time_has_its_day(night: NightLine) -> None:
    first = said.events_of(week(night), TWO, WORDS)[0]
    assert first.time == "15 nov 21:04"


def test_the_foot_says_by_which_sensor_and_when_back_and_that_nothing_moved(night: NightLine) -> None:
    event = next(each for each in said.events_of(night, TWO, WORDS) if each.is_marked)
    told = said.detail(event, night, TWO, WORDS)
    assert told == "Sängsensor, sovrummet. Tillbaka 01:54. Ingen rörelse 01:22–01:53."
    up = replace(event, mark=replace(event.mark, until=None, is_ongoing=True))
    assert "Inte tillbaka." in said.detail(up, night, TWO, WORDS)


def test_why_it_is_marked_names_the_limit_and_what_became_of_it(night: NightLine) -> None:
    told = said.reason(marked(night), TWO, WORDS)
    assert told == "Uppe 35 min. Gränsen i beslutet är 12 min. Blev larmet ”Steg på mattan”, del av ärende 26-11843."
    alone = replace(marked(night), why=Why(Flag.NO_MOTION, became=Cause.NO_MOVEMENT))
    assert said.reason(alone, TWO, WORDS).endswith("Blev larmet ”Ingen rörelse”.")
    assert said.reason(night.marks[0], TWO, WORDS).startswith("Inte markerad")
    far = replace(marked(night), why=Why(Flag.NOT_BACK, case=CaseId("c" * 36), became=Cause.NOT_BACK_IN_BED))
    assert "ärende cccccc." in said.reason(far, TWO, WORDS)


def test_the_night_stands_against_the_usual_and_where_that_is_not_known_it_says_so(night: NightLine) -> None:
    assert said.against(night, WORDS) == (
        ("Gånger uppe", "2", "vanligt 1–2"), ("Längst uppe", "35 min", "vanligt 6–12"),
    )  # fmt: skip
    unknown = replace(night, usual=None, deviating=())
    assert {usual for _, _, usual in said.against(unknown, WORDS)} == {"vanligt: vet inte"}
    assert said.prevention(unknown, WORDS) == "För få nätter att jämföra med."


def test_fall_prevention_says_how_certain_it_is_and_that_it_never_becomes_an_alarm(night: NightLine) -> None:
    assert said.prevention(night, WORDS) == (
        "Natten avviker: längre uppe än vanligt, 3 nätter av sju. Säkerhet: hög, 14 nätter att jämföra med. "
        "Kommer i morgonlistan. Blir aldrig ett larm."
    )
    assert said.prevention(replace(night, deviating=()), WORDS) == "Natten avviker inte från de andra."


def test_a_row_of_the_morning_list_says_why_and_how_certain_and_hides_whom_it_must(office: FakeOffice) -> None:
    marta, _, hidden = (line_of(row, WORDS) for row in mornings(office))
    assert (marta.name, marta.why, marta.certainty) == (
        "Märta Lindqvist", "Längst uppe 35 min, vanligt 6–12", "säkerhet hög",
    )  # fmt: skip
    assert hidden.name == "Skyddad identitet"
    assert hidden.why == "Uppe 5 gånger, vanligt 1–2, längst uppe 35 min, vanligt 6–12"


def test_one_night_and_one_time_are_told_in_the_singular(office: FakeOffice) -> None:
    once = Deviating(Deviation.UP_MORE_OFTEN, 1, (0, 0), Certainty.LOW, 1, 1)
    night = replace(marta_night(office), deviating=(once,))
    assert "1 natt av sju" in said.prevention(night, WORDS)
    assert "1 natt att jämföra med" in said.prevention(night, WORDS)
    row = MorningRow(ResidentId("marta"), night.person, "", (once,))
    assert line_of(row, WORDS).why == "Uppe 1 gång, vanligt 0"


def test_an_unknown_sender_is_not_guessed_at() -> None:
    mark = NightMark(L.ALARM, M.ALARMED, TWO, source=DeviceKind.UNKNOWN, cause=Cause.FALL)
    assert said.told(mark, TWO, WORDS) == WORDS.of(Cause.FALL)
    assert said.in_lane(mark, TWO, WORDS) == WORDS.of(Cause.FALL)
