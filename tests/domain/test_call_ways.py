"""The ways to a person: which there are, in which order, and what counts as tried."""

from dataclasses import replace

import pytest

from console.domain import events as ev
from console.domain.call import CallEnd, CallKind, CallResult
from console.domain.call_marks import mark_of
from console.domain.call_shown import CallWay
from console.domain.call_ways import Tried, first_of, is_called_by, telephone, tried_in_vain, tried_of, ways_of
from console.domain.ids import CallId, ConsoleId, DeviceId, EventId, OperatorId
from console.domain.plan import Act, Way
from console.domain.resident import CallsBy, Contact, CriticalFact, FactKind
from tests.builders import NORRBY, T0, device, resident

ASTRID = resident(
    phone="+46 8-000 00 01", mobile="070 000 00 01",
    contacts=(Contact(2, "Per", "son", "+46700000012"), Contact(1, "Lena", "dotter", "+46700000011")),
)  # fmt: skip
TABLET = replace(device("tab", resident="astrid", place="köket"), calls=CallsBy(CallKind.VIDEO))
UNIT = replace(device("unit", resident="astrid"), calls=CallsBy(CallKind.SIP, "sip:unit@x"))


def said(ways: tuple[CallWay, ...]) -> list[str]:
    return [f"{one.kind.value}:{one.way or one.contact}:{one.device or one.address}" for one in ways]


def test_a_device_that_shows_comes_first_then_numbers_then_contacts_by_their_order() -> None:
    assert said(ways_of(ASTRID, [TABLET], has_sip=False)) == [
        "video:device:tab", "voice:device:tab", "phone:mobile:tel:0700000001", "phone:phone:tel:+4680000001",
        "phone:1:tel:+46700000011", "phone:2:tel:+46700000012",
    ]  # fmt: skip
    assert ways_of(ASTRID, [TABLET])[0].place == "köket"


def test_with_a_gateway_everything_is_spoken_in_the_console() -> None:
    kinds = {one.kind for one in ways_of(ASTRID, [UNIT], has_sip=True)}
    assert kinds == {CallKind.SIP}


def test_a_line_of_its_own_is_called_only_by_what_the_centre_has() -> None:
    line = replace(UNIT, calls=CallsBy(CallKind.PHONE, "tel:+46800"))
    nothing = replace(UNIT, calls=CallsBy(CallKind.SIP))
    assert said(ways_of(None, [UNIT], has_sip=False)) == []
    assert said(ways_of(None, [line], has_sip=False)) == ["phone:device:unit"]
    assert said(ways_of(None, [line], has_sip=True)) == ["sip:device:unit"]
    assert said(ways_of(None, [nothing, device("bare")], has_sip=True)) == []


def test_the_plan_s_step_turns_the_order_and_leaves_nothing_out() -> None:
    found = ways_of(ASTRID, [TABLET], order=(Way.PHONE,))
    assert [one.way for one in found if not one.contact] == [Way.PHONE, Way.DEVICE, Way.DEVICE, Way.MOBILE]


def test_mobile_first_where_the_card_asks_for_it() -> None:
    mobile = replace(ASTRID, facts=(CriticalFact(FactKind.CALL_MOBILE_FIRST),))
    assert ways_of(mobile, [TABLET])[0].way is Way.MOBILE
    assert first_of(ways_of(mobile, [TABLET]), with_picture=True) == ways_of(ASTRID, [TABLET])[0]


def test_nothing_shows_a_picture_where_no_device_does() -> None:
    assert first_of(ways_of(ASTRID, []), with_picture=True) is None
    assert first_of((), with_picture=False) is None


def test_what_was_tried_in_vain_comes_after_what_was_not_and_contacts_stay_behind_the_person() -> None:
    ways = ways_of(ASTRID, [TABLET])
    tried = {tried_of(ways[0]), tried_of(ways[4])}
    assert [tried_of(one) in tried for one in ways_of(ASTRID, [TABLET], tried=tried)] == [
        False, False, True, True, False, True,
    ]  # fmt: skip
    assert ways_of(ASTRID, [TABLET], contacts_first=True, tried=tried)[0].contact == 2


def test_addresses_are_in_no_trace_and_numbers_lose_what_people_write_in_them() -> None:
    assert "4670" not in repr(ways_of(ASTRID, [UNIT], has_sip=True))
    assert telephone("+46 (8) 12-34") == "tel:+4681234"
    assert telephone(" okänt ") == ""


