"""What a command asks of a console about the plans that cases have run by."""

from collections.abc import AsyncIterator

from console.bootstrap.answers import Arguments, Line, NotDone
from console.bootstrap.joined import Console
from console.bootstrap.plans import told


async def kept_plan(console: Console, arguments: Arguments) -> AsyncIterator[Line]:
    """The plan of a `version` that a case has used. Raises NotDone where there is none, and for the plan of one
    resident, which is read with the case and leaves its trace there; raises Unwritable."""
    version = arguments["version"]
    found = await console.store.plans.of([version])
    if not found:
        raise NotDone(f"no case has used a version {version}, or this Vaka cannot read it")
    if found[0].fits.resident is not None:
        raise NotDone("this plan is one resident's own: it is read with the case, in the console")
    for line in told(found[0], arguments.get("language", "sv")):
        yield line
