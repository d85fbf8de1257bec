"""The machine's network in the system's own words: loopback never counts, nor a bridge beside a pulled cable."""

from pathlib import Path

import pytest

from console.adapters.network import SystemNetwork
from console.domain.link import NetworkState
from tests.fakes import run_async


def interface(folder: Path, name: str, state: str, *, is_real: bool = True, **files: str) -> None:
    place = folder / name
    place.mkdir(parents=True)
    if is_real:
        (place / "device").mkdir()
    for file, text in {"operstate": state, **files}.items():
        (place / file).write_text(f"{text}\n", encoding="ascii")


def look(folder: Path) -> NetworkState:
    return run_async(SystemNetwork(folder).look())


def test_a_cable_in_use_is_up_with_its_rate(tmp_path: Path) -> None:
    interface(tmp_path, "lo", "unknown", is_real=False, carrier="1")
    interface(tmp_path, "eth0", "up", speed="1000")
    interface(tmp_path, "wlan0", "down", speed="-1")
    assert look(tmp_path) == NetworkState(True, 1000)


def test_loopback_alone_is_no_network(tmp_path: Path) -> None:
    interface(tmp_path, "lo", "unknown", is_real=False, carrier="1")
    assert look(tmp_path) == NetworkState(False)


def test_a_bridge_does_not_stand_for_a_pulled_cable(tmp_path: Path) -> None:
    interface(tmp_path, "eth0", "down")
    interface(tmp_path, "docker0", "up", is_real=False, speed="10000")
    assert look(tmp_path) == NetworkState(False)


def test_where_all_is_virtual_that_counts(tmp_path: Path) -> None:
    interface(tmp_path, "eth0", "unknown", is_real=False, carrier="1", speed="-1")
    assert look(tmp_path) == NetworkState(True)


@pytest.mark.parametrize("words", ["", "sort of"])
def test_what_a_driver_does_not_say_is_not_guessed(tmp_path: Path, words: str) -> None:
    interface(tmp_path, "eth0", "up", speed=words)
    assert look(tmp_path) == NetworkState(True)


def test_where_the_system_lists_no_interfaces_the_route_tells(tmp_path: Path) -> None:
    assert look(tmp_path / "none").is_up in (True, False)
