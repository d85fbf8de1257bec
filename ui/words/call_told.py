"""What the journalled facts of a call say: one line each, in the case's timeline and beside the call. Pure."""

from typing import assert_never

from console.domain import events as ev
from console.domain.call import CallChange, CallKind, CallResult, DeviceTone
from console.domain.call_shown import GuestKind
from console.domain.plan import Way
from ui.words import Words
from ui.words.call import CallSay
from ui.words.phrase import Phrase, text
from ui.words.plain import clean


class CallTold(Phrase):
    """`{who}` is a colleague, `{by}` by what, `{whom}` or `{way}` on what it rings."""

    BEGAN = text("CallTold", "{who} called {way}, {by}")
    BEGAN_PLAIN = text("CallTold", "{who} called, {by}")
    BEGAN_CONTACT = text("CallTold", "{who} called relative {order}, {by}")
    LISTENS = text("CallTold", "{told}, the device says that we listen")
    ANSWER = text("CallTold", "Answer.")
    ANSWERED_AFTER = text("CallTold", "after {seconds} s")
    SPOKE = text("CallTold", "they spoke for {time}")
    MEDIA_SOUND = text("CallTold", "sound after {seconds} s")
    MEDIA_PICTURE = text("CallTold", "picture after {seconds} s")


def tell_call(who: str, body: ev.CallBody, words: Words) -> tuple[str, str]:
    """What stands first and bold, and the rest. `who` is the name of whoever did it."""
    match body:
        case ev.CallBegan():
            return "", _began(who, body, words)
        case ev.CallAnswered(_, after_s):
            return words(CallTold.ANSWER), words.sentence(
                words(CallTold.ANSWERED_AFTER, seconds=_seconds(after_s, words))
            )
        case ev.CallNoted(_, change, detail):
            return "", _noted(change, detail, words)
        case ev.CallEnded():
            return f"{words.of(body.end)}.", _ended(body, words)
        case _:
            assert_never(body)


def clock_of(seconds: float) -> str:
    """'02:18'; from an hour on '1:02:18'."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes_left = divmod(minutes, 60)
    return f"{hours}:{minutes_left:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"


def lasted(seconds: float) -> str:
    """How long they spoke: the same wherever it is told, of the tenths of a second that the journal keeps."""
    return clock_of(round(seconds, 1))


def thing(kind: CallKind, way: Way | None, words: Words) -> str:
    """On what it rings: 'surfplattan', 'larmenheten', 'mobilen'. Whatever sees or hears over the stream contract is a
    tablet, or looks like one to whoever stands before it."""
    if way is Way.MOBILE:
        return words(CallSay.ON_MOBILE)
    if way is Way.PHONE:
        return words(CallSay.ON_PHONE)
    if kind in (CallKind.VIDEO, CallKind.VOICE):
        return words(CallSay.ON_TABLET)
    return words(CallSay.ON_UNIT if way is Way.DEVICE or kind is CallKind.SIP else CallSay.ON_NUMBER)


def _began(who: str, body: ev.CallBegan, words: Words) -> str:
    by = words.of(body.kind)
    if body.contact:
        return words(CallTold.BEGAN_CONTACT, who=who, order=body.contact, by=by)
    if body.way is None:
        told = words(CallTold.BEGAN_PLAIN, who=who, by=by)
    else:
        told = words(CallTold.BEGAN, who=who, way=thing(body.kind, body.way, words), by=by)
    return words(CallTold.LISTENS, told=told) if body.listen_in else told


def _noted(change: CallChange, detail: str, words: Words) -> str:
    told = words.of(change)
    named = _detail(detail, words)
    return f"{told}: {named}" if named else told


def _detail(detail: str, words: Words) -> str:
    """The word for a tone or a kind of guest; anything else as it was written."""
    for known in (DeviceTone, GuestKind):
        if detail in tuple(known):
            return words.of(known(detail))
    return clean(detail, 60)


def _ended(body: ev.CallEnded, words: Words) -> str:
    parts = []
    if body.result is CallResult.ANSWERED and body.seconds:
        parts.append(words(CallTold.SPOKE, time=lasted(body.seconds)))
    if body.sound_after_s is not None:
        parts.append(words(CallTold.MEDIA_SOUND, seconds=_seconds(body.sound_after_s, words)))
    if body.picture_after_s is not None:
        parts.append(words(CallTold.MEDIA_PICTURE, seconds=_seconds(body.picture_after_s, words)))
    return words.sentence(", ".join(parts))


def _seconds(seconds: float, words: Words) -> str:
    told = f"{seconds:.1f}" if seconds < 10 else f"{seconds:.0f}"
    return told.replace(".", ",") if words.language == "sv" else told
