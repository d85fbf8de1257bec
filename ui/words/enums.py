"""Words for every member of every enum of the domain, Swedish first, English second. A test walks them all.

Members of `StrEnum` and `IntEnum` of different classes compare equal when their values do, so the tables are kept by
class. Causes and kinds are lower-case inside a sentence; `Words.sentence` raises the first letter.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from console.domain.alarm import AlarmClass, Cause, DeviceKind, Lane
from console.domain.chatter import Pattern
from console.domain.events import ErasureRule, ReadReason, ReleaseReason, SightLost, SubjectKind
from console.domain.lifecycle import Move, State
from console.domain.link import LinkKind, LinkStanding, LinkState
from console.domain.operator import Act, Role
from console.domain.queue import Group
from console.domain.reach import Reach
from console.domain.refused import Reason
from console.domain.report import Fault, ReceiptState, Sight, Stream
from console.domain.resident import FactKind, Protection
from console.domain.risk import Peril, RiskReason
from console.domain.routine import Deed
from console.domain.search import HitKind
from console.domain.sight import Grade
from console.domain.start_check import CheckKind
from console.domain.unsent import UnsentKind
from ui.words.call_enums import CALL_REFUSALS, CALL_TABLES
from ui.words.desk_enums import DESK_TABLES
from ui.words.dispatch_enums import DISPATCH_REFUSALS, DISPATCH_TABLES
from ui.words.night_enums import NIGHT_REFUSALS, NIGHT_TABLES
from ui.words.pair import Pair

CLASSES: dict[AlarmClass, Pair] = {
    AlarmClass.ACUTE: ("Akut", "Acute"),
    AlarmClass.HIGH: ("Hög", "High"),
    AlarmClass.NORMAL: ("Normal", "Normal"),
    AlarmClass.TECHNICAL: ("Teknik", "Technical"),
}

LANES: dict[Lane, Pair] = {
    Lane.PERSON: ("person", "person"),
    Lane.MEDICATION: ("läkemedel", "medication"),
    Lane.SUPERVISION: ("tillsyn", "supervision"),
    Lane.TECHNICAL: ("teknik", "technical"),
}

KINDS: dict[DeviceKind, Pair] = {
    DeviceKind.PERSONAL_ALARM: ("Trygghetslarm", "Personal alarm"),
    DeviceKind.TELEPHONE_ALARM: ("Trygghetstelefon", "Telephone alarm"),
    DeviceKind.MOBILE_ALARM: ("Mobilt trygghetslarm", "Mobile alarm"),
    DeviceKind.TABLET: ("Surfplatta", "Tablet"),
    DeviceKind.TRACKER: ("Nödsändare", "Tracker"),
    DeviceKind.FALL_DETECTOR: ("Fallarm", "Fall detector"),
    DeviceKind.ALARM_MAT: ("Larmmatta", "Alarm mat"),
    DeviceKind.BED_SENSOR: ("Sängsensor", "Bed sensor"),
    DeviceKind.IR_DETECTOR: ("IR-detektor", "IR detector"),
    DeviceKind.DOOR_ALARM: ("Dörrlarm", "Door alarm"),
    DeviceKind.SMOKE_DETECTOR: ("Rökdetektor", "Smoke detector"),
    DeviceKind.GAS_DETECTOR: ("Gasvarnare", "Gas detector"),
    DeviceKind.CO_DETECTOR: ("Kolmonoxidvarnare", "CO detector"),
    DeviceKind.MEDICATION_DISPENSER: ("Läkemedelsautomat", "Medication dispenser"),
    DeviceKind.ROOM_CALL: ("Rumslarm", "Room call"),
    DeviceKind.STAFF_ATTACK: ("Överfallslarm", "Staff attack alarm"),
    DeviceKind.CAMERA: ("Tillsynskamera", "Supervision camera"),
    DeviceKind.SUPERVISION_SENSOR: ("Tillsynssensor", "Supervision sensor"),
    DeviceKind.LOCK: ("Digitalt lås", "Digital lock"),
    DeviceKind.KEY_CABINET: ("Nyckelskåp", "Key cabinet"),
    DeviceKind.PROPERTY_SENSOR: ("Fastighetssensor", "Property sensor"),
    DeviceKind.BROADBAND_LINE: ("Bredbandslinje", "Broadband line"),
    DeviceKind.HUB: ("Hubb", "Hub"),
    DeviceKind.RESPONDER: ("Larmpersonal", "Responder"),
    DeviceKind.OPERATOR_ENTRY: ("Upplagt för hand", "Entered by hand"),
    DeviceKind.UNKNOWN: ("Okänd enhet", "Unknown device"),
}

CAUSES: dict[Cause, Pair] = {
    Cause.PRESS: ("tryck", "press"),
    Cause.FALL: ("fall", "fall"),
    Cause.NO_MOVEMENT: ("ingen rörelse", "no movement"),
    Cause.LEFT_BED: ("har lämnat sängen", "left the bed"),
    Cause.NOT_BACK_IN_BED: ("inte tillbaka i sängen", "not back in bed"),
    Cause.STEPPED_ON_MAT: ("steg på mattan", "stepped on the mat"),
    Cause.MOVEMENT: ("rörelse", "movement"),
    Cause.DOOR_OPENED: ("dörr öppnad", "door opened"),
    Cause.LEFT_AREA: ("utanför sitt område", "left the area"),
    Cause.SMOKE: ("rök", "smoke"),
    Cause.HEAT: ("hög värme", "heat"),
    Cause.GAS: ("gas", "gas"),
    Cause.CARBON_MONOXIDE: ("kolmonoxid", "carbon monoxide"),
    Cause.WATER_LEAK: ("vattenläcka", "water leak"),
    Cause.POWER_OUT: ("strömavbrott", "power out"),
    Cause.NOT_TAKEN: ("dos ej tagen", "dose not taken"),
    Cause.TAKEN_LATE: ("dos tagen sent", "dose taken late"),
    Cause.EMPTY: ("tom på läkemedel", "out of medication"),
    Cause.JAMMED: ("har fastnat", "jammed"),
    Cause.ROOM_CALL: ("kallelse från rummet", "room call"),
    Cause.ASSISTANCE: ("personal begär hjälp", "staff asks for assistance"),
    Cause.ATTACK: ("överfall", "attack"),
    Cause.CHECK_IN_MISSED: ("har inte sagt att allt är väl", "has not said that all is well"),
    Cause.NO_RESPONDER: ("ingen att skicka", "nobody to send"),
    Cause.LOOK_MISSED: ("tillsyn inte gjord i tid", "look not done in time"),
    Cause.CAMERA_OFFLINE: ("kameran svarar inte", "camera offline"),
    Cause.NOT_FOUND: ("inte hittad, ingen har gått dit", "not found, nobody has gone there"),
    Cause.FAULT_UNVISITED: ("kamerafel utan besök", "camera fault without a visit"),
    Cause.NO_CAMERA: ("beslut utan kamera", "decision without a camera"),
    Cause.CAMERA_MOVED: ("kameran hör till någon annan", "the camera belongs to somebody else"),
    Cause.CONSENT_MISSING: ("samtycke saknas", "consent is missing"),
    Cause.NO_LOOKS: ("beslut utan tillsyn", "decision without looks"),
    Cause.CALLS_FOR_HELP: ("ropar på hjälp", "calls for help"),
    Cause.LOCK_FAILED: ("låset svarar inte", "lock failed"),
    Cause.KEY_MISSING: ("nyckel saknas", "key missing"),
    Cause.BATTERY_LOW: ("lågt batteri", "battery low"),
    Cause.BATTERY_FAILED: ("batteriet slut", "battery failed"),
    Cause.MAINS_LOST: ("nätström borta", "mains lost"),
    Cause.LINK_LOST: ("ingen kontakt", "link lost"),
    Cause.PRIMARY_LINK_LOST: ("första datavägen borta", "primary link lost"),
    Cause.REDUNDANT_LINK_LOST: ("andra datavägen borta", "redundant link lost"),
    Cause.RADIO_TEST_MISSED: ("radioprov uteblev", "radio test missed"),
    Cause.HEARTBEAT_MISSED: ("inget livstecken", "heartbeat missed"),
    Cause.TAMPER: ("åverkan", "tampering"),
    Cause.TEST_MISSED: ("provlarm uteblev", "test alarm missed"),
    Cause.AREA_OUTAGE: ("områdesavbrott", "area outage"),
    Cause.TEST: ("provlarm", "test alarm"),
    Cause.SEQUENCE_GAP: ("meddelanden saknas i följden", "messages missing in sequence"),
    Cause.UNREADABLE: ("meddelandet går inte att läsa", "message cannot be read"),
    Cause.WRONG_TOPIC: ("meddelande på fel ämne", "message on the wrong topic"),
    Cause.UNKNOWN_SENDER: ("okänd avsändare", "unknown sender"),
    Cause.RETAINED_ALARM: ("gammalt larm låg kvar hos meddelandetjänsten", "old alarm kept by the broker"),
    Cause.DISK_FULL: ("disken är full", "disk full"),
    Cause.BY_HAND: ("upplagt för hand", "entered by hand"),
    Cause.UNKNOWN: ("okänd orsak", "unknown cause"),
}

STATES: dict[State, Pair] = {
    State.UNACKNOWLEDGED: ("väntar på svar", "waits for an answer"),
    State.CLAIMED: ("taget", "claimed"),
    State.WAITING: ("väntar på lovad tid", "waiting on a promise"),
    State.RETURNED_UNSEEN: ("återställt, ingen har svarat", "reset, nobody answered"),
    State.CLOSED: ("avslutat", "closed"),
}

MOVES: dict[Move, Pair] = {
    Move.ALARM: ("nytt larm", "new alarm"),
    Move.RESET: ("återställning", "reset"),
    Move.CLAIM: ("ta", "claim"),
    Move.RELEASE: ("släppa", "release"),
    Move.HAND_OVER: ("lämna över", "hand over"),
    Move.TAKE_OVER: ("ta över", "take over"),
    Move.ORPHAN: ("bli utan ägare", "lose its owner"),
    Move.NOTE: ("anteckna", "note"),
    Move.PROMISE: ("lova tid", "promise a time"),
    Move.KEEP: ("hålla löftet", "keep the promise"),
    Move.BREAK: ("bryta löftet", "break the promise"),
    Move.NAME: ("ange vem", "say who"),
    Move.LINK: ("länka", "link"),
    Move.SPLIT: ("dela", "split"),
    Move.RECEIVE: ("ta emot", "receive"),
    Move.MERGE: ("slå ihop", "merge"),
    Move.ESCALATE: ("larma vidare", "escalate"),
    Move.LIFT: ("lyfta till människors kö", "lift"),
    Move.PLAN: ("följa planen", "follow the plan"),
    Move.SPREAD: ("ändra avbrottets enheter", "spread"),
    Move.RESTORE: ("linjen åter", "restore"),
    Move.CLOSE: ("avsluta", "close"),
}

GROUPS: dict[Group, Pair] = {
    Group.MINE: ("Ditt ärende", "Your case"),
    Group.UNANSWERED: ("Väntar på svar", "Waiting for an answer"),
    Group.OTHERS: ("Andra har", "Others have"),
}

ROLES: dict[Role, Pair] = {
    Role.OPERATOR: ("operatör", "operator"),
    Role.NIGHT_SUPERVISION: ("tillsyn natt", "night supervision"),
    Role.SHIFT_LEAD: ("trafikledare", "shift lead"),
    Role.TECHNICIAN: ("tekniker", "technician"),
    Role.AUDITOR: ("granskare", "auditor"),
}

ACTS: dict[Act, Pair] = {
    Act.SEE_QUEUE: ("se kön", "see the queue"),
    Act.HANDLE_CASE: ("handlägga ärenden", "handle cases"),
    Act.HANDLE_TECHNICAL: ("handlägga teknik", "handle technical cases"),
    Act.SILENCE: ("parkera och sätta i provläge", "shelve and set to test mode"),
    Act.READ_RESIDENT: ("läsa boendekort", "read resident cards"),
    Act.LOOK: ("titta in genom kamera", "look in by camera"),
    Act.SIGN_NIGHT: ("skriva under nattens rapport", "sign the night's report"),
    Act.UNMASK_PROTECTED: ("visa skyddad identitet", "unmask protected identities"),
    Act.TAKE_OVER: ("ta över ärenden", "take over cases"),
    Act.IMPORT: ("läsa in register", "import registers"),
    Act.READ_JOURNAL: ("läsa journalen", "read the journal"),
    Act.ERASE: ("gallra", "erase"),
    Act.MANAGE_ACCOUNTS: ("sköta konton", "manage accounts"),
}

FACTS: dict[FactKind, Pair] = {
    FactKind.DANGER: ("Fara på plats", "Danger on site"),
    FactKind.OXYGEN: ("Syrgas hemma", "Oxygen at home"),
    FactKind.BLOOD_THINNER: ("Blodförtunnande", "Blood thinner"),
    FactKind.DIABETES: ("Diabetes", "Diabetes"),
    FactKind.EPILEPSY: ("Epilepsi", "Epilepsy"),
    FactKind.DEMENTIA: ("Demens", "Dementia"),
    FactKind.HEARING: ("Hör dåligt", "Hard of hearing"),
    FactKind.SPEECH: ("Svårt att tala", "Difficulty speaking"),
    FactKind.SIGHT: ("Ser dåligt", "Poor sight"),
    FactKind.LANGUAGE: ("Annat språk", "Other language"),
    FactKind.CALL_MOBILE_FIRST: ("Ring mobilen först", "Call the mobile first"),
    FactKind.KEY: ("Nyckel", "Key"),
    FactKind.DIGITAL_LOCK: ("Digitalt lås", "Digital lock"),
    FactKind.ANIMAL: ("Djur i hemmet", "Animal at home"),
    FactKind.LIVES_ALONE: ("Bor ensam", "Lives alone"),
    FactKind.WALKING: ("Går med stöd", "Walks with support"),
}

PROTECTIONS: dict[Protection, Pair] = {
    Protection.NONE: ("inget skydd", "no protection"),
    Protection.CONFIDENTIAL: ("sekretessmarkering", "confidentiality mark"),
    Protection.PROTECTED: ("skyddad folkbokföring", "protected registration"),
}

READ_REASONS: dict[ReadReason, Pair] = {
    ReadReason.OWN_CASE: ("Ditt ärende", "Your case"),
    ReadReason.CALL: ("Samtal om personen", "A call about the person"),
    ReadReason.HANDOVER: ("Överlämning", "Handover"),
    ReadReason.FOLLOW_UP: ("Uppföljning", "Follow-up"),
    ReadReason.PLANNING: ("Planering", "Planning"),
    ReadReason.EMERGENCY: ("Fara för liv", "Danger to life"),
}

RELEASE_REASONS: dict[ReleaseReason, Pair] = {
    ReleaseReason.BY_CHOICE: ("av egen vilja", "by choice"),
    ReleaseReason.SIGNED_OUT: ("vid utloggning", "at sign-out"),
}

SIGHT_LOST: dict[SightLost, Pair] = {
    SightLost.LINK: ("anslutningen till meddelandetjänsten", "the link to the broker"),
    SightLost.STORE: ("journalen", "the journal"),
    SightLost.SCREEN: ("skärmen", "the screen"),
    SightLost.NOBODY: ("ingen inloggad", "nobody signed in"),
}

GRADES: dict[Grade, Pair] = {
    Grade.WAITING: ("väntar på första livstecknet", "waiting for the first sign of life"),
    Grade.SEEING: ("sikten är bevisad", "sight is proven"),
    Grade.BLIND: ("ingen kontakt", "no contact"),
}

LINK_STATES: dict[LinkState, Pair] = {
    LinkState.CONNECTING: ("ansluter", "connecting"),
    LinkState.UP: ("uppe", "up"),
    LinkState.LOST: ("bruten", "lost"),
    LinkState.REFUSED: ("nekad", "refused"),
    LinkState.SHARED: ("samma namn används av fler", "our name is used twice"),
}

FAULTS: dict[Fault, Pair] = {
    Fault.NOT_JSON: ("inte JSON", "not JSON"),
    Fault.NOT_CLOUDEVENT: ("inte en CloudEvent", "not a CloudEvent"),
    Fault.BAD_FIELD: ("fel i ett fält", "bad field"),
    Fault.TOO_LARGE: ("för stort", "too large"),
    Fault.WRONG_TOPIC: ("fel ämne", "wrong topic"),
    Fault.TOPIC_DISAGREES: ("ämne och innehåll säger olika", "topic and payload disagree"),
    Fault.REFUSED_BY_STORE: ("journalen tog inte emot det", "refused by the store"),
}

SIGHTS: dict[Sight, Pair] = {
    Sight.SEEING: ("ser", "seeing"),
    Sight.BLIND: ("ser inte", "blind"),
    Sight.LEFT: ("stängd", "left"),
    Sight.GONE: ("försvunnen", "gone"),
}

SUBJECTS: dict[SubjectKind, Pair] = {
    SubjectKind.RESIDENT: ("boende", "resident"),
    SubjectKind.HOUSEHOLD: ("hushåll", "household"),
    SubjectKind.AREA: ("område", "area"),
    SubjectKind.DEVICE: ("enhet", "device"),
    SubjectKind.SOURCE: ("avsändare", "source"),
    SubjectKind.RESPONDER: ("larmpersonal", "responder"),
    SubjectKind.COVERAGE: ("täckning", "coverage"),
    SubjectKind.NOBODY: ("ingen känd", "nobody known"),
}

ERASURE_RULES: dict[ErasureRule, Pair] = {
    ErasureRule.REPORT_AGE: ("meddelandets ålder", "age of the report"),
    ErasureRule.JOURNAL_AGE: ("journalens ålder", "age of the journal"),
    ErasureRule.RESIDENT_REQUEST: ("den boendes begäran", "the resident's request"),
    ErasureRule.BROUGHT_HOME: ("överförd till journalen", "brought to the journal"),
}

STREAMS: dict[Stream, Pair] = {
    Stream.ALARMS: ("larm", "alarms"),
    Stream.STATUS: ("status", "status"),
    Stream.SAMPLES: ("mätvärden", "samples"),
    Stream.SUPERVISION: ("tillsyn", "supervision"),
    Stream.RESPONDERS: ("larmpersonal", "responders"),
    Stream.DISPATCH: ("utryckning", "dispatch"),
    Stream.CALLS: ("samtal", "calls"),
    Stream.RECEIPTS: ("kvittenser", "receipts"),
}

RECEIPT_STATES: dict[ReceiptState, Pair] = {
    ReceiptState.STORED: ("lagrat", "stored"),
    ReceiptState.CLAIMED: ("taget", "claimed"),
    ReceiptState.CLOSED: ("avslutat", "closed"),
    ReceiptState.REFUSED: ("avvisat", "refused"),
}

REFUSALS: dict[Reason, Pair] = {
    Reason.NOT_GRANTED: ("Du har inte behörighet till det i kommunen", "You have no right to that in the municipality"),
    Reason.NOT_SIGNED_IN: ("Ingen är inloggad här", "Nobody is signed in here"),
    Reason.NO_SUCH_CASE: ("Ärendet finns inte längre", "The case is no longer there"),
    Reason.NO_SUCH_RESIDENT: ("Den boende finns inte i registret", "The resident is not in the register"),
    Reason.OWNED_BY_OTHER: ("{owner} har ärendet", "{owner} has the case"),
    Reason.NOT_OWNED: ("Ta ärendet först (F3)", "Take the case first (F3)"),
    Reason.ALREADY_YOURS: ("Du har redan ärendet", "You already have the case"),
    Reason.CASE_CLOSED: ("Ärendet är avslutat", "The case is closed"),
    Reason.OUTCOME_MISSING: ("Välj ett utfall först", "Choose an outcome first"),
    Reason.OUTCOME_UNKNOWN: ("Utfallet finns inte i kommunens lista", "The outcome is not in the municipality's list"),
    Reason.NEXT_STEP_MISSING: ("Skriv vad som händer härnäst", "Write what happens next"),
    Reason.REASON_MISSING: ("Ange ett skäl", "Give a reason"),
    Reason.TEXT_MISSING: ("Texten är tom", "The text is empty"),
    Reason.TEXT_TOO_LONG: ("Texten är för lång", "The text is too long"),
    Reason.UNSEEN_ALARM: (
        "Ett nytt larm har kommit i ärendet. Se efter och avsluta igen",
        "A new alarm has come in the case. Look, and close again",
    ),
    Reason.PROMISE_NOT_AHEAD: ("Tiden har redan varit", "The time has already passed"),
    Reason.NO_PROMISE: ("Inget löfte finns att hålla", "There is no promise to keep"),
    Reason.NOT_SAME_MUNICIPALITY: ("Det hör till olika kommuner", "That belongs to different municipalities"),
    Reason.NOT_IN_HOUSEHOLD: ("Personen bor inte i hushållet", "The person does not live in the household"),
    Reason.NOTHING_TO_SPLIT: ("Det finns inget att dela", "There is nothing to split"),
    Reason.DIFFERENT_PEOPLE: ("Ärendena gäller olika personer", "The cases are about different people"),
    Reason.PERSON_LANE_ONLY: ("Det går bara med ärenden om personer", "That is only for cases about people"),
    Reason.NO_SUCH_OPERATOR: ("Kollegan finns inte eller får inte ta ärendet", "No such colleague, or no right to it"),
    Reason.WRONG_PASSWORD: ("Fel namn eller lösenord", "Wrong name or password"),
    Reason.ACCOUNT_LOCKED: ("Kontot är spärrat en stund", "The account is locked for a while"),
    Reason.NOTHING_TO_DO: ("Det är redan gjort", "That is already done"),
    Reason.NO_PLAN: ("Ärendet har ingen åtgärdsplan", "The case has no action plan"),
    Reason.NOT_THE_STEP: ("Steget är redan klart eller gäller inte här", "The step is done, or does not apply here"),
    Reason.ANSWER_MISSING: ("Välj ett svar först", "Choose an answer first"),
    Reason.NOT_SILENCEABLE: ("Människors larm kan inte parkeras", "People's alarms cannot be shelved"),
    Reason.SILENCE_TOO_LONG: ("Så länge får det inte vara tyst", "It may not be silent for so long"),
    Reason.SILENCE_NOT_AHEAD: ("Sluttiden har redan varit", "The end has already passed"),
    Reason.NO_SUCH_SILENCE: ("Tystnaden har redan slutat", "The silence has already ended"),
    Reason.NOT_CONNECTED: ("Det är inte inkopplat än, gör det för hand", "That is not connected yet, do it by hand"),
    **NIGHT_REFUSALS,
    **CALL_REFUSALS,
    **DISPATCH_REFUSALS,
}
"""Why a step was refused, in the operator's words and without a full stop. `{owner}` is who has the case or look."""

