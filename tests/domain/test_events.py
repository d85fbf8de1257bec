"""The kinds on disk never change their name: a journal outlives the class that wrote it."""

from console.domain import events as ev

FROZEN_KINDS = [
    "account_changed", "alarm_joined", "alarm_reset", "alone_began", "alone_checked", "alone_ended",
    "blindness_began", "blindness_ended", "bodies_erased", "call_answered", "call_began", "call_ended", "call_noted",
    "case_claimed", "case_closed", "case_escalated", "case_handed_over", "case_lifted", "case_linked", "case_merged",
    "case_opened", "case_orphaned", "case_received", "case_released", "case_split", "case_taken_over",
    "decisions_imported", "devices_lost", "devices_returned", "duty_changed", "entry_ended", "entry_failed",
    "entry_given", "flood_began", "flood_ended", "help_asked", "help_ended", "journal_read", "look_judged",
    "look_opened", "look_shut", "look_unmasked", "morning_list_read", "night_kept", "night_signed", "night_skipped",
    "note_written", "outage_ended", "person_read", "plan_begun", "promise_broken", "promise_kept", "promise_made",
    "reports_erased", "resident_named", "residents_imported", "risk_list_read", "seat_resumed", "self_test_filed",
    "sign_in_refused", "signed_in", "signed_out", "silence_began", "silence_ended", "silence_warned", "sound_checked",
    "sound_restored", "sound_silenced", "staff_imported", "start_checked", "step_done", "step_reopened",
    "step_skipped", "task_began", "task_cancelled", "task_climbed", "task_delayed", "task_marked", "task_offered",
    "task_withdrawn",
]  # fmt: skip


def test_no_kind_was_renamed_and_each_new_one_is_written_down_here() -> None:
    assert sorted(ev.KINDS) == FROZEN_KINDS


def test_each_body_has_a_kind_of_its_own() -> None:
    assert len(ev.KINDS) == len(ev.BODIES) == len(set(ev.BODIES))


def test_a_cases_subject_names_it_and_no_other_subject_does() -> None:
    case = ev.CaseId("019b-7")
    assert ev.case_of(ev.case_subject(case)) == case
    assert ev.case_of("person:019b-7") is None
    assert ev.case_of("console:case:1") is None
