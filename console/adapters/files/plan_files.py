"""Where plans are: our folder and the schema, and which files of a folder are to hold a plan."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from console.domain.plan import Plan
from console.domain.plan_form import PlanError

FOLDER = Path(str(files("console"))).parent / "resources" / "plans"
"""Ours."""

SCHEMA = FOLDER / "plan.schema.json"
MAX_FILES = 500
SUFFIXES = frozenset({".yaml", ".yml", ".json"})

Stamp = tuple[int, int]
"""When a file was last changed (ns) and its size: what is read again when it differs."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What one file says: its plan, None where it has none that can be used, and what is wrong."""

    file: Path
    plan: Plan | None
    errors: tuple[PlanError, ...] = ()


def stamped(folder: Path) -> dict[Path, Stamp] | PlanError:
    """The files of a folder that are to hold plans, by name; an error where the folder cannot be read. Hidden files
    and schemas (`.schema.json`) hold none."""
    found: dict[Path, Stamp] = {}
    try:
        for file in sorted(folder.iterdir()):
            if file.suffix.lower() not in SUFFIXES or file.name.startswith(".") or file.name.endswith(".schema.json"):
                continue
            stat = file.stat()
            found[file] = (stat.st_mtime_ns, stat.st_size)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        return PlanError(str(folder), 0, 0, f"the folder cannot be read: {reason}")
    if len(found) > MAX_FILES:
        return PlanError(str(folder), 0, 0, f"the folder holds {len(found)} plans; at most {MAX_FILES}")
    return found