PERILS: dict[Peril, Pair] = {
    Peril.UNANSWERED: ("larm utan svar", "alarm without an answer"),
    Peril.OPEN: ("öppet ärende", "open case"),
    Peril.MINUTES: ("minuter räknas", "minutes count"),
    Peril.HOURS: ("timmar räknas", "hours count"),
    Peril.NIGHT: ("kan bli liggande hela natten", "may lie unheard all night"),
}

RISK_REASONS: dict[RiskReason, Pair] = {
    RiskReason.UNANSWERED: ("Larm utan svar", "Alarm without an answer"),
    RiskReason.OPEN_CASE: ("Öppet ärende", "Open case"),
    RiskReason.DOOR_ALARM: ("Dörrlarm", "Door alarm"),
    RiskReason.FALL_DETECTOR: ("Fallarm", "Fall detector"),
    RiskReason.VERY_OLD: ("Över 90 år", "Over 90"),
    RiskReason.SILENT: ("Inget livstecken på ett dygn", "No sign of life for a day"),
}

DEEDS: dict[Deed, Pair] = {
    Deed.CALL_RESERVE: ("Ring reserven", "Call the reserve"),
    Deed.SEND_TO_RISK_LIST: ("Skicka till risklistan", "Send to the risk list"),
    Deed.ROUNDS_BY_PHONE: ("Tillsyn per telefon", "Supervision by phone"),
    Deed.GO_THROUGH: ("Gå igenom det som kom", "Go through what came"),
}

