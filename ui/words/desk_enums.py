"""Words for the enums of the desk's rules: plans, ladders, silences, floods, tests. Part of `enums.TABLES`."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from console.domain.escalation import Rung
from console.domain.events import ProvenBy
from console.domain.forward import ForwardState
from console.domain.lane import WayState
from console.domain.plan import Act, StepState, Way
from console.domain.queue import FoldKind
from console.domain.reach import ReachGround
from console.domain.silence import AboutKind, SilenceEnd, SilenceKind
from ui.words.pair import Pair

RUNGS: dict[Rung, Pair] = {
    Rung.AGAIN: ("larmar igen", "alarms again"),
    Rung.RAISE: ("höjt", "raised"),
    Rung.OTHER_OPERATORS: ("till alla operatörer", "to all operators"),
    Rung.SHIFT_LEAD: ("till trafikledaren", "to the shift lead"),
    Rung.PATROL: ("till nattpatrullen", "to the patrol"),
    Rung.NEXT_CENTRE: ("till nästa larmcentral", "to the next centre"),
}

ACTS: dict[Act, Pair] = {
    Act.SAY: ("Säg", "Say"),
    Act.ASK: ("Fråga", "Ask"),
    Act.CALL: ("Ring upp", "Call"),
    Act.VIDEO: ("Video", "Video"),
    Act.CONTACTS: ("Ring närstående", "Call the relatives"),
    Act.LOOK: ("Titta in", "Look in"),
    Act.DISPATCH: ("Skicka", "Send"),
    Act.EMERGENCY: ("Ring 112", "Call 112"),
    Act.WAIT: ("Vänta", "Wait"),
    Act.CHECK_BACK: ("Hör av dig igen", "Check back"),
    Act.NOTE: ("Anteckna", "Note"),
    Act.OUTCOME: ("Avsluta", "Close"),
}

STEP_STATES: dict[StepState, Pair] = {
    StepState.DONE: ("klart", "done"),
    StepState.SKIPPED: ("överhoppat", "skipped"),
    StepState.CURRENT: ("nu", "now"),
    StepState.AHEAD: ("sedan", "later"),
    StepState.NOT_NEEDED: ("behövs inte", "not needed"),
}

WAYS: dict[Way, Pair] = {
    Way.DEVICE: ("larmenheten", "the alarm unit"),
    Way.MOBILE: ("mobilen", "the mobile"),
    Way.PHONE: ("hemtelefonen", "the home telephone"),
}

FOLDS: dict[FoldKind, Pair] = {
    FoldKind.OUTAGE: ("Områdesavbrott", "Area outage"),
    FoldKind.TECHNICAL: ("Teknik", "Technical"),
    FoldKind.TESTS: ("Provlarm", "Tests"),
}

SILENCE_KINDS: dict[SilenceKind, Pair] = {
    SilenceKind.SHELVED: ("Parkerade", "Shelved"),
    SilenceKind.TEST_MODE: ("Provläge", "Test mode"),
    SilenceKind.ABSENT: ("Frånvarande", "Absent"),
    SilenceKind.OUT_OF_SERVICE: ("Ur drift", "Out of service"),
    SilenceKind.BY_DESIGN: ("Dämpade enligt beslut", "Suppressed by design"),
    SilenceKind.NOTICE: ("Anslag", "Notices"),
}
"""As the heads of the board's groups."""

SILENCE_ENDS: dict[SilenceEnd, Pair] = {
    SilenceEnd.EXPIRED: ("tiden var ute", "its time was up"),
    SilenceEnd.BY_HAND: ("avslutad för hand", "ended by hand"),
    SilenceEnd.REPLACED: ("ersatt av en ny", "replaced by a new one"),
}

ABOUTS: dict[AboutKind, Pair] = {
    AboutKind.DEVICE: ("enhet", "device"),
    AboutKind.RESIDENT: ("boende", "resident"),
    AboutKind.AREA: ("område", "area"),
    AboutKind.SOURCE: ("avsändare", "source"),
}

PROVEN_BY: dict[ProvenBy, Pair] = {
    ProvenBy.WINDOW: ("i utlyst provfönster", "in an announced window"),
    ProvenBy.SCHEDULE: ("enligt månadens prov", "on the monthly schedule"),
    ProvenBy.STATUS: ("märkt som prov", "marked as a test"),
}

REACH_GROUNDS: dict[ReachGround, Pair] = {
    ReachGround.POWER_GONE: ("ingen ström och tomt batteri", "no mains and an empty battery"),
    ReachGround.HEARTBEATS_MISSED: ("livstecken saknas", "signs of life are missing"),
    ReachGround.PATHS_DOWN: ("alla vägar nere", "all ways are down"),
    ReachGround.BATTERY_UNSURE: ("batterifel, elnätet okänt", "battery fault, mains not known"),
    ReachGround.TRIGGER_UNSURE: ("radioprov uteblivet", "radio test missed"),
    ReachGround.SILENT: ("tyst för länge", "silent for too long"),
    ReachGround.NEVER_HEARD: ("aldrig hörd", "never heard"),
    ReachGround.PATHS_UNKNOWN: ("vägarna okända", "ways not known"),
    ReachGround.TEST_MISSED: ("provlarm uteblivet", "test alarm missed"),
    ReachGround.NOT_PROVEN: ("inte provad på 40 dygn", "not tested for 40 days"),
    ReachGround.SOME_PATHS_DOWN: ("någon väg nere", "some way is down"),
    ReachGround.MAINS_LOST: ("strömavbrott", "mains lost"),
    ReachGround.BATTERY_LOW: ("svagt batteri", "low battery"),
}

WAY_STATES: dict[WayState, Pair] = {
    WayState.UP: ("uppe", "up"),
    WayState.DOWN: ("nere", "down"),
    WayState.UNKNOWN: ("vet inte", "not known"),
    WayState.NONE: ("finns inte", "none"),
}

FORWARD_STATES: dict[ForwardState, Pair] = {
    ForwardState.WAITING: ("ingen har svarat", "nobody has answered"),
    ForwardState.ANSWERED: ("besvarat här", "answered here"),
}

DESK_TABLES: dict[type[Enum], Mapping[Any, Pair]] = {
    ReachGround: REACH_GROUNDS, WayState: WAY_STATES,
    Rung: RUNGS, Act: ACTS, StepState: STEP_STATES, Way: WAYS, FoldKind: FOLDS, SilenceKind: SILENCE_KINDS,
    ForwardState: FORWARD_STATES, SilenceEnd: SILENCE_ENDS, AboutKind: ABOUTS, ProvenBy: PROVEN_BY,
}  # fmt: skip
