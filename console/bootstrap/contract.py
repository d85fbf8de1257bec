"""The stream contract as a text, for `vaka contract`."""

from importlib.resources import files
from pathlib import Path

from console.adapters.mqtt.topics import SUBSCRIPTIONS
from console.config import render_defaults

FOLDER = Path(str(files("console"))).parent / "resources" / "contracts"


def text(part: str) -> str:
    """One of asyncapi, example, topics, defaults. Raises ValueError for another."""
    match part:
        case "asyncapi":
            return (FOLDER / "vaka-v1.asyncapi.yaml").read_text(encoding="utf-8")
        case "example":
            return (FOLDER / "examples" / "alarm.json").read_text(encoding="utf-8")
        case "topics":
            return "".join(f"{topic}\n" for topic in SUBSCRIPTIONS)
        case "defaults":
            return render_defaults()
        case _:
            raise ValueError(f"no such part of the contract: {part}")