LINK_KINDS: dict[LinkKind, Pair] = {
    LinkKind.NETWORK: ("Nätverk på den här datorn", "Network of this computer"),
    LinkKind.JOURNAL: ("Journal", "Journal"),
    LinkKind.CARDS: ("Lokala kort", "Local cards"),
    LinkKind.BROKER: ("Meddelandetjänst", "Broker"),
    LinkKind.RETRY: ("Ny anslutning", "Next connection"),
    LinkKind.GATEWAY: ("Gateway", "Gateway"),
    LinkKind.SOURCES: ("Källor bakom tjänsten", "Sources behind the broker"),
}

LINK_STANDINGS: dict[LinkStanding, Pair] = {
    LinkStanding.WORKING: ("fungerar", "working"),
    LinkStanding.BROKEN: ("svarar inte", "does not answer"),
    LinkStanding.REFUSED: ("nekar oss", "refuses us"),
    LinkStanding.SHARED: ("ett annat program använder vårt namn", "another program uses our name"),
    LinkStanding.WAITING: ("väntar", "waiting"),
    LinkStanding.UNKNOWN: ("okänt", "unknown"),
}

UNSENT_KINDS: dict[UnsentKind, Pair] = {
    UnsentKind.RECEIPT: ("kvittenser", "receipts"),
    UnsentKind.FORWARD: ("larm till nästa larmcentral", "alarms to the next centre"),
    UnsentKind.ORDER: ("uppdrag till larmpersonal", "tasks to responders"),
    UnsentKind.READING: ("läsningar till journalen", "readings for the journal"),
}

