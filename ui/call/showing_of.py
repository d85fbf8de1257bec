"""What the view of a call shows: one value made of the told call, what is known of the headset, and the time. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from console.domain.call import CallChange, CallEnd, CallKind, CallState, NoPicture, Quality
from console.domain.call_shown import OpenCall
from console.domain.events import CallNoted
from ui.assets import Icon
from ui.call import called
from ui.words import Words
from ui.words.call import CallSay as Say
from ui.words.call_told import clock_of, lasted

HEARD_FROM_DB = -55.0
"""From this level on something is heard; below it is the hum of a room."""

METER_FROM_DB = -60.0
"""Where the meter begins; it ends at 0."""

SPEAKING_WITHIN = timedelta(seconds=8)
"""So long after the last sound from our microphone it counts as heard."""


class Scene(Enum):
    """What takes the room of the picture."""

    NOTHING = auto()
    RINGS = auto()
    PICTURE = auto()
    TALK = auto()
    AWAY = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Headset:
    """What is known of the operator's own end. `spoke_at`: the last time our microphone gave a sound. `has_telephone`:
    whether the computer took the number that it was last handed. `is_running`: whether the engine is there."""

    microphone: str = ""
    has_microphone: bool = True
    spoke_at: datetime | None = None
    is_on_screen: bool = False
    shows_self: bool = False
    has_telephone: bool = True
    is_running: bool = True


@dataclass(frozen=True, slots=True)
class Control:
    """One of the five. `is_off` marks what is turned off, by words and a struck icon. `brief` is the title in one word,
    where it has more."""

    icon: Icon
    title: str
    state: str
    is_enabled: bool = True
    is_off: bool = False
    brief: str = ""


@dataclass(frozen=True, slots=True)
class CallShown:
    """`title` and `lines` stand on the card where there is no picture; `timer` large over them. `tags` lie over the
    picture: at the left, then at the right. `level` is from 0 to 1, None where nothing is measured. `is_deaf`: nobody
    hears us."""

    scene: Scene = Scene.NOTHING
    title: str = ""
    lines: tuple[str, ...] = ()
    timer: str = ""
    tags: tuple[str, ...] = ()
    tags_right: tuple[str, ...] = ()
    voice: str = ""
    level: float | None = None
    is_heard: bool = False
    quality: str = ""
    quality_why: str = ""
    figures: str = ""
    headset: str = ""
    is_deaf: bool = False
    controls: tuple[Control, ...] = ()
    spoken: str = ""
    shows_self: bool = False
    progress: float | None = None


def showing(call: OpenCall | None, headset: Headset, now: datetime, words: Words) -> CallShown:
    """All of it."""
    if call is None:
        return CallShown()
    scene = scene_of(call, headset)
    title, lines = _card(call, headset, now, words)
    is_live = scene in (Scene.PICTURE, Scene.TALK)
    level = _level(call) if is_live and called.is_here(call) and call.course.answered_at is not None else None
    quality, why = _quality(call, words) if is_live else ("", "")
    return CallShown(
        scene=scene,
        title=title,
        lines=lines,
        timer=_timer(call, now),
        tags=_tags(call, now, words, has_picture=scene is Scene.PICTURE),
        tags_right=_tags_right(call, now, words),
        voice=called.voice(call, words),
        level=level,
        is_heard=call.figures.heard_db > HEARD_FROM_DB,
        quality=quality,
        quality_why=why,
        figures=_figures(call, words) if is_live else "",
        headset=_headset(call, headset, now, words) if called.is_here(call) and not call.course.is_over else "",
        is_deaf=call.muted or not headset.has_microphone,
        controls=_controls(call, headset, words),
        spoken=". ".join(part.rstrip(".") for part in (title, *lines) if part),
        shows_self=headset.shows_self and call.camera and is_live,
        progress=_progress(call, now),
    )


def scene_of(call: OpenCall, headset: Headset) -> Scene:
    """Which of them."""
    state = call.course.state
    if call.course.is_over:
        return Scene.OVER
    if state in (CallState.OFFERING, CallState.RINGING):
        return Scene.RINGS
    if call.lost_since is not None or state is CallState.HOLDING:
        return Scene.AWAY
    is_seen = call.is_seen and call.no_picture is None and call.kind is CallKind.VIDEO
    return Scene.PICTURE if is_seen and not headset.is_on_screen else Scene.TALK


def clock(span: timedelta) -> str:
    """'02:18'; from an hour on '1:02:18'."""
    return clock_of(span.total_seconds())


def spoken_for(call: OpenCall, now: datetime) -> timedelta:
    """How long they have talked until now, or until it ended."""
    since = call.course.answered_at
    return (call.course.ended_at or now) - since if since is not None else timedelta(0)


def _timer(call: OpenCall, now: datetime) -> str:
    """Of a call that is over the words say it."""
    if call.course.is_over:
        return ""
    return clock(spoken_for(call, now) if call.course.answered_at is not None else now - call.course.begun_at)


def _progress(call: OpenCall, now: datetime) -> float | None:
    """How much of the ringing time has gone."""
    if call.rings_until is None or call.course.is_over or call.course.answered_at is not None:
        return None
    whole = call.rings_until - call.course.begun_at
    return min(1.0, max(0.0, (now - call.course.begun_at) / whole)) if whole > timedelta(0) else 1.0


def _card(call: OpenCall, headset: Headset, now: datetime, words: Words) -> tuple[str, tuple[str, ...]]:
    state, who = call.course.state, called.whom(call, words)
    if call.course.is_over:
        return _over(call, headset, words)
    if state in (CallState.OFFERING, CallState.RINGING):
        return _ringing(call, headset, now, words)
    if call.lost_since is not None:
        away = max(0, int((now - call.lost_since).total_seconds()))
        title = words(Say.LINE_LOST if headset.is_running or not called.is_here(call) else Say.ENGINE_LOST)
        return title, (words(Say.LINE_LOST_FOR, n=away, who=words.sentence(called.first(call, words))),)
    if state is CallState.HOLDING:
        return words(Say.HELD), (words(Say.HELD_HOW),)
    if call.is_quiet:
        quiet = max(1, round(call.figures.quiet_s))
        return words(Say.QUIET), (words(Say.QUIET_FOR, n=quiet, who=called.first(call, words)),)
    if headset.is_on_screen and call.is_seen:
        return words(Say.ON_SCREEN), (words(Say.ON_SCREEN_HOW),)
    return words(Say.VOICE_WITH, who=who), _no_picture(call, words)


def _no_picture(call: OpenCall, words: Words) -> tuple[str, ...]:
    """Why nobody is seen, and that the speech goes on."""
    why = call.no_picture
    if why is None and call.kind is CallKind.VIDEO and not call.is_seen:
        return (words(Say.PICTURE_COMING),)
    if why is NoPicture.VOICE_ONLY or (why is None and call.kind is not CallKind.VIDEO):
        return ()
    return (words.of(why), words(Say.TALK_GOES)) if why is not None else ()


def _ringing(call: OpenCall, headset: Headset, now: datetime, words: Words) -> tuple[str, tuple[str, ...]]:
    on = called.whom(call, words) if call.contact else called.place(call, words)
    on = on[:1].lower() + on[1:] if not call.contact else on
    rings = call.course.state is CallState.RINGING
    is_waiting_here = called.is_here(call) and not headset.is_running
    lines = [] if rings else [words(Say.ENGINE_STARTS if is_waiting_here else Say.STARTS_HOW)]
    if rings and call.rings_until is not None:
        then = words(Say.THEN_GIVEN_UP)
        if call.next_ways:
            then = words(Say.THEN_NEXT, way=called.way_on(call.next_ways[0], call.person, words))
        left = max(0, int((call.rings_until - now).total_seconds()))
        lines.append(words(Say.RINGS_FOR, n=left, then=then))
    return words(Say.RINGS if rings else Say.STARTS, on=on), tuple(lines)


def _over(call: OpenCall, headset: Headset, words: Words) -> tuple[str, tuple[str, ...]]:
    end = call.course.end
    if end is CallEnd.HANDED and not headset.has_telephone:
        return words(Say.NOT_HANDED), (words(Say.NOT_HANDED_HOW), words(Say.PUT_AWAY))
    if end is CallEnd.HANDED:
        return words(Say.HANDED), (words(Say.HANDED_HOW), words(Say.PUT_AWAY))
    title = words(Say.HUNG_UP) if end is CallEnd.HUNG_UP else words.of(end or CallEnd.LINE_LOST)
    lines = []
    if call.course.answered_at is None or end in (CallEnd.LINE_LOST, CallEnd.ENGINE_LOST):
        way = called.way_on(call.next_ways[0], call.person, words) if call.next_ways else ""
        lines.append(words(Say.NEXT_WAY, way=way) if way else words(Say.NO_MORE_WAYS))
    if call.course.answered_at is not None:
        lines.append(words(Say.LASTED, time=lasted(call.course.lasted.total_seconds())))
    elif call.course.rang_at is not None and call.course.ended_at is not None:
        rang = max(0, int((call.course.ended_at - call.course.rang_at).total_seconds()))
        lines.append(words(Say.RANG_FOR, n=rang))
    if call.case is not None:
        lines.append(called.owner(call, words) or words(Say.CASE_STAYS))
    return title, (*lines, words(Say.PUT_AWAY))


def _is_talking(call: OpenCall) -> bool:
    """Whether something is seen or heard: not while it rings, is lost or on hold."""
    return call.course.state is CallState.CONNECTED and call.lost_since is None


def _tags(call: OpenCall, now: datetime, words: Words, *, has_picture: bool) -> tuple[str, ...]:
    """Without a picture the card has the time, large; and while nothing is seen or heard, the place too."""
    if call.course.is_over:
        return ()
    is_talking = _is_talking(call)
    first = words(Say.IN_CALL, time=clock(spoken_for(call, now))) if is_talking and has_picture else ""
    place = called.place(call, words) if is_talking else ""
    return tuple(part for part in (first, place, called.owner(call, words)) if part)


def _tags_right(call: OpenCall, now: datetime, words: Words) -> tuple[str, ...]:
    if call.course.is_over:
        return ()
    told = [words(Say.PRACTICE)] if call.is_simulated else []
    if call.listens_in:
        told.append(words(Say.LISTENING_IN))
    guest = call.guest
    if guest is not None:
        kind = words.of(guest.kind)
        say = Say.GUEST_SEES if guest.sees and guest.is_in else Say.GUEST_IN if guest.is_in else Say.GUEST_AWAITED
        told.append(words.sentence(words(say, kind=kind, time=words.time(guest.expires_at))))
    if called.is_here(call) and _is_talking(call):
        told.append(words(Say.NOT_RECORDED))
    return tuple(told)


def _level(call: OpenCall) -> float:
    return min(1.0, max(0.0, 1 - call.figures.heard_db / METER_FROM_DB))


def _quality(call: OpenCall, words: Words) -> tuple[str, str]:
    """In plain words, and since when the picture was lowered."""
    if not called.is_here(call):
        return "", ""
    is_seen = call.is_seen and call.no_picture is None
    told = words.of(call.quality)
    if call.quality is Quality.GOOD and is_seen:
        told = words(Say.GOOD_PICTURE)
    if call.is_quiet:
        told = words(Say.QUIET)
    lowered = None
    for at, body in call.said:
        if isinstance(body, CallNoted) and body.change is CallChange.PICTURE_LOWERED:
            lowered = at
        elif isinstance(body, CallNoted) and body.change is CallChange.PICTURE_RAISED:
            lowered = None
    why = words(Say.SOUND_FIRST, time=words.time(lowered, seconds=True)) if lowered is not None else ""
    return told, why


def _figures(call: OpenCall, words: Words) -> str:
    figures = call.figures
    if figures.round_trip_s is None and figures.loss is None:
        return words(Say.FIGURES_NONE) if called.is_here(call) else ""
    delay = _decimal(figures.round_trip_s, 2, words)
    loss = _decimal(figures.loss * 100 if figures.loss is not None else None, 1, words)
    return words(Say.FIGURES, delay=delay, loss=loss)


def _decimal(value: float | None, places: int, words: Words) -> str:
    text = f"{value:.{places}f}" if value is not None else "?"
    return text.replace(".", ",") if words.language == "sv" else text


def _headset(call: OpenCall, headset: Headset, now: datetime, words: Words) -> str:
    """Whether the operator is heard: the one thing that nobody else can tell them."""
    if call.muted:
        return words(Say.MIC_OFF)
    if not headset.has_microphone:
        return words(Say.MIC_NONE)
    if call.course.answered_at is None or scene_of(call, headset) is Scene.AWAY:
        return headset.microphone
    is_heard = headset.spoke_at is not None and now - headset.spoke_at <= SPEAKING_WITHIN
    told = words(Say.MIC_HEARD if is_heard else Say.MIC_SILENT)
    return ", ".join(part for part in (headset.microphone, told) if part)


def _controls(call: OpenCall, headset: Headset, words: Words) -> tuple[Control, ...]:
    """Microphone, camera, sound, guest, hang up: always the same five, in the same places."""
    is_over, is_here = call.course.is_over, called.is_here(call)
    can = is_here and not is_over
    has_mic = headset.has_microphone
    mic = words(Say.MUTED if call.muted else Say.ON) if has_mic else words(Say.MIC_NONE)
    is_video = call.kind is CallKind.VIDEO
    camera = words(Say.ON if call.camera else Say.OFF) if is_video else words(Say.CAMERA_VOICE)
    volume = words(Say.LOUDEST) if call.volume >= 100 else words(Say.VOLUME, volume=call.volume)
    guest = call.guest
    invite = words.of(guest.kind) if guest is not None else words(Say.INVITE_WHOM)
    is_answered = call.course.answered_at is not None
    stays = words(Say.STAYS) if call.case is not None and call.owner is None else ""
    end = Control(Icon.HANG_UP, words(Say.HANG_UP), stays if is_answered else words(Say.CANCEL))
    if is_over:
        end = Control(Icon.CROSS, words(Say.PUT_BACK), stays, brief=words(Say.PUT_BACK_BRIEF))
    return (
        Control(Icon.MUTED if call.muted or not has_mic else Icon.MICROPHONE, words(Say.MICROPHONE), mic, can,
                call.muted or not has_mic),
        Control(Icon.VIDEO if call.camera and is_video else Icon.VIDEO_OFF, words(Say.CAMERA), camera,
                can and is_video, not (call.camera and is_video)),
        Control(Icon.SOUND, called.voice(call, words), volume, can, brief=words(Say.SOUND)),
        Control(Icon.INVITE, words(Say.GUEST_OUT if guest is not None else Say.INVITE), invite, can and is_answered,
                brief=words(Say.GUEST if guest is not None else Say.INVITE_BRIEF)),
        end,
    )  # fmt: skip
