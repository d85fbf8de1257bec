"""The invented people whom the scenes are about, with the facts that an operator must know of them.

They live in Älvbro whatever the seed, and come first in its lists.
"""

from dataclasses import dataclass, field

from console.domain.alarm import DeviceKind
from console.domain.call import CallKind
from console.domain.resident import CallConsent, CallsBy, Contact, CriticalFact, FactKind

F, D = FactKind, DeviceKind

NORRSUND_LINE_STREET = "Hamngatan"
"""The street of the outage: fourteen units without contact."""

CUT_OFF = "Sven-Åke Holm"
"""Who cannot call for help while that street's line is cut."""

ALIVE_WITHIN_S = 300
"""How often the cast's own units say that they live."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One device of a member of the cast. `is_shared` leaves its resident open: the console asks who."""

    kind: DeviceKind
    model: str
    place: str = ""
    is_shared: bool = False
    calls: CallsBy | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One person. Those with the same address share the home."""

    given_name: str
    family_name: str
    age: int
    is_woman: bool
    area: str
    street: str
    number: int
    apartment: str = ""
    mobile: str = ""
    language: str = "sv"
    facts: tuple[CriticalFact, ...] = ()
    aids: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    units: tuple[Unit, ...] = ()
    way_in: str = "Porttelefon, sök på efternamnet"
    key_location: str = "Nyckelskåp 4, Norrgården"
    note: str = ""
    calls: CallConsent = field(default_factory=CallConsent)


_ALONE = CriticalFact(F.LIVES_ALONE)
_LOCK = CriticalFact(F.DIGITAL_LOCK, "Kod till den som accepterat")
_BAND = Unit(D.PERSONAL_ALARM, "Armband")
_TABLET = Unit(D.TABLET, "Surfplatta", "köket", calls=CallsBy(CallKind.VIDEO))
_SEEN = CallConsent(may_be_seen=True)

CAST: tuple[Part, ...] = (
    Part(
        "Märta", "Lindqvist", 87, True, "Norr", "Fyrvägen", 12, "lgh 1103", "+46701740618",
        facts=(
            CriticalFact(F.OXYGEN, "Ingen öppen låga"),
            CriticalFact(F.BLOOD_THINNER, "Fall ska alltid bedömas"),
            CriticalFact(F.HEARING, "Tala långsamt, vänta på svar"),
            CriticalFact(F.CALL_MOBILE_FIRST, "070-174 06 18"),
            _LOCK,
            CriticalFact(F.ANIMAL, "Hund i hallen: Sotis, snäll"),
            _ALONE,
        ),
        aids=("samtalsförstärkare", "syrgasapparat", "rollator"),
        contacts=(
            Contact(1, "Lena Lindqvist", "dotter", "+46701740622", "svarar oftast på natten", has_key=True),
            Contact(2, "Anders Lindqvist", "son", "+46701740631", "utomlands till 29 nov"),
            Contact(3, "Ove Ström", "granne", "+46701740644", "från 06:00", has_key=True),
        ),
        units=(
            _BAND,
            Unit(D.BED_SENSOR, "Sängmatta", "sängen"),
            Unit(D.IR_DETECTOR, "Rörelsevakt", "badrummet"),
            Unit(D.MEDICATION_DISPENSER, "Läkemedelsautomat", "köket"),
            Unit(D.CAMERA, "Tillsynskamera", "sovrummet"),
            Unit(D.DOOR_ALARM, "Dörrlarm", "ytterdörren"),
            Unit(D.LOCK, "Digitalt lås", "ytterdörren"),
            Unit(D.ALARM_MAT, "Larmmatta", "sängen"),
            _TABLET,
        ),
        calls=CallConsent(may_be_seen=True, may_be_listened_to=True),
        way_in="Digitalt lås i port och lägenhet, rätt ges när någon accepterat",
        key_location="Reservnyckel i skåp 4, Norrgården",
    ),
    Part(
        "Göran", "Wikström", 79, False, "Söder", "Flottarvägen", 7, "lgh 1002", "+46701740651",
        facts=(CriticalFact(F.WALKING, "Rullator, behöver lång tid till dörren"), _ALONE),
        aids=("rollator", "spisvakt"),
        contacts=(Contact(1, "Karin Wikström", "dotter", "+46701740652", "dygnet runt", has_key=True),),
        units=(_BAND, Unit(D.SMOKE_DETECTOR, "Rökdetektor", "köket")),
    ),
    Part(
        "Ingegerd", "Åström", 91, True, "Centrum", "Kvarngatan", 3, "lgh 1201", "+46701740655",
        facts=(
            CriticalFact(F.BLOOD_THINNER, "Fall ska alltid bedömas"),
            CriticalFact(F.SIGHT, "Ser bara ljus och mörker"),
            _ALONE,
        ),
        aids=("rollator", "duschstol"),
        contacts=(Contact(1, "Per Åström", "son", "+46701740656", "inte 08-16", has_key=True),),
        units=(Unit(D.PERSONAL_ALARM, "Halsband"), Unit(D.FALL_DETECTOR, "Halsband")),
    ),
    Part(
        "Nils-Erik", "Hägg", 83, False, "Öster", "Lommenstigen", 15, "",
        facts=(CriticalFact(F.DEMENTIA, "Går ut på natten, klär sig inte efter vädret"), _LOCK, _ALONE),
        aids=("kom ihåg-klocka", "nattlampa med rörelse"),
        contacts=(
            Contact(1, "Eva Hägg", "dotter", "+46701740660", "dygnet runt", has_key=True),
            Contact(2, "Sten Boman", "granne", "+46701740661", "till 22:00"),
        ),
        units=(_BAND, Unit(D.DOOR_ALARM, "Dörrlarm, natt", "ytterdörren"), Unit(D.TRACKER, "Sändare", ""),
               Unit(D.LOCK, "Digitalt lås", "ytterdörren")),
        way_in="Egen ingång från gården, digitalt lås",
    ),
    Part(
        "Karin", "Dahl", 84, True, "Söder", "Flottarvägen", 22, "",
        facts=(CriticalFact(F.DIABETES, "Insulin, fråga om mat och blodsocker"),),
        contacts=(Contact(1, "Ulrika Dahl", "dotter", "+46701740664", "kvällar och helger", has_key=True),),
        units=(Unit(D.PERSONAL_ALARM, "Delat larm", "sovrummet", is_shared=True),
               Unit(D.SMOKE_DETECTOR, "Rökdetektor", "hallen", is_shared=True)),
    ),
    Part(
        "Rolf", "Dahl", 88, False, "Söder", "Flottarvägen", 22, "",
        facts=(CriticalFact(F.HEARING, "Hör inte högtalaren utan hörapparat"),
               CriticalFact(F.WALKING, "Reser sig inte utan hjälp")),
        aids=("hörapparat", "rollator"),
        contacts=(Contact(1, "Ulrika Dahl", "dotter", "+46701740664", "kvällar och helger", has_key=True),),
    ),
    Part(
        "Solveig", "Öberg", 76, True, "Öster", "Lommenstigen", 4, "lgh 1004",
        facts=(CriticalFact(F.WALKING, "Faller lätt bakåt"), _ALONE),
        aids=("rullstol", "nattlampa med rörelse"),
        contacts=(Contact(1, "Jan Öberg", "son", "+46701740667", "dygnet runt"),),
        units=(_BAND, Unit(D.ALARM_MAT, "Larmmatta", "sängen")),
    ),
    Part(
        "Per-Olof", "Näslund", 88, False, "Centrum", "Kvarngatan", 9, "lgh 1302", "+46701740670",
        facts=(CriticalFact(F.SPEECH, "Talar otydligt efter stroke, har tid på sig"), _LOCK, _ALONE),
        aids=("rollator",),
        contacts=(Contact(1, "Maria Näslund", "sondotter", "+46701740671", "dygnet runt", has_key=True),),
        units=(_BAND, Unit(D.LOCK, "Digitalt lås", "ytterdörren"), _TABLET),
        calls=_SEEN,
    ),
    Part(
        "Aino", "Korhonen", 82, True, "Norr", "Fyrvägen", 31, "lgh 1101", "", "fi",
        facts=(CriticalFact(F.LANGUAGE, "Talar finska, förstår svenska om du talar långsamt"), _ALONE),
        aids=("surfplatta",),
        contacts=(Contact(1, "Sari Korhonen", "dotter", "+46701740674", "kvällar och helger"),),
        units=(_BAND, Unit(D.MEDICATION_DISPENSER, "Läkemedelsautomat", "köket"), _TABLET),
        calls=_SEEN,
    ),
    Part(
        "Bror", "Ekdahl", 90, False, "Norr", "Fyrvägen", 10, "lgh 1001",
        facts=(CriticalFact(F.HEARING, "Använder samtalsförstärkare"), _ALONE),
        aids=("samtalsförstärkare",),
        contacts=(Contact(1, "Pia Ekdahl", "dotter", "+46701740678", "till 23:00"),),
        units=(_BAND, Unit(D.PERSONAL_ALARM, "Halsband"), Unit(D.CAMERA, "Tillsynskamera", "sovrummet"), _TABLET),
        calls=_SEEN,
    ),
    Part(
        "Sven-Åke", "Holm", 81, False, "Norrsund", NORRSUND_LINE_STREET, 17, "",
        facts=(CriticalFact(F.WALKING, "Sitter i rullstol, kan inte öppna själv"), _ALONE),
        aids=("rullstol",),
        contacts=(Contact(1, "Anita Holm", "syster", "+46701740681", "08-20", has_key=True),),
        units=(_BAND, Unit(D.SMOKE_DETECTOR, "Rökdetektor", "hallen")),
        key_location="Nyckelskåp 2, Norrsund",
    ),
)  # fmt: skip
