"""The map as it is drawn in the design, and what makes it whole for a picture: `python -m tests.ui.map.scene DIR`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.domain.alarm import AlarmClass
from console.domain.land import LandInfo, Tile, TileKey
from tests.ui.map.invented_land import LAND, at, tile
from ui.assets import load_fonts
from ui.map.shown import DrawnWay, Mark, MarkKind
from ui.map.view import MapView
from ui.theme import DAY, NIGHT, Look, Theme
from ui.words import Words

C, S, A = MarkKind.CASE, MarkKind.STAFF, MarkKind.AREA

MARKS = (
    Mark("m", C, at(40, 60), "Märta Lindqvist", alarm_class=AlarmClass.ACUTE, is_chosen=True),
    Mark("arvid", C, at(-250, 480), "Arvid Ståhl", alarm_class=AlarmClass.ACUTE),
    Mark("hagg", C, at(470, 330), "Nils-Erik Hägg", alarm_class=AlarmClass.HIGH),
    Mark("gerd", C, at(900, -100), "Gerd Lindell", alarm_class=AlarmClass.HIGH),
    Mark("bror", C, at(130, 270), "Bror Ekdahl", alarm_class=AlarmClass.NORMAL),
    Mark("aino", C, at(-560, -270), "Aino Korhonen", alarm_class=AlarmClass.NORMAL),
    Mark("teknik", A, at(1100, -560), "Norrsund, teknik", number=14),
    Mark("samira", S, at(-460, 260), "Samira", "6 min", number=1, is_lit=True),
    Mark("kent", S, at(620, -190), "Kent", "9 min", number=2),
    Mark("lisbet", S, at(230, -350), "Lisbet", "11 min", number=3),
    Mark("daniel", S, at(-760, -420), "Daniel", "för 18 min sedan", number=4, is_stale=True, accuracy_m=240),
)
WAYS = (
    DrawnWay((at(-460, 260), at(-400, 40), at(20, 160), at(40, 60))),
    DrawnWay((at(620, -190), at(350, 100), at(40, 60)), is_second=True),
)


def made(
    width: int = 1220,
    height: int = 940,
    theme: Theme | None = None,
    land: LandInfo | None = LAND,
    source: Callable[[TileKey], Tile | None] = tile,
) -> MapView:
    """A map over an invented town, whose tiles come at once. It shows the marks of the design."""
    view = MapView(Look(theme or Theme()), Words())
    view.tile_wanted.connect(lambda key: view.put_tile(key, source(key)))
    view.resize(width, height)
    view.show_land(land)
    view.centre_on(at(0, 0), 14.5)
    view.show_marks(MARKS)
    view.show_ways(WAYS)
    view.show()
    return view


def whole(view: MapView, seconds: float = 20.0) -> QImage:
    """The picture, once every tile is painted."""
    until = time.monotonic() + seconds
    view.grab()
    while not view.is_whole:
        assert time.monotonic() < until, "the map never became whole"
        QApplication.processEvents()
        view.grab()
    return view.grab().toImage()


def _pictures(folder: Path) -> None:
    for name, tokens in (("night", NIGHT), ("day", DAY)):
        for wide, high in ((1222, 938), (780, 620), (1860, 1300)):
            view = made(wide, high, Theme(tokens))
            whole(view).save(str(folder / f"map_{name}_{wide}.png"))
            view.close()
    view = made(1222, 938, Theme(scale=2.0))
    whole(view).save(str(folder / "map_200.png"))
    view.show_land(None)
    whole(view).save(str(folder / "map_none_200.png"))
    view.close()
    view = made(1222, 938, land=None)
    whole(view).save(str(folder / "map_none.png"))
    view.close()


if __name__ == "__main__":
    app = QApplication([])
    app.setStyle("Fusion")
    load_fonts()
    _pictures(Path(sys.argv[1]))
