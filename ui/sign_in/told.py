"""What each check says of what was heard or seen, in words. Pure: nothing is asked of the computer here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from console.domain.link import LinkFact, LinkKind, LinkStanding
from console.domain.sight import BLIND_AFTER, CANARY_EVERY
from console.domain.start_check import CheckKind
from ui.assets import Icon
from ui.sign_in.findings import Known, Microphone, Reach, Verdict, verdict
from ui.words import Words
from ui.words.sign_in import SignInSay as Say

SECONDS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what it is about, what was heard or seen, more of it, what stands at the right or on its key.

    `has_meter` where the microphone's level stands before the words, `has_strip` where the canary's ticks do.
    """

    kind: CheckKind
    verdict: Verdict
    icon: Icon
    name: str
    first: str
    more: str = ""
    right: str = ""
    key_text: str = ""
    has_meter: bool = False
    has_strip: bool = False


def told(kind: CheckKind, known: Known, words: Words, now: datetime) -> Told:
    """One check's line as it stands now."""
    match kind:
        case CheckKind.SOUND:
            return _sound(known, words)
        case CheckKind.HEADSET:
            return _headset(known, words)
        case CheckKind.CAMERA:
            return _camera(known, words)
        case CheckKind.CANARY:
            return _canary(known, words)
        case CheckKind.JOURNAL:
            return _journal(known, words)
        case CheckKind.CLOCK:
            return _clock(known, words, now)
        case _:
            assert_never(kind)


def summary(verdicts: Sequence[Verdict], words: Words) -> str:
    """'5 av 6 går bra, 1 går att börja utan'."""
    parts = [words(Say.GO_WELL, good=verdicts.count(Verdict.GOOD), all=len(verdicts))]
    for each, say in (
        (Verdict.DISPENSABLE, Say.CAN_DO_WITHOUT), (Verdict.BAD, Say.NEED_CARE), (Verdict.OPEN, Say.REMAIN),
    ):  # fmt: skip
        if count := verdicts.count(each):
            parts.append(words(say, n=count))
    return ", ".join(parts)


def _sound(known: Known, words: Words) -> Told:
    sound, findings = known.standing.sound, known.findings
    judged = verdict(CheckKind.SOUND, known)
    more = words(Say.OUTPUT, device=sound.device) if sound is not None and sound.device else ""
    at = sound.checked_at if sound is not None else None
    if findings.is_playing:
        first = words(Say.PLAYING)
    elif sound is None:
        first = words(Say.UNTRIED)
    elif not sound.is_audible:
        first, more = words(Say.SOUND_NONE), words(Say.SOUND_NONE_DO)
    elif findings.have_tones_failed:
        first = words(Say.TONES_FAILED)
    elif findings.tones_at is not None and (at is None or at <= findings.tones_at):
        first = words(Say.TONES_AT, time=words.time(findings.tones_at))
    elif at is not None:
        first = words(Say.PROVEN_AT, time=words.time(at))
    else:
        first = words(Say.SOUND_LATER)
    play = Say.PLAY if judged is Verdict.OPEN else Say.PLAY_AGAIN
    icon = Icon.SOUND_OFF if judged is Verdict.BAD else Icon.SOUND
    return Told(CheckKind.SOUND, judged, icon, words.of(CheckKind.SOUND), first, more, key_text=words(play))


def _headset(known: Known, words: Words) -> Told:
    findings = known.findings
    name, first, more, has_meter = findings.microphone, "", findings.microphone, False
    if findings.reach is Reach.SOUGHT:
        first = words(Say.MICROPHONES_SOUGHT)
    elif findings.reach is Reach.MISSING:
        first, more = words(Say.UNREACHED), words(Say.UNREACHED_WHY)
    elif not findings.microphones:
        first, more = words(Say.MICROPHONE_NONE), words(Say.MICROPHONE_NONE_DO)
    else:
        match findings.hearing:
            case Microphone.LISTENING:
                has_meter = True
                first = words(Say.SAY_A_WORD if findings.heard_at is None else Say.MICROPHONE_HEARD)
            case Microphone.HEARD:
                at = findings.heard_at
                first = words(Say.MICROPHONE_HEARD_AT, time=words.time(at)) if at is not None else ""
            case Microphone.QUIET:
                first, more = words(Say.MICROPHONE_QUIET), words(Say.MICROPHONE_QUIET_DO, name=name)
            case Microphone.SHUT:
                first, more = words(Say.MICROPHONE_SHUT), words(Say.MICROPHONE_SHUT_DO, name=name)
            case Microphone.UNTRIED:
                first = words(Say.UNTRIED)
            case _:
                assert_never(findings.hearing)
    key = Say.CHANGE if len(findings.microphones) > 1 else Say.TRY_AGAIN
    return Told(
        CheckKind.HEADSET, verdict(CheckKind.HEADSET, known), Icon.HEADSET, words.of(CheckKind.HEADSET), first, more,
        key_text=words(key) if findings.reach is not Reach.MISSING else "", has_meter=has_meter,
    )  # fmt: skip


