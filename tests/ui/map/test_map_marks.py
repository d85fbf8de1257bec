"""The marks of the map: how each looks, who folds and who never does, and whose box stands where."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.alarm import AlarmClass
from console.domain.land import LandInfo, Point
from tests.ui.map.invented_land import LAND, at
from tests.ui.map.scene import made, whole
from ui.map.flags import around
from ui.map.furniture import scale_of, scale_text
from ui.map.mercator import Eye, place, world_px
from ui.map.shown import DrawnWay, Mark, MarkKind
from ui.map.spots import Spot, spots_of
from ui.map.view import MapView
from ui.theme import DAY, NIGHT, Theme
from ui.words import Words

C, S, A = MarkKind.CASE, MarkKind.STAFF, MarkKind.AREA


@pytest.fixture
def views(qapp: QApplication) -> Iterator[list[MapView]]:
    opened: list[MapView] = []
    yield opened
    for view in opened:
        view.close()
        view.deleteLater()
    QApplication.sendPostedEvents(None, 52)


def shown(views: list[MapView], *marks: Mark, **more: object) -> MapView:
    view = made(**more)  # type: ignore[arg-type]
    views.append(view)
    view.show_ways(())
    view.show_marks(marks or view.layer.marks)
    return view


def spots(view: MapView) -> dict[str, Spot]:
    return {spot.head.key: spot for spot in view.layer.seen(view.eye, view.size())}


def near(image: QImage, where: QPointF, side: int = 12) -> set[str]:
    """The colours around a place."""
    box = QRect(0, 0, side, side)
    box.moveCenter(where.toPoint())
    return {
        image.pixelColor(x, y).name() for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())
    }


def staff(key: int, right: float, up: float, **more: object) -> Mark:
    return Mark(f"s{key}", S, at(right, up), f"Sara {key}", "5 min", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("tokens", [NIGHT, DAY])
def test_a_case_has_its_class_s_hue_and_staff_have_none(views: list[MapView], tokens: object) -> None:
    view = shown(views, theme=Theme(tokens))  # type: ignore[arg-type]
    image = whole(view)
    for key, number in (("m", 1), ("arvid", 1), ("hagg", 2), ("bror", 3)):
        spot = spots(view)[key]
        assert tokens.classes[number - 1] in near(image, QPointF(spot.x, spot.y + 4))  # type: ignore[attr-defined]
    for key in ("samira", "kent", "daniel"):
        spot = spots(view)[key]
        hues = {name for name in near(image, QPointF(spot.x, spot.y), 30) if QColor(name).hsvSaturation() > 90}
        assert not hues, f"{key} has a hue"


def test_the_first_is_filled_with_light_and_the_others_are_not(views: list[MapView]) -> None:
    view = shown(views)
    image = whole(view)
    corner = QPointF(-10, -10)
    first, second = spots(view)["samira"], spots(view)["kent"]
    assert near(image, QPointF(first.x, first.y) + corner, 4) == {NIGHT.tx1}
    assert near(image, QPointF(second.x, second.y) + corner, 4) == {NIGHT.bg1}


def test_an_old_position_is_dashed_and_has_a_dashed_circle_as_wide_as_it_may_be_off(views: list[MapView]) -> None:
    view = shown(views, staff(1, -1300, 0, number=1, is_stale=True, accuracy_m=300), land=None)
    image = whole(view)
    spot = spots(view)["s1"]
    radius = 300 / view.eye.metres_a_pixel()
    row = [image.pixelColor(round(spot.x - 6 + step), round(spot.y - radius)).name() for step in range(13)]
    column = [
        max(image.pixelColor(round(spot.x - radius) + off, round(spot.y) + step).lightness() for off in (-1, 0, 1))
        for step in range(-30, 30)
    ]
    assert len(set(row)) > 1
    assert max(column) > 90, "no circle"
    assert min(column) < 60, "not dashed"


def test_the_circle_of_somebody_anywhere_on_earth_paints_nothing_and_harms_nothing(views: list[MapView]) -> None:
    for wide in (1e12, float("inf"), float("nan"), -5.0):
        view = shown(views, staff(1, 0, 0, number=1, is_stale=True, accuracy_m=wide))
        whole(view)


def test_marks_on_no_place_of_the_earth_are_not_drawn(views: list[MapView]) -> None:
    nowhere = [Point(float("nan"), 0), Point(0, float("inf")), Point(900, 0), Point(0, -181)]
    view = shown(views, *(Mark(f"n{n}", S, point) for n, point in enumerate(nowhere)), staff(1, 0, 0))
    view.fit([mark.point for mark in view.layer.marks])
    whole(view)
    assert list(spots(view)) == ["s1"]


def test_staff_fold_where_they_overlap_and_open_by_zooming(views: list[MapView]) -> None:
    view = shown(views, staff(1, 0, 0), staff(2, 20, 0), staff(3, 900, 0))
    found = spots(view)
    assert [len(spot.others) for spot in found.values()] == [1, 0]
    view.centre_on(at(10, 0), 19)
    assert len(spots(view)) == 2
    assert not any(spot.others for spot in spots(view).values())


def test_many_staff_fold_sooner(views: list[MapView]) -> None:
    few = [staff(number, number % 10 * 150 - 700, number // 10 * 150 - 300) for number in range(50)]
    many = [staff(number, number % 10 * 150 - 700, number // 10 * 150 - 300) for number in range(70)]
    assert not any(spot.others for spot in spots(shown(views, *few)).values())
    assert any(spot.others for spot in spots(shown(views, *many)).values())


def test_a_case_and_who_is_ranked_or_lit_never_fold_into_a_circle(views: list[MapView]) -> None:
    crowd = [staff(number, number % 7, number % 5) for number in range(200)]
    case = Mark("c", C, at(0, 0), "Arvid", alarm_class=AlarmClass.HIGH)
    ranked = staff(900, 0, 0, number=1, is_lit=True), staff(901, 1, 1, number=2)
    view = shown(views, *crowd, case, *ranked)
    found = spots(view)
    assert {"c", "s900", "s901"} <= set(found)
    assert not any(found[key].others for key in ("c", "s900", "s901")), "staff went into a case's or a ranked mark"
    image = whole(view)
    assert NIGHT.classes[1] in near(image, QPointF(found["c"].x, found["c"].y + 6))


def test_cases_in_one_house_are_the_most_serious_of_them_with_how_many_more(views: list[MapView]) -> None:
    cases = [Mark(f"c{n}", C, at(n, 0), alarm_class=AlarmClass(4 - n % 4)) for n in range(4)]
    found = spots(shown(views, *cases))
    (spot,) = found.values()
    assert spot.head.alarm_class is AlarmClass.ACUTE
    assert len(spot.others) == 3
    assert not spot.is_group


def test_who_stands_at_the_door_steps_aside_from_the_case(views: list[MapView]) -> None:
    case = Mark("c", C, at(0, 0), "Märta", alarm_class=AlarmClass.ACUTE, is_chosen=True)
    found = spots(shown(views, case, staff(1, 0, 0, number=1, is_lit=True), staff(2, 1, 0, number=2)))
    boxes = [around(spot) for spot in found.values()]
    assert len(boxes) == 3
    assert not any(one.intersects(two) for one in boxes for two in boxes if one is not two)
    assert (found["c"].x, found["c"].y) == (found["c"].true_x, found["c"].true_y), "the case gave room"


def test_boxes_cover_no_case_no_rank_and_no_other_box_at_any_scale(views: list[MapView]) -> None:
    for scale in (0.8, 1.0, 2.0):
        view = shown(views, theme=Theme(scale=scale), width=1000, height=700)
        crowd = [staff(number, number * 60 - 500, number % 3 * 40, number=number + 10) for number in range(14)]
        view.show_marks([*view.layer.marks, *crowd])
        view.keep_clear([QRect(0, 0, 500, 60)])
        whole(view)
        flags = view.layer.flags
        own = [around(spot) for spot in spots(view).values() if spot.head.never_folds]
        assert len(flags) > 3
        for flag in flags:
            if flag.is_lit:
                continue
            assert not any(flag.box.intersects(box) for box in own if box != around(flag.spot))
            assert not any(flag.box.intersects(each.box) for each in flags if each is not flag)
            assert not flag.box.intersects(QRectF(0, 0, 500, 60)), "under the owner's buttons"
            assert QRectF(view.rect()).contains(flag.box)


def test_the_chosen_case_always_has_its_name_lit_and_a_ring(views: list[MapView]) -> None:
    view = shown(views)
    image = whole(view)
    (flag,) = [flag for flag in view.layer.flags if flag.is_lit]
    assert flag.name == "Märta Lindqvist"
    assert NIGHT.tx1 in near(image, flag.box.topLeft() + QPointF(5, 13), 4)
    spot = spots(view)["m"]
    assert NIGHT.tx1 in near(image, QPointF(spot.x + 36, spot.y), 6)


def test_hostile_names_are_plain_and_bounded(views: list[MapView]) -> None:
    wild = "<img src=x>\u202e\x00" + "W" * 10_000
    view = shown(views, Mark("a", S, at(0, 0), wild, wild, number=10**9), Mark("b", A, at(300, 0), wild, wild, -5))
    whole(view)
    assert view.layer.flags
    for flag in view.layer.flags:
        assert flag.name.startswith("<img")
        assert "\u202e" not in flag.name + flag.detail
        assert flag.box.width() <= 440


def test_the_first_way_is_solid_and_the_second_dotted(views: list[MapView]) -> None:
    view = shown(views, staff(1, 3000, 3000), land=None)
    view.centre_on(at(0, 0))
    for is_second, least in ((False, 1), (True, 2)):
        view.show_ways([DrawnWay((at(-800, 0), at(800, 0)), is_second)])
        image = whole(view)
        row = {image.pixelColor(x, view.height() // 2).lightness() > 130 for x in range(520, 700)}
        assert len(row) == least, "solid and dotted are the same"


def test_a_way_of_a_million_points_is_drawn_in_time(views: list[MapView]) -> None:
    """One across the county, dotted, seen as near as can be; and one that is a tangle."""
    view = shown(views)
    view.show_ways([DrawnWay(tuple(at(n % 977, n % 613) for n in range(3000)) * 100)] * 50)
    began = time.thread_time()
    view.grab()
    view.show_ways([DrawnWay(tuple(at((-1) ** n * 90_000, n / 60) for n in range(6000)), is_second=True)])
    view.centre_on(at(0, 0), 19)
    view.grab()
    assert time.thread_time() - began < 2.5


@pytest.mark.parametrize(
    ("metres_a_pixel", "text"), [(4.1, "500 m"), (0.2, "20 m"), (80.0, "10 km"), (12_000.0, "1 000 km")]
)
def test_the_scale_is_a_round_number_in_the_reader_s_own_writing(metres_a_pixel: float, text: str) -> None:
    metres, pixels = scale_of(metres_a_pixel, 130)
    assert 40 <= pixels <= 130
    assert scale_text(metres, Words()).replace("\u202f", " ") == text
    assert pixels * metres_a_pixel == pytest.approx(metres)


def test_the_scale_is_right_where_the_town_is() -> None:
    found = place(at(0, 0))
    assert found is not None
    eye = Eye(*found, 29)
    one, two = place(at(0, 0)), place(at(1000, 0))
    assert one is not None
    assert two is not None
    assert (two[0] - one[0]) * world_px(29) * eye.metres_a_pixel() == pytest.approx(1000, rel=1e-3)


@pytest.mark.parametrize(("size", "scale"), [((1860, 1300), 1.0), ((786, 600), 2.0), ((320, 240), 1.0)])
def test_the_credit_is_always_there_whole(views: list[MapView], size: tuple[int, int], scale: float) -> None:
    land = LandInfo("x", "© Invented contributors of a long name, " * 3, "2026-11", *[62, 16, 63, 17], 8, 18)
    view = shown(views, theme=Theme(scale=scale), width=size[0], height=size[1], land=land)
    with_credit = whole(view)
    box = view._taken()[-1]
    assert QRectF(view.rect()).contains(box)
    assert len(near(with_credit, box.center(), 40)) > 4, "nothing is written there"


def test_without_a_map_a_sentence_and_degrees_stand_and_marks_are_drawn(views: list[MapView]) -> None:
    view = shown(views, land=None)
    image = whole(view)
    spot = spots(view)["hagg"]
    assert NIGHT.classes[1] in near(image, QPointF(spot.x, spot.y + 6))
    written = image.copy(QRect(20, view.height() - 80, 400, 24))
    assert len({written.pixelColor(x, y).name() for x in range(400) for y in range(24)}) > 10
    lines = [x for x in range(view.width()) if image.pixelColor(x, 700).name() == NIGHT.line]
    assert len(lines) >= 3
    view.show_land(LAND)
    assert len(view._taken()) == 2


def test_a_click_on_a_mark_or_its_box_chooses_it_and_a_drag_does_not(views: list[MapView]) -> None:
    view = shown(views)
    whole(view)
    told: list[str] = []
    view.mark_chosen.connect(told.append)
    spot = spots(view)["kent"]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(spot.x), round(spot.y)))
    flag = next(flag for flag in view.layer.flags if flag.name == "Samira")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=flag.box.center().toPoint())
    assert told == ["kent", "samira"]
    before = view.eye
    start = QPoint(round(spot.x), round(spot.y))
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(60, 40))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 40))
    assert told == ["kent", "samira"]
    assert view.eye == before.moved(-60, -40)


def test_fitting_shows_all_of_them_and_keeps_off_what_lies_over_the_map(views: list[MapView]) -> None:
    view = shown(views)
    view.keep_clear([QRect(0, 0, 600, 120)])
    points = [at(-2000, 900), at(1500, -700), at(0, 400)]
    view.fit(points)
    left, top = view.eye.corner(view.width(), view.height())
    for point in points:
        found = place(point)
        assert found is not None
        x, y = found[0] * world_px(view.eye.level) - left, found[1] * world_px(view.eye.level) - top
        assert 48 <= x <= view.width() - 48
        assert 120 <= y <= view.height() - 48
    south, west, north, east = view.seen
    assert south < 62.908 < north
    assert west < 16.403 < east


def test_folding_a_thousand_takes_no_time_worth_naming() -> None:
    placed = [(staff(n, 0, 0), float(n * 37 % 1200), float(n * 91 % 900)) for n in range(1000)]
    began = time.thread_time()
    spots_of(placed, 1.0, many=True)
    assert time.thread_time() - began < 0.15
