"""Words for the enums of digital supervision: decisions, looks, the picture, the round, the night and its report. Part
of `enums.TABLES`."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from console.domain.look import LookEnd, LookFor, LookOutcome, LookState
from console.domain.night_line import Certainty, Deviation, Flag, MarkKind, NightLane, Span
from console.domain.night_report import Standing
from console.domain.picture import CameraProtocol, Mask, Picture
from console.domain.refused import Reason
from console.domain.round_rows import Lack, RoundGroup
from console.domain.sensing import Seen
from console.domain.supervision import Performer, PlaceKind, Then
from ui.words.pair import Pair

LOOK_OUTCOMES: dict[LookOutcome, Pair] = {
    LookOutcome.ASLEEP: ("Sover i sängen", "Asleep in bed"),
    LookOutcome.AWAKE: ("Vaken i sängen, lugn", "Awake in bed, calm"),
    LookOutcome.UP: ("Uppe, ses väl", "Up, seen well"),
    LookOutcome.NOT_SEEN: ("Inte sedd", "Not seen"),
    LookOutcome.ON_FLOOR: ("På golvet, misstänkt fall", "On the floor, suspected fall"),
    LookOutcome.CALLS_FOR_HELP: ("Ropar på hjälp", "Calls for help"),
    LookOutcome.OTHER_PERSON: ("Annan person, avbruten", "Other person, aborted"),
    LookOutcome.UNUSABLE: ("Oanvändbar bild", "Picture unusable"),
    LookOutcome.NO_ANSWER: ("Kameran svarar inte", "Camera does not answer"),
    LookOutcome.DECLINED: ("Avstår eller borta i natt", "Declines or away tonight"),
    LookOutcome.PHONED_WELL: ("Nådd på telefon, mår bra", "Reached by phone, is well"),
    LookOutcome.VISITED_WELL: ("Besökt, mår bra", "Visited, is well"),
    LookOutcome.VISITED_HELPED: ("Besökt, fick hjälp", "Visited, was helped"),
}

LOOK_STATES: dict[LookState, Pair] = {
    LookState.PLANNED: ("planerad", "planned"),
    LookState.OPEN: ("öppen", "open"),
    LookState.PAUSED: ("pausad", "paused"),
    LookState.RETRY: ("nytt försök", "another try"),
    LookState.FOLLOW_UP: ("någon ska höra av sig eller gå dit", "somebody is to call or go there"),
    LookState.DONE: ("klar", "done"),
}

LOOK_ENDS: dict[LookEnd, Pair] = {
    LookEnd.JUDGED: ("utfall valt", "outcome chosen"),
    LookEnd.TIME: ("tiden var ute", "its time was up"),
    LookEnd.PAUSED: ("pausad", "paused"),
    LookEnd.LEFT: ("lämnad utan utfall", "left without an outcome"),
    LookEnd.PERMIT_ENDED: ("rätten att titta upphörde", "the right to look ended"),
}

LOOK_FORS: dict[LookFor, Pair] = {
    LookFor.ROUND: ("rundan", "the round"),
    LookFor.CASE: ("ett öppet ärende", "an open case"),
}

THENS: dict[Then, Pair] = {
    Then.RETRY: ("nytt försök", "another try"),
    Then.PHONE: ("telefonsamtal", "telephone call"),
    Then.VISIT: ("besök", "visit"),
}

MASKS: dict[Mask, Pair] = {
    Mask.SQUARES: ("grova rutor", "coarse squares"),
    Mask.BLUR: ("oskarp", "blurred"),
    Mask.OUTLINE: ("konturer", "outlines"),
    Mask.NONE: ("omaskerad", "unmasked"),
}

PICTURES: dict[Picture, Pair] = {
    Picture.COMING: ("väntar på bild", "waiting for a picture"),
    Picture.LIVE: ("levande bild", "live picture"),
    Picture.FROZEN: ("frusen bild", "frozen picture"),
    Picture.LOST: ("ingen bild", "no picture"),
    Picture.SHUT: ("kameran är stängd", "the camera is closed"),
}

PLACE_KINDS: dict[PlaceKind, Pair] = {
    PlaceKind.HOME: ("bostad", "home"),
    PlaceKind.ROOM: ("rum", "room"),
    PlaceKind.CORRIDOR: ("korridor", "corridor"),
}

PERFORMERS: dict[Performer, Pair] = {
    Performer.NIGHT_SUPERVISION: ("tillsyn natt", "night supervision"),
    Performer.OPERATORS: ("operatörerna", "the operators"),
    Performer.PATROL: ("nattpatrullen", "the night patrol"),
}

CAMERA_PROTOCOLS: dict[CameraProtocol, Pair] = {
    CameraProtocol.RTSP: ("RTSP", "RTSP"),
    CameraProtocol.RTSPS: ("RTSP över TLS", "RTSP over TLS"),
    CameraProtocol.STILLS: ("stillbilder över HTTPS", "stills over HTTPS"),
}

LACKS: dict[Lack, Pair] = {
    Lack.LOOK_MISSED: ("Tillsyn inte gjord i tid", "Look not done in time"),
    Lack.NOT_FOUND: ("Inte hittad, ingen har gått dit", "Not found, nobody has gone there"),
    Lack.FAULT_UNVISITED: ("Kamerafel utan besök", "Camera fault without a visit"),
    Lack.NO_CAMERA: ("Beslut utan kamera", "Decision without a camera"),
    Lack.CAMERA_MOVED: ("Kameran hör till någon annan", "The camera belongs to somebody else"),
    Lack.CONSENT_MISSING: ("Samtycke saknas", "Consent is missing"),
    Lack.NO_LOOKS: ("Beslut utan tillsyn", "Decision without looks"),
}

ROUND_GROUPS: dict[RoundGroup, Pair] = {
    RoundGroup.LATE: ("Sena", "Late"),
    RoundGroup.FOLLOW_UP: ("Att gå till", "To go to"),
    RoundGroup.RETRY: ("Nytt försök", "Another try"),
    RoundGroup.NOW: ("Nu", "Now"),
    RoundGroup.SOON: ("Snart", "Soon"),
    RoundGroup.LATER: ("Senare", "Later"),
    RoundGroup.DONE: ("Klara", "Done"),
    RoundGroup.SKIPPED: ("Avstår", "Declined"),
}
"""As the heads of the round's groups."""

