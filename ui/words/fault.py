"""A fault of the technical lane in words: what it is, what it means, who is concerned, and how they can call. Pure."""

from datetime import datetime, timedelta

from console.domain.alarm import Cause
from console.domain.ids import DeviceId
from console.domain.lane import LaneRow, Ways, WayState
from console.domain.lifecycle import State
from console.domain.queue import Row
from console.domain.reach import Reach
from ui.words import Words, times
from ui.words import row as said
from ui.words.card import CardSay
from ui.words.phrase import Phrase
from ui.words.plain import clean
from ui.words.technical import TechnicalSay as Say

LONGEST_PLACE = 80
LONGEST_PROMISE = 60
CLOCK_WITHIN = timedelta(hours=24)
"""So near, a battery's end is told by the clock; farther off by its days."""

POWER = frozenset({Cause.MAINS_LOST, Cause.POWER_OUT})
BATTERY = frozenset({Cause.BATTERY_LOW, Cause.BATTERY_FAILED})
LINKS = frozenset({Cause.LINK_LOST, Cause.PRIMARY_LINK_LOST, Cause.REDUNDANT_LINK_LOST})
SILENT = LINKS | {Cause.HEARTBEAT_MISSED, Cause.CAMERA_OFFLINE}

REACH_WORDS: dict[Reach, Phrase] = {
    Reach.NO_PATH: Say.NO_WAY, Reach.PHONE_ONLY: Say.PHONE_ONLY, Reach.UNKNOWN: Say.NOT_KNOWN,
    Reach.CAN_ALARM: Say.CAN_ALARM,
}  # fmt: skip


def cause(row: Row, words: Words) -> str:
    """The fault's cause, as a sentence begins."""
    return words.sentence(words.of(row.cause))


def fault(lane: LaneRow, words: Words) -> tuple[str, str]:
    """What is wrong, and a shorter form."""
    row = lane.row
    short = cause(row, words)
    if lane.outage is not None:
        return words(Say.OUTAGE, n=lane.outage.devices), short
    if lane.battery_percent is not None and row.cause in POWER:
        return words(Say.BATTERY_AT, fault=short, percent=lane.battery_percent), short
    if lane.battery_percent is not None and row.cause in BATTERY:
        return words(Say.PERCENT_LEFT, fault=short, percent=lane.battery_percent), short
    return short, short


def consequence(lane: LaneRow, now: datetime, words: Words) -> str:
    """What it means now: what somebody has promised, else how long the battery lasts, else how long it is silent, else
    why one cannot call as usual. What the unit itself says and where it hangs are hidden with a person's identity."""
    row = lane.row
    if row.state is State.WAITING and row.promise_until is not None:
        what = clean(row.promise_text, LONGEST_PROMISE) or words.of(row.state)
        return words.sentence(words(Say.PROMISED, text=what, time=words.moment(row.promise_until, now)))
    if lane.until is not None:
        return lasts(lane.until, now, words)
    if lane.outage is not None:
        return clean(row.text, LONGEST_PLACE) or words(Say.OUTAGE_ENDS)
    if row.cause in LINKS and (down := ways_down(lane.ways, words)):
        return words(Say.WAYS_DOWN, ways=down)
    if row.cause in SILENT:
        if lane.heard_at is None:
            return words(Say.NEVER_HEARD)
        return words(Say.SILENT_FOR, time=words.duration(max(now - lane.heard_at, timedelta(0))))
    if lane.grounds:
        return words.sentence(words.of(lane.grounds[0]))
    if said.is_masked(row):
        return ""
    return clean(row.text, LONGEST_PLACE) or clean(row.place, LONGEST_PLACE)


def ways_down(ways: Ways, words: Words) -> str:
    """'nät, mobilnät'."""
    named = ((CardSay.PATH_NET, ways.net), (CardSay.PATH_MOBILE, ways.mobile), (CardSay.PATH_PHONE, ways.phone))
    return ", ".join(words(say) for say, state in named if state is WayState.DOWN)


def lasts(until: datetime, now: datetime, words: Words) -> str:
    """How long a battery lasts."""
    left = until - now
    if left <= timedelta(0):
        return words(Say.EMPTY_NOW)
    if left < CLOCK_WITHIN:
        return words(Say.LASTS_TO, time=words.time(until))
    return words(Say.LASTS, time=words.duration(left))


def who(lane: LaneRow, words: Words) -> tuple[str, str]:
    """Whom it concerns, and the age; the place where it is nobody in particular."""
    row = lane.row
    if row.people:
        return said.name(row, words), said.age(row)
    return clean(row.place, LONGEST_PLACE) or cause_of_nobody(row, words), ""


