"""The heads of a sheet in Swedish and English, and the Swedish words that its cells may hold.

Heads are compared without case, and with `_`, `-` and spaces alike. The tables are those of the documentation.
"""

_NAMES: dict[str, tuple[str, ...]] = {
    "municipality": ("kommun",),
    "household": ("hushåll",),
    "id": ("brukare", "brukarid", "brukar id"),
    "given_name": ("förnamn",),
    "family_name": ("efternamn",),
    "born": ("född", "födelsedatum"),
    "personal_number": ("personnummer",),
    "phone": ("telefon",),
    "mobile": ("mobil", "mobiltelefon"),
    "language": ("språk",),
    "protection": ("skydd",),
    "street": ("gata", "gatuadress"),
    "apartment": ("lägenhet",),
    "postal_code": ("postnummer",),
    "city": ("ort", "postort"),
    "area": ("område",),
    "latitude": ("latitud",),
    "longitude": ("longitud",),
    "way_in": ("väg in", "vägen in"),
    "key_location": ("nyckelplats",),
    "doors": ("lås",),
    "key": ("nyckel",),
    "facts": ("viktigt",),
    "aids": ("hjälpmedel",),
    "note": ("anteckning",),
    "calls_consent": ("samtycke samtal",),
}

COLUMNS: dict[str, str] = {head: name for name, others in _NAMES.items() for head in (name.replace("_", " "), *others)}
"""Every head of a plain column, with its name in the format."""

REQUIRED = ("municipality", "id", "given_name", "family_name", "born", "street")

GROUPS = {"contact": "contact", "kontakt": "contact", "device": "device", "enhet": "device"}

GROUP_COLUMNS: dict[str, dict[str, str]] = {
    "contact": {
        "name": "name", "namn": "name",
        "relation": "relation",
        "phone": "phone", "telefon": "phone",
        "available": "available", "tid": "available",
        "has key": "has_key", "nyckel": "has_key",
    },
    "device": {
        "id": "id",
        "kind": "kind", "slag": "kind",
        "sender": "sender", "avsändare": "sender",
        "place": "place", "plats": "place",
        "model": "model", "modell": "model",
        "heartbeat interval s": "heartbeat_interval_s", "livstecken s": "heartbeat_interval_s",
        "shared": "shared", "delad": "shared",
        "calls": "calls", "samtal": "calls",
    },
}  # fmt: skip
"""The heads after `contact 1` (kontakt 1) and `device 1` (enhet 1)."""

SWEDISH_FACTS = {
    "fara": "danger",
    "syrgas": "oxygen",
    "blodförtunnande": "blood_thinner",
    "diabetes": "diabetes",
    "epilepsi": "epilepsy",
    "demens": "dementia",
    "hörsel": "hearing",
    "tal": "speech",
    "syn": "sight",
    "språk": "language",
    "ring mobilen först": "call_mobile_first",
    "nyckel": "key",
    "digitalt lås": "digital_lock",
    "djur": "animal",
    "bor ensam": "lives_alone",
    "gång": "walking",
}

SWEDISH_PROTECTIONS = {
    "": "none",
    "ingen": "none",
    "sekretessmarkering": "confidential",
    "skyddad folkbokföring": "protected",
}

SWEDISH_CALLS = {"röst": "voice"}

SWEDISH_CONSENT = {"ses": "seen", "höras": "listened_to"}

SWEDISH_KINDS = {
    "trygghetslarm": "personal_alarm",
    "telefonlarm": "telephone_alarm",
    "mobilt larm": "mobile_alarm",
    "surfplatta": "tablet",
    "sändare": "tracker",
    "fallarm": "fall_detector",
    "larmmatta": "alarm_mat",
    "sängsensor": "bed_sensor",
    "rörelsevakt": "ir_detector",
    "dörrlarm": "door_alarm",
    "rökdetektor": "smoke_detector",
    "gasvarnare": "gas_detector",
    "kolmonoxidvarnare": "co_detector",
    "läkemedelsautomat": "medication_dispenser",
    "rumslarm": "room_call",
    "överfallslarm": "staff_attack",
    "kamera": "camera",
    "tillsynssensor": "supervision_sensor",
    "lås": "lock",
    "nyckelskåp": "key_cabinet",
    "fastighetssensor": "property_sensor",
    "bredband": "broadband_line",
    "hub": "hub",
}