def _camera(known: Known, words: Words) -> Told:
    findings = known.findings
    judged = verdict(CheckKind.CAMERA, known)
    if findings.reach is Reach.SOUGHT:
        first, more = words(Say.CAMERAS_SOUGHT), ""
    elif findings.reach is Reach.MISSING:
        first, more = words(Say.CAMERA_UNREACHED), words(Say.CAMERA_NONE_DO)
    elif findings.cameras:
        first, more = ", ".join(findings.cameras), words(Say.CAMERA_HOW)
    else:
        first, more = words(Say.CAMERA_NONE), words(Say.CAMERA_NONE_DO)
    icon = Icon.VIDEO if findings.cameras else Icon.VIDEO_OFF
    key = words(Say.LOOK_AGAIN) if findings.reach is not Reach.MISSING else ""
    return Told(CheckKind.CAMERA, judged, icon, words.of(CheckKind.CAMERA), first, more, key_text=key)


def _canary(known: Known, words: Words) -> Told:
    seen, ticks = known.seen, known.ticks
    judged = verdict(CheckKind.CANARY, known)
    name, more = words.of(CheckKind.CANARY), ""
    if judged is Verdict.BAD:
        more = words(Say.ROUNDS_LOST_DO)
        if seen.silence is not None and seen.silence > BLIND_AFTER:
            first = words(Say.ROUNDS_LOST, time=words.duration(seen.silence))
        else:
            first = words(Say.ROUNDS_BROKEN, link=words.of(seen.lost)) if seen.lost else words(Say.ROUNDS_NONE)
    elif seen.silence is None:
        first = words(Say.ROUNDS_NONE)
    else:
        first = words(Say.ROUNDS, count=sum(ticks), all=len(ticks))
        more = words(Say.ROUNDS_HOW, time=words.duration(seen.silence))
    every = words(Say.ROUNDS_EVERY, seconds=int(CANARY_EVERY.total_seconds()))
    icon = Icon.BLIND if judged is Verdict.BAD else Icon.SIGHT_PROVEN
    return Told(CheckKind.CANARY, judged, icon, name, first, more, every, has_strip=True)


def _journal(known: Known, words: Words) -> Told:
    judged, tally = verdict(CheckKind.JOURNAL, known), known.standing.tally
    if judged is Verdict.BAD:
        first, more = words(Say.WRITES_NOT), words(Say.WRITES_NOT_DO)
    else:
        first = words(Say.WRITES, n=tally.journalled) if tally is not None else words(Say.UNTRIED)
        links = known.standing.links
        cards = [one for one in links.links if one.kind is LinkKind.CARDS] if links is not None else []
        more = _copy(cards[0], words) if cards else ""
    return Told(CheckKind.JOURNAL, judged, Icon.JOURNAL, words(Say.JOURNAL), first, more)


def _copy(cards: LinkFact, words: Words) -> str:
    if cards.standing is not LinkStanding.WORKING:
        return words(Say.COPY_NONE)
    return words(Say.COPY_AT, time=words.time(cards.at)) if cards.at is not None else words(Say.COPY_OWN)


def _clock(known: Known, words: Words, now: datetime) -> Told:
    clock = known.findings.clock
    judged, more = verdict(CheckKind.CLOCK, known), ""
    if clock is None:
        first = words(Say.CLOCK_ASKED)
    elif clock.difference_s is None:
        first, more = words(Say.CLOCK_ALONE), words(Say.CLOCK_ALONE_DO)
    else:
        shown = f"{clock.difference_s:.{SECONDS_SHOWN}f}"
        seconds = shown.replace(".", ",") if words.language == "sv" else shown
        first = words(Say.CLOCK_RIGHT if clock.is_good else Say.CLOCK_WRONG, seconds=seconds)
        more = words(Say.CLOCK_SOURCES, n=clock.sources) if clock.is_good else words(Say.CLOCK_WRONG_DO)
    name, right = words.of(CheckKind.CLOCK), words.time(now, seconds=True)
    return Told(CheckKind.CLOCK, judged, Icon.LATER, name, first, more, right)
