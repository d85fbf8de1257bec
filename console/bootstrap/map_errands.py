"""`vaka map`: makes a pack of an OpenStreetMap extract, tells what is in one, and checks it. Needs no console."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from console.adapters.land.checking import Contents, check, contents_of
from console.adapters.land.network import TooLarge
from console.adapters.land.osm import CREDIT, Extract, NotAnExtract
from console.adapters.land.sqlite_file import NotAMap
from console.adapters.land.writer import About, write_pack
from console.bootstrap.answers import Line, NotDone

ENOUGH_JOINED = 0.9
"""Below this share of one piece, ways across the map are wrong: the extract was cut badly."""


def import_extract(source: Path, out: Path, name: str, today: date, say: Callable[[Line], None]) -> None:
    """Makes a pack of an extract; a pack that was there before stays until the new one is whole. Raises NotDone."""
    if out.suffix != ".vakamap":
        raise NotDone(f"{out.name}: the new map's name must end in .vakamap")
    try:
        extract = Extract(source)
        about = About(name or source.name.partition(".")[0], CREDIT, today, extract.bounds())
        made = write_pack(out, about, extract.pieces(), lambda text: say(Line(text)))
    except (NotAnExtract, TooLarge, ValueError) as error:
        raise NotDone(str(error)) from None
    except OSError as error:
        raise NotDone(f"the map cannot be written: {error.strerror or error}") from None
    say(
        Line(
            f"{out.name}: {out.stat().st_size / 1e6:.1f} MB, {made.nodes:,} nodes and {made.edges:,} edges of roads, "
            f"{made.places:,} addresses and names. {CREDIT}"
        )
    )
    if not made.nodes:
        say(Line("there are no roads in it: times are reckoned by the straight line", is_complaint=True))


def told(path: Path) -> Iterator[Line]:
    """What a pack says of itself and holds. Raises NotDone."""
    try:
        contents = contents_of(path)
    except NotAMap as error:
        raise NotDone(str(error)) from None
    yield from _lines(contents)


def checked(path: Path) -> Iterator[Line]:
    """The same, and what is wrong with it. Raises NotDone, at the end, where it is not fit for use."""
    try:
        verdict = check(path)
    except NotAMap as error:
        raise NotDone(str(error)) from None
    yield from _lines(verdict.contents)
    yield Line(f"roads: {verdict.joined:.1%} of the nodes hang together, in {verdict.pieces:,} pieces in all")
    yield Line(f"addresses with no road within 300 m: {verdict.far_from_roads:,}")
    wrong = []
    if verdict.damaged_cells:
        wrong.append(f"{verdict.damaged_cells:,} cells cannot be read")
    if verdict.contents.nodes and verdict.joined < ENOUGH_JOINED:
        wrong.append("too many roads hang together with no other")
    if not verdict.contents.nodes:
        wrong.append("there are no roads")
    if wrong:
        raise NotDone(f"{path.name} is not fit for use: " + "; ".join(wrong))


def _lines(contents: Contents) -> Iterator[Line]:
    land = contents.land
    yield Line(f"{land.name}, made on {land.made_on}. {land.credit}")
    yield Line(f"from {land.south:.4f} N {land.west:.4f} E to {land.north:.4f} N {land.east:.4f} E")
    yield Line(
        f"{contents.bytes_kept / 1e6:.1f} MB, {contents.cells:,} cells, {contents.places:,} addresses and names, "
        f"{contents.nodes:,} nodes and {contents.edges:,} edges of roads"
    )
