"""The heads of sheets of staff, shifts and visits in Swedish and English, and the Swedish words of their cells.

Heads are compared as those of residents (`sheet.plain`). The tables are those of the documentation.
"""

_STAFF: dict[str, tuple[str, ...]] = {
    "municipality": ("kommun",),
    "id": ("personal", "personal id"),
    "sender": ("avsändare",),
    "name": ("namn",),
    "phone": ("telefon",),
    "skills": ("behörigheter", "delegeringar"),
    "languages": ("språk",),
    "opens_locks": ("låsrätt",),
    "keys": ("nycklar",),
    "transport": ("färdsätt",),
    "area": ("område",),
    "group": ("grupp",),
    "partner": ("kollega", "åker med"),
    "may_go_alone": ("får åka ensam",),
    "may_see_protected": ("skyddade personer",),
}

_SHIFTS: dict[str, tuple[str, ...]] = {
    "municipality": ("kommun",),
    "id": ("shift", "pass"),
    "responder": ("personal", "personal id"),
    "since": ("från",),
    "until": ("till",),
}

_VISITS: dict[str, tuple[str, ...]] = {
    "municipality": ("kommun",),
    "id": ("visit", "besök"),
    "responder": ("personal", "personal id"),
    "resident": ("brukare", "brukar id"),
    "since": ("från",),
    "until": ("till",),
    "staff": ("antal",),
}


def _heads(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {head: name for name, others in names.items() for head in (name.replace("_", " "), *others)}


STAFF_COLUMNS, SHIFT_COLUMNS, VISIT_COLUMNS = _heads(_STAFF), _heads(_SHIFTS), _heads(_VISITS)
"""Every head, with its name in the format."""

STAFF_REQUIRED = ("municipality", "id", "sender", "name")
PLAN_REQUIRED = ("municipality", "id", "responder", "since", "until")

STAFF_HEADS = (frozenset({"sender", "avsändare"}), frozenset({"name", "namn"}))
"""A sheet with one of each is of staff."""
SHIFT_HEADS, VISIT_HEADS = frozenset({"shift", "pass"}), frozenset({"visit", "besök"})
"""A sheet with one of these is of shifts, or of visits."""

SWEDISH_SKILLS = {
    "sjuksköterska": "nurse",
    "undersköterska": "assistant_nurse",
    "läkemedel": "medication",
    "insulin": "insulin",
    "syrgas": "oxygen",
    "kateter": "catheter",
    "lyft": "lifting",
}

SWEDISH_TRANSPORTS = {"bil": "car", "cykel": "bike", "till fots": "foot", "gång": "foot"}
