"""The mapping file: which device is which, and what is told of a file that cannot be used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.adapters.mqtt.dialects.mapping import Mapping, MappingError, device_id, load_mapping, parse_mapping
from console.adapters.mqtt.topics import is_device
from console.domain.alarm import DeviceKind
from console.domain.ids import DeviceId, MunicipalityId
from console.domain.report import Origin
from tests.adapters.mqtt.dialects.dialect_kit import ALVBRO, SENDER, mapping

ROW = '[[device]]\ndialect = "zigbee2mqtt"\nname = "hall/rök 1"\n'


def problems(text: str | bytes) -> tuple[str, ...]:
    with pytest.raises(MappingError) as told:
        parse_mapping(text if isinstance(text, bytes) else text.encode(), Path("devices.toml"), ALVBRO, SENDER)
    return told.value.problems


def test_the_shipped_example_is_a_mapping() -> None:
    found = load_mapping(Path("resources/import/devices.toml"), ALVBRO, SENDER)
    assert {dialect for dialect, _ in found.devices} == {"zigbee2mqtt", "home_assistant", "chirpstack", "owntracks"}


def test_a_device_is_what_the_file_says() -> None:
    found = mapping(
        ROW
        + 'device = "rok-17"\nkind = "smoke_detector"\nplace = "hallen"\nmunicipality = "norrby"\nsender = "hemma"\n'
    ).of("zigbee2mqtt", "hall/rök 1")
    assert found is not None
    assert found.origin == Origin(MunicipalityId("norrby"), "hemma", DeviceId("rok-17"))
    assert (found.kind, found.place, found.is_mapped) == (DeviceKind.SMOKE_DETECTOR, "hallen", True)


def test_what_a_row_leaves_out_is_the_gateways() -> None:
    found = mapping(ROW).bound("zigbee2mqtt", "hall/rök 1")
    assert found.origin == Origin(ALVBRO, SENDER, device_id("hall/rök 1"))
    assert (found.kind, found.is_mapped) == (None, True)


def test_a_name_is_of_one_dialect_only() -> None:
    assert mapping(ROW).of("home_assistant", "hall/rök 1") is None
    assert not mapping(ROW).bound("home_assistant", "hall/rök 1").is_mapped


def test_all_that_is_wrong_is_told_at_once_by_line_and_without_its_value() -> None:
    text = (
        "# våra enheter\n" + ROW + 'kind = "brandlarm hemligt"\n\n' + ROW.replace("rök 1", "rök 2") + "plats = 'x'\n"
        '[[device]] # tom\ndialect = "zigbee2mqtt"\ndevice = "två ord"\n'
    )  # fmt: skip
    told = problems(text)
    assert [each.partition(":")[0] for each in told] == ["line 2", "line 7", "line 11", "line 11"]
    assert told[1] == "line 7: 'plats' is not known"
    assert "hemligt" not in " ".join(told)
    assert "två ord" not in " ".join(told)


def test_the_same_name_twice_is_an_error() -> None:
    assert problems(ROW + ROW) == ("line 4: the same name stands there twice",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff", "is not UTF-8 at byte 0"),
        ("[[device]\n", "is not TOML at line 1, column 9"),
        ("device = 3\n", "device must be written as [[device]]"),
        ("[other]\n", "'other' is not known; only [[device]] is"),
        ("x = " + "9" * 5000, "is not TOML that can be read"),
        ("x = " + "[" * 100_000, "is not TOML that can be read"),
    ],
)
def test_a_file_that_is_no_mapping_says_why(text: str | bytes, said: str) -> None:
    assert said in problems(text)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="cannot be read"):
        load_mapping(tmp_path / "none.toml", ALVBRO, SENDER)


@pytest.mark.parametrize(("municipality", "sender"), [("centre", "gateway"), ("", "gateway"), ("alvbro", "En Sändare")])
def test_a_gateway_speaks_under_a_name_that_the_contract_allows(municipality: str, sender: str) -> None:
    with pytest.raises(ValueError, match="municipality and sender"):
        Mapping(MunicipalityId(municipality), sender)


@given(st.text())
def test_every_name_has_an_id_of_the_contract(name: str) -> None:
    assert is_device(device_id(name))


@given(st.text(), st.text())
def test_two_names_are_never_one_device(one: str, other: str) -> None:
    assert one == other or device_id(one) != device_id(other)
