"""How the person behaves in whose pocket the phone is."""

from dataclasses import dataclass

from console.domain.responder import Duty
from console.domain.task import Decline


@dataclass(frozen=True, slots=True)
class Conduct:
    """Seconds, each after the one before; None for never.

    `confirms` False is a phone that does not even say that it has an order. `sees_after_s` is from the delivery until
    they look, `answers_after_s` from there to the answer, which is yes unless `declines` says why not.
    `sets_out_after_s` is from the acceptance; how long the way takes is the way's, divided by `hurry`. `done_after_s`
    is from the arrival. `offline_after_s`: so long after they have set out the phone loses its line, for
    `offline_for_s`. `says_every_s`: how often it says its state on duty. `position_age_s`: the position is that old
    already, and is not renewed, 0 for one that is. `late_min`: under way they say that it takes so much longer, 0 for
    never; `note` is what they write of each visit, "" for nothing. `alone_min`: they work alone, and say so often that
    all is well.
    """

    confirms: bool = True
    sees_after_s: float | None = 4.0
    answers_after_s: float | None = 5.0
    declines: Decline | None = None
    sets_out_after_s: float = 25.0
    done_after_s: float = 600.0
    hurry: float = 1.0
    offline_after_s: float | None = None
    offline_for_s: float = 30.0
    says_every_s: float = 20.0
    position_age_s: float = 0.0
    duty: Duty = Duty.FREE
    late_min: int = 0
    note: str = ""
    alone_min: int | None = None