NIGHT_LANES: dict[NightLane, Pair] = {
    NightLane.BED: ("Säng", "Bed"),
    NightLane.MOTION: ("Rörelse", "Motion"),
    NightLane.DOOR: ("Dörr", "Door"),
    NightLane.MAT: ("Matta", "Mat"),
    NightLane.LOOK: ("Tillsyn", "Look"),
    NightLane.ALARM: ("Larm", "Alarm"),
    NightLane.MEDICATION: ("Medicin", "Medication"),
}

MARK_KINDS: dict[MarkKind, Pair] = {
    MarkKind.IN_BED: ("i sängen", "in bed"),
    MarkKind.OUT_OF_BED: ("ur sängen", "out of bed"),
    MarkKind.MOVED: ("rörelse", "motion"),
    MarkKind.STILL: ("ingen rörelse", "no motion"),
    MarkKind.DOOR_OPENED: ("dörr öppnad", "door opened"),
    MarkKind.ON_MAT: ("steg på mattan", "stepped on the mat"),
    MarkKind.LOOK_DONE: ("tillsyn gjord", "look done"),
    MarkKind.LOOK_PLANNED: ("tillsyn planerad", "look planned"),
    MarkKind.LOOK_NOT_DONE: ("tillsyn inte gjord", "look not done"),
    MarkKind.PRESSED: ("tryck", "press"),
    MarkKind.ALARMED: ("larm", "alarm"),
    MarkKind.DOSE_TAKEN: ("dos tagen", "dose taken"),
    MarkKind.DOSE_MISSED: ("dos ej tagen", "dose not taken"),
    MarkKind.DOSE_PLANNED: ("dos planerad", "dose planned"),
    MarkKind.FIGURE_UP: ("figuren är uppe", "the figure is up"),
    MarkKind.FIGURE_ON_FLOOR: ("figuren ligger på golvet", "the figure lies on the floor"),
    MarkKind.OTHER: ("annan händelse", "another event"),
}

SEEN: dict[Seen, Pair] = {
    Seen.IN_BED: ("i sängen", "in bed"),
    Seen.LEFT_BED: ("lämnade sängen", "left the bed"),
    Seen.BACK_IN_BED: ("tillbaka i sängen", "back in bed"),
    Seen.MOVEMENT: ("rörelse", "motion"),
    Seen.STILL: ("ingen rörelse", "no motion"),
    Seen.DOOR_OPENED: ("dörr öppnad", "door opened"),
    Seen.DOOR_CLOSED: ("dörr stängd", "door closed"),
    Seen.ON_MAT: ("steg på mattan", "stepped on the mat"),
    Seen.OFF_MAT: ("steg av mattan", "stepped off the mat"),
    Seen.DOSE_TAKEN: ("dos tagen", "dose taken"),
    Seen.FIGURE_UP: ("figuren är uppe", "the figure is up"),
    Seen.FIGURE_ON_FLOOR: ("figuren ligger på golvet", "the figure lies on the floor"),
    Seen.FIGURE_IN_BED: ("figuren ligger i sängen", "the figure lies in bed"),
    Seen.FIGURE_ABSENT: ("ingen figur syns", "no figure is seen"),
}
"""What a sensor saw of the night."""

FLAGS: dict[Flag, Pair] = {
    Flag.UP_TOO_LONG: ("uppe för länge", "up too long"),
    Flag.NOT_BACK: ("inte tillbaka i sängen", "not back in bed"),
    Flag.DOOR_AT_NIGHT: ("dörr öppnad på natten", "door opened at night"),
    Flag.NO_MOTION: ("ingen rörelse i tid", "no motion in time"),
    Flag.ON_FLOOR: ("på golvet", "on the floor"),
}

