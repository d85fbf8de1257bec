"""The published contract: valid AsyncAPI, whole, true to the code, and obeyed by each of its examples.

The document is held against the AsyncAPI Initiative's own JSON Schema (see NOTICE); the schemas against the draft's
metaschema; the examples against the schemas and against `wire.decode`. Planted mistakes show that each check bites.
"""

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource

from console.adapters.mqtt import bodies, call_words, order_words, wire
from console.adapters.mqtt.centre import read_receipt
from console.adapters.mqtt.envelope import MAX_PAYLOAD, MessageType
from console.adapters.mqtt.topics import parse_topic
from console.adapters.sealing import OrderSealer, PhoneKey
from console.domain.alarm import RULES, AlarmClass, Cause, DeviceKind
from console.domain.call import DeviceTone, NoPicture
from console.domain.call_signal import CallSignal, IceServer, SignalAct
from console.domain.forward import Forwarded, ForwardState
from console.domain.ids import CallId, CaseId, ConsoleId, DeviceId, MunicipalityId, ResponderId
from console.domain.order import Order, OrderKind
from console.domain.report import (
    AlarmReport,
    CallReport,
    CanaryReport,
    DispatchReport,
    Origin,
    PresenceReport,
    ReceiptState,
    Report,
    ResponderReport,
    SampleReport,
    Sight,
    StatusReport,
    Stream,
    SupervisionReport,
)
from console.domain.round_rows import Lack
from console.domain.task import Decline

HERE = Path(__file__).parent
CONTRACTS = HERE.parents[1] / "resources" / "contracts"
DOCUMENT = CONTRACTS / "vaka-v1.asyncapi.yaml"
SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12"
NOW = datetime(2026, 1, 15, 4, tzinfo=UTC)

READ_AS: dict[str, type[object] | None] = {
    "alarm": AlarmReport,
    "status": StatusReport,
    "samples": SampleReport,
    "supervision": SupervisionReport,
    "responder": ResponderReport,
    "dispatch-reply": DispatchReport,
    "dispatch-order": None,
    "call": CallReport,
    "receipt": None,
    "canary": CanaryReport,
    "presence": PresenceReport,
    "forward": None,
}
CHANNEL_OF = {
    "alarm": "alarms",
    "responder": "responders",
    "dispatch-reply": "dispatch",
    "dispatch-order": "dispatch",
    "call": "calls",
    "receipt": "receipts",
}
GUEST = "p3nYw0qTz8Lk5VdR2sXh7A"

Json = Any


def load(path: Path) -> Json:
    return json.loads(path.read_text("utf-8"))


ASYNCAPI: Json = yaml.safe_load(DOCUMENT.read_text("utf-8"))
SCHEMAS: dict[str, Json] = {path.stem: load(path) for path in sorted((CONTRACTS / "schemas").glob("*.json"))}
EXAMPLES: dict[str, Json] = {path.stem: load(path) for path in sorted((CONTRACTS / "examples").glob("*.json"))}
PUBLIC = Draft7Validator(load(HERE / "asyncapi-3.0.0.json"))
REGISTRY = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values())


def validator(message: str) -> Draft202012Validator:
    return Draft202012Validator(SCHEMAS[message], registry=REGISTRY)


def message_of(example: str) -> str:
    return example.split(".")[0]


def topic_of(example: str) -> str:
    """The address of the example's channel, filled in from the example."""
    message, event = message_of(example), EXAMPLES[example]
    if event.get("subject") == GUEST:
        return str(ASYNCAPI["channels"]["guestCalls"]["address"].format(guest=GUEST))
    address = ASYNCAPI["channels"][CHANNEL_OF.get(message, message)]["address"]
    is_ours = event["source"].startswith("/centre/")
    source = "/norrby/trygg-gateway" if is_ours else event["source"]
    _, municipality, sender = source.split("/")[:3]
    levels = {"municipality": municipality, "sender": sender, "device": event["subject"], "console": event["subject"]}
    levels["centre"] = "grannby-larm"
    return str(address.format(**levels))


def decode(example: str) -> Report | None:
    return wire.decode(topic_of(example), json.dumps(EXAMPLES[example]).encode(), NOW, False)