CHECK_KINDS: dict[CheckKind, Pair] = {
    CheckKind.SOUND: ("Larmljud", "Alarm sound"),
    CheckKind.HEADSET: ("Headset", "Headset"),
    CheckKind.CAMERA: ("Kamera", "Camera"),
    CheckKind.CANARY: ("Livstecken", "Sign of life"),
    CheckKind.JOURNAL: ("Journal", "Journal"),
    CheckKind.CLOCK: ("Klocka", "Clock"),
}

REACHES: dict[Reach, Pair] = {
    Reach.NO_PATH: ("nej", "no"),
    Reach.UNKNOWN: ("vet inte", "not known"),
    Reach.PHONE_ONLY: ("bara telefon", "telephone only"),
    Reach.CAN_ALARM: ("ja", "yes"),
}
"""Answers to whether an alarm can be raised now."""

HITS: dict[HitKind, Pair] = {
    HitKind.RESIDENT: ("boende", "resident"),
    HitKind.PROTECTED: ("skyddad identitet", "protected identity"),
    HitKind.DEVICE: ("larmenhet", "device"),
    HitKind.CASE: ("ärende", "case"),
    HitKind.STAFF: ("personal", "staff"),
}

PATTERNS: dict[Pattern, Pair] = {
    Pattern.FLUTTERING: ("larmar och återgår om och om igen", "alarms and clears again and again"),
    Pattern.REPEATING: ("samma orsak flera gånger", "the same cause several times"),
    Pattern.SINGLE: ("enstaka", "single"),
}
"""How a loud source repeats itself."""

