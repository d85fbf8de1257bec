"""Joins what belongs to the seat: its keeper, the list before sign-in, drafts, and the checks before a shift."""

from console.adapters.sql.store import Store
from console.adapters.time_check import SystemTime
from console.config import Config
from console.domain.ids import ConsoleId
from console.services.drafts import DraftBox
from console.services.faces import Faces
from console.services.ports import Clock
from console.services.recorder import Recorder
from console.services.seat_keeper import SeatKeeper
from console.services.seating import Seating
from console.services.sign_in import SignIn
from console.services.start_checks import StartChecks
from console.services.watch import Watch


def seated(
    config: Config,
    token: str,
    store: Store,
    clock: Clock,
    console: ConsoleId,
    recorder: Recorder,
    sign_in: SignIn,
    watch: Watch,
) -> Seating:
    """All of it, made known to sign-in and recorder. `token` is the guardian's, "" without one."""
    keeper = SeatKeeper(store.seats, clock, console, token)
    sign_in.keeper = keeper
    is_listed = config.accounts.listed_at_sign_in
    drafts = DraftBox(store.drafts, recorder, clock)
    recorder.watchers.append(drafts.heard)
    return Seating(
        keeper=keeper,
        faces=Faces(store.accounts, keeper, clock, watch.operators_in, is_listed=is_listed),
        drafts=drafts,
        checks=StartChecks(recorder, console, lambda: sign_in.operator, (SystemTime(), store.time)),
    )
