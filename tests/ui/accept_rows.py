"""Accepts the rows of the queue as they are painted now: `python -m tests.ui.accept_rows [DIR]`. Look at them first."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.ui.row_pictures import ACCEPTED, pictures
from ui.assets import load_fonts


def accept(into: Path) -> int:
    """Writes every picture, and takes away those that are no longer made. Returns how many there are."""
    into.mkdir(parents=True, exist_ok=True)
    made = pictures()
    for old in into.glob("*.png"):
        if old.stem not in made:
            old.unlink()
    for name, make in made.items():
        if not make().save(str(into / f"{name}.png")):
            raise OSError(f"{into / name}.png cannot be written")
    return len(made)


if __name__ == "__main__":
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ACCEPTED
    sys.stdout.write(f"{accept(folder)} pictures in {folder}\n")
