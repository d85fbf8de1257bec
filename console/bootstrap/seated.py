"""Joins what belongs to the seat: sign-in, its keeper, the list before it, drafts, and the checks before a shift."""

from collections.abc import Sequence
from datetime import timedelta

from console.adapters.passwords import Argon2Passwords
from console.adapters.time_check import SystemTime
from console.bootstrap.ground import Ground
from console.domain.operator import Operator
from console.services.desk import Desk
from console.services.drafts import DraftBox
from console.services.faces import Faces
from console.services.queue_feed import QueueFeed
from console.services.recorder import Recorder
from console.services.screen import Screen
from console.services.seat_keeper import SeatKeeper
from console.services.seating import Seating
from console.services.sign_in import SignIn
from console.services.start_checks import StartChecks
from console.services.watch import Watch


def sign_in_of(
    ground: Ground, choosable: Sequence[Operator], recorder: Recorder, feed: QueueFeed, desk: Desk, screen: Screen
) -> SignIn:
    """Who may sit here. `choosable` are the demo's invented operators."""
    sign_in = SignIn(
        ground.store.accounts, Argon2Passwords(), recorder, feed, desk, ground.clock, screen, ground.console, choosable
    )
    accounts = ground.config.accounts
    sign_in.lock_after, sign_in.lock_for = accounts.lock_after_tries, timedelta(minutes=accounts.lock_min)
    return sign_in


def seated(ground: Ground, token: str, recorder: Recorder, sign_in: SignIn, watch: Watch) -> Seating:
    """All of the rest, made known to sign-in and recorder. `token` is the guardian's, "" without one."""
    store, clock = ground.store, ground.clock
    keeper = SeatKeeper(store.seats, clock, ground.console, token)
    sign_in.keeper = keeper
    is_listed = ground.config.accounts.listed_at_sign_in
    drafts = DraftBox(store.drafts, recorder, clock)
    recorder.watchers.append(drafts.heard)
    return Seating(
        keeper=keeper,
        faces=Faces(store.accounts, keeper, clock, watch.operators_in, is_listed=is_listed),
        drafts=drafts,
        checks=StartChecks(recorder, ground.console, lambda: sign_in.operator, (SystemTime(), store.time)),
    )
