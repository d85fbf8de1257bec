"""Words for the enums of dispatch: the staff, their tasks, the ranking, the way in, the map. Part of `enums.TABLES`.

They are lower-case, for they stand inside sentences and in lists; `Words.sentence` raises the first letter.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from console.domain.land import FeatureKind, Shape
from console.domain.order import OrderKind
from console.domain.ranking import Barred, Certainty, Fit
from console.domain.refused import Reason
from console.domain.responder import Duty, Skill, Transport
from console.domain.task import (
    Decline,
    EntryKind,
    Late,
    OfferState,
    RightEnd,
    TaskMark,
    TaskRung,
    TaskState,
    Withdrawal,
)
from ui.words.pair import Pair

DUTIES: dict[Duty, Pair] = {
    Duty.FREE: ("ledig", "free"),
    Duty.BUSY: ("upptagen", "busy"),
    Duty.BREAK: ("rast", "break"),
    Duty.OFF: ("inte i tjänst", "off duty"),
}

SKILLS: dict[Skill, Pair] = {
    Skill.NURSE: ("sjuksköterska", "nurse"),
    Skill.ASSISTANT_NURSE: ("undersköterska", "assistant nurse"),
    Skill.MEDICATION: ("delegering läkemedel", "delegation for medication"),
    Skill.INSULIN: ("delegering insulin", "delegation for insulin"),
    Skill.OXYGEN: ("delegering syrgas", "delegation for oxygen"),
    Skill.CATHETER: ("delegering kateter", "delegation for catheters"),
    Skill.LIFTING: ("lyftutbildning", "training in lifting"),
}

TRANSPORTS: dict[Transport, Pair] = {
    Transport.CAR: ("bil", "car"),
    Transport.BIKE: ("cykel", "bicycle"),
    Transport.FOOT: ("till fots", "on foot"),
}

TASK_STATES: dict[TaskState, Pair] = {
    TaskState.SEEKING: ("söker någon", "looking for somebody"),
    TaskState.ACCEPTED: ("accepterat", "accepted"),
    TaskState.UNDER_WAY: ("på väg", "under way"),
    TaskState.ARRIVED: ("framme", "arrived"),
    TaskState.DONE: ("klart", "done"),
    TaskState.CANCELLED: ("återkallat", "cancelled"),
}

RUNGS: dict[TaskRung, Pair] = {
    TaskRung.NEXT: ("en i taget", "one after another"),
    TaskRung.GROUP: ("hela gruppen på en gång", "the whole group at once"),
    TaskRung.CALL: ("ring larmpersonalen", "call the responders"),
    TaskRung.SHIFT_LEAD: ("trafikledaren", "the shift lead"),
}

OFFER_STATES: dict[OfferState, Pair] = {
    OfferState.OFFERED: ("erbjuden", "offered"),
    OfferState.DELIVERED: ("levererad", "delivered"),
    OfferState.SEEN: ("läst", "seen"),
    OfferState.ACCEPTED: ("accepterad", "accepted"),
    OfferState.DECLINED: ("nej tack", "declined"),
    OfferState.UNANSWERED: ("inget svar", "no answer"),
    OfferState.WITHDRAWN: ("återtagen", "withdrawn"),
}

TASK_MARKS: dict[TaskMark, Pair] = {
    TaskMark.DELIVERED: ("levererad", "delivered"),
    TaskMark.SEEN: ("läst", "seen"),
    TaskMark.ACCEPTED: ("accepterar", "accepts"),
    TaskMark.DECLINED: ("kan inte", "declines"),
    TaskMark.UNDER_WAY: ("på väg", "under way"),
    TaskMark.ARRIVED: ("framme", "arrived"),
    TaskMark.DONE: ("klar", "done"),
    TaskMark.LATE: ("blir sen", "will be late"),
    TaskMark.NOTE: ("anteckning", "note"),
    TaskMark.OPENED: ("öppnade dörren", "opened the door"),
}

DECLINES: dict[Decline, Pair] = {
    Decline.WITH_SOMEBODY: ("är hos någon", "with somebody"),
    Decline.TOO_FAR: ("för långt bort", "too far away"),
    Decline.NOT_ALONE: ("kan inte gå ensam", "cannot go alone"),
    Decline.NO_TRANSPORT: ("saknar fordon", "no transport"),
    Decline.OTHER: ("annat skäl", "another reason"),
}

WITHDRAWALS: dict[Withdrawal, Pair] = {
    Withdrawal.NO_ANSWER: ("inget svar i tid", "no answer in time"),
    Withdrawal.TAKEN: ("någon annan var först", "somebody else was first"),
    Withdrawal.CANCELLED: ("uppdraget är återkallat", "the task is cancelled"),
    Withdrawal.REROUTED: ("någon annan skickas", "somebody else is sent"),
}

LATES: dict[Late, Pair] = {
    Late.NOT_UNDER_WAY: ("har inte åkt i tid", "not under way in time"),
    Late.NOT_THERE: ("inte framme i tid", "not there in time"),
    Late.NOT_DONE: ("inte klar i tid", "not done in time"),
}

ENTRY_KINDS: dict[EntryKind, Pair] = {
    EntryKind.DIGITAL_LOCK: ("digitalt lås", "digital lock"),
    EntryKind.CABINET: ("nyckelskåp", "key cabinet"),
    EntryKind.KEY: ("nyckel", "key"),
    EntryKind.OPEN: ("någon öppnar", "somebody lets in"),
    EntryKind.UNKNOWN: ("okänt", "not known"),
}

RIGHT_ENDS: dict[RightEnd, Pair] = {
    RightEnd.TASK_OVER: ("uppdraget är slut", "the task is over"),
    RightEnd.TIME: ("tiden är ute", "its time is over"),
    RightEnd.RENEWED: ("en ny rätt gäller", "a new right holds"),
}

BARRED: dict[Barred, Pair] = {
    Barred.OFF_DUTY: ("inte i tjänst", "off duty"),
    Barred.ON_BREAK: ("rast", "on a break"),
    Barred.NOT_QUALIFIED: ("saknar delegering", "not qualified"),
    Barred.NO_ENTRY: ("saknar låsrätt", "no right to the lock"),
    Barred.NOT_NAMED: ("får inte se skyddad identitet", "may not see protected identities"),
    Barred.NOT_ALONE: ("får inte gå ensam", "may not go alone"),
    Barred.ON_TASK: ("har ett uppdrag", "has a task"),
    Barred.DECLINED: ("har tackat nej", "has declined"),
    Barred.NO_ANSWER: ("svarade inte", "did not answer"),
    Barred.SHIFT_ENDS: ("passet slutar", "the shift ends"),
    Barred.NO_POSITION: ("läget är okänt", "position not known"),
}

FITS: dict[Fit, Pair] = {
    Fit.FREE: ("ledig", "free"),
    Fit.AT_VISIT: ("hos boende", "with a resident"),
    Fit.LOCK_RIGHT: ("låsrätt", "right to the lock"),
    Fit.HAS_KEY: ("har nyckel", "has a key"),
    Fit.DELEGATION: ("delegering", "delegation"),
    Fit.SAME_LANGUAGE: ("talar språket", "speaks the language"),
    Fit.OWN_AREA: ("eget område", "own area"),
    Fit.IN_PAIR: ("i par", "in a pair"),
}

CERTAINTIES: dict[Certainty, Pair] = {
    Certainty.FRESH: ("läget är nytt", "fresh position"),
    Certainty.OLD: ("läget är äldre", "older position"),
    Certainty.STALE: ("osäker tid, läget är gammalt", "uncertain, the position is old"),
}

ORDER_KINDS: dict[OrderKind, Pair] = {
    OrderKind.OFFER: ("erbjudande", "offer"),
    OrderKind.ASSIGNED: ("uppdrag", "task"),
    OrderKind.WITHDRAWN: ("återtaget", "withdrawn"),
    OrderKind.ROSTER: ("pass och besök", "shift and visits"),
    OrderKind.ALONE: ("ensamarbete", "lone work"),
}

FEATURES: dict[FeatureKind, Pair] = {
    FeatureKind.WATER: ("vatten", "water"),
    FeatureKind.WOOD: ("skog", "wood"),
    FeatureKind.PARK: ("park", "park"),
    FeatureKind.BUILT_UP: ("bebyggelse", "built-up area"),
    FeatureKind.BUILDING: ("byggnad", "building"),
    FeatureKind.STREAM: ("vattendrag", "stream"),
    FeatureKind.PATH: ("gångväg", "path"),
    FeatureKind.STREET: ("gata", "street"),
    FeatureKind.ROAD: ("väg", "road"),
    FeatureKind.MAIN_ROAD: ("huvudväg", "main road"),
    FeatureKind.RAIL: ("järnväg", "railway"),
    FeatureKind.PLACE_NAME: ("ortnamn", "place name"),
    FeatureKind.AREA_NAME: ("områdesnamn", "area name"),
    FeatureKind.WATER_NAME: ("vattennamn", "water name"),
}

SHAPES: dict[Shape, Pair] = {
    Shape.POINT: ("punkt", "point"),
    Shape.LINE: ("linje", "line"),
    Shape.AREA: ("yta", "area"),
}

DISPATCH_TABLES: dict[type[Enum], Mapping[Any, Pair]] = {
    Duty: DUTIES, Skill: SKILLS, Transport: TRANSPORTS, TaskState: TASK_STATES, TaskRung: RUNGS,
    OfferState: OFFER_STATES, TaskMark: TASK_MARKS, Decline: DECLINES, Withdrawal: WITHDRAWALS, Late: LATES,
    EntryKind: ENTRY_KINDS, RightEnd: RIGHT_ENDS, Barred: BARRED, Fit: FITS, Certainty: CERTAINTIES,
    OrderKind: ORDER_KINDS, FeatureKind: FEATURES, Shape: SHAPES,
}  # fmt: skip

DISPATCH_REFUSALS: dict[Reason, Pair] = {
    Reason.NO_PLACE: ("Platsen är inte känd", "The place is not known"),
    Reason.NO_TASK: ("Uppdraget finns inte längre", "The task is no longer there"),
    Reason.TASK_OPEN: (
        "Någon är redan tillfrågad eller skickad. Skicka en till med Ctrl+F8",
        "Somebody is asked or sent already. Send another with Ctrl+F8",
    ),
    Reason.TASK_TAKEN: ("{owner} har redan uppdraget", "{owner} has the task already"),
    Reason.NOT_A_CANDIDATE: ("Den personen kan inte skickas dit", "That person cannot be sent there"),
    Reason.NO_SUCH_RESPONDER: ("Larmpersonalen finns inte i registret", "The responder is not in the register"),
}
