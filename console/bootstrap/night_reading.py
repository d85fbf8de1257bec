"""The store's reports of nights, read as the wire has them: what `services.ports.SensorReports` is.

What gateways made of their devices' states is found by its id (`dialects/observed.py`). Read a few at a time, so that
the loop is never held for long.
"""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime

from console.adapters.mqtt.dialects.observed import observation_of
from console.adapters.mqtt.wire import decode
from console.adapters.sql.night_reports import SqlNightReports
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.journal import StoredReport
from console.domain.report import SampleReport, SupervisionReport

AT_ONCE = 200
"""Reports read before others have a turn: about 4 ms."""


class ReadNightReports:
    """Fits `services.ports.SensorReports`."""

    def __init__(self, stored: SqlNightReports) -> None:
        self._stored = stored

    async def of(
        self, devices: Sequence[tuple[MunicipalityId, DeviceId]], since: datetime, until: datetime
    ) -> tuple[SupervisionReport | SampleReport, ...]:
        """As the port says. Raises Unwritable."""
        found: list[SupervisionReport | SampleReport] = []
        async for piece in self._stored.of(devices, since, until):
            for part in _parts(piece):
                found += [report for one in part if (report := _read(one)) is not None]
                await asyncio.sleep(0)
        return tuple(found)


def _parts(piece: Sequence[StoredReport]) -> Iterator[Sequence[StoredReport]]:
    return (piece[first : first + AT_ONCE] for first in range(0, len(piece), AT_ONCE))


def _read(stored: StoredReport) -> SupervisionReport | SampleReport | None:
    known = observation_of(stored)
    if known is not None:
        return known
    report = decode(stored.topic, stored.payload, stored.received_at, retained=False)
    return report if isinstance(report, SupervisionReport | SampleReport) else None
