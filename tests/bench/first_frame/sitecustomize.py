"""Stands in the path of a program that is started to be measured: tells when its first frame is painted, and ends it.

The moment, of the machine's monotonic clock, goes into the file that VAKA_FIRST_FRAME names. Nothing of the product
knows of it: its module is watched as it is loaded.
"""

import importlib.abc
import importlib.machinery
import os
import sys
import time
from collections.abc import Sequence
from types import ModuleType

WATCHED = "ui.opening"


def tell() -> None:
    """Said once: the process ends here, as if it had been closed."""
    with open(os.environ["VAKA_FIRST_FRAME"], "w", encoding="ascii") as file:
        file.write(str(time.monotonic()))
    os._exit(0)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the watched module as ever, and follows its window's painting."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """None for every other module."""
        if name != WATCHED:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        loader = spec.loader if spec is not None else None
        if loader is None:
            return None
        load = loader.exec_module

        def loaded(module: ModuleType) -> None:
            load(module)
            painted = module.Opening.paintEvent

            def paint(window: object, event: object) -> None:
                painted(window, event)
                tell()

            module.Opening.paintEvent = paint

        loader.exec_module = loaded  # type: ignore[method-assign]
        return spec


if "VAKA_FIRST_FRAME" in os.environ:
    sys.meta_path.insert(0, Finder())
