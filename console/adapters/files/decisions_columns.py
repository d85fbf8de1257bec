"""The heads of a sheet of decisions in Swedish and English, and the Swedish words that its cells may hold.

Heads are compared as those of residents (`sheet.plain`). The tables are those of the documentation.
"""

_NAMES: dict[str, tuple[str, ...]] = {
    "municipality": ("kommun",),
    "id": ("beslut", "beslutsid", "beslut id", "besluts id"),
    "resident": ("brukare", "brukarid", "brukar id"),
    "kind": ("slag",),
    "area": ("område",),
    "place": ("plats",),
    "valid_from": ("gäller från", "från och med"),
    "valid_until": ("gäller till", "till och med"),
    "ended_on": ("avslutat", "avslutat den"),
    "consent_given_on": ("samtycke", "samtycke från"),
    "consent_until": ("samtycke till",),
    "has_cohabitant": ("delar rum", "sammanboende"),
    "cohabitant_given_on": ("sammanboendes samtycke", "sammanboendes samtycke från"),
    "cohabitant_until": ("sammanboendes samtycke till",),
    "performer": ("utförare",),
    "looks": ("tillsyner", "tillsynstider"),
    "rounds": ("rundor",),
    "tolerance_min": ("tolerans min",),
    "retry_after_min": ("nytt försök efter min",),
    "tries": ("antal försök",),
    "not_seen_then": ("ej sedd sedan",),
    "fault_then": ("vid fel",),
    "fault_within_min": ("vid fel inom min",),
    "fault_by_window": ("vid fel inom tiden",),
    "up_at_most_min": ("uppe högst min",),
    "door_from": ("dörr från",),
    "door_until": ("dörr till",),
    "moved_by": ("rörelse senast",),
    "skipped": ("hoppas över",),
    "note": ("anteckning",),
    "mask": ("maskering",),
    "camera": ("kamera", "kamera id"),
    "camera_protocol": ("kameraprotokoll",),
    "camera_address": ("kameraadress",),
    "camera_login": ("kamerainloggning",),
    "camera_is_simulated": ("kamera simulerad",),
}

COLUMNS: dict[str, str] = {head: name for name, others in _NAMES.items() for head in (name.replace("_", " "), *others)}
"""Every head, with its name in the format."""

REQUIRED = ("municipality", "id", "valid_from", "valid_until", "looks")

ONLY_HERE = frozenset({"valid_from", "valid_until", "looks"})
"""A sheet with one of these is of decisions."""

SWEDISH_PLACES = {"hem": "home", "bostad": "home", "rum": "room", "korridor": "corridor"}

SWEDISH_PERFORMERS = {"nattillsyn": "night_supervision", "larmoperatör": "operators", "nattpatrull": "patrol"}

SWEDISH_THENS = {"nytt försök": "retry", "ring": "phone", "besök": "visit"}

SWEDISH_MASKS = {"rutor": "squares", "oskärpa": "blur", "kontur": "outline"}

SWEDISH_PROTOCOLS = {"stillbilder": "stills"}
