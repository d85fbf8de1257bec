"""One simulated municipality for all its tests: it is frozen."""

from datetime import date

import pytest

from console.adapters.municipality.simulated import SimulatedMunicipality, build


@pytest.fixture(scope="session")
def place() -> SimulatedMunicipality:
    return build(1, today=date(2026, 11, 22))
