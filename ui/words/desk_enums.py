"""Words for the enums of the desk's rules: plans, ladders, silences, floods, tests. Part of `enums.TABLES`."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from console.domain.escalation import Rung
from console.domain.events import ProvenBy
from console.domain.plan import Act, StepState, Way
from console.domain.queue import FoldKind
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

DESK_TABLES: dict[type[Enum], Mapping[Any, Pair]] = {
    Rung: RUNGS, Act: ACTS, StepState: STEP_STATES, Way: WAYS, FoldKind: FOLDS, SilenceKind: SILENCE_KINDS,
    SilenceEnd: SILENCE_ENDS, AboutKind: ABOUTS, ProvenBy: PROVEN_BY,
}  # fmt: skip
