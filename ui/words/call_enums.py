"""Words for the enums of calls: how one goes, how it ends, why nobody is seen, how good it is, what a device is told.
Part of `enums.TABLES`. Ends and changes are sentences of the timeline, tones and kinds stand inside one."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from console.domain.call import (
    CallChange,
    CallEnd,
    CallFact,
    CallKind,
    CallResult,
    CallState,
    DeviceTone,
    NoPicture,
    Quality,
)
from console.domain.call_engine import EngineFault, Peer
from console.domain.call_shown import EngineState, GuestKind
from console.domain.call_signal import SignalAct
from console.domain.refused import Reason
from ui.words.pair import Pair

CALL_KINDS: dict[CallKind, Pair] = {
    CallKind.VIDEO: ("video", "video"),
    CallKind.VOICE: ("röst", "voice"),
    CallKind.SIP: ("internettelefoni", "internet telephony"),
    CallKind.PHONE: ("telefon", "telephone"),
}

CALL_STATES: dict[CallState, Pair] = {
    CallState.OFFERING: ("Ringer upp", "Calling"),
    CallState.RINGING: ("Det ringer", "Ringing"),
    CallState.CONNECTED: ("Samtal", "Call"),
    CallState.HOLDING: ("Parkerat", "On hold"),
    CallState.ENDED: ("Avslutat", "Ended"),
    CallState.FAILED: ("Bröts", "Failed"),
}

CALL_FACTS: dict[CallFact, Pair] = {
    CallFact.RANG: ("det ringde", "it rang"),
    CallFact.ANSWERED: ("svar", "answered"),
    CallFact.BUSY: ("upptaget", "busy"),
    CallFact.DECLINED: ("avböjde", "declined"),
    CallFact.LEFT: ("den andra lade på", "the other hung up"),
    CallFact.HELD: ("parkerat", "put on hold"),
    CallFact.RESUMED: ("återupptaget", "resumed"),
    CallFact.OFFERED_AGAIN: ("uppringt igen", "called again"),
    CallFact.HUNG_UP: ("du lade på", "you hung up"),
    CallFact.HANDED: ("lämnat till telefonen", "handed to the telephone"),
    CallFact.NOT_REACHED: ("inte nådd", "not reached"),
    CallFact.NO_ANSWER: ("inget svar", "no answer"),
    CallFact.LINE_LOST: ("linjen bröts", "the line was lost"),
    CallFact.ENGINE_LOST: ("samtalsdelen stannade", "the call engine stopped"),
    CallFact.SEAT_LEFT: ("platsen lämnades", "the seat was left"),
}

CALL_ENDS: dict[CallEnd, Pair] = {
    CallEnd.HUNG_UP: ("Samtalet slut", "The call ended"),
    CallEnd.CANCELLED: ("Avbröts före svar", "Cancelled before an answer"),
    CallEnd.LEFT: ("Den andra lade på", "The other side hung up"),
    CallEnd.BUSY: ("Upptaget", "Busy"),
    CallEnd.DECLINED: ("Avböjde", "Declined"),
    CallEnd.NO_ANSWER: ("Inget svar", "No answer"),
    CallEnd.HANDED: ("Lämnat till telefonen", "Handed to the telephone"),
    CallEnd.NOT_REACHED: ("Gick inte fram", "Not reached"),
    CallEnd.LINE_LOST: ("Linjen bröts", "The line was lost"),
    CallEnd.ENGINE_LOST: ("Samtalsdelen stannade", "The call engine stopped"),
    CallEnd.SEAT_LEFT: ("Operatören lämnade platsen", "The operator left the seat"),
    CallEnd.CONSOLE_GONE: ("Konsolen stannade", "The console stopped"),
}

CALL_RESULTS: dict[CallResult, Pair] = {
    CallResult.ANSWERED: ("svarade", "answered"),
    CallResult.NO_ANSWER: ("inget svar", "no answer"),
    CallResult.BUSY: ("upptaget", "busy"),
    CallResult.DECLINED: ("avböjde", "declined"),
    CallResult.UNKNOWN: ("vet inte", "not known"),
}

NO_PICTURES: dict[NoPicture, Pair] = {
    NoPicture.NO_CONSENT: ("Samtycke till bild saknas", "No consent to be seen"),
    NoPicture.PRIVACY_SWITCH: (
        "Kameran är avstängd på surfplattan (integritetsknappen)",
        "The camera is off at the tablet (privacy switch)",
    ),
    NoPicture.NO_CAMERA: ("Enheten har ingen kamera", "The device has no camera"),
    NoPicture.VOICE_ONLY: ("Ett röstsamtal, ingen bild är begärd", "A voice call, no picture was asked for"),
    NoPicture.LOWERED: ("Bilden är stängd så att talet håller", "The picture is off so that the speech holds"),
    NoPicture.NOT_YET: ("Bilden är på väg", "The picture is on its way"),
}

QUALITIES: dict[Quality, Pair] = {
    Quality.UNKNOWN: ("Mäter ljud och bild", "Measuring sound and picture"),
    Quality.GOOD: ("Bra ljud", "Good sound"),
    Quality.CHOPPY_PICTURE: ("Bra ljud, lite hackig bild", "Good sound, the picture stutters a little"),
    Quality.WEAK_LINE: ("Svag linje, ljudet håller", "Weak line, the sound holds"),
    Quality.CHOPPY_SOUND: ("Hackigt ljud, tala långsamt", "The sound breaks up, speak slowly"),
    Quality.NOTHING_COMES: ("Inget kommer fram just nu", "Nothing comes through now"),
}

CALL_CHANGES: dict[CallChange, Pair] = {
    CallChange.HELD: ("Samtalet parkerat", "The call was put on hold"),
    CallChange.RESUMED: ("Samtalet återupptaget", "The call was resumed"),
    CallChange.PICTURE_ON: ("Bilden på", "Picture on"),
    CallChange.PICTURE_OFF: ("Bilden av", "Picture off"),
    CallChange.PICTURE_LOWERED: ("Bilden sänkt så att talet håller", "Picture lowered so that the speech holds"),
    CallChange.PICTURE_RAISED: ("Bilden höjd igen", "Picture raised again"),
    CallChange.OFFERED_AGAIN: ("Linjen bröts, uppringt igen", "The line was lost, called again"),
    CallChange.LISTENED_IN: (
        "Enheten svarade själv, efter att ha sagt att vi lyssnar",
        "The device answered by itself, after it had said that we listen",
    ),
    CallChange.TONE_SENT: ("Till enheten", "To the device"),
    CallChange.GUEST_INVITED: ("Bjöd in", "Invited"),
    CallChange.GUEST_JOINED: ("Kom med", "Joined"),
    CallChange.GUEST_LEFT: ("Lämnade samtalet", "Left the call"),
    CallChange.GONE_QUIET: ("Inget hördes på 20 s", "Nothing was heard for 20 s"),
}

DEVICE_TONES: dict[DeviceTone, Pair] = {
    DeviceTone.BOTH_WAYS: ("tala åt båda håll", "talk both ways"),
    DeviceTone.LISTEN: ("bara lyssna", "listen only"),
    DeviceTone.SPEAK: ("bara tala", "speak only"),
    DeviceTone.LOUDER: ("högre ljud i rummet", "louder in the room"),
    DeviceTone.QUIETER: ("lägre ljud i rummet", "quieter in the room"),
    DeviceTone.DOOR: ("lås upp dörren", "unlock the door"),
    DeviceTone.CLEAR_DOWN: ("lägg på", "hang up"),
}

PEERS: dict[Peer, Pair] = {
    Peer.CALLED: ("den uppringda", "the called"),
    Peer.GUEST: ("den inbjudna", "the invited"),
}

ENGINE_FAULTS: dict[EngineFault, Pair] = {
    EngineFault.NO_MICROPHONE: ("Ingen mikrofon", "No microphone"),
    EngineFault.NOT_ALLOWED: ("Mikrofonen är inte tillåten i datorn", "The computer does not allow the microphone"),
    EngineFault.NO_CAMERA: ("Ingen kamera", "No camera"),
    EngineFault.BAD_ANSWER: ("Svaret från den andra sidan gick inte att läsa", "The other side's answer is unreadable"),
    EngineFault.LINE_LOST: ("Linjen bröts", "The line was lost"),
    EngineFault.NOT_INSTALLED: ("Samtalsdelen är inte installerad", "The call engine is not installed"),
}

ENGINE_STATES: dict[EngineState, Pair] = {
    EngineState.ABSENT: ("finns inte här", "not on this computer"),
    EngineState.STARTING: ("startar", "starting"),
    EngineState.READY: ("redo", "ready"),
    EngineState.FAILED: ("stannade", "stopped"),
}

GUEST_KINDS: dict[GuestKind, Pair] = {
    GuestKind.RELATIVE: ("anhörig", "relative"),
    GuestKind.NURSE: ("sjuksköterska", "nurse"),
    GuestKind.OTHER: ("annan", "other"),
}

SIGNAL_ACTS: dict[SignalAct, Pair] = {
    SignalAct.OFFER: ("uppringning", "offer"),
    SignalAct.ANSWER: ("svar", "answer"),
    SignalAct.CANDIDATE: ("väg", "candidate"),
    SignalAct.BYE: ("avslut", "bye"),
    SignalAct.RINGING: ("ringer", "ringing"),
    SignalAct.BUSY: ("upptaget", "busy"),
    SignalAct.DECLINED: ("avböjt", "declined"),
    SignalAct.CONTROL: ("styrning", "control"),
}

CALL_REFUSALS: dict[Reason, Pair] = {
    Reason.NO_CALL: ("Inget samtal pågår", "No call is going on"),
    Reason.CALL_GOES_ON: ("Ett samtal pågår. Lägg på först (Ctrl+L)", "A call is going on. Hang up first (Ctrl+L)"),
    Reason.NO_WAY_TO_CALL: (
        "Det finns inget att ringa på. Ring närstående (F7) eller skicka någon",
        "There is nothing to call on. Call the relatives (F7) or send somebody",
    ),
    Reason.NO_CONTACT: ("Den närstående finns inte i registret", "No such contact in the register"),
    Reason.NOT_SEEN_BY_CONSENT: (
        "Samtycke till det saknas. Ring med röst (F5)",
        "There is no consent to that. Call by voice (F5)",
    ),
    Reason.NO_ENGINE: (
        "Samtal går inte att föra i den här datorn. Ring med telefonen",
        "Calls cannot be held on this computer. Call by telephone",
    ),
    Reason.NO_GUEST_HERE: (
        "Larmcentralen har ingen väg in för en tredje part",
        "The centre has no way in for a third party",
    ),
}
"""Why a call was refused. Part of `enums.REFUSALS`."""

CALL_TABLES: dict[type[Enum], Mapping[Any, Pair]] = {
    CallKind: CALL_KINDS, CallState: CALL_STATES, CallFact: CALL_FACTS, CallEnd: CALL_ENDS, CallResult: CALL_RESULTS,
    NoPicture: NO_PICTURES, Quality: QUALITIES, CallChange: CALL_CHANGES, DeviceTone: DEVICE_TONES, Peer: PEERS,
    EngineFault: ENGINE_FAULTS, EngineState: ENGINE_STATES, GuestKind: GUEST_KINDS, SignalAct: SIGNAL_ACTS,
}  # fmt: skip
