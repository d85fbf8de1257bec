"""The invented people of the night round, and where in it they stand; and all whom scenes and rounds know by name.

They live in Älvbro whatever the seed, and come after the cast of the scenes.
"""

from dataclasses import dataclass

from console.adapters.municipality.cast import CAST, Part, Unit
from console.domain.alarm import DeviceKind
from console.domain.resident import Contact, CriticalFact, FactKind

F, D = FactKind, DeviceKind


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the round somebody is looked at. `opens_min` and `lasts_min` are of the second look's window, in minutes
    from when the demonstration begins and from its beginning; a look by the clock lasts 0."""

    name: str
    area: str
    place: int
    opens_min: int
    lasts_min: int
    note: str = ""


_BAND = Unit(D.PERSONAL_ALARM, "Armband")
_CAMERA = Unit(D.CAMERA, "Tillsynskamera", "sovrummet")
_SENSORS = (
    Unit(D.BED_SENSOR, "Sängmatta", "sängen"),
    Unit(D.IR_DETECTOR, "Rörelsevakt", "badrummet"),
    Unit(D.DOOR_ALARM, "Dörrlarm", "ytterdörren"),
)
_MAT = Unit(D.ALARM_MAT, "Larmmatta", "sängen")
_DISPENSER = Unit(D.MEDICATION_DISPENSER, "Läkemedelsautomat", "köket")
_ALONE = CriticalFact(F.LIVES_ALONE)


def _part(
    name: str,
    age: int,
    area: str,
    street: str,
    number: int,
    fact: CriticalFact,
    contact: Contact,
    *units: Unit,
    is_woman: bool = True,
    lives_alone: bool = True,
) -> Part:
    given, _, family = name.rpartition(" ")
    facts = (fact, _ALONE) if lives_alone else (fact,)
    return Part(
        given, family, age, is_woman, area, street, number, facts=facts, contacts=(contact,),
        units=(_BAND, *units), aids=("rollator",),
    )  # fmt: skip


ROUND_CAST: tuple[Part, ...] = (
    _part(
        "Edvin Palm", 89, "Norr", "Fyrvägen", 41, CriticalFact(F.WALKING, "Rullator vid sängen"),
        Contact(1, "Gun Palm", "dotter", "+46701740685", "till 22:00", has_key=True),
        _CAMERA, *_SENSORS, _MAT, is_woman=False,
    ),
    _part(
        "Valborg Strand", 93, "Norr", "Fyrvägen", 43, CriticalFact(F.HEARING, "Hör inte utan hörapparat"),
        Contact(1, "Leif Strand", "son", "+46701740686"), _CAMERA,
    ),
    _part(
        "Harry Lundmark", 86, "Öster", "Lommenstigen", 20, CriticalFact(F.BLOOD_THINNER, "Fall ska alltid bedömas"),
        Contact(1, "Mona Lundmark", "dotter", "+46701740687", "dygnet runt"), _CAMERA, *_SENSORS, is_woman=False,
    ),
    _part(
        "Greta Sandell", 90, "Norr", "Fyrvägen", 45, CriticalFact(F.DEMENTIA, "Går gärna upp på natten"),
        Contact(1, "Ulf Sandell", "son", "+46701740688", "kvällar och helger"), _CAMERA, *_SENSORS,
    ),
    _part(
        "Olle Forsman", 84, "Söder", "Flottarvägen", 30, CriticalFact(F.DIABETES, "Insulin, fråga om mat"),
        Contact(1, "Ann Forsman", "svärdotter", "+46701740689"), _CAMERA, is_woman=False,
    ),
    _part(
        "Inga-Lill Berg", 82, "Norr", "Fyrvägen", 47, CriticalFact(F.BLOOD_THINNER, "Fall ska alltid bedömas"),
        Contact(1, "Tomas Berg", "son", "+46701740690", "efter 17"), _CAMERA,
    ),
    _part(
        "Sonja Rehn", 88, "Norr", "Fyrvägen", 49, CriticalFact(F.OXYGEN, "Ingen öppen låga"),
        Contact(1, "Kerstin Rehn", "syster", "+46701740691", "08-20"), _CAMERA, *_SENSORS, _DISPENSER,
    ),
    _part(
        "Tage Ivarsson", 91, "Norr", "Fyrvägen", 51, CriticalFact(F.WALKING, "Reser sig med stöd"),
        Contact(1, "Siv Ivarsson", "dotter", "+46701740692", "dygnet runt", has_key=True),
        _CAMERA, *_SENSORS, _MAT, is_woman=False,
    ),
    _part(
        "Asta Holmgren", 87, "Söder", "Flottarvägen", 32, CriticalFact(F.SIGHT, "Ser bara ljus och mörker"),
        Contact(1, "Bo Holmgren", "son", "+46701740693"), _CAMERA, *_SENSORS,
    ),
    _part(
        "Rut Sörensen", 85, "Öster", "Lommenstigen", 24, CriticalFact(F.DEMENTIA, "Känner inte igen rösten i larmet"),
        Contact(1, "Eva Sörensen", "dotter", "+46701740694", "till 23:00"), _CAMERA, lives_alone=False,
    ),
    _part(
        "Svante Sörensen", 88, "Öster", "Lommenstigen", 24, CriticalFact(F.HEARING, "Hör inte utan hörapparat"),
        Contact(1, "Eva Sörensen", "dotter", "+46701740694", "till 23:00"), is_woman=False, lives_alone=False,
    ),
    _part(
        "Einar Lindh", 83, "Söder", "Flottarvägen", 34, CriticalFact(F.WALKING, "Faller lätt bakåt"),
        Contact(1, "Per Lindh", "son", "+46701740695"), _CAMERA, *_SENSORS, is_woman=False,
    ),
    _part(
        "Maj-Britt Öhman", 86, "Norr", "Fyrvägen", 53, CriticalFact(F.HEARING, "Tala långsamt"),
        Contact(1, "Lars Öhman", "bror", "+46701740696", "från 06:00"), _CAMERA,
    ),
)  # fmt: skip

KNOWN: tuple[Part, ...] = (*CAST, *ROUND_CAST)
"""Everybody who is known by name, in the order in which they move in."""

SPOTS: tuple[Spot, ...] = (
    Spot("Märta Lindqvist", "Norr", 1, -25, 45, "Larmmatta vid sängen, hund i hallen"),
    Spot("Edvin Palm", "Norr", 3, -15, 30, "Sover ofta i fåtöljen, rullator vid sängen"),
    Spot("Sonja Rehn", "Norr", 5, -5, 30, "Syrgas vid sängens fotände"),
    Spot("Greta Sandell", "Norr", 7, -25, 45, "Uppe flera gånger om natten, hittar tillbaka själv"),
    Spot("Tage Ivarsson", "Norr", 8, 0, 30, "Sover tungt, rör sig inte ofta"),
    Spot("Inga-Lill Berg", "Norr", 9, -20, 30, "Dottern sover över ibland"),
    Spot("Bror Ekdahl", "Norr", 10, 5, 45, "Somnar sent, radion på"),
    Spot("Valborg Strand", "Norr", 12, -20, 0, "Ska vändas, tid efter klockan"),
    Spot("Maj-Britt Öhman", "Norr", 14, 15, 45),
    Spot("Asta Holmgren", "Söder", 1, 0, 30, "Sängens fotände mot kameran"),
    Spot("Olle Forsman", "Söder", 2, -20, 45, "Går ofta till köket, insulin på kvällen"),
    Spot("Einar Lindh", "Söder", 6, 10, 45, "Lampan tänd hela natten"),
    Spot("Rut Sörensen", "Öster", 1, 5, 45, "Maken sover i samma rum"),
    Spot("Harry Lundmark", "Öster", 4, -10, 0, "Väcks för medicin, tid efter klockan"),
)
"""The places of those who are known by name."""