def references(node: Json) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def broken_references(document: Json) -> list[str]:
    """The references of the document that lead nowhere."""
    broken = []
    for reference in references(document):
        if reference.startswith("#/"):
            node = document
            for level in reference[2:].split("/"):
                node = node.get(level) if isinstance(node, dict) else None
            is_there = node is not None
        else:
            is_there = (CONTRACTS / reference).is_file()
        if not is_there:
            broken.append(reference)
    return broken


def unmatched_parameters(document: Json) -> list[str]:
    """The channels whose parameters are not those of their address."""
    return [
        name
        for name, channel in document["channels"].items()
        if set(re.findall(r"\{(\w+)\}", channel["address"])) != set(channel.get("parameters", {}))
    ]


def test_the_document_is_valid_asyncapi_3() -> None:
    assert ASYNCAPI["asyncapi"] == "3.0.0"
    assert [error.message for error in PUBLIC.iter_errors(ASYNCAPI)] == []
    assert broken_references(ASYNCAPI) == []
    assert unmatched_parameters(ASYNCAPI) == []


def plant(*path: str, value: Json) -> Callable[[Json], None]:
    def change(document: Json) -> None:
        for level in path[:-1]:
            document = document[level]
        if value is None:
            del document[path[-1]]
        else:
            document[path[-1]] = value

    return change


@pytest.mark.parametrize(
    "mistake",
    [
        plant("asyncapi", value="2.6.0"),
        plant("info", "version", value=None),
        plant("channels", "alarms", "adress", value="vaka"),
        plant("operations", "receiveAlarm", "action", value="recieve"),
        plant("operations", "receiveAlarm", "channel", value=None),
        plant("servers", "broker", "protocol", value=None),
        plant("components", "operationTraits", "event", "bindings", "mqtt", "qos", value=3),
        plant("components", "messageTraits", "cloudEvent", "bindings", "mqtt", "payloadFormatIndicator", value=7),
        plant("components", "securitySchemes", "brokerUser", "type", value="secret"),
    ],
)
def test_the_public_schema_finds_a_planted_mistake(mistake: Callable[[Json], None]) -> None:
    document = copy.deepcopy(ASYNCAPI)
    mistake(document)
    assert not PUBLIC.is_valid(document)


def test_a_planted_broken_reference_is_found() -> None:
    document = copy.deepcopy(ASYNCAPI)
    document["operations"]["receiveAlarm"]["channel"]["$ref"] = "#/channels/alarmz"
    document["components"]["messages"]["alarm"]["payload"]["schema"]["$ref"] = "./schemas/alarmz.json"
    assert broken_references(document) == ["#/channels/alarmz", "./schemas/alarmz.json"]


def test_a_planted_parameter_without_a_level_is_found() -> None:
    document = copy.deepcopy(ASYNCAPI)
    document["channels"]["alarms"]["address"] = "vaka/v1/{municipality}/{sender}/alarms/{unit}"
    assert unmatched_parameters(document) == ["alarms"]


def test_each_stream_has_its_channel_and_each_address_is_a_topic() -> None:
    ours = {"canary", "presence", "forward", "guestCalls"}
    assert set(ASYNCAPI["channels"]) == {stream.value for stream in Stream} | ours
    for name, channel in ASYNCAPI["channels"].items():
        levels = {
            "municipality": "norrby",
            "sender": "hub",
            "device": "PA-1",
            "console": "console-1",
            "centre": "grannby",
            "guest": GUEST,
        }
        assert parse_topic(channel["address"].format(**levels)) is not None, name


def test_each_message_is_used_and_has_its_type_and_schema() -> None:
    messages = ASYNCAPI["components"]["messages"]
    assert {message["name"] for message in messages.values()} == {word.value for word in MessageType}
    sent = {reference.rsplit("/", 1)[1] for reference in references(ASYNCAPI["operations"])} & set(messages)
    assert sent == set(messages)
    for message in messages.values():
        assert message["payload"]["schemaFormat"] == SCHEMA_FORMAT
        schema = SCHEMAS[Path(message["payload"]["schema"]["$ref"]).stem]
        assert schema["properties"]["type"] == {"const": message["name"]}


