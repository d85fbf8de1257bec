"""Who has what just now, from the rows that one viewer sees. Pure.

Presence is not told by rows: somebody without a case is named only where `present` says that they sit at a console.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from console.domain.ids import OperatorId
from console.domain.operator import Operator
from console.domain.queue import Row, rank


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team; `cases` are the rows that they own, the most pressing first. Without a case they are free.
    `name` is empty where nobody has told it."""

    id: OperatorId
    name: str
    is_me: bool
    cases: tuple[Row, ...]


def team(
    rows: Iterable[Row],
    me: Operator | None,
    colleagues: Iterable[Operator],
    present: Collection[OperatorId] = frozenset(),
) -> tuple[Member, ...]:
    """The viewer first, then who has cases by the most pressing of them, then the free ones by name.

    A colleague without a case is left out unless `present`: nobody is called free on a guess.
    """
    names = {one.id: one.name for one in colleagues}
    owned: dict[OperatorId, list[Row]] = {}
    for row in rows:
        if row.owner is not None and row.is_answered:
            owned.setdefault(row.owner, []).append(row)
            if row.owner_name:
                names[row.owner] = row.owner_name
    if me is not None:
        names[me.id] = me.name
    seated = {one for one in names if one in present} | ({me.id} if me is not None else set())
    found = [
        Member(one, names.get(one, ""), me is not None and one == me.id, tuple(sorted(owned.get(one, ()), key=rank)))
        for one in owned.keys() | seated
    ]
    return tuple(sorted(found, key=_order))


def _order(member: Member) -> tuple[bool, bool, tuple[object, ...], str, str]:
    first = rank(member.cases[0]) if member.cases else ()
    return (not member.is_me, not member.cases, first, member.name, member.id)
