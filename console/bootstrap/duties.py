"""Joins the rules of the desk that time alone moves, and makes them known to the watch."""

from dataclasses import dataclass

from console.bootstrap.ground import Ground
from console.domain.waits import Waits
from console.services.desk import Desk, PlanShelf
from console.services.directory import Directory
from console.services.escalations import Escalations, Staffing
from console.services.floods import Floods
from console.services.help import Help
from console.services.outreach import Outreach
from console.services.plan_laying import PlanLaying
from console.services.ports import DispatchPort
from console.services.recorder import Recorder
from console.services.silences import Silences
from console.services.watch import Watch


@dataclass(frozen=True, slots=True)
class Duties:
    """Those of them that operators ask something of, too."""

    silences: Silences
    help: Help
    outreach: Outreach


def duties_of(
    ground: Ground,
    recorder: Recorder,
    directory: Directory,
    watch: Watch,
    desk: Desk,
    waits: Waits,
    plans: PlanShelf,
    dispatch: DispatchPort,
) -> Duties:
    """All of them. `waits` is the one that the queue tells its waits by, so that rows and ladders agree."""
    clock, next_centre = ground.clock, ground.config.escalation.next_centre
    recorder.next_centre = next_centre
    silences = Silences(recorder, clock, ground.new_id, ground.console, directory)
    floods = Floods(recorder, watch, clock, ground.screen)
    help = Help(recorder, clock, ground.console, lambda: desk.colleagues)
    staffing = Staffing(lambda: desk.colleagues, dispatch, next_centre)
    escalations = Escalations(recorder, directory, watch, clock, waits, staffing, plans)
    laying = PlanLaying(recorder, plans)
    watch.duties += [silences.look, floods.look, help.look, laying.look, escalations.look]
    return Duties(silences, help, Outreach(recorder, dispatch))
