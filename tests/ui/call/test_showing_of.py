"""What the view of a call says, from what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from console.domain.call import (
    RINGS_FOR,
    CallChange,
    CallEnd,
    CallFact,
    CallFigures,
    CallKind,
    CallResult,
    NoPicture,
    Quality,
    after,
    begun,
)
from console.domain.call_shown import CallWay, GuestKind, GuestShown, OpenCall
from console.domain.events import CallEnded, CallNoted
from console.domain.ids import CallId, CaseId, MunicipalityId, ResidentId
from console.domain.masking import Person
from console.domain.plan import Way
from console.domain.resident import Contact
from ui.assets import Icon
from ui.call import called
from ui.call.showing_of import CallShown, Headset, Scene, clock, showing
from ui.words import LANGUAGES, Words
from ui.words.call_told import tell_call

NOW = datetime(2026, 11, 22, 0, 40, tzinfo=UTC)
LENA = Contact(1, "Lena Lindqvist", "dotter", "+46701740622")
MARTA = Person(
    ResidentId("marta"), MunicipalityId("älvbro"), False, False, "Märta Lindqvist", 87, "", "", "", "", "", "", "", (),
    (),
    (LENA,), "", "", "",
)  # fmt: skip
MASKED = replace(MARTA, is_masked=True, is_protected=True)
"""With a name that must not be used: what is masked is not shown, whatever stands in it."""
MOBILE = CallWay(CallKind.PHONE, Way.MOBILE)
BEGAN = begun(NOW - timedelta(seconds=30))
RANG = after(BEGAN, CallFact.RANG, NOW - timedelta(seconds=28))
ANSWERED = after(RANG, CallFact.ANSWERED, NOW - timedelta(seconds=18))
CALL = OpenCall(
    CallId("c"), CallKind.VIDEO, ANSWERED, CaseId("k"), MARTA, place="köket", is_seen=True, is_heard=True, camera=True,
    rings_until=BEGAN.begun_at + RINGS_FOR, quality=Quality.GOOD, next_ways=(MOBILE,),
    figures=CallFigures(0.18, 0.004, heard_db=-20.0, spoken_db=-20.0),
)  # fmt: skip
HEADSET = Headset("Headset Vera 2", spoke_at=NOW)
SV = Words("sv")


def shown(call: OpenCall | None = CALL, headset: Headset = HEADSET, words: Words = SV) -> CallShown:
    return showing(call, headset, NOW, words)


def over(fact: CallFact, before: OpenCall = CALL) -> OpenCall:
    return replace(before, course=after(before.course, fact, NOW))


def test_without_a_call_nothing_is_shown() -> None:
    assert shown(None) == CallShown()


def test_a_ringing_call_says_where_how_long_yet_and_what_comes_then() -> None:
    said = shown(replace(CALL, course=RANG))
    assert said.scene is Scene.RINGS
    assert said.title == "Det ringer: surfplattan, köket"
    assert said.lines == ("Ringer i 15 s till, sedan är nästa väg mobilen",)
    assert said.timer == "00:30"
    assert said.progress == pytest.approx(30 / 45)
    last = shown(replace(CALL, course=RANG, next_ways=()))
    assert last.lines == ("Ringer i 15 s till, sedan avslutas försöket",)


def test_before_the_device_rings_it_is_not_said_to_ring() -> None:
    assert shown(replace(CALL, course=BEGAN)).title == "Ringer upp surfplattan, köket"


def test_whoever_is_seen_is_shown_and_whoever_is_not_has_a_reason_in_words() -> None:
    assert shown().scene is Scene.PICTURE
    coming = shown(replace(CALL, is_seen=False))
    assert (coming.scene, coming.lines) == (Scene.TALK, ("Ljudet är framme, bilden är på väg",))
    hidden = shown(replace(CALL, no_picture=NoPicture.PRIVACY_SWITCH))
    assert hidden.scene is Scene.TALK
    assert hidden.title == "Du talar med Märta Lindqvist"
    assert hidden.lines == (
        "Kameran är avstängd på surfplattan (integritetsknappen)", "Ni hör varandra som förut",
    )  # fmt: skip


def test_a_voice_call_needs_no_reason_for_having_no_picture() -> None:
    said = shown(replace(CALL, kind=CallKind.VOICE, no_picture=NoPicture.VOICE_ONLY))
    assert (said.scene, said.lines) == (Scene.TALK, ())


def test_a_line_that_was_lost_says_that_nothing_must_be_pressed() -> None:
    said = shown(replace(CALL, lost_since=NOW - timedelta(seconds=3)))
    assert said.scene is Scene.AWAY
    assert said.title == "Linjen bröts, ringer upp igen"
    assert said.lines == ("Borta i 3 s. Märta rings upp igen automatiskt, du behöver inte trycka",)


def test_a_call_on_hold_says_that_neither_hears_the_other() -> None:
    said = shown(replace(CALL, course=after(ANSWERED, CallFact.HELD, NOW)))
    assert (said.scene, said.title) == (Scene.AWAY, "Samtalet är parkerat")


def test_silence_is_told_as_silence() -> None:
    call = replace(CALL, is_seen=False, is_quiet=True, figures=CallFigures(quiet_s=22.0))
    said = shown(call)
    assert said.title == "Inget hörs"
    assert said.lines[0].startswith("Inget ljud från Märta på 22 s.")
    assert said.quality == "Inget hörs"


@pytest.mark.parametrize(
    ("fact", "title"),
    [(CallFact.BUSY, "Upptaget"), (CallFact.DECLINED, "Avböjde"), (CallFact.NO_ANSWER, "Inget svar")],
)
def test_a_call_in_vain_names_the_next_way_first(fact: CallFact, title: str) -> None:
    said = shown(over(fact, replace(CALL, course=RANG)))
    assert said.scene is Scene.OVER
    assert said.title == title
    assert said.lines[0] == "F5 ringer mobilen härnäst"
    assert said.lines[-1] == "Esc lägger undan samtalet"


def test_where_there_is_no_other_way_it_is_said_what_is_left() -> None:
    said = shown(over(CallFact.NO_ANSWER, replace(CALL, course=RANG, next_ways=())))
    assert said.lines[0].startswith("Det finns inget annat att ringa på. F7 ringer närstående")


def test_a_call_that_was_spoken_in_says_how_long_and_that_the_case_stays() -> None:
    said = shown(over(CallFact.HUNG_UP))
    assert said.title == "Du lade på"
    assert said.lines == ("Ni talade i 00:18", "Ärendet är fortfarande ditt", "Esc lägger undan samtalet")


def test_what_was_handed_to_the_telephone_is_spoken_there() -> None:
    call = replace(CALL, kind=CallKind.PHONE, course=after(BEGAN, CallFact.HANDED, NOW))
    said = shown(call)
    assert call.course.end is CallEnd.HANDED
    assert said.title == "Lämnat till telefonen"
    assert said.tags_right == ()


def test_nothing_is_recorded_and_who_else_is_there_is_over_the_picture() -> None:
    assert shown().tags_right == ("Spelas inte in",)
    guest = GuestShown(GuestKind.NURSE, NOW + timedelta(minutes=10), is_in=True, sees=True)
    assert shown(replace(CALL, guest=guest)).tags_right == ("Sjuksköterska ser bilden", "Spelas inte in")
    waiting = replace(guest, is_in=False)
    assert shown(replace(CALL, guest=waiting)).tags_right[0] == "Sjuksköterska inbjuden till 01:50"
    assert shown(replace(CALL, listens_in=True, is_simulated=True)).tags_right == (
        "Övning", "Lyssnar in, sagt högt", "Spelas inte in",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("call", "headset", "told"),
    [
        (CALL, HEADSET, "Headset Vera 2, du hörs"),
        (CALL, replace(HEADSET, spoke_at=NOW - timedelta(seconds=30)), "Headset Vera 2, mikrofonen är tyst"),
        (replace(CALL, muted=True), HEADSET, "Mikrofonen är av: du hörs inte"),
        (CALL, replace(HEADSET, has_microphone=False), "Ingen mikrofon: du hörs inte"),
    ],
)
def test_whether_the_operator_is_heard_is_always_said(call: OpenCall, headset: Headset, told: str) -> None:
    assert shown(call, headset).headset == told


def test_the_picture_that_was_raised_again_is_not_told_as_lowered() -> None:
    lowered = (NOW - timedelta(seconds=9), CallNoted(CALL.id, CallChange.PICTURE_LOWERED))
    raised = (NOW, CallNoted(CALL.id, CallChange.PICTURE_RAISED))
    assert "01:39:51" in shown(replace(CALL, said=(lowered,))).quality_why
    assert shown(replace(CALL, said=(lowered, raised))).quality_why == ""


def test_the_controls_say_what_they_are_now() -> None:
    mic, camera, sound, guest, end = shown().controls
    assert (mic.icon, mic.state, camera.state, sound.state) == (Icon.MICROPHONE, "på", "på", "högst")
    assert (guest.title, end.title, end.state) == ("Ta med någon", "Lägg på", "ärendet är kvar")
    muted = shown(replace(CALL, muted=True, camera=False, volume=60)).controls
    assert [each.state for each in muted[:3]] == ["av, du hörs inte", "av", "60 %"]
    assert [each.is_off for each in muted] == [True, True, False, False, False]
    ringing = shown(replace(CALL, course=RANG)).controls
    assert (ringing[3].is_enabled, ringing[4].state) == (False, "slutar ringa")
    ended = shown(over(CallFact.HUNG_UP)).controls
    assert [each.is_enabled for each in ended] == [False, False, False, False, True]
    assert ended[4].title == "Lägg undan"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_who_is_protected_is_named(language: str) -> None:
    words = Words(language)
    for course in (BEGAN, RANG, ANSWERED, after(ANSWERED, CallFact.HUNG_UP, NOW)):
        for lost in (None, NOW):
            call = replace(CALL, person=MASKED, course=course, lost_since=lost)
            said = shown(call, words=words)
            texts: Sequence[str] = (said.title, *said.lines, *said.tags, *said.tags_right, said.voice, said.spoken)
            assert not any("Märta" in text or "Lindqvist" in text or "köket" in text for text in texts)
            assert not any(control.title.startswith("Märta") for control in said.controls)
    assert called.way_on(CallWay(CallKind.PHONE, contact=1), MASKED, words) in ("närstående 1", "relative 1")


def test_a_voice_has_its_owner_in_the_genitive() -> None:
    assert called.voice(CALL, SV) == "Märtas röst"
    lars = replace(MARTA, name="Lars Ek")
    assert called.voice(replace(CALL, person=lars), SV) == "Lars röst"
    assert called.voice(replace(CALL, contact=1), SV) == "Lenas röst"
    assert called.voice(replace(CALL, person=MASKED), SV) == "Den andras röst"


def test_how_long_they_talked_is_the_same_on_the_card_and_in_the_journal() -> None:
    call = over(CallFact.HUNG_UP, replace(CALL, course=after(RANG, CallFact.ANSWERED, NOW - timedelta(seconds=4.97))))
    ended = CallEnded(
        CALL.id, CallEnd.HUNG_UP, CallResult.ANSWERED, round(call.course.lasted.total_seconds(), 1)
    )  # fmt: skip
    assert shown(call).lines[0] == "Ni talade i 00:05"
    assert tell_call("", ended, SV) == ("Samtalet slut.", "De talade i 00:05")


def test_nothing_is_claimed_of_sound_or_picture_while_the_line_is_away() -> None:
    held = replace(CALL, course=after(ANSWERED, CallFact.HELD, NOW))
    for call in (replace(CALL, lost_since=NOW), held):
        said = shown(call)
        assert (said.level, said.quality, said.figures, said.headset) == (None, "", "", "Headset Vera 2")
        assert said.tags == said.tags_right == ()


def test_an_engine_that_is_away_has_words_of_its_own() -> None:
    away = replace(HEADSET, is_running=False)
    assert shown(replace(CALL, lost_since=NOW), away).title == "Samtalsdelen stannade och startar om"
    assert shown(replace(CALL, course=BEGAN), away).lines[0].startswith("Samtalsdelen startar, sedan ringer det")
    assert shown(over(CallFact.ENGINE_LOST), away).title == "Samtalsdelen stannade"


@pytest.mark.parametrize(("owner", "told"), [("Amina Yusuf", "Amina Yusuf har ärendet nu"),
                                             ("", "Ärendet är inte längre ditt")])  # fmt: skip
def test_a_case_that_is_not_ours_any_more_is_told_in_the_call_and_after_it(owner: str, told: str) -> None:
    call = replace(CALL, owner=owner)
    assert told in shown(call).tags
    assert told in shown(over(CallFact.HUNG_UP, call)).lines
    assert "ärendet är kvar" not in {control.state for control in shown(call).controls}


def test_a_device_that_the_engine_made_up_is_called_what_it_is() -> None:
    assert called.device_name("microphone", "Fake Audio Input 1", SV) == "Övningsmikrofon 1"
    assert called.device_name("camera", "fake_device_0", SV) == "Övningskamera 0"
    assert called.device_name("microphone", "Headset Vera 2", SV) == "Headset Vera 2"


def test_a_long_call_tells_its_hours() -> None:
    assert clock(timedelta(seconds=138)) == "02:18"
    assert clock(timedelta(seconds=3738)) == "1:02:18"
    assert clock(timedelta(seconds=-3)) == "00:00"
