"""A small municipality in which every personal field says whose it is, as an import file.

A marker is a text that stands nowhere else in the world. What is searched for is its ASCII part, so that neither JSON's
escapes nor another encoding hides it; telephone and personal numbers are searched for by their digits.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NORRBY = "norrby"
SODERBY = "soderby"
SENDER = "trygg"

ORDINARY, PROTECTED, TOGETHER = "r-1", "r-2", "r-3"
"""Residents' ids: an ordinary one, a protected one, and an ordinary one who shares the protected one's home."""


HOME_TEXTS = ("street", "apartment", "city", "area", "way_in", "key_location", "key")


@dataclass(frozen=True)
class Marks:
    """Whose fields say what. `needles` is what is searched for, by field."""

    word: str
    born: str
    phones: tuple[str, str, str]
    latitude: float = 0.0

    @property
    def needles(self) -> dict[str, str]:
        fields = ("given", "family", "note", "fact", "contact", "relation", "available", "aid")
        return {
            **{field: f"{field}-{self.word}" for field in fields},
            "phone": self.phones[0], "mobile": self.phones[1], "contact phone": self.phones[2],
            "personal number": self.born.replace("-", "") + "-0000",
        }  # fmt: skip

    @property
    def home(self) -> dict[str, str]:
        return {**{field: f"{field}-{self.word}" for field in HOME_TEXTS}, "latitude": str(self.latitude)}

    def text(self, field: str) -> str:
        """The marker as it stands in the file: with a letter of ours before it."""
        return f"MARKÖR-{field}-{self.word}"

    def resident(self, id_: str, home: str, protection: str) -> dict[str, Any]:
        """One resident of the import file."""
        return {
            "id": id_, "municipality": NORRBY, "household": home, "given_name": self.text("given"),
            "family_name": self.text("family"), "born": self.born, "protection": protection,
            "personal_number": self.needles["personal number"], "phone": f"+{self.phones[0]}",
            "mobile": f"+{self.phones[1]}", "note": self.text("note"), "aids": [self.text("aid")],
            "facts": [{"kind": "hearing", "detail": self.text("fact")}],
            "contacts": [{
                "order": 1, "name": self.text("contact"), "relation": self.text("relation"),
                "phone": f"+{self.phones[2]}", "available": self.text("available"),
            }],
        }  # fmt: skip

    def household(self, id_: str) -> dict[str, Any]:
        """Their home."""
        return {
            "id": id_, "municipality": NORRBY, **{field: self.text(field) for field in HOME_TEXTS},
            "latitude": self.latitude, "longitude": 16.4032,
            "doors": [{"lock": f"lock-{id_}", "gateway": "locks", "place": self.text("area")}],
        }  # fmt: skip


MARKS = {
    ORDINARY: Marks("4c1a", "1931-05-01", ("46701740651", "46701740652", "46701740653"), 62.908417),
    PROTECTED: Marks("7f3a", "1932-06-02", ("46701740661", "46701740662", "46701740663"), 62.904631),
    TOGETHER: Marks("e95b", "1933-07-03", ("46701740671", "46701740672", "46701740673")),
}
"""The telephones are of those that PTS has set aside for fiction; the personal numbers are nobody's."""

STAFF = {"p-1": ("5d0c", "46701740681"), "p-2": ("8e1b", "46701740682")}
"""Whom an operator can send: what their fields say, and their telephone. The second is named for protected persons."""

CODE = 739284516
"""What every lock gives, longer than a real one so that no other number is it."""

WRITTEN = "skriven-2d8e"
"""What an operator writes on a case: people's own words, which stay in the journal and on the screen."""


def staff_needles(id_: str) -> dict[str, str]:
    """All that is searched for of one of the staff, by field."""
    word, phone = STAFF[id_]
    return {**{field: f"staff-{field}-{word}" for field in ("name", "area", "group")}, "phone": phone}


def staff_file_in(folder: Path) -> Path:
    """The staff's import file, with a shift that goes on."""
    now = datetime.now(UTC)
    keys = [MARKS[one].text("key") for one in (ORDINARY, PROTECTED)]
    people = [
        {
            "id": id_, "sender": f"phone-{id_}", "phone": f"+{phone}", "skills": ["assistant_nurse"],
            "opens_locks": True, "keys": keys, "may_see_protected": id_ == "p-2",
            **{field: f"MARKÖR-staff-{field}-{word}" for field in ("name", "area", "group")},
        }
        for id_, (word, phone) in STAFF.items()
    ]  # fmt: skip
    shifts = [
        {
            "id": f"shift-{id_}", "responder": id_, "since": (now - timedelta(hours=1)).isoformat(),
            "until": (now + timedelta(hours=7)).isoformat(),
        }
        for id_ in STAFF
    ]  # fmt: skip
    document = {
        "format": "vaka-staff", "version": 1, "municipality": NORRBY, "responders": people, "shifts": shifts,
        "visits": [],
    }  # fmt: skip
    file = folder / "staff.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def file_in(folder: Path) -> Path:
    """The import file."""
    tenants = [
        {
            "id": tenant, "name": tenant.title(), "greeting": "Hej, {operator}",
            "answer_within_s": {"acute": 30, "high": 60, "normal": 60, "technical": 900},
            "outcomes": [{"code": "visit_done", "label": "Besök utfört"}], "senders": [SENDER],
        }
        for tenant in (NORRBY, SODERBY)
    ]  # fmt: skip
    owners = {"d-1": (ORDINARY, "h-1"), "d-2": (PROTECTED, "h-2"), "d-both": (None, "h-2")}
    devices = [
        {"id": id_, "municipality": NORRBY, "sender": SENDER, "kind": "personal_alarm", "household": home}
        | ({"resident": resident} if resident else {})
        for id_, (resident, home) in owners.items()
    ]
    document = {
        "format": "vaka-residents", "version": 1, "invented": True, "municipalities": tenants, "devices": devices,
        "households": [MARKS[ORDINARY].household("h-1"), MARKS[PROTECTED].household("h-2")],
        "residents": [
            MARKS[ORDINARY].resident(ORDINARY, "h-1", "none"),
            MARKS[PROTECTED].resident(PROTECTED, "h-2", "protected"),
            MARKS[TOGETHER].resident(TOGETHER, "h-2", "none"),
        ],
    }  # fmt: skip
    file = folder / "marked.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file
