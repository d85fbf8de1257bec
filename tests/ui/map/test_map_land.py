"""The land of the map: what is painted where, what is asked for, and what a hostile tile can do."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from console.domain.land import (
    Feature,
    FeatureKind,
    LandInfo,
    Point,
    RasterTile,
    Shape,
    Tile,
    TileKey,
    VectorTile,
)
from tests.ui.map.invented_land import LAND, at
from tests.ui.map.scene import made, whole
from ui.map.kept import Kept
from ui.map.mercator import EDGES, Cell, Eye, cells_seen, place, point_at, world_px
from ui.map.paper import DAY_PAPER, NIGHT_PAPER, Paper
from ui.map.prepare import Preparing
from ui.map.raster import picture_of
from ui.map.tiles import TURN_MS
from ui.map.view import MapView
from ui.theme import DAY, NIGHT, Look, Theme, Tokens
from ui.words import Words

K = FeatureKind


@pytest.fixture
def views(qapp: QApplication) -> Iterator[list[MapView]]:
    opened: list[MapView] = []
    yield opened
    for view in opened:
        view.close()
        view.deleteLater()
    QApplication.sendPostedEvents(None, 52)


def pixel(image: QImage, view: MapView, right_m: float, up_m: float) -> str:
    """The colour at a place of the invented town."""
    found = place(at(right_m, up_m))
    assert found is not None
    left, top = view.eye.corner(view.width(), view.height())
    side = world_px(view.eye.level)
    return image.pixelColor(QPoint(round(found[0] * side - left), round(found[1] * side - top))).name()


def bare(views: list[MapView], **more: object) -> MapView:
    """The town without marks."""
    view = made(**more)  # type: ignore[arg-type]
    views.append(view)
    view.show_marks(())
    view.show_ways(())
    return view


@pytest.mark.parametrize(("tokens", "paper"), [(NIGHT, NIGHT_PAPER), (DAY, DAY_PAPER)])
def test_water_woods_houses_and_roads_are_where_they_lie_by_night_and_by_day(
    views: list[MapView], tokens: Tokens, paper: Paper
) -> None:
    view = bare(views, theme=Theme(tokens))
    image = whole(view)
    assert pixel(image, view, -200, -1300) == paper.areas[K.WATER]
    assert pixel(image, view, 1600, 1100) == paper.areas[K.WOOD]
    assert pixel(image, view, 425, 440) == paper.areas[K.BUILDING]
    assert pixel(image, view, -600, 90) == paper.lines[K.MAIN_ROAD]
    assert pixel(image, view, -1200, 600) == paper.ground


def test_no_colour_of_the_land_is_green_or_red() -> None:
    for paper in (NIGHT_PAPER, DAY_PAPER):
        told = [paper.ground, paper.shore, paper.dash, paper.place_name, paper.area_name, paper.water_name]
        for name in (*told, *paper.areas.values(), *paper.lines.values(), *paper.casings.values()):
            colour = QColor(name)
            if colour.hsvSaturation() > 60:
                assert 180 <= colour.hsvHue() <= 260, f"{name} is a hue, and not water's"


def test_tiles_meet_without_a_seam(views: list[MapView]) -> None:
    """A straight water's edge far from anything is one colour along every tile's border."""
    for level in (29, 30):
        view = bare(views)
        view.centre_on(at(0, -2400), level / 2)
        image = whole(view)
        water = NIGHT_PAPER.areas[K.WATER]
        row = {image.pixelColor(x, 60).name() for x in range(10, view.width() - 10)}
        assert row == {water}


def test_tiles_are_asked_for_from_the_middle_and_never_more_than_24_at_once(views: list[MapView]) -> None:
    asked: list[TileKey] = []
    view = MapView(Look(Theme()), Words())
    views.append(view)
    view.tile_wanted.connect(asked.append)
    view.resize(2400, 1500)
    view.show_land(LAND)
    view.centre_on(at(0, 0), 14)
    view.show()
    view.grab()
    middle = cells_seen(view.eye, 2400, 1500)[0]
    assert asked[0] == TileKey(middle.zoom, middle.x, middle.y)
    assert len(asked) == 24
    view.grab()
    assert len(asked) == 24, "asked twice"
    view.put_tile(asked[0], None)
    view.grab()
    assert len(asked) == 25
    assert asked[0] not in asked[1:], "what is not there is asked for again"
    view.refresh_tiles()
    view.grab()
    assert asked.count(asked[0]) == 2


def test_nothing_is_asked_or_painted_while_nobody_looks(views: list[MapView]) -> None:
    view = bare(views)
    whole(view)
    asked: list[TileKey] = []
    view.tile_wanted.connect(asked.append)
    view.hide()
    view.centre_on(at(3000, 0), 14)
    QApplication.processEvents()
    assert not asked
    assert view.tiles.is_whole


def test_an_older_picture_stands_in_while_the_new_one_is_painted(views: list[MapView]) -> None:
    view = bare(views)
    whole(view)
    water = pixel(view.grab().toImage(), view, -200, -1300)
    view.tile_wanted.disconnect()
    for step in (1, 1, -1, -1, -1):
        view.zoom_by(step)
        view.centre_on(at(-200, -1300))
        assert pixel(view.grab().toImage(), view, -200, -1300) == water


def test_an_enlarged_tile_is_painted_in_parts_of_the_deepest_there_is(views: list[MapView]) -> None:
    shallow = LandInfo("", "x", "", 62, 16, 63, 17, 8, 13)
    asked: list[TileKey] = []
    view = bare(views, land=shallow)
    view.tile_wanted.connect(asked.append)
    view.centre_on(at(-500, 110), 17)
    image = whole(view)
    assert {key.z for key in asked} == {13}
    assert len(asked) <= 2
    assert pixel(image, view, -600, 90) == NIGHT_PAPER.lines[K.MAIN_ROAD]


def test_a_tile_of_a_million_points_holds_nobody_up(views: list[MapView]) -> None:
    """However much a tile holds: no turn takes long, and the tile is done."""
    wild = tuple(float((number * 7919) % 5000) for number in range(400_000))
    features = [Feature(K.WATER, Shape.AREA, (wild,)), Feature(K.STREET, Shape.LINE, (wild,) * 5)]
    many = [Feature(K.BUILDING, Shape.AREA, ((0.0, 0, 50, 0, 50, 50.0 + n),)) for n in range(20_000)]
    view = bare(views, width=256, height=256, source=lambda key: VectorTile(key, (*features, *many)))
    taken = []
    plain = view.tiles._turn

    def timed() -> None:
        began = time.thread_time()
        plain()
        taken.append((time.thread_time() - began) * 1000)

    view.tiles._timer.timeout.disconnect()
    view.tiles._timer.timeout.connect(timed)
    whole(view)
    assert sorted(taken)[len(taken) * 9 // 10] < TURN_MS * 5
    assert max(taken) < 250


def test_what_is_no_number_or_lies_outside_the_world_is_left_out() -> None:
    nan, inf = float("nan"), float("inf")
    ring = (nan, 1.0, 10.0, inf, 100.0, 100.0, 1e300, -1e300, 5.0)
    preparing = Preparing(VectorTile(TileKey(1, 0, 0), (Feature(K.ROAD, Shape.LINE, (ring, (), (1.0,))),)))
    while preparing.turn():
        pass
    (group,) = preparing.made.groups[K.ROAD]
    assert group.path.elementCount() == 2
    assert group.box.width() < 20_000


def test_overlapping_houses_do_not_cut_each_other_out(views: list[MapView]) -> None:
    houses = [(0.0, 0, 4096, 0, 4096, 4096, 0, 4096), (0.0, 0, 0, 4096, 4096, 4096, 4096, 0)]
    features = tuple(Feature(K.WATER, Shape.AREA, (house,)) for house in houses)
    view = bare(views, source=lambda key: VectorTile(key, features))
    assert whole(view).pixelColor(600, 300).name() == NIGHT_PAPER.areas[K.WATER]


def test_a_name_is_plain_bounded_and_never_markup() -> None:
    name = "<b>Å\u202e\n" + "x" * 5000
    tile = VectorTile(TileKey(1, 0, 0), (Feature(K.PLACE_NAME, Shape.POINT, ((1.0, 1.0),), name),))
    preparing = Preparing(tile)
    while preparing.turn():
        pass
    (found,) = preparing.made.names
    assert found.text.startswith("<b>Å ")
    assert len(found.text) <= 40
    assert "\u202e" not in found.text


def png(width: int, height: int, body: bytes | None = None, extra: bytes = b"") -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    row = b"\0" + b"\xff\x00\x00" * min(width, 512)
    pixels = zlib.compress(row * min(height, 512)) if body is None else body
    return b"\x89PNG\r\n\x1a\n" + head + extra + part(b"IDAT", pixels) + part(b"IEND", b"")


def test_a_map_of_pictures_is_grey_and_dark_at_night(views: list[MapView]) -> None:
    land = LandInfo("Raster", "x", "", 62, 16, 63, 17, 8, 18, is_raster=True)
    view = bare(views, land=land, source=lambda key: RasterTile(key, png(256, 256)))
    colour = whole(view).pixelColor(600, 300)
    assert colour.hsvSaturation() < 40
    assert colour.lightness() < 110


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"GIF89a" + b"\0" * 90, b"<svg xmlns='http://www.w3.org/2000/svg'/>", png(40_000, 40_000),
        png(256, 256, b"nothing"), png(256, 256)[:60], png(0, 0), b"\xff\xd8\xff" + b"\xff\xda\0\0" * 5000,
        png(256, 256) + b"\0" * 1_000_000, b"\x89PNG\r\n\x1a\n" + b"\xff" * 400,
    ],
)  # fmt: skip
def test_a_picture_that_is_none_or_too_much_is_a_tile_that_is_not_there(raw: bytes, views: list[MapView]) -> None:
    assert picture_of(raw) is None
    view = bare(views, source=lambda key: RasterTile(key, raw))
    assert whole(view).pixelColor(600, 300).name() == NIGHT_PAPER.ground


def test_texts_and_profiles_beside_the_pixels_are_never_unfolded() -> None:
    packed = zlib.compress(b"a" * 50_000_000)
    bomb = b"x\0\0" + packed
    extra = struct.pack(">I", len(bomb)) + b"zTXt" + bomb + struct.pack(">I", zlib.crc32(b"zTXt" + bomb))
    began = time.thread_time()
    image = picture_of(png(256, 256, extra=extra))
    assert image is not None
    assert not image.textKeys()
    assert time.thread_time() - began < 0.5


def test_a_jpeg_is_read() -> None:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor("#888888"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")  # type: ignore[call-overload]
    found = picture_of(bytes(QByteArray(buffer.data()).data()))
    assert found is not None
    assert found.width() == 256


def test_a_tile_of_another_place_is_not_shown(views: list[MapView]) -> None:
    def wrong(key: TileKey) -> Tile:
        return VectorTile(TileKey(key.z, 0, 0), ())

    view = bare(views, source=wrong)
    assert whole(view).pixelColor(600, 300).name() == NIGHT_PAPER.ground


def test_what_is_kept_is_bounded_and_what_was_longest_unused_goes_first() -> None:
    kept: Kept[int, str] = Kept(10)
    for number in range(5):
        kept.put(number, "x", 3)
        kept.get(2)
    assert kept.cost <= 10
    assert kept.get(2) == "x"
    assert kept.get(0) is None
    kept.put(9, "larger than all", 99)
    assert list(kept) == [9]


def test_panning_over_2000_tiles_keeps_no_more_than_the_bound(views: list[MapView]) -> None:
    view = bare(views, source=lambda key: VectorTile(key, ()))
    for number in range(2000 // 20):
        view.look_at(view.eye.moved(1222 if number // 8 % 2 else -1222, 60))
        whole(view)
    assert view.tiles.kept_bytes <= 48 * 1024 * 1024


def test_a_point_and_its_place_are_each_others() -> None:
    for point in (Point(62.9, 16.4), Point(-33.0, -70.5), Point(0.0, 0.0)):
        found = place(point)
        assert found is not None
        back = point_at(*found)
        assert abs(back.latitude - point.latitude) < 1e-9
        assert abs(back.longitude - point.longitude) < 1e-9
    assert place(Point(float("nan"), 0)) is None
    assert place(Point(91, 0)) is None


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_tiles_are_whole_pixels_of_every_screen(ratio: float) -> None:
    assert all((edge * ratio).is_integer() for edge in EDGES)
    left, top = Eye(0.5453, 0.2712, 29, ratio).corner(1221, 937)
    assert (left * ratio).is_integer()
    assert (top * ratio).is_integer()


def test_the_place_under_the_mouse_stays_when_the_wheel_turns() -> None:
    eye = Eye(0.5453, 0.2712, 29)
    nearer = eye.nearer(3, 200, -100)
    for axis, off in (("x", 200), ("y", -100)):
        before = getattr(eye, axis) + off / world_px(eye.level)
        assert getattr(nearer, axis) + off / world_px(nearer.level) == pytest.approx(before, abs=1e-12)


def test_a_cell_beyond_the_deepest_tile_comes_from_the_one_above() -> None:
    assert Cell(34, 71505, 35844).source(14) == TileKey(14, 8938, 4480)
    assert Cell(28, 5, 6).source(14) == TileKey(14, 5, 6)
