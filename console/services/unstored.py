"""Which reports of a batch the journal does not have yet: each once, and none dropped for another's id."""

from collections.abc import Sequence

from console.domain.report import FieldReport, ReportKey, UnreadableReport, key_of
from console.domain.reused import anew, is_another
from console.services.ports import Journal


async def unstored(journal: Journal, reports: Sequence[FieldReport]) -> dict[ReportKey, FieldReport]:
    """Those to be stored, by their key: what comes under a stored id and is another report has a key of its own. Raises
    as `Journal.known`."""
    if not reports:
        return {}
    known = dict(await journal.known(tuple(dict.fromkeys(key_of(report) for report in reports))))
    new: dict[ReportKey, FieldReport] = {}
    others: dict[ReportKey, FieldReport] = {}
    for report in reports:
        key = key_of(report)
        if key not in known:
            known[key] = None if isinstance(report, UnreadableReport) else report.head.at
            new[key] = report
        elif is_another(report, known[key]):
            other = anew(report)
            others.setdefault(key_of(other), other)
    stored = await journal.known(tuple(others)) if others else {}
    return new | {key: other for key, other in others.items() if key not in stored}
