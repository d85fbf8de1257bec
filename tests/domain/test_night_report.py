"""The report of a night: every look, what came of it, what was missing, and who saw more than the rest."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.ids import CaseId, ConsoleId, DecisionId, DeviceId, EventId, LookId, OperatorId, ResidentId
from console.domain.look import LookEnd, LookFor, LookOutcome, LookState, judge
from console.domain.night import looks_of
from console.domain.night_book import LACK_SOURCE, night_subject
from console.domain.night_report import NightReport, Standing, report_of
from console.domain.picture import Mask
from console.domain.report import ReportKey
from console.domain.round_rows import Lack, NightFigures
from console.domain.supervision import Decided, LookTime, SupervisionDecision
from tests.builders import NORRBY, SODERBY, minutes, seconds
from tests.decision_samples import decision

NIGHT = date(2026, 11, 21)
NOON = 12 * 60
OPENS = datetime(2026, 11, 21, 21, 30, tzinfo=UTC)
"""22:30 by the local clock; the window ends an hour later, its tolerance 15 minutes after that."""
MORNING = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
ONE = (LookTime(1, 1350, 1410),)
OSKAR, LISA = OperatorId("oskar"), OperatorId("lisa")


def person(number: int, **more: object) -> SupervisionDecision:
    fields = {"looks": ONE, "area": "Norr", "place": str(number), "camera": DeviceId(f"cam-{number}"), **more}
    return decision(f"d-{number}", f"r-{number}", **fields)


def look_of(number: int) -> LookId:
    return LookId(f"d-{number}:20261121:2230")


class Night:
    """A journal, as it comes about."""

    def __init__(self, *decisions: SupervisionDecision) -> None:
        self.decided = [Decided(one, KNOWN) for one in decisions]
        self.events: list[ev.Event] = []

    def tell(self, body: ev.Body, at: datetime, who: OperatorId = OSKAR, subject: str = "look:x") -> "Night":
        number = len(self.events) + 1
        self.events.append(ev.Event(number, EventId(f"e{number}"), subject, number, at, who, NORRBY, body))
        return self

    def look(
        self, number: int, outcome: LookOutcome | None, at: datetime = OPENS, lasts: float = 8.0, bare: float = 0.0,
        who: OperatorId = OSKAR,
    ) -> "Night":  # fmt: skip
        """A look from its opening to its end."""
        one = next(one.decision for one in self.decided if one.decision.id == f"d-{number}")
        planned = next(looks_of(one, NIGHT))
        opened = ev.LookOpened(planned.id, one.id, one.resident, DeviceId(f"cam-{number}"), LookFor.ROUND,
                               ConsoleId("c1"), Mask.SQUARES)  # fmt: skip
        self.tell(opened, at, who)
        if bare:
            self.tell(ev.LookUnmasked(planned.id, "Ser inte om hon andas."), at + seconds(2), who)
        ended = at + seconds(lasts)
        self.tell(ev.LookShut(planned.id, LookEnd.JUDGED, lasts, bare, 3), ended, who)
        return self.say(number, outcome, ended, who) if outcome is not None else self

    def say(self, number: int, outcome: LookOutcome, at: datetime, who: OperatorId = OSKAR) -> "Night":
        one = next(one.decision for one in self.decided if one.decision.id == f"d-{number}")
        look = next(looks_of(one, NIGHT))
        tries = 1 + sum(isinstance(e.body, ev.LookJudged) and e.body.look == look.id for e in self.events)
        meant = judge(outcome, one, tries, at, look.ends_at)
        body = ev.LookJudged(
            look.id, one.id, one.resident, outcome, meant.state, meant.retry_at, meant.then, meant.act_by
        )
        return self.tell(body, at, who)

    def lack(self, id_: str, at: datetime, case: str = "case:c1") -> "Night":
        key = ReportKey(f"{LACK_SOURCE}{NORRBY}", id_)
        alarm = ev.Alarm(key, DeviceKind.CAMERA, Cause.LOOK_MISSED, AlarmClass.HIGH, at, at, at, DeviceId(""))
        opened = ev.CaseOpened(Lane.SUPERVISION, ev.Subject(ev.SubjectKind.RESIDENT, "r"), alarm)
        return self.tell(opened, at, subject=case)

    def report(self, at: datetime = MORNING) -> NightReport:
        return report_of(NORRBY, NIGHT, NOON, self.decided, self.events, at)


def ids(lines: Iterable[object]) -> list[str]:
    return [line.decision for line in lines]  # type: ignore[attr-defined]


def busy_night() -> Night:
    """Seen, late, missed, not seen and visited, a fault without a visit, declined, left out."""
    night = Night(*(person(number) for number in range(1, 8)))
    night.look(1, LookOutcome.ASLEEP, lasts=8.04, bare=3.0)
    night.look(2, LookOutcome.NOT_SEEN).look(2, LookOutcome.NOT_SEEN, OPENS + minutes(17))
    night.say(2, LookOutcome.VISITED_WELL, OPENS + minutes(90), LISA)
    night.look(4, LookOutcome.NO_ANSWER).look(5, LookOutcome.DECLINED)
    night.look(6, None).look(6, LookOutcome.AWAKE, OPENS + minutes(5), 9.0, who=LISA)
    night.tell(ev.NightSkipped(DecisionId("d-7"), NIGHT, "Hos dottern"), OPENS, LISA, night_subject(NORRBY, NIGHT))
    night.lack("look_missed:d-3:20261121:2230:2026-11-21", OPENS + minutes(75))
    night.lack("no_camera:d-4:2026-11-21", OPENS - minutes(60), "case:c2")
    return night


def test_decided_against_done_by_the_numbers() -> None:
    figures = busy_night().report().figures
    assert figures == NightFigures(
        decided=7, lacking=1, faults=1, booked=1, looks=6, done=4, late=1, missed=2, directly=1, avoided=2, skipped=1
    )


def test_each_look_has_a_line_that_says_who_when_and_how_long() -> None:
    report = busy_night().report()
    assert [(line.decision, line.standing) for line in report.looks] == [
        ("d-1", Standing.DONE), ("d-2", Standing.LATE), ("d-3", Standing.MISSED), ("d-4", Standing.MISSED),
        ("d-5", Standing.DONE), ("d-6", Standing.DONE), ("d-7", Standing.SKIPPED),
    ]  # fmt: skip
    first, sixth = report.looks[0], report.looks[5]
    assert (first.by, first.outcome, first.openings, first.seconds, first.unmasked_s) == (
        OSKAR, LookOutcome.ASLEEP, 1, 8.0, 3.0,
    )  # fmt: skip
    assert first.done_at == OPENS + seconds(8.04)
    assert (sixth.by, sixth.openings, sixth.seconds, sixth.unmasked_s) == (LISA, 2, 17.0, 0.0)
    assert (first.area, first.place, first.resident) == ("Norr", "1", "r-1")


def test_the_parts_of_the_report() -> None:
    report = busy_night().report()
    assert ids(report.missed) == ["d-3", "d-4"]
    assert ids(report.late) == ["d-2"]
    assert ids(report.not_seen) == ["d-2"]
    assert [one.outcome for one in report.not_seen[0].said][-1] is LookOutcome.VISITED_WELL
    assert ids(report.faults) == ["d-4"]
    assert ids(report.declined) == ["d-5"]
    assert [(one.decision, one.who, one.why) for one in report.left_out] == [("d-7", LISA, "Hos dottern")]
    assert [(one.lack, one.about, one.case) for one in report.lacked] == [
        (Lack.LOOK_MISSED, "d-3:20261121:2230", "c1"), (Lack.NO_CAMERA, "d-4", "c2"),
    ]  # fmt: skip
    assert [one.lack for one in report.lacking] == [Lack.NO_CAMERA]
    other_night = busy_night().lack("look_missed:d-3:20261120:1:2026-11-20", OPENS)
    assert other_night.report().lacked == report.lacked
    assert [(one.look, one.who, one.reason) for one in report.unmaskings] == [
        (look_of(1), OSKAR, "Ser inte om hon andas.")
    ]  # fmt: skip
    assert report.outside == ()


def test_a_night_that_the_decision_itself_leaves_out_is_told_too() -> None:
    report = Night(person(1, skipped=frozenset({NIGHT}))).report()
    assert [(one.decision, one.who) for one in report.left_out] == [("d-1", None)]
    assert report.looks == ()


def outside(night: Night, at: datetime, look: str = "case-look", purpose: LookFor = LookFor.CASE) -> Night:
    opened = ev.LookOpened(
        LookId(look), DecisionId("d-1"), ResidentId("r-1"), DeviceId("cam-1"), purpose, ConsoleId("c1"), Mask.BLUR,
        CaseId("c9"), "Har larmat, svarar inte.", purpose is LookFor.CASE,
    )  # fmt: skip
    night.tell(opened, at, LISA).tell(ev.LookUnmasked(LookId(look), "På golvet?"), at + seconds(3), LISA)
    return night.tell(ev.LookShut(LookId(look), LookEnd.LEFT, 12.0, 9.0), at + seconds(12), LISA)


def test_a_camera_that_was_opened_for_a_case_is_told_with_its_reason() -> None:
    report = outside(Night(person(1)), OPENS + minutes(120)).report()
    [one] = report.outside
    assert (one.case, one.reason, one.seconds, one.unmasked_s, one.who) == (
        "c9", "Har larmat, svarar inte.", 12.0, 9.0, LISA,
    )  # fmt: skip
    assert [found.reason for found in report.unmaskings] == ["På golvet?"]
    next_day = outside(Night(person(1)), OPENS + timedelta(hours=20)).report(MORNING + timedelta(hours=20))
    assert (next_day.outside, next_day.unmaskings) == ((), ())


def test_a_look_that_no_decision_of_now_asks_for_is_not_lost() -> None:
    night = Night(person(1))
    outside(night, OPENS, "gone:20261121:2230", LookFor.ROUND)
    assert [one.look for one in night.report().outside] == ["gone:20261121:2230"]


def test_two_who_had_the_same_look_open_have_each_their_own_end() -> None:
    night = Night(person(1)).look(1, None, lasts=30)
    night.look(1, LookOutcome.ASLEEP, OPENS + seconds(40), 6, who=LISA)
    assert [(one.who, one.seconds) for one in night.report().openings] == [(OSKAR, 30), (LISA, 6)]
    hung = Night(person(1))
    opened = next(e.body for e in night.events if isinstance(e.body, ev.LookOpened))
    hung.tell(opened, OPENS).tell(opened, OPENS + seconds(130), LISA)
    hung.tell(ev.LookShut(look_of(1), LookEnd.LEFT, 5), OPENS + seconds(135), LISA)
    hung.tell(ev.LookShut(look_of(1), LookEnd.PERMIT_ENDED, 30), OPENS + seconds(140))
    assert [(one.who, one.seconds) for one in hung.report().openings] == [(OSKAR, 30), (LISA, 5)]


def test_the_night_is_over_when_nothing_of_it_can_be_done_any_more() -> None:
    night = Night(person(1), person(2)).look(1, LookOutcome.ASLEEP)
    closes = OPENS + minutes(75)
    assert not night.report(closes).is_over
    assert night.report(closes + seconds(1)).is_over
    night.look(2, LookOutcome.NOT_SEEN, closes - minutes(1))
    assert not night.report(closes + minutes(20)).is_over
    assert night.report(closes + minutes(40)).is_over
    assert Night(person(1)).look(1, LookOutcome.ASLEEP).report(OPENS + minutes(1)).is_over
    held = Night(person(1)).look(1, None, closes - seconds(5), 4)
    held.events.pop()
    assert not held.report(closes + seconds(60)).is_over
    assert held.report(closes + seconds(180)).is_over


def test_what_was_not_ours_to_do_yet_has_no_line() -> None:
    night = Night(person(1), person(2))
    night.decided = [replace(one, known_since=OPENS + minutes(80)) for one in night.decided]
    night.look(2, LookOutcome.ASLEEP)
    assert ids(night.report().looks) == ["d-2"]


def test_another_municipalitys_people_are_not_in_it() -> None:
    assert Night(person(1, municipality=SODERBY)).report().looks == ()


def test_the_digest_is_of_all_that_is_said_and_of_nothing_else() -> None:
    night = busy_night()
    report = night.report()
    assert report.digest == night.report(MORNING + timedelta(days=2)).digest
    signed = busy_night().tell(ev.NightSigned(NIGHT, report.digest), MORNING, LISA, night_subject(NORRBY, NIGHT))
    assert signed.report().digest == report.digest
    assert signed.report().signed is not None
    changed = [
        busy_night().say(3, LookOutcome.VISITED_WELL, MORNING), busy_night().lack("no_looks:d-9:2026-11-21", MORNING),
        outside(busy_night(), OPENS),
    ]  # fmt: skip
    assert len({report.digest, *(one.report().digest for one in changed)}) == 4


def test_a_night_that_is_signed_long_after_says_what_it_said() -> None:
    late = MORNING + timedelta(days=5)
    read = busy_night().report(late)
    signed = busy_night().tell(ev.NightSigned(NIGHT, read.digest), late, LISA, night_subject(NORRBY, NIGHT))
    assert signed.report(late).figures == read.figures
    assert signed.report(late).is_signed


def test_the_text_is_lines_of_json_without_a_name() -> None:
    lines = [json.loads(line) for line in busy_night().report().text.splitlines()]
    assert Counter(line[0] for line in lines[1:]) == {
        "look": 7, "opening": 7, "unmasking": 1, "lacked": 2, "left_out": 1
    }  # fmt: skip
    assert lines[0][:2] == [NORRBY, "2026-11-21"]
    assert lines[1][1]["outcome"] == "asleep"
    assert lines[1][1]["state"] == LookState.DONE


def test_a_look_that_was_missed_before_the_person_declined_is_missed() -> None:
    night = Night(person(1))
    declined = OPENS + minutes(300)
    night.tell(ev.NightSkipped(DecisionId("d-1"), NIGHT, ""), declined, LISA, night_subject(NORRBY, NIGHT))
    report = night.report()
    assert ids(report.missed) == ["d-1"]
    assert (report.figures.missed, report.figures.looks) == (1, 1)


def test_a_night_for_which_nothing_is_decided_is_not_over_before_it_ends() -> None:
    night = Night()
    assert not night.report(OPENS).is_over
    assert night.report(datetime(2026, 11, 22, 11, 0, tzinfo=UTC)).is_over


def test_a_look_that_was_missed_stays_so_though_its_decision_is_changed_in_the_morning() -> None:
    night = Night(person(1)).look(1, LookOutcome.ASLEEP)
    night.lack("look_missed:d-3:20261121:2230:2026-11-21", OPENS + minutes(75))
    report = night.report()
    assert (report.figures.missed, report.figures.looks, report.figures.done) == (1, 2, 1)
    assert [one.about for one in report.lacking] == ["d-3:20261121:2230"]
