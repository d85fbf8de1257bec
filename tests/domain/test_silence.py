"""Every silence has a reason and an end, covers only what it names, and never a person's own alarm."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain import events as ev
from console.domain.alarm import RULES, Cause, DeviceKind, Lane, rule_for
from console.domain.board import Board, Overlay
from console.domain.case import Case
from console.domain.ids import DeviceId, MunicipalityId, ResidentId
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.silence import (
    COVERABLE,
    LONGEST,
    About,
    AboutKind,
    Silence,
    SilenceEnd,
    SilenceId,
    SilenceKind,
    causes_of,
    device_about,
    resident_about,
)
from console.domain.silence_steps import BeginSilence, EndSilence, decide_silence
from console.domain.silencing import covering
from console.domain.triage import Planned
from tests.builders import NORRBY, SODERBY, T0, Centre, alarm, device, ground, minutes, operator, unreadable

anna = operator("anna")
HERS = device_about(NORRBY, DeviceId("dev-1"))
ASTRID = resident_about(ResidentId("astrid"))
ABOUT = [
    HERS, ASTRID, device_about(NORRBY, DeviceId("dev-2")), About(AboutKind.AREA, "norrby/Hamnen"),
    About(AboutKind.SOURCE, "norrby/hub"),
]  # fmt: skip


def ask(
    kind: SilenceKind = SilenceKind.SHELVED,
    about: About = HERS,
    causes: tuple[Cause, ...] = (Cause.BATTERY_LOW,),
    reason: str = "batteriet byts i morgon",
    lasts: timedelta = timedelta(hours=1),
) -> BeginSilence:
    return BeginSilence(kind, NORRBY, about, causes, reason, T0 + lasts)


def silenced(centre: Centre, step: BeginSilence) -> Silence:
    """The silence that the step brings about, committed."""
    planned = decide_silence(step, Overlay(centre.board), ground(anna, T0, new_id=centre._new_event))
    centre.commit(planned, anna.id)
    return next(plan.body.silence for plan in planned if isinstance(plan.body, ev.SilenceBegan))


def fault(centre: Centre, cause: Cause = Cause.BATTERY_LOW, **more: object) -> Case:
    return centre.case(centre.hear(alarm(T0, cause, **more)))  # type: ignore[arg-type]


def refused(step: BeginSilence | EndSilence, who: object = anna) -> Reason:
    with pytest.raises(Refused) as no:
        decide_silence(step, Overlay(Centre().board), ground(who, T0))  # type: ignore[arg-type]
    return no.value.reason


@given(
    st.sampled_from(SilenceKind), st.lists(st.sampled_from(Cause), max_size=4), st.text(max_size=6),
    st.timedeltas(timedelta(days=-2), timedelta(days=400)),
)  # fmt: skip
def test_no_silence_is_without_reason_and_end_or_lasts_longer_than_its_kind_may(
    kind: SilenceKind, causes: list[Cause], reason: str, lasts: timedelta
) -> None:
    centre = Centre()
    step = BeginSilence(kind, NORRBY, HERS, tuple(causes), reason, T0 + lasts)
    try:
        silence = silenced(centre, step)
    except Refused:
        assert not centre.board.silences
        return
    assert silence.reason
    assert silence.since < silence.until <= silence.since + LONGEST[kind]
    assert silence.since < silence.warn_at < silence.until
    assert set(silence.causes) <= causes_of(kind) <= COVERABLE


@given(
    st.sampled_from(SilenceKind),
    st.sampled_from(list(RULES)),
    st.sampled_from([HERS, resident_about(ResidentId("astrid"))]),
)
def test_a_persons_alarm_is_told_whatever_is_silenced(
    kind: SilenceKind, pair: tuple[DeviceKind, Cause], about: About
) -> None:
    centre = Centre(device(resident="astrid", kind=pair[0]))
    silence = Silence(
        SilenceId("s"), kind, NORRBY, about, tuple(sorted(Cause)), "allt", anna.id, T0, T0 + minutes(30)
    )  # fmt: skip  # worse than any step would let it be
    centre.commit([Planned("silence:s", NORRBY, ev.SilenceBegan(silence))])
    case = fault(centre, pair[1], kind=pair[0])
    is_covered = centre.board.silence_over(case, T0) is not None
    assert is_covered is (rule_for(*pair).lane is not Lane.PERSON)


@pytest.mark.parametrize("about", [HERS, ASTRID])
def test_what_may_be_a_persons_alarm_is_told_although_it_is_technical(about: About) -> None:
    centre = Centre(device(resident="astrid"))
    silence = Silence(
        SilenceId("s"),
        SilenceKind.TEST_MODE,
        NORRBY,
        about,
        tuple(sorted(Cause)),
        "allt",
        anna.id,
        T0,
        T0 + minutes(30),
    )
    centre.commit([Planned("silence:s", NORRBY, ev.SilenceBegan(silence))])
    garbled = centre.case(centre.hear(unreadable()))
    assert garbled.lane is Lane.TECHNICAL
    assert centre.board.silence_over(garbled, T0) is None
    assert centre.board.silence_over(fault(centre), T0) == silence


@given(st.lists(st.sampled_from(ABOUT), max_size=6), st.sampled_from(["dev-1", "dev-2", "hub"]), st.integers(0, 6))
def test_a_case_that_asks_only_its_own_silences_misses_none(about: list[About], of: str, ended: int) -> None:
    centre = Centre(device(resident="astrid"), device("dev-2", resident="astrid"))
    for number, one in enumerate(about):
        silenced(centre, ask(about=one, lasts=minutes(10 + number)))
    for one in list(centre.board.silences)[:ended]:
        centre.commit([Planned("silence", NORRBY, ev.SilenceEnded(one, SilenceEnd.EXPIRED))])
    case = fault(centre, device=of)
    everywhere = covering(centre.board.silences.values(), case, T0)
    assert centre.board.silence_over(case, T0) == everywhere
    assert Board.of(centre.board.snapshot()).silence_over(case, T0) == everywhere


def test_what_is_shelved_is_covered_and_told_again_at_its_end() -> None:
    centre = Centre(device(resident="astrid"))
    case = fault(centre)
    silence = silenced(centre, ask())
    assert centre.board.silence_over(case, T0) == silence
    assert centre.board.silence_over(case, silence.until) is None


def test_a_known_fault_never_hides_a_new_kind_of_fault() -> None:
    centre = Centre(device(resident="astrid"))
    silenced(centre, ask())
    assert centre.board.silence_over(fault(centre), T0) is not None
    assert centre.board.silence_over(fault(centre, Cause.TAMPER), T0) is None


def test_a_fault_that_leaves_somebody_without_help_breaks_through() -> None:
    centre = Centre(device(resident="astrid"))
    case = fault(centre)
    silenced(centre, ask())
    centre.commit([_on(case, ev.CaseLifted())])
    assert centre.board.silence_over(centre.get(case), T0) is None


def test_another_device_another_municipality_and_another_time_are_not_covered() -> None:
    centre = Centre(device(resident="astrid"), device("dev-2", resident="bror"))
    silenced(centre, ask())
    assert centre.board.silence_over(fault(centre, device="dev-2"), T0) is None
    case = fault(centre)
    assert centre.board.silence_over(case, T0 - minutes(1)) is None
    assert centre.board.silence_over(case, T0 + minutes(60)) is None


def test_an_absence_covers_what_is_expected_of_it_and_no_alarm_from_the_home() -> None:
    centre = Centre(device(resident="astrid", kind=DeviceKind.MEDICATION_DISPENSER))
    silence = silenced(centre, ask(SilenceKind.ABSENT, ASTRID, (), lasts=timedelta(days=2)))
    assert Cause.NOT_TAKEN in silence.causes
    dose = fault(centre, Cause.NOT_TAKEN, kind=DeviceKind.MEDICATION_DISPENSER)
    assert centre.board.silence_over(dose, T0) == silence
    assert centre.board.silence_over(centre.press(), T0) is None


def test_a_notice_hides_nothing_and_has_an_end() -> None:
    centre = Centre(device(resident="astrid"))
    notice = silenced(centre, ask(SilenceKind.NOTICE, causes=(), lasts=timedelta(days=3)))
    assert notice.causes == ()
    assert centre.board.silence_over(fault(centre), T0) is None


def test_the_same_silence_again_takes_the_place_of_the_first() -> None:
    centre = Centre()
    first = silenced(centre, ask())
    second = silenced(centre, ask(reason="tekniker på väg", lasts=timedelta(hours=2)))
    assert list(centre.board.silences) == [second.id]
    ended = [event.body for event in centre.journal if isinstance(event.body, ev.SilenceEnded)]
    assert ended == [ev.SilenceEnded(first.id, SilenceEnd.REPLACED)]


def test_ended_by_hand_it_is_gone_and_a_second_time_is_refused() -> None:
    centre = Centre()
    silence = silenced(centre, ask())
    centre.commit(decide_silence(EndSilence(silence.id), Overlay(centre.board), ground(anna, T0)), anna.id)
    assert not centre.board.silences
    assert refused(EndSilence(silence.id)) is Reason.NO_SUCH_SILENCE


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (ask(reason="  "), Reason.REASON_MISSING),
        (ask(lasts=timedelta(0)), Reason.SILENCE_NOT_AHEAD),
        (ask(lasts=timedelta(hours=5)), Reason.SILENCE_TOO_LONG),
        (ask(causes=(Cause.PRESS,)), Reason.NOT_SILENCEABLE),
        (ask(causes=(Cause.FALL, Cause.BATTERY_LOW)), Reason.NOT_SILENCEABLE),
        (ask(causes=()), Reason.NOT_SILENCEABLE),
        (ask(causes=(Cause.UNREADABLE,)), Reason.NOT_SILENCEABLE),
        (ask(causes=(Cause.UNKNOWN_SENDER,)), Reason.NOT_SILENCEABLE),
        (ask(about=device_about(SODERBY, DeviceId("dev-1"))), Reason.NOT_SAME_MUNICIPALITY),
        (ask(about=device_about(MunicipalityId("norr"), DeviceId("by/dev-1"))), Reason.NOT_SAME_MUNICIPALITY),
        (ask(about=About(AboutKind.AREA, "soderby/Hamnen")), Reason.NOT_SAME_MUNICIPALITY),
        (ask(SilenceKind.NOTICE), Reason.NOT_SILENCEABLE),
    ],
)
def test_what_may_not_be_silenced_is_refused_with_a_reason(step: BeginSilence, why: Reason) -> None:
    assert refused(step) is why


@pytest.mark.parametrize("who", [operator("erik", Role.NIGHT_SUPERVISION), operator("sara", municipalities=[SODERBY])])
def test_only_who_has_the_right_there_may_silence(who: object) -> None:
    assert refused(ask(), who) is Reason.NOT_GRANTED


def test_a_silence_outlives_a_restart_by_snapshot_and_by_replay() -> None:
    centre = Centre()
    silence = silenced(centre, ask())
    board = type(centre.board).of(centre.board.snapshot())
    assert board.silences == {silence.id: silence}
    assert board == centre.board


def test_an_area_is_silenced_by_its_name() -> None:
    about = About(AboutKind.AREA, "norrby/Hamnen")
    centre = Centre()
    silence = silenced(centre, ask(about=about, causes=(Cause.AREA_OUTAGE,)))
    assert silence.about.kind is AboutKind.AREA


def _on(case: Case, body: ev.CaseBody) -> Planned:
    return Planned(ev.case_subject(case.id), case.municipality, body)
