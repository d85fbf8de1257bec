"""The staff nearby, as tests need them: free, with a phone and a position of this moment, unless said otherwise."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from console.domain.ids import ResponderId
from console.domain.report import Position
from console.domain.responder import Duty, PlannedVisit, Responder, Shift, Skill, Staffed, Standing, Transport
from tests.builders import NORRBY, T0

LATITUDE, LONGITUDE = 62.9, 16.4


def responder(id_: str = "eva", **more: object) -> Responder:
    fields: dict[str, object] = {"sender": "phones", "name": id_.capitalize(), "area": "Centrum", **more}
    return Responder(ResponderId(id_), NORRBY, **fields)  # type: ignore[arg-type]


def position(at: datetime = T0, north_m: float = 0.0) -> Position:
    """So many metres north of the middle."""
    return Position(LATITUDE + north_m / 111_195, LONGITUDE, 10.0, at)


def standing(who: Responder, where: Position | None = None, **more: object) -> Standing:
    fields: dict[str, object] = {"position": where, "seal_key": "key", **more}
    return Standing(who.municipality, who.id, T0, **fields)  # type: ignore[arg-type]


def visit(who: Responder, since: datetime, until: datetime, id_: str = "visit-1") -> PlannedVisit:
    return PlannedVisit(id_, who.municipality, who.id, None, since, until)


def shift(who: Responder, since_h: float, until_h: float) -> Shift:
    """From and until so many hours after `T0`."""
    since, until = T0 + timedelta(hours=since_h), T0 + timedelta(hours=until_h)
    return Shift(f"{who.id}:{since_h}", who.municipality, who.id, since, until)


def staffed(
    id_: str = "eva",
    *,
    duty: Duty = Duty.FREE,
    where: Position | None = position(),  # noqa: B008 - a value that nobody changes
    skills: Iterable[Skill] = (Skill.ASSISTANT_NURSE,),
    until: datetime | None = None,
    visits: Iterable[tuple[float, float]] = (),
    tasks: int = 0,
    is_connected: bool = True,
    transport: Transport = Transport.CAR,
    **more: object,
) -> Staffed:
    """`visits` are from and until minutes after `T0`."""
    who = responder(id_, skills=frozenset(skills), transport=transport, **more)
    spans = [(T0 + timedelta(minutes=since), T0 + timedelta(minutes=end)) for since, end in visits]
    return Staffed(
        who, duty, standing(who, where, is_connected=is_connected), until,
        tuple(visit(who, since, end, f"visit-{number}") for number, (since, end) in enumerate(spans)), tasks,
    )  # fmt: skip
