"""Who may sit down here, as the list before sign-in shows it. Accounts, never residents; nothing of a password."""

from collections.abc import Callable

from console.domain.account import Account, Face
from console.domain.ids import OperatorId
from console.services.ports import Accounts, Clock
from console.services.seat_keeper import SeatKeeper


class Faces:
    """The list. `present` tells who sits at a console that sees; unless `is_listed` the list is always empty, and
    whoever signs in writes the account's name."""

    def __init__(
        self,
        accounts: Accounts,
        keeper: SeatKeeper,
        clock: Clock,
        present: Callable[[], frozenset[OperatorId]],
        *,
        is_listed: bool,
    ) -> None:
        self._accounts = accounts
        self._keeper = keeper
        self._clock = clock
        self._present = present
        self._is_listed = is_listed

    async def listed(self) -> tuple[Face, ...]:
        """Those who have sat here before first, then the others; each part by name. Disabled accounts are left out.
        Raises Unwritable."""
        if not self._is_listed:
            return ()
        sittings = await self._keeper.sittings()
        present, now = self._present(), self._clock.now()

        def face(account: Account) -> Face:
            one = account.operator
            until = account.locked_until
            return Face(
                one.id, one.name, account.login, one.grants, until if until is not None and until > now else None,
                one.id in present, sittings.get(one.id),
            )  # fmt: skip

        faces = [face(account) for account in await self._accounts.all() if not account.is_disabled]
        return tuple(sorted(faces, key=lambda one: (one.last_seat_at is None, one.name.casefold(), one.login)))
