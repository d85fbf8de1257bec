"""The stream contract as a text, for `vaka contract`."""

from importlib.resources import files
from pathlib import Path

from console.adapters.mqtt.topics import CENTRE, PREFIX
from console.config import render_defaults
from console.domain.report import Stream

FOLDER = Path(str(files("console"))).parent / "resources" / "contracts"
EXAMPLE = "alarm.personal_alarm.press.json"
PARTS = ("asyncapi", "example", "topics", "defaults")


def text(part: str) -> str:
    """One of PARTS. Raises ValueError for another, and OSError where the package is not whole."""
    match part:
        case "asyncapi":
            return (FOLDER / "vaka-v1.asyncapi.yaml").read_text(encoding="utf-8")
        case "example":
            return (FOLDER / "examples" / EXAMPLE).read_text(encoding="utf-8")
        case "topics":
            return _topics()
        case "defaults":
            return render_defaults()
        case _:
            raise ValueError(f"no such part of the contract: {part}")


def _topics() -> str:
    """Each topic with its levels named, one a line."""
    field = [f"{PREFIX}{{municipality}}/{{sender}}/{stream.value}/{{device}}" for stream in Stream]
    centre = [f"{PREFIX}{CENTRE}/{word}/{{console}}" for word in ("canary", "presence")]
    return "".join(f"{topic}\n" for topic in (*field, *centre))
