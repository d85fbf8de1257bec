"""How land looks, by night and by day: grey and dark, a water that is told from it, nothing green and nothing red.

Hue means alarm: what is drawn here stays below the marks in light and in colour. The night's colours are those of the
drawn design.
"""

from dataclasses import dataclass

from console.domain.land import FeatureKind
from ui.theme import Theme

K = FeatureKind


@dataclass(frozen=True, slots=True)
class Paper:
    """Colours as #rrggbb. `casings` are the edges of roads; `raster_light` how strongly a map of pictures shines."""

    ground: str
    areas: dict[FeatureKind, str]
    lines: dict[FeatureKind, str]
    casings: dict[FeatureKind, str]
    shore: str
    dash: str
    place_name: str
    area_name: str
    water_name: str
    street_name: str
    raster_light: float


NIGHT_PAPER = Paper(
    ground="#14181b",
    areas={K.WATER: "#10202a", K.WOOD: "#191f1f", K.PARK: "#191f1f", K.BUILT_UP: "#16191d", K.BUILDING: "#21272d"},
    lines={
        K.STREAM: "#17303e", K.PATH: "#22282d", K.STREET: "#282f35", K.ROAD: "#353d44", K.MAIN_ROAD: "#434c54",
        K.RAIL: "#4a545d",
    },
    casings={K.STREET: "#15191c", K.ROAD: "#101417", K.MAIN_ROAD: "#101417"},
    shore="#1d3847", dash="#14181b", place_name="#bdb8b0", area_name="#9c978f", water_name="#6e9ab1",
    street_name="#948f88", raster_light=0.34,
)  # fmt: skip

DAY_PAPER = Paper(
    ground="#e6e3dd",
    areas={K.WATER: "#c3d0d8", K.WOOD: "#dbdad1", K.PARK: "#dedcd3", K.BUILT_UP: "#e2dfd8", K.BUILDING: "#d3cfc7"},
    lines={
        K.STREAM: "#adbfca", K.PATH: "#c9c4bc", K.STREET: "#f6f5f2", K.ROAD: "#fbfaf8", K.MAIN_ROAD: "#fbfaf8",
        K.RAIL: "#a59f97",
    },
    casings={K.STREET: "#cfcac2", K.ROAD: "#b5afa6", K.MAIN_ROAD: "#8e8880"},
    shore="#a4b7c2", dash="#e6e3dd", place_name="#1b1e21", area_name="#53565a", water_name="#2f566b",
    street_name="#53565a", raster_light=0.75,
)  # fmt: skip


def paper_of(theme: Theme) -> Paper:
    return DAY_PAPER if theme.tokens.name == "day" else NIGHT_PAPER


_AT_14 = {
    K.STREAM: 1.6, K.PATH: 1.0, K.STREET: 2.2, K.ROAD: 4.2, K.MAIN_ROAD: 7.0, K.RAIL: 1.4,
}  # fmt: skip
"""Pixels wide at zoom 14."""

_FROM_ZOOM = {
    K.BUILDING: 13.4, K.STREAM: 12.0, K.PATH: 14.4, K.STREET: 12.0, K.ROAD: 9.0, K.MAIN_ROAD: 5.0, K.RAIL: 10.0,
}  # fmt: skip
"""Further away a kind is not drawn: it would be a grey haze."""

GROWS, SHRINKS = 1.36, 1.5
"""By how much a line is wider at each zoom nearer than 14, and narrower at each further."""


def is_drawn(kind: FeatureKind, zoom: float) -> bool:
    return zoom >= _FROM_ZOOM.get(kind, 0.0)


def line_width(kind: FeatureKind, zoom: float) -> float:
    """Unscaled pixels."""
    by: float = GROWS ** (zoom - 14) if zoom >= 14 else SHRINKS ** (zoom - 14)
    return max(0.8, _AT_14.get(kind, 1.0) * by)