TABLES: dict[type[Enum], Mapping[Any, Pair]] = {
    AlarmClass: CLASSES, Lane: LANES, DeviceKind: KINDS, Cause: CAUSES, State: STATES, Move: MOVES, Group: GROUPS,
    Role: ROLES, Act: ACTS, FactKind: FACTS, Protection: PROTECTIONS, ReadReason: READ_REASONS,
    ReleaseReason: RELEASE_REASONS, SightLost: SIGHT_LOST, Grade: GRADES, LinkState: LINK_STATES, Fault: FAULTS,
    Sight: SIGHTS, SubjectKind: SUBJECTS, ErasureRule: ERASURE_RULES, Stream: STREAMS, ReceiptState: RECEIPT_STATES,
    Reason: REFUSALS, Peril: PERILS, RiskReason: RISK_REASONS, Deed: DEEDS, LinkKind: LINK_KINDS,
    LinkStanding: LINK_STANDINGS, UnsentKind: UNSENT_KINDS, CheckKind: CHECK_KINDS, Reach: REACHES,
    HitKind: HITS, **DESK_TABLES, **NIGHT_TABLES, **CALL_TABLES, **DISPATCH_TABLES, Pattern: PATTERNS,
}  # fmt: skip
"""Every enum of the domain that a screen may have to name."""
