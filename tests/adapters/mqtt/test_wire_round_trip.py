"""What is encoded is decoded to the same report: the simulated municipality speaks the contract it is tested by."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.mqtt import bodies, wire
from console.adapters.mqtt.call_words import ICE_URL
from console.adapters.sealing import PhoneKey
from console.domain.alarm import Cause, DeviceKind
from console.domain.call import DeviceTone, NoPicture
from console.domain.call_signal import CallSignal, IceServer, SignalAct
from console.domain.ids import CallId, ConsoleId, DeviceId, MunicipalityId
from console.domain.report import (
    AlarmReport,
    CallReport,
    CanaryReport,
    DispatchReport,
    Head,
    LinkPath,
    Origin,
    Position,
    PresenceReport,
    Raw,
    ReportKey,
    ResponderReport,
    Sample,
    SampleReport,
    Sequence,
    Sight,
    StatusReport,
    SupervisionReport,
)

# A busy machine is no fault of the code.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NOW = datetime(2026, 1, 15, 2, 0, 5, tzinfo=UTC)
EMPTY = Raw("", b"", 0, "")

LEVELS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)
DEVICES = st.from_regex(r"[A-Za-z0-9._:-]{1,20}", fullmatch=True)
MOMENTS = st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))
SEEN = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))
PLAIN = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)


def texts(limit: int, least: int = 0) -> st.SearchStrategy[str]:
    return st.text(SEEN, min_size=least, max_size=limit)


@st.composite
def heads(draw: st.DrawFn) -> Head:
    municipality = draw(LEVELS.filter(lambda level: level != "centre"))
    sender = draw(LEVELS)
    source = f"/{municipality}/{sender}" + draw(st.just("") | PLAIN.map(lambda end: f"/{end}"))
    return Head(
        key=ReportKey(source, draw(PLAIN)),
        origin=Origin(MunicipalityId(municipality), sender, DeviceId(draw(DEVICES))),
        at=draw(MOMENTS),
        received_at=NOW,
        raw=EMPTY,
        sequence=draw(st.none() | st.builds(Sequence, PLAIN, st.integers(0, 2**63 - 1))),
        retained=draw(st.booleans()),
    )


POSITIONS = st.builds(
    Position, st.floats(-90, 90), st.floats(-180, 180), st.none() | st.floats(0, bodies.MAX_ACCURACY_M), MOMENTS
)
KINDS = st.sampled_from(DeviceKind)
ALARMS = st.builds(
    AlarmReport,
    heads(),
    KINDS,
    st.sampled_from(Cause),
    texts(200),
    texts(500),
    st.booleans(),
    st.booleans(),
    st.none() | POSITIONS,
    texts(100),
    texts(100),
)
INTERVALS = st.integers(1_000, 31 * 86_400_000).map(lambda milliseconds: timedelta(milliseconds=milliseconds))
PATHS = st.lists(st.builds(LinkPath, texts(64, 1), st.none() | st.booleans()), max_size=8).map(tuple)
STATUSES = st.builds(
    StatusReport,
    heads(),
    KINDS,
    st.none() | INTERVALS,
    st.none() | st.integers(0, 100),
    st.none() | st.booleans(),
    PATHS,
)
SAMPLES = st.builds(
    SampleReport,
    heads(),
    st.lists(
        st.builds(Sample, PLAIN, st.floats(allow_nan=False, allow_infinity=False), MOMENTS), min_size=1, max_size=5
    ).map(lambda samples: tuple(sorted(samples, key=lambda sample: sample.at))),
)
SUPERVISIONS = st.builds(SupervisionReport, heads(), KINDS, texts(64, 1), texts(200))


def is_lone(reply: DispatchReport) -> bool:
    return reply.reply in bodies.LONE_REPLIES


SEAL_KEYS = st.sampled_from([PhoneKey(number).public for number in (1, 2, 2**255)])
RESPONDERS = heads().flatmap(
    lambda head: st.builds(
        ResponderReport,
        st.just(head),
        st.just(str(head.origin.device)),
        st.sampled_from(bodies.RESPONDER_STATES),
        st.none() | POSITIONS,
        st.just("") | SEAL_KEYS,
    )
)
REPLIES = (
    heads()
    .flatmap(
        lambda head: st.builds(
            DispatchReport,
            st.just(head),
            PLAIN,
            st.just(str(head.origin.device)),
            st.sampled_from(bodies.DISPATCH_REPLIES),
            texts(500),
            st.none() | st.integers(0, bodies.MAX_MINUTES),
        )
    )
    .flatmap(lambda reply: st.sampled_from([reply, replace(reply, task="")] if is_lone(reply) else [reply]))
)
SECRETS = st.text(SEEN, max_size=512).filter(str.isprintable)
SERVERS = st.builds(
    IceServer, st.from_regex(ICE_URL, fullmatch=True).filter(lambda url: len(url) <= 300), SECRETS, SECRETS
)
SIGNALS = st.builds(
    CallSignal,
    PLAIN.map(CallId),
    st.sampled_from(SignalAct),
    st.text(st.characters(exclude_characters="\0")),
    st.integers(1, 1000),
    st.none() | MOMENTS,
    st.booleans(),
    st.booleans(),
    st.lists(SERVERS, max_size=8).map(tuple),
    texts(100),
    st.none() | st.sampled_from(NoPicture),
    st.none() | st.sampled_from(DeviceTone),
)
CALLS = st.builds(CallReport, heads(), SIGNALS)

FieldSent = (
    AlarmReport | StatusReport | SampleReport | SupervisionReport | ResponderReport | DispatchReport | CallReport
)


def encode(report: FieldSent) -> wire.Message:
    match report:
        case AlarmReport():
            return wire.encode_alarm(report)
        case StatusReport():
            return wire.encode_status(report)
        case SampleReport():
            return wire.encode_samples(report)
        case SupervisionReport():
            return wire.encode_supervision(report)
        case ResponderReport():
            return wire.encode_responder(report)
        case DispatchReport():
            return wire.encode_dispatch_reply(report)
        case CallReport():
            return wire.encode_call(report)


@PATIENT
@given(st.one_of(ALARMS, STATUSES, SAMPLES, SUPERVISIONS, RESPONDERS, REPLIES, CALLS))
def test_what_is_encoded_is_decoded_to_the_same_report(report: FieldSent) -> None:
    topic, payload = encode(report)
    raw = Raw(topic, payload, len(payload), hashlib.sha256(payload).hexdigest())
    assert wire.decode(topic, payload, NOW, report.head.retained) == replace(report, head=replace(report.head, raw=raw))


@PATIENT
@given(DEVICES.map(ConsoleId), st.integers(0, 2**63 - 1), MOMENTS, PLAIN)
def test_a_canary_comes_back_as_sent(console: ConsoleId, number: int, at: datetime, event_id: str) -> None:
    sent = wire.encode_canary(console, number, at, event_id)
    assert wire.decode(*sent, NOW, False) == CanaryReport(console, number, at, NOW)


@PATIENT
@given(DEVICES.map(ConsoleId), st.sampled_from(Sight), texts(128), MOMENTS, PLAIN)
def test_a_presence_comes_back_as_sent(
    console: ConsoleId, sight: Sight, operator: str, at: datetime, event_id: str
) -> None:
    sent = wire.encode_presence(console, sight, operator, at, event_id)
    assert wire.decode(*sent, NOW, True) == PresenceReport(console, sight, operator, at, NOW)


def test_a_moment_goes_out_in_utc_with_milliseconds_and_z() -> None:
    at = datetime.fromisoformat("2026-10-25T02:30:00.123456+02:00")
    _, payload = wire.encode_canary(ConsoleId("console-1"), 1, at, "c-1")
    assert b'"time":"2026-10-25T00:30:00.123Z"' in payload


def test_a_naive_moment_does_not_go_out() -> None:
    with pytest.raises(ValueError, match="naive"):
        wire.encode_canary(ConsoleId("console-1"), 1, datetime(2026, 1, 1), "c-1")  # noqa: DTZ001