def test_only_status_and_presence_are_retained() -> None:
    traits = ASYNCAPI["components"]["operationTraits"]
    assert {name for name, trait in traits.items() if trait["bindings"]["mqtt"]["retain"]} == {"state"}
    assert all(trait["bindings"]["mqtt"]["qos"] == 1 for trait in traits.values())
    retained = {
        operation["channel"]["$ref"].rsplit("/", 1)[1]
        for operation in ASYNCAPI["operations"].values()
        if operation["traits"] == [{"$ref": "#/components/operationTraits/state"}]
    }
    assert retained == {"status", "presence"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_valid_and_its_references_lead_somewhere(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[name]["$id"].endswith(f"/{name}.json")
    assert all((CONTRACTS / "schemas" / reference).is_file() for reference in references(SCHEMAS[name]))


def test_the_words_of_the_schemas_are_those_of_the_code() -> None:
    assert SCHEMAS["kind"]["enum"] == [kind.value for kind in DeviceKind]
    assert SCHEMAS["cause"]["enum"] == [cause.value for cause in Cause]
    fields = {name: schema["properties"]["data"]["properties"] for name, schema in SCHEMAS.items() if name in READ_AS}
    assert fields["receipt"]["state"]["enum"] == [state.value for state in ReceiptState]
    assert fields["presence"]["sight"]["enum"] == [sight.value for sight in Sight]
    assert fields["forward"]["state"]["enum"] == [state.value for state in ForwardState]
    assert fields["forward"]["class"]["enum"] == [alarm_class.name.lower() for alarm_class in AlarmClass]
    assert fields["responder"]["state"]["enum"] == list(bodies.RESPONDER_STATES)
    assert fields["dispatch-reply"]["reply"]["enum"] == list(bodies.DISPATCH_REPLIES)
    assert fields["dispatch-reply"]["minutes"]["maximum"] == bodies.MAX_MINUTES
    keys = (fields["responder"]["seal_key"], fields["dispatch-order"]["to_key"], fields["dispatch-order"]["ephemeral"])
    assert {key["pattern"] for key in keys} == {f"^{order_words.SEAL_KEY}$"}
    assert fields["call"]["act"]["enum"] == [act.value for act in SignalAct]
    assert fields["call"]["no_picture"]["enum"] == [reason.value for reason in NoPicture]
    assert fields["call"]["tone"]["enum"] == [tone.value for tone in DeviceTone]
    assert fields["call"]["attempt"]["maximum"] == call_words.MAX_ATTEMPT
    assert fields["call"]["body"]["maxLength"] == call_words.MAX_BODY
    assert fields["call"]["caller"]["maxLength"] == call_words.MAX_CALLER
    assert fields["call"]["ice"]["maxItems"] == call_words.MAX_ICE
    assert fields["call"]["ice"]["items"]["properties"]["urls"]["pattern"] == f"^{call_words.ICE_URL}$"
    assert fields["samples"]["samples"]["maxItems"] == bodies.MAX_SAMPLES
    assert fields["alarm"]["text"]["maxLength"] == bodies.MAX_TEXT


def test_every_kind_and_cause_that_has_a_rule_has_an_example_but_what_the_centre_finds_itself() -> None:
    alarms = [event["data"] for name, event in EXAMPLES.items() if message_of(name) == "alarm"]
    _, own = SCHEMAS["cause"]["description"].removesuffix(".").split("no sender has a use for: ")
    ours = {Cause(word) for word in own.split(", ")}
    assert {Cause(lack.value) for lack in Lack} - {Cause.LOOK_MISSED} | {Cause.CALLS_FOR_HELP} <= ours
    sent = {(DeviceKind(alarm["kind"]), Cause(alarm["cause"])) for alarm in alarms}
    # Entered by an operator, or read out of a responder's own report, and so never sent.
    unsent = {DeviceKind.OPERATOR_ENTRY, DeviceKind.RESPONDER}
    assert {(kind, cause) for kind, cause in RULES if cause not in ours and kind not in unsent} <= sent
    assert {cause for _, cause in sent} & ours == set()
    assert {DeviceKind(alarm["kind"]) for alarm in alarms} == set(DeviceKind) - unsent


def test_every_message_and_every_word_of_an_answer_has_an_example() -> None:
    assert {message_of(name) for name in EXAMPLES} == set(READ_AS)
    for message, field, words in [
        ("receipt", "state", [state.value for state in ReceiptState]),
        ("presence", "sight", [sight.value for sight in Sight]),
        ("forward", "state", [state.value for state in ForwardState]),
        ("dispatch-reply", "reply", bodies.DISPATCH_REPLIES),
        ("call", "act", [act.value for act in SignalAct]),
    ]:
        shown = {event["data"][field] for name, event in EXAMPLES.items() if message_of(name) == message}
        assert shown == set(words)


def test_every_example_in_the_document_is_one_of_the_files() -> None:
    for key, message in ASYNCAPI["components"]["messages"].items():
        name = Path(message["payload"]["schema"]["$ref"]).stem
        shown = [Path(example["payload"]["$ref"]).name.removesuffix(".json") for example in message["examples"]]
        assert shown, key
        assert {message_of(example) for example in shown} == {name}


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_obeys_its_schema_and_is_decoded(example: str) -> None:
    message = message_of(example)
    assert [error.message for error in validator(message).iter_errors(EXAMPLES[example])] == []
    report = decode(example)
    is_ours = message == "call" and EXAMPLES[example]["source"] == "/centre/console-1"
    expected = None if is_ours else READ_AS[message]
    assert report is None if expected is None else isinstance(report, expected)
    if isinstance(report, AlarmReport):
        assert (report.kind.value, report.cause.value) == tuple(EXAMPLES[example]["data"][k] for k in ("kind", "cause"))
        assert "[" not in report.text
    if message == "receipt":
        assert read_receipt(topic_of(example), json.dumps(EXAMPLES[example]).encode()) is not None


@pytest.mark.parametrize("device", ["SMOKE-12", ""])
def test_what_the_next_centre_is_told_obeys_its_schema_and_names_nobody(device: str) -> None:
    told = Forwarded(
        "grannby-larm", ForwardState.WAITING, CaseId("case-1"), MunicipalityId("norrby"), AlarmClass.ACUTE,
        DeviceKind.SMOKE_DETECTOR, Cause.SMOKE, DeviceId(device), NOW, 0, NOW,
    )  # fmt: skip
    topic, payload = wire.encode_forward(told, "outgoing-1", ConsoleId("console-1"))
    assert topic == "vaka/v1/centre/forward/grannby-larm"
    event = json.loads(payload)
    assert [error.message for error in validator("forward").iter_errors(event)] == []
    assert set(event["data"]) - {"device"} == set(SCHEMAS["forward"]["properties"]["data"]["required"])
    assert wire.decode(topic, payload, NOW, False) is None
    with pytest.raises(ValueError, match="grammar"):
        wire.encode_forward(replace(told, to="Grannby larm"), "outgoing-1", ConsoleId("console-1"))


def test_ids_are_unique_and_counts_rise_in_a_boot() -> None:
    assert len({(event["source"], event["id"]) for event in EXAMPLES.values()}) == len(EXAMPLES)
    counts: dict[tuple[str, str], list[int]] = {}
    for event in sorted(EXAMPLES.values(), key=lambda event: event["time"]):
        if "sequence" in event:
            counts.setdefault((event["source"], event["boot"]), []).append(int(event["sequence"]))
    assert counts
    assert all(numbers == list(range(numbers[0], numbers[0] + len(numbers))) for numbers in counts.values())


@pytest.mark.parametrize(
    "mistake",
    [
        plant("specversion", value="0.3"),
        plant("id", value=None),
        plant("source", value="norrby"),
        plant("time", value="2026-01-15T02:00:00"),
        plant("time", value=1768442400000),
        plant("sequence", value="-1"),
        plant("boot", value=None),
        plant("type", value="vaka.status.v1"),
        plant("data", "kind", value="wristband"),
        plant("data", "cause", value=None),
        plant("data", "position", value={"latitude": 91, "longitude": 0, "at": "2026-01-15T02:00:00Z"}),
    ],
)
def test_a_mistake_planted_in_an_example_breaks_its_schema(mistake: Callable[[Json], None]) -> None:
    event = copy.deepcopy(EXAMPLES["alarm.personal_alarm.press"])
    mistake(event)
    assert not validator("alarm").is_valid(event)


def test_the_readme_shows_an_example_that_is_read_and_the_limits_of_the_code() -> None:
    readme = (CONTRACTS / "README.md").read_text("utf-8")
    shown = re.search(r"```json\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    event = json.loads(shown[1])
    assert validator("alarm").is_valid(event)
    assert isinstance(wire.decode(topic_of("alarm.personal_alarm.press"), shown[1].encode(), NOW, False), AlarmReport)
    assert f"{MAX_PAYLOAD // 1024} KiB" in readme
    for stream in Stream:
        assert f"| `{stream.value}` |" in readme


def test_the_readme_tells_of_every_word_of_a_call() -> None:
    calls = (CONTRACTS / "README.md").read_text("utf-8").split("## Calls")[1]
    for act in SignalAct:
        assert f"| `{act.value}` |" in calls
    for word in (*DeviceTone, *NoPicture, *EXAMPLES["call.offer"]["data"], *EXAMPLES["call.offer.listen_in"]["data"]):
        assert f"`{word}`" in calls, word


def test_the_readme_tells_of_every_word_of_a_dispatch() -> None:
    dispatch = (CONTRACTS / "README.md").read_text("utf-8").split("## Dispatch")[1]
    kinds, declines = [kind.value for kind in OrderKind], [why.value for why in Decline]
    for word in (
        *bodies.RESPONDER_STATES,
        *bodies.DISPATCH_REPLIES,
        *kinds,
        *declines,
        *EXAMPLES["dispatch-order"]["data"],
    ):
        assert f"`{word}`" in dispatch, word


def test_what_a_phone_is_told_obeys_its_schema() -> None:
    order = Order(OrderKind.OFFER, MunicipalityId("norrby"), ResponderId("patrull-3"), NOW, NOW)
    phone = PhoneKey()
    sealed = OrderSealer().seal("order-1", order, "nattpatrull-3", phone.public, b"{}")
    _, payload = wire.encode_order(sealed, ConsoleId("console-1"))
    assert [error.message for error in validator("dispatch-order").iter_errors(json.loads(payload))] == []


@pytest.mark.parametrize(
    "mistake",
    [
        plant("data", "reply", value="maybe"),
        plant("data", "task", value=None),
        plant("data", "minutes", value=601),
        plant("data", "text", value="x" * 501),
    ],
)
def test_a_mistake_planted_in_a_reply_breaks_its_schema(mistake: Callable[[Json], None]) -> None:
    event = copy.deepcopy(EXAMPLES["dispatch-reply.late"])
    assert validator("dispatch-reply").is_valid(event)
    mistake(event)
    assert not validator("dispatch-reply").is_valid(event)


@pytest.mark.parametrize(
    "mistake",
    [
        plant("data", "act", value="hold"),
        plant("data", "call", value=None),
        plant("data", "attempt", value=0),
        plant("data", "expires_at", value="2026-01-15T03:08:52"),
        plant("data", "with_picture", value="yes"),
        plant("data", "caller", value="x" * 101),
        plant("data", "no_picture", value="camera_on_fire"),
        plant("data", "tone", value="louder_still"),
        plant("data", "ice", value=[{"urls": "http://turn.example"}]),
        plant("data", "ice", value=[{"username": "u"}]),
        plant("data", "ice", value=[{"urls": "stun:stun.example"}] * 9),
    ],
)
def test_a_mistake_planted_in_a_call_breaks_its_schema(mistake: Callable[[Json], None]) -> None:
    event = copy.deepcopy(EXAMPLES["call.offer"])
    mistake(event)
    assert not validator("call").is_valid(event)


def test_what_the_console_says_in_a_call_obeys_its_schema() -> None:
    said = CallSignal(
        CallId("call-1"), SignalAct.OFFER, "v=0", 3, NOW, True, True,
        (IceServer("turns:turn.example:5349?transport=tcp", "user", "secret"),), "Larmcentralen",
        NoPicture.NOT_YET, DeviceTone.DOOR,
    )  # fmt: skip
    for origin in (
        Origin(MunicipalityId("norrby"), "tablet-88", DeviceId("TABLET-0088")),
        Origin(MunicipalityId("centre"), "guests", DeviceId(GUEST)),
    ):
        _, payload = wire.encode_own_call(origin, said, "m-1", ConsoleId("console-1"), NOW)
        assert [error.message for error in validator("call").iter_errors(json.loads(payload))] == []
