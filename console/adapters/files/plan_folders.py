"""The folders of plans, the centre's own before ours, looked at again and again.

A file that breaks, or that comes to stand against another, leaves the plan that held; so does a folder that cannot be
read any more. A file that is taken away takes its plan along.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.adapters.files.plan_files import FOLDER, PlanFile, Stamp, stamped
from console.domain.plan import Plan
from console.domain.plan_form import PlanError, PlansRead


class PlanFolders:
    """Fits `services.ports.PlanFiles`. `own` is the centre's folder, None where it has none."""

    def __init__(self, own: Path | None, ours: Path = FOLDER) -> None:
        self._folders = [_Folder(path) for path in (own, ours) if path is not None]

    async def look(self) -> PlansRead | None:
        """As the port says. Looks and reads in a thread."""
        return await asyncio.to_thread(self.look_now)

    def look_now(self) -> PlansRead | None:
        """The same, for who has no loop."""
        has_changed = [folder.look() for folder in self._folders]
        if not any(has_changed):
            return None
        plans = tuple(plan for folder in self._folders for plan in folder.good.values())
        return PlansRead(plans, tuple(error for folder in self._folders for error in folder.errors))

    @property
    def found(self) -> tuple[PlanFile, ...]:
        """The plans that hold, each with its file, as they were at the last look."""
        return tuple(PlanFile(file, plan) for folder in self._folders for file, plan in folder.good.items())


def checked(paths: Sequence[Path]) -> tuple[PlanFile, ...]:
    """Every file that is named, or lies in a folder that is named, with all that is wrong with it by itself and beside
    the others. A folder that cannot be read is a file without a plan."""
    from console.adapters.files.plans import at_odds, read

    found: list[PlanFile] = []
    for path in paths:
        stamps = stamped(path) if path.is_dir() else {path: None}
        if isinstance(stamps, PlanError):
            found.append(PlanFile(path, None, (stamps,)))
        else:
            found += [read(file) for file in stamps]
    wrong = at_odds(found)
    return tuple(_without(one, wrong[one.file]) if one.file in wrong else one for one in found)


def _without(one: PlanFile, error: PlanError) -> PlanFile:
    return PlanFile(one.file, None, (*one.errors, error))


@dataclass(slots=True)
class _Folder:
    """`good` are the plans that hold, by file, in the order of their names; `errors` what is wrong now."""

    path: Path
    good: dict[Path, Plan] = field(default_factory=dict)
    errors: tuple[PlanError, ...] = ()
    _stamps: dict[Path, Stamp] | PlanError | None = None
    _read: dict[Path, tuple[Stamp, PlanFile]] = field(default_factory=dict)

    def look(self) -> bool:
        """Reads what has changed since the last look; whether anything has."""
        stamps = stamped(self.path)
        if stamps == self._stamps:
            return False
        self._stamps = stamps
        if isinstance(stamps, PlanError):
            self.errors = (stamps,)
            return True
        self._read = {file: (stamp, self._reread(file, stamp)) for file, stamp in stamps.items()}
        self._settle([found for _, found in self._read.values()])
        return True

    def _reread(self, file: Path, stamp: Stamp) -> PlanFile:
        from console.adapters.files.plans import read

        known = self._read.get(file)
        return known[1] if known is not None and known[0] == stamp else read(file)

    def _settle(self, found: list[PlanFile]) -> None:
        """What holds from now on. Of two that cannot stand beside each other the one that held before stays."""
        from console.adapters.files.plans import at_odds

        standing = [self._held(one) if one.plan is None else one for one in found]
        wrong = at_odds(self._old_first(standing))
        standing = [self._held(one) if one.file in wrong else one for one in standing]
        hopeless = at_odds(self._old_first(standing))
        errors = [error for one in found for error in one.errors] + list({**hopeless, **wrong}.values())
        self.good = {one.file: one.plan for one in standing if one.plan is not None and one.file not in hopeless}
        self.errors = tuple(errors)

    def _held(self, one: PlanFile) -> PlanFile:
        """The plan that this file had, if any."""
        return PlanFile(one.file, self.good.get(one.file))

    def _old_first(self, found: list[PlanFile]) -> list[PlanFile]:
        return sorted(found, key=lambda one: (self.good.get(one.file) != one.plan, one.file))
