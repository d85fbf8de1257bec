"""A small municipality in which every personal field says whose it is, as an import file.

A marker is a text that stands nowhere else in the world. What is searched for is its ASCII part, so that neither JSON's
escapes nor another encoding hides it; telephone and personal numbers are searched for by their digits.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NORRBY = "norrby"
SODERBY = "soderby"
SENDER = "trygg"

ORDINARY, PROTECTED, TOGETHER = "r-1", "r-2", "r-3"
"""Residents' ids: an ordinary one, a protected one, and an ordinary one who shares the protected one's home."""


@dataclass(frozen=True)
class Marks:
    """Whose fields say what. `needles` is what is searched for, by field."""

    word: str
    born: str
    phones: tuple[str, str, str]

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
        fields = ("street", "apartment", "city", "area", "way_in", "key_location", "key")
        return {field: f"{field}-{self.word}" for field in fields}

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
        return {"id": id_, "municipality": NORRBY, **{field: self.text(field) for field in self.home}}


MARKS = {
    ORDINARY: Marks("4c1a", "1931-05-01", ("46701740651", "46701740652", "46701740653")),
    PROTECTED: Marks("7f3a", "1932-06-02", ("46701740661", "46701740662", "46701740663")),
    TOGETHER: Marks("e95b", "1933-07-03", ("46701740671", "46701740672", "46701740673")),
}
"""The telephones are of those that PTS has set aside for fiction; the personal numbers are nobody's."""

WRITTEN = "skriven-2d8e"
"""What an operator writes on a case: people's own words, which stay in the journal and on the screen."""


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
