"""What every import says, and what each asks before it is done."""

from console.adapters.files.imported import RowError, Section
from console.bootstrap.answers import Arguments, Line, NotDone
from console.bootstrap.joined import Console
from console.domain.ids import MunicipalityId
from console.domain.operator import Act, Operator


def require_strict(arguments: Arguments, errors: int) -> None:
    if errors and arguments.get("strict"):
        raise NotDone("nothing was imported, because --strict was asked for: mend the rows named above")


def require_tenants(
    console: Console, operator: Operator, tenants: set[MunicipalityId], new: set[MunicipalityId]
) -> None:
    for tenant in sorted(tenants):
        operator.require(Act.IMPORT, tenant)
    strange = sorted(tenants - new - console.directory.names().keys())
    if strange:
        raise NotDone(f"{', '.join(strange)}: not imported yet; begin with a .json that holds the municipality")


def left_out() -> Line:
    return Line("the rows named above were left out; mend them and import again", is_complaint=True)


def placed(error: RowError) -> str:
    """Where and what, without a value of the file."""
    row = f" row {error.row}" if error.row else ""
    field = f", {error.field}" if error.field else ""
    place = "the file" if error.section is Section.FILE else f"{error.section}{row}{field}"
    return f"{place}: {error.explanation}"