CERTAINTIES: dict[Certainty, Pair] = {
    Certainty.LOW: ("låg", "low"),
    Certainty.MEDIUM: ("medel", "medium"),
    Certainty.HIGH: ("hög", "high"),
}

DEVIATIONS: dict[Deviation, Pair] = {
    Deviation.UP_MORE_OFTEN: ("uppe oftare än vanligt", "up more often than usual"),
    Deviation.UP_LONGER: ("längre uppe än vanligt", "up longer than usual"),
}

SPANS: dict[Span, Pair] = {
    Span.NIGHT: ("Natten", "The night"),
    Span.DAY: ("24 h", "24 h"),
    Span.WEEK: ("7 nätter", "7 nights"),
}

STANDINGS: dict[Standing, Pair] = {
    Standing.DONE: ("gjord", "done"),
    Standing.LATE: ("gjord sent", "done late"),
    Standing.MISSED: ("inte gjord", "not done"),
    Standing.OPEN: ("kan ännu göras", "can still be done"),
    Standing.SKIPPED: ("avstår", "declined"),
}

NIGHT_REFUSALS: dict[Reason, Pair] = {
    Reason.NO_DECISION: (
        "Inget beslut om tillsyn gäller nu. Ring eller skicka någon i stället",
        "No decision on supervision is in force now. Call or send somebody instead",
    ),
    Reason.NO_CONSENT: (
        "Samtycke saknas, ingen får titta. Skicka någon i stället",
        "Consent is missing, nobody may look. Send somebody instead",
    ),
    Reason.NOT_BY_CAMERA: (
        "Tillsynen ska göras på plats. Skicka nattpatrullen",
        "The look is to be done on site. Send the night patrol",
    ),
    Reason.NO_CAMERA: (
        "Det finns ingen kamera att öppna. Skicka någon och säg till teknikern",
        "There is no camera to open. Send somebody and tell the technician",
    ),
    Reason.CAMERA_MOVED: (
        "Kameran hör till någon annan och öppnas inte. Skicka någon och säg till teknikern",
        "The camera belongs to somebody else and is not opened. Send somebody and tell the technician",
    ),
    Reason.OUTSIDE_WINDOW: (
        "Utanför beslutets tid. Ta personens öppna ärende och ange skäl, eller skicka någon",
        "Outside the time of the decision. Take the person's open case and give a reason, or send somebody",
    ),
    Reason.DECLINED_TONIGHT: (
        "Personen avstår eller är borta i natt, ingen får titta. Ta nästa i rundan",
        "The person declines or is away tonight, nobody may look. Take the next in the round",
    ),
    Reason.LOOK_DONE: (
        "Tillsynen är redan gjord. Ta nästa i rundan",
        "The look is done already. Take the next in the round",
    ),
    Reason.LOOK_HELD: (
        "{owner} har tillsynen. Ta nästa i rundan",
        "{owner} has the look. Take the next in the round",
    ),
    Reason.NO_LIVE_PICTURE: (
        "Det kräver levande bild. Anslut igen, eller välj oanvändbar bild eller kameran svarar inte",
        "That takes a live picture. Connect again, or choose picture unusable or camera does not answer",
    ),
    Reason.NO_OPEN_LOOK: ("Ingen tillsyn är öppen. Öppna en först", "No look is open. Open one first"),
    Reason.NOT_THEIR_CASE: (
        "Ärendet gäller inte den personen. Ta personens eget ärende",
        "The case is not about that person. Take the person's own case",
    ),
    Reason.NIGHT_NOT_OVER: (
        "Natten är inte slut. Signera när den sista tillsynens tid har gått ut",
        "The night is not over. Sign when the time of the last look has run out",
    ),
    Reason.NIGHT_CHANGED: (
        "Rapporten har ändrats sedan du läste den. Läs om den och signera",
        "The report has changed since you read it. Read it again and sign",
    ),
    Reason.NIGHT_SIGNED: (
        "Nattens rapport är redan undertecknad och ändras inte",
        "The night's report is signed already and does not change",
    ),
}
"""Why a look, or the signing of a night, was refused. `{owner}` is who has the look. Part of `enums.REFUSALS`."""

NIGHT_TABLES: dict[type[Enum], Mapping[Any, Pair]] = {
    LookOutcome: LOOK_OUTCOMES, LookState: LOOK_STATES, LookEnd: LOOK_ENDS, LookFor: LOOK_FORS, Then: THENS,
    Mask: MASKS, Picture: PICTURES, PlaceKind: PLACE_KINDS, Performer: PERFORMERS, CameraProtocol: CAMERA_PROTOCOLS,
    Lack: LACKS, RoundGroup: ROUND_GROUPS, NightLane: NIGHT_LANES, MarkKind: MARK_KINDS, Flag: FLAGS,
    Certainty: CERTAINTIES, Deviation: DEVIATIONS, Span: SPANS, Standing: STANDINGS,
    Seen: SEEN,
}  # fmt: skip