def test_a_device_with_a_picture_is_also_called_by_voice_and_a_line_by_its_own_address_alone() -> None:
    video, voice = CallWay(CallKind.VIDEO), CallWay(CallKind.VOICE)
    assert is_called_by(CallsBy(CallKind.VIDEO), video)
    assert is_called_by(CallsBy(CallKind.VIDEO), voice)
    assert not is_called_by(CallsBy(CallKind.VOICE), video)
    assert not is_called_by(CallsBy(CallKind.SIP, "sip:a"), CallWay(CallKind.SIP, address="sip:b"))
    assert not is_called_by(CallsBy(CallKind.SIP, "sip:a"), voice)


def _event(seq: int, body: ev.Body) -> ev.Event:
    return ev.Event(seq, EventId(str(seq)), "case:1", seq, T0, OperatorId("anna"), NORRBY, body)


@pytest.mark.parametrize(
    ("end", "result", "is_tried"),
    [
        (CallEnd.NO_ANSWER, CallResult.NO_ANSWER, True),
        (CallEnd.BUSY, CallResult.BUSY, True),
        (CallEnd.NOT_REACHED, CallResult.UNKNOWN, True),
        (CallEnd.HANDED, CallResult.UNKNOWN, True),
        (CallEnd.LINE_LOST, CallResult.UNKNOWN, True),
        (CallEnd.LINE_LOST, CallResult.ANSWERED, False),
        (CallEnd.HUNG_UP, CallResult.ANSWERED, False),
        (CallEnd.CANCELLED, CallResult.UNKNOWN, False),
        (CallEnd.ENGINE_LOST, CallResult.UNKNOWN, False),
        (CallEnd.CONSOLE_GONE, CallResult.UNKNOWN, False),
        (CallEnd.SEAT_LEFT, CallResult.UNKNOWN, False),
    ],
)
def test_in_vain_is_what_was_not_answered_and_was_not_our_own_doing(
    end: CallEnd, result: CallResult, is_tried: bool
) -> None:
    call = CallId("c")
    began = ev.CallBegan(call, CallKind.VOICE, ConsoleId("1"), None, Way.DEVICE, device=DeviceId("tab"))
    events = [_event(1, began), _event(2, ev.CallEnded(call, end, result))]
    assert tried_in_vain(events) == ({Tried(0, Way.DEVICE, DeviceId("tab"))} if is_tried else set())
    assert tried_in_vain(events[1:]) == tried_in_vain(events[:1]) == frozenset()


VIDEO = CallWay(CallKind.VIDEO, Way.DEVICE, device=DeviceId("tab"))
LINE = CallWay(CallKind.SIP, Way.DEVICE, device=DeviceId("unit"))
NUMBER = CallWay(CallKind.SIP, Way.MOBILE)
LENA = CallWay(CallKind.SIP, None, 1)


@pytest.mark.parametrize(
    ("act", "way", "result", "contacts_left", "answer"),
    [
        (Act.CALL, VIDEO, CallResult.ANSWERED, True, "answered"),
        (Act.CALL, LINE, CallResult.ANSWERED, True, "answered"),
        (Act.CALL, NUMBER, CallResult.ANSWERED, True, ""),
        (Act.CALL, NUMBER, CallResult.BUSY, True, "busy"),
        (Act.CALL, VIDEO, CallResult.UNKNOWN, True, ""),
        (Act.CALL, LENA, CallResult.NO_ANSWER, False, ""),
        (Act.VIDEO, VIDEO, CallResult.DECLINED, True, "declined"),
        (Act.VIDEO, LINE, CallResult.NO_ANSWER, True, ""),
        (Act.CONTACTS, LENA, CallResult.NO_ANSWER, True, ""),
        (Act.CONTACTS, LENA, CallResult.BUSY, False, "no_answer"),
        (Act.CONTACTS, LENA, CallResult.ANSWERED, False, ""),
        (Act.CONTACTS, VIDEO, CallResult.NO_ANSWER, False, ""),
        (Act.ASK, VIDEO, CallResult.ANSWERED, True, ""),
    ],
)
def test_a_call_answers_its_step_only_where_that_is_certain(
    act: Act, way: CallWay, result: CallResult, contacts_left: bool, answer: str
) -> None:
    assert mark_of(act, way, result, contacts_left=contacts_left) == answer
