"""The cameras' passwords: in the keyring, under a name that a person can type and that no two cameras share."""

import pytest
from click.testing import CliRunner

from console.adapters.secrets import Keyring, MemorySecrets, camera_secret, kept_camera_secret
from console.bootstrap import parts
from console.commands import vaka
from console.domain.ids import DeviceId, MunicipalityId

OURS, THEIRS = MunicipalityId("alvbro"), MunicipalityId("norrvik")

NAMES = ["cam-1", "CAM-1", "cam:1", "Cam.1", "cam.1", "a" * 128, "A" * 128, "00:11:22:AA:BB:CC", "-"]


def test_a_cameras_password_is_the_one_that_was_kept_for_it() -> None:
    secrets = MemorySecrets()
    secrets.set("camera.alvbro.cam-1", "hemligt ord")
    assert secrets.camera_password(OURS, DeviceId("cam-1")) == "hemligt ord"
    assert secrets.camera_password(THEIRS, DeviceId("cam-1")) == ""
    assert secrets.camera_password(OURS, DeviceId("cam-2")) == ""


def test_the_keyring_and_the_demonstrations_secrets_both_have_them() -> None:
    assert Keyring.camera_password is not MemorySecrets.camera_password
    assert {"get", "set", "delete", "database_key", "camera_password"} <= set(dir(Keyring)) & set(dir(MemorySecrets))


@pytest.mark.parametrize("device", NAMES)
def test_any_device_has_a_name_that_a_keyring_takes_and_a_person_can_give(device: str) -> None:
    name = camera_secret(OURS, DeviceId(device))
    assert kept_camera_secret(f"camera.alvbro.{device}") == name
    secrets = MemorySecrets()
    secrets.set(name, "hemligt ord")
    assert secrets.camera_password(OURS, DeviceId(device)) == "hemligt ord"


def test_no_two_cameras_share_a_name() -> None:
    all_of_them = [camera_secret(place, DeviceId(device)) for place in (OURS, THEIRS) for device in NAMES]
    assert len({name.casefold() for name in all_of_them}) == len(all_of_them)


@pytest.mark.parametrize(
    "name", ["camera.alvbro", "camera..cam-1", "camera.Alvbro.cam-1", "camera.alvbro.", "kamera.a.b"]
)
def test_what_names_no_camera_is_no_secret(name: str) -> None:
    assert parts.secret_named(name) is None


def test_vaka_secret_takes_a_cameras_name_and_the_known_ones() -> None:
    assert parts.secret_named("camera.alvbro.cam-1") == "camera.alvbro.cam-1"
    assert parts.secret_named("broker.password") == "broker.password"
    assert parts.secret_named("broker.pasword") is None


def test_a_cameras_password_is_kept_and_taken_away_by_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = MemorySecrets()
    monkeypatch.setattr(parts, "keyring", lambda: secrets)
    run = CliRunner(env={"VAKA_SECRET": "hemligt ord"}).invoke
    assert run(vaka, ["secret", "set", "camera.alvbro.CAM-1"]).exit_code == 0
    assert secrets.camera_password(OURS, DeviceId("CAM-1")) == "hemligt ord"
    done = run(vaka, ["secret", "delete", "camera.alvbro.CAM-1"])
    assert "is gone" in done.output
    refused = run(vaka, ["secret", "set", "camera.Alvbro.cam-1"])
    assert refused.exit_code == 2
    assert "camera.MUNICIPALITY.DEVICE" in refused.output