def cause_of_nobody(row: Row, words: Words) -> str:
    """Where neither person nor place is known: what kind of thing it is."""
    return words.of(row.kind)


def device(row: Row, words: Words) -> str:
    """'Trygghetslarm NEX-20731'."""
    return f"{words.of(row.kind)} {clean(row.device, LONGEST_PLACE)}".strip()


def whose_devices(lane: LaneRow, words: Words) -> tuple[str, ...]:
    """The second line under whom it concerns, the fullest form first."""
    if lane.outage is not None:
        return (words(Say.OUTAGE_PEOPLE, n=lane.outage.people),)
    return device(lane.row, words), clean(lane.row.device, LONGEST_PLACE)


def reach(lane: LaneRow, words: Words) -> str:
    """Whether one can call now."""
    found = lane.reach if lane.outage is None else outage_reach(lane)
    if found is None:
        return words(Say.NOBODY)
    if found is Reach.CAN_ALARM and all_up(lane.ways):
        return words(Say.ALL_WAYS)
    return words(REACH_WORDS[found])


def outage_reach(lane: LaneRow) -> Reach | None:
    """The worst that an outage means for anybody."""
    head = lane.outage
    if head is None:
        return lane.reach
    if head.no_way:
        return Reach.NO_PATH
    if head.unknown:
        return Reach.UNKNOWN
    if head.phone_only:
        return Reach.PHONE_ONLY
    return Reach.CAN_ALARM if head.people else None


def all_up(ways: Ways) -> bool:
    """Whether no way is down or unknown, and there is one."""
    known = {state for state in (ways.net, ways.mobile, ways.phone) if state is not WayState.NONE}
    return known == {WayState.UP}


def reach_more(lane: LaneRow, now: datetime, words: Words) -> str:
    """The second line under it: by how many, until when, by what else."""
    if lane.outage is not None:
        head = lane.outage
        counts = (
            (Say.OUTAGE_NONE, head.no_way),
            (Say.OUTAGE_PHONE, head.phone_only),
            (Say.OUTAGE_UNKNOWN, head.unknown),
        )
        return ", ".join(words(say, n=count) for say, count in counts if count)
    if lane.reach is Reach.UNKNOWN and lane.heard_at is not None:
        return words(Say.HEARD_AT, time=words.moment(lane.heard_at, now))
    if lane.reach is Reach.PHONE_ONLY and lane.until is not None and now < lane.until < now + CLOCK_WITHIN:
        return words(Say.TO_ABOUT, time=words.time(lane.until))
    if lane.reach is not None and lane.device not in (DeviceId(""), lane.row.device):
        return words(Say.BY_DEVICE, device=clean(lane.device, LONGEST_PLACE))
    if lane.reach is Reach.NO_PATH and lane.grounds:
        return words.of(lane.grounds[0])
    return ""


def since(lane: LaneRow, now: datetime) -> str:
    """How long the fault lasts."""
    return times.clock(now - lane.row.first_at)


def owner(row: Row, words: Words) -> tuple[str, bool]:
    """Who has it, and whether that is the operator."""
    strong, rest = said.owner(row, words, is_short=True)
    return (strong, True) if strong else (rest, False)


def told(lane: LaneRow, now: datetime, words: Words) -> str:
    """The whole row as a screen reader says it."""
    name, age = who(lane, words)
    parts = (
        fault(lane, words)[0], consequence(lane, now, words), f"{name} {age}".strip(), whose_devices(lane, words)[0],
        reach(lane, words), reach_more(lane, now, words), f"{words(Say.SINCE)} {since(lane, now)}",
        owner(lane.row, words)[0],
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def whose(name: str, words: Words) -> str:
    """A first name in the genitive."""
    first = clean(name, 40).split(" ")[0]
    if words.language == "sv":
        return first if first[-1:].lower() in ("s", "x", "z") else f"{first}s"
    return f"{first}'s"


def subject(row: Row, words: Words) -> str:
    """What a fault is about, in few words: 'Birgit Åkesson, trygghetslarm NEX-20731'."""
    if not row.people:
        return ", ".join(part for part in (device(row, words), clean(row.place, LONGEST_PLACE)) if part)
    kind = device(row, words)
    return f"{said.name(row, words)}, {kind[:1].lower()}{kind[1:]}"


def is_well(lane: LaneRow) -> bool:
    """Whether nobody is without their usual ways to call."""
    return outage_reach(lane) in (None, Reach.CAN_ALARM)
