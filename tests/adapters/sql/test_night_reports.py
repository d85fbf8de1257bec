"""What sensors said of nights comes back as it lies, by the time that they name, in order, and by an index."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from console.adapters.sql import night_reports
from console.adapters.sql.rows import report_row
from console.adapters.sql.schema import report
from console.adapters.sql.store import Store
from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.journal import StoredReport
from console.domain.report import FieldReport, SampleReport, SupervisionReport
from tests.adapters.sql.places import Place
from tests.builders import NORRBY, SODERBY, T0, alarm, head, minutes, unreadable

BED, DOOR, MAT = (NORRBY, DeviceId("bed")), (NORRBY, DeviceId("door")), (SODERBY, DeviceId("bed"))
NIGHT = T0 + timedelta(hours=24)


def said(at: datetime, of: tuple[MunicipalityId, DeviceId] = BED, key: str = "", later: float = 0) -> SampleReport:
    """A sample whose own time is `at`, received so many minutes later."""
    found = head(at, key=key, device=of[1], municipality=of[0], received_at=at + minutes(later))
    return SampleReport(found, ())


def put(place: Place, reports: Iterable[FieldReport]) -> None:
    """Into the table, past the journal."""
    engine = place.engine()
    with engine.begin() as connection:
        connection.execute(sa.insert(report), [report_row(one) for one in reports])
    engine.dispose()


async def ready(store: Store) -> None:
    """Opened once, so that the tables are there."""


async def read(store: Store, *devices: tuple[MunicipalityId, DeviceId], since: datetime = T0) -> list[StoredReport]:
    pieces = [piece async for piece in store.night_reports.of(devices, since, NIGHT)]
    assert all(pieces)
    return [one for piece in pieces for one in piece]


@pytest.mark.parametrize("piece", [timedelta(minutes=7), timedelta(hours=2), timedelta(days=9)])
def test_reports_come_oldest_first_by_their_own_time_however_small_the_pieces(
    place: Place, monkeypatch: pytest.MonkeyPatch, piece: timedelta
) -> None:
    monkeypatch.setattr(night_reports, "PIECE", piece)
    kept = [
        said(T0, key="a"), said(T0, DOOR, key="b"), said(T0 + minutes(3), MAT, key="c", later=600),
        said(T0 + minutes(5), key="d"), said(NIGHT - timedelta(microseconds=1), DOOR, key="e"),
    ]  # fmt: skip
    others = [said(T0 - minutes(1)), said(NIGHT), said(T0, (NORRBY, DeviceId("lamp"))), said(T0, (SODERBY, DOOR[1]))]
    place.tell(ready)
    put(place, [*reversed(kept), *others])

    async def story(store: Store) -> None:
        found = await read(store, DOOR, BED, MAT, BED)
        assert [one.key.id for one in found] == ["a", "b", "c", "d", "e"]
        assert found[0] == StoredReport(
            kept[0].head.key, kept[0].head.raw.topic, T0, kept[0].head.raw.length, kept[0].head.raw.sha256,
            kept[0].head.raw.payload,
        )  # fmt: skip
        assert [one.key.id for one in await read(store, DOOR, since=T0 + minutes(1))] == ["e"]
        assert await read(store) == []
        assert await read(store, BED, since=NIGHT) == []

    place.tell(story)


def test_only_what_sensors_say_is_read(place: Place) -> None:
    head_of = head(T0, key="supervision", device=BED[1], municipality=BED[0])
    place.tell(ready)
    seen = SupervisionReport(head_of, DeviceKind.BED_SENSOR, "left_bed")
    put(place, [seen, said(T0, key="sample"), alarm(T0, device="bed"), unreadable(T0, device="bed")])
    found = place.tell(lambda store: read(store, BED))
    assert [one.key.id for one in found] == ["sample", "supervision"]


def test_more_devices_than_one_statement_takes_are_read(place: Place) -> None:
    devices = [(NORRBY, DeviceId(f"d-{number:04}")) for number in range(1200)]
    place.tell(ready)
    put(place, [said(T0 + timedelta(seconds=number), one) for number, one in enumerate(devices)])
    found = place.tell(lambda store: read(store, *devices))
    assert len(found) == 1200
    assert [one.received_at for one in found] == sorted(one.received_at for one in found)


def test_a_fortnight_of_others_is_not_read_for_one_residents_night(place: Place) -> None:
    """By the index of device and time, on both databases."""
    place.tell(ready)
    put(place, [said(T0 + minutes(n), (NORRBY, DeviceId(f"d-{n % 200}"))) for n in range(20_000)])
    engine = place.engine()
    devices = [DeviceId("d-1"), DeviceId("d-2")]
    query = night_reports.asked_of(NORRBY, devices, T0, T0 + timedelta(hours=2))
    asked = str(query.compile(engine, compile_kwargs={"literal_binds": True}))
    explain = "EXPLAIN QUERY PLAN " if place.is_file else "EXPLAIN "
    with engine.begin() as connection:
        connection.execute(sa.text("ANALYZE"))
        plan = "\n".join(str(row) for row in connection.exec_driver_sql(explain + asked))
    engine.dispose()
    assert "ix_report_municipality_device_at" in plan, plan
