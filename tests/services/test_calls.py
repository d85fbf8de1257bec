"""What an operator does with calls: nothing rings without right and trace, and what a call says is done by the plan."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.call import CallChange, CallFact, CallKind, NoPicture
from console.domain.call_engine import Drop, EngineDied, EngineReady, MediaUp, OfferMade, Peer, Send, TakeAnswer
from console.domain.call_shown import CallWay, GuestKind
from console.domain.call_signal import SignalAct
from console.domain.events import ReadReason
from console.domain.ids import CaseId, DeviceId, LookId, ResidentId
from console.domain.journal import Unwritable
from console.domain.plan import Way
from console.domain.refused import Reason, Refused
from console.domain.resident import CallConsent, CallsBy, CriticalFact, FactKind, Protection
from console.services.call_at_hand import CallSettings
from tests.builders import NORRBY, SODERBY, alarm, device, resident
from tests.fakes import run_async
from tests.services.call_kit import ASTRID, CallStation, anna, bo, oskar

MOBILE = CallWay(CallKind.PHONE, Way.MOBILE)


async def refused(step: Awaitable[object], reason: Reason, owner: str = "") -> None:
    with pytest.raises(Refused) as told:
        await step
    assert (told.value.reason, told.value.owner) == (reason, owner)


def calls(scenario: Callable[[CallStation, CaseId], Awaitable[None]], **more: object) -> None:
    """A case about Astrid that Anna has."""

    async def played() -> None:
        here = await CallStation(**more).open()  # type: ignore[arg-type]
        await scenario(here, await here.pressed())

    run_async(played())


def test_nothing_rings_before_it_is_in_the_journal() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.calls.call_case(anna, case, None, with_picture=True)
        assert (here.engine.orders, here.calling.call) == ([], None)
        here.journal.is_down = False
        await here.calls.call_case(anna, case, None, with_picture=True)
        [began] = here.journal.bodies(ev.CallBegan)
        assert began == ev.CallBegan(
            here.call.id,
            CallKind.VIDEO,
            here.name,
            ResidentId("astrid"),
            Way.DEVICE,
            0,
            DeviceId("tab-1"),
            True,
            False,
            "",
        )
        assert here.engine.offers()[0].wants_picture
        known = here.recorder.board.get(case)
        assert known is not None
        assert known.call is not None
        assert known.call.console == here.name

    calls(scenario)


def test_a_begin_whose_answer_was_lost_never_rings_and_gets_its_end() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        here.journal.losing = 1
        with pytest.raises(Unwritable):
            await here.calls.call_case(anna, case, None, with_picture=True)
        assert here.engine.orders == []
        await here.desk.note(anna, case, "Ringer igen")
        await here.seconds(1)
        assert here.end() == ("cancelled", "unknown")
        known = here.recorder.board.get(case)
        assert known is not None
        assert known.call is None

    calls(scenario)


def test_who_may_not_call_does_not() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await refused(here.calls.call_case(bo, case, None, with_picture=False), Reason.OWNED_BY_OTHER, "Anna")
        await here.desk.release(anna, case)
        await refused(here.calls.call_case(anna, case, None, with_picture=False), Reason.NOT_OWNED)
        await refused(here.calls.call_case(anna, CaseId("x"), None, with_picture=False), Reason.NO_SUCH_CASE)
        assert (here.engine.orders, here.journal.bodies(ev.CallBegan)) == ([], [])

    calls(scenario)


def test_there_is_one_call_at_a_time_also_for_two_keys_at_once() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        both = await asyncio.gather(
            here.calls.call_case(anna, case, None, with_picture=True),
            here.calls.call_case(anna, case, MOBILE, with_picture=False),
            return_exceptions=True,
        )
        assert list(both) == [None, Refused(Reason.CALL_GOES_ON)]
        await refused(here.calls.call_case(anna, case, None, with_picture=True), Reason.CALL_GOES_ON)
        assert (len(here.journal.bodies(ev.CallBegan)), here.telephone.dialled) == (1, [])

    calls(scenario)


def test_a_machine_without_an_engine_says_so_and_can_still_dial() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await refused(here.calls.call_case(anna, case, None, with_picture=True), Reason.NO_ENGINE)
        await here.calls.call_case(anna, case, MOBILE, with_picture=False)
        assert here.telephone.dialled == ["+46700000001"]

    calls(scenario, settings=CallSettings(has_engine=False))


def test_without_consent_the_call_is_of_voice_and_is_made_all_the_same() -> None:
    async def played() -> None:
        here = await CallStation().open(replace(ASTRID, calls=CallConsent()))
        await here.calls.call_case(anna, await here.pressed(), None, with_picture=True)
        assert (here.call.kind, here.call.no_picture) == (CallKind.VOICE, NoPicture.NO_CONSENT)
        assert not here.engine.offers()[0].wants_picture
        await here.answered()
        assert not here.signals.last(SignalAct.OFFER).with_picture
        await refused(here.calls.picture(anna, is_wanted=True), Reason.NOT_SEEN_BY_CONSENT)

    run_async(played())


def test_the_telephone_on_the_desk_is_handed_the_number_and_nothing_more_is_known() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, MOBILE, with_picture=False)
        await here.calling.step()
        assert here.telephone.dialled == ["+46700000001"]
        assert here.end() == ("handed", "unknown")
        assert (here.engine.orders, here.answers(case)) == ([], {})

    calls(scenario)


def test_numbers_go_by_the_centre_s_own_gateway_where_it_has_one() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        ways = await here.calls.ways_of_case(anna, case)
        assert {one.kind for one in ways if one.device is None} == {CallKind.SIP}
        await here.calls.call_case(anna, case, CallWay(CallKind.SIP, Way.MOBILE), with_picture=False)
        here.offered()
        await here.calling.step()
        [(to, _)] = here.signals.sent
        assert (to.address, to.device) == ("tel:+46700000001", None)
        here.said(SignalAct.RINGING)
        assert here.calling.foreign == 1
        here.calling.told(replace(here.signals.sent[0][1], act=SignalAct.RINGING))
        here.calling.told(replace(here.signals.sent[0][1], act=SignalAct.ANSWER))
        await here.calling.step()
        assert here.answers(case) == {}  # a mailbox may have answered
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert [one.act for _, one in here.signals.sent] == [SignalAct.OFFER, SignalAct.CONTROL, SignalAct.BYE]

    calls(scenario, has_sip=True)


def test_ways_come_in_the_plan_s_order_and_those_tried_in_vain_after_the_others() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        async def ways() -> list[str]:
            return [one.way or f"contact {one.contact}" for one in await here.calls.ways_of_case(anna, case)]

        contacts = ["contact 1", "contact 2"]
        assert await ways() == ["device", "device", "mobile", "phone", *contacts]
        await here.calls.call_case(anna, case, None, with_picture=True)
        assert [one.way for one in here.call.next_ways if not one.contact] == [Way.MOBILE, Way.PHONE]
        assert all(not one.address for one in here.call.next_ways)
        await here.ringing()
        await here.seconds(46)
        assert here.answers(case) == {"call": "no_answer"}
        assert await ways() == ["mobile", "phone", "device", "device", *contacts]
        await here.calls.call_case(anna, case, None, with_picture=False)
        await here.calling.step()
        assert await ways() == ["phone", "mobile", "device", "device", *contacts]
        await here.desk.do_step(anna, case, "again", "no_answer")
        await here.desk.skip_step(anna, case, "wave", "Ingen bild")
        assert (await ways())[:2] == contacts

    calls(scenario)


def test_who_wants_the_mobile_first_is_called_there_first() -> None:
    async def played() -> None:
        here = await CallStation().open(replace(ASTRID, facts=(CriticalFact(FactKind.CALL_MOBILE_FIRST),)))
        case = await here.pressed()
        await here.calls.call_case(anna, case, None, with_picture=False)
        assert here.telephone.dialled == ["+46700000001"]
        await here.calls.call_case(anna, case, None, with_picture=True)
        assert here.call.kind is CallKind.VIDEO

    run_async(played())


@pytest.mark.parametrize(
    ("act", "answer"), [(SignalAct.BUSY, "busy"), (SignalAct.DECLINED, "declined"), (SignalAct.ANSWER, "answered")]
)
def test_what_a_call_says_is_the_answer_of_its_step(act: SignalAct, answer: str) -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        await here.ringing()
        here.said(act)
        here.calling.heard(MediaUp(here.call.id, 1))
        await here.calling.step()
        assert here.answers(case) == {"call": answer}
        row = here.feed.queue.rows()[0] if here.feed.queue else None
        assert row is not None

    calls(scenario)


def test_a_step_that_the_operator_has_marked_stays_as_it_is() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        await here.ringing()
        await here.desk.do_step(anna, case, "call", "silent")
        here.said(SignalAct.DECLINED)
        await here.calling.step()
        assert here.answers(case) == {"call": "silent"}

    calls(scenario)


def test_an_answer_that_the_operator_took_back_is_not_given_again_at_the_end() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        await here.answered()
        await here.desk.reopen_step(anna, case, "call")
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert here.answers(case) == {}

    calls(scenario)


def test_what_failed_by_us_or_was_cancelled_answers_no_step() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        here.offered()
        await here.seconds(11)
        await here.calls.again(anna)
        await here.ringing()
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert [one.end.value for one in here.ends()] == ["not_reached", "cancelled"]
        assert here.answers(case) == {}

    calls(scenario)


def test_a_mark_waits_for_the_store() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        await here.ringing()
        here.journal.is_down = True
        here.said(SignalAct.BUSY)
        await here.seconds(2)
        assert here.answers(case) == {}
        here.journal.is_down = False
        await here.seconds(0.4)
        assert (here.end(), here.answers(case)) == (("busy", "busy"), {"call": "busy"})

    calls(scenario)


def test_a_device_that_answers_by_itself_says_nothing_of_the_person_and_that_is_journalled() -> None:
    async def played() -> None:
        here = await CallStation().open()
        case = await here.pressed()
        await refused(
            here.calls.call_case(anna, case, None, with_picture=False, listen_in=True), Reason.NOT_SEEN_BY_CONSENT
        )
        await here.intake.take([alarm(here.clock.now(), Cause.FALL)])
        await here.calls.call_case(anna, case, None, with_picture=True, listen_in=True)
        assert (here.call.kind, here.call.listens_in) == (CallKind.VOICE, True)
        await here.answered()
        assert here.signals.last(SignalAct.OFFER).listen_in
        assert here.answers(case) == {}
        assert here.journal.bodies(ev.CallNoted) == [ev.CallNoted(here.call.id, CallChange.LISTENED_IN)]
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert here.end() == ("hung_up", "unknown")

    run_async(played())


def test_the_last_contact_in_vain_answers_the_step_and_one_who_answers_is_for_the_operator_to_say() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        for step, answer in (("call", "no_answer"), ("again", "no_answer"), ("wave", "no_answer")):
            await here.desk.do_step(anna, case, step, answer)
        first, second = CallWay(CallKind.SIP, None, 1), CallWay(CallKind.SIP, None, 2)
        for way, name in ((first, "Lena Lind"), (second, "Per Lind")):
            assert "contacts" not in here.answers(case)
            await here.calls.call_case(anna, case, way, with_picture=False)
            assert (here.call.contact, here.call.name) == (way.contact, name)
            here.offered()
            await here.calling.step()
            here.calling.told(replace(here.signals.sent[-1][1], act=SignalAct.RINGING))
            await here.seconds(46)
        assert here.answers(case)["contacts"] == "no_answer"
        await here.calls.call_case(anna, case, first, with_picture=False)
        here.offered()
        await here.calling.step()
        here.calling.told(replace(here.signals.sent[-1][1], act=SignalAct.ANSWER))
        await here.desk.reopen_step(anna, case, "contacts")
        await here.calling.step()
        assert "contacts" not in here.answers(case)

    calls(scenario, has_sip=True)


def test_a_contact_or_a_way_that_is_not_there_any_more_is_not_called() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        gone = CallWay(CallKind.PHONE, None, 3, address="tel:112")
        await refused(here.calls.call_case(anna, case, gone, with_picture=False), Reason.NO_CONTACT)
        other = CallWay(CallKind.VIDEO, Way.DEVICE, 0, "tab-9")  # type: ignore[arg-type]
        await refused(here.calls.call_case(anna, case, other, with_picture=True), Reason.NO_WAY_TO_CALL)
        false = replace(MOBILE, address="tel:+46799999999")
        await here.calls.call_case(anna, case, false, with_picture=False)
        assert here.telephone.dialled == ["+46700000001"]

    calls(scenario)


def test_a_protected_person_s_numbers_and_contacts_reach_no_screen() -> None:
    async def played() -> None:
        here = await CallStation().open(replace(ASTRID, protection=Protection.PROTECTED))
        case = await here.pressed()
        ways = await here.calls.ways_of_case(anna, case)
        assert len(ways) == 6
        assert all(not one.address for one in ways)
        await here.calls.call_case(anna, case, CallWay(CallKind.PHONE, None, 1), with_picture=False)
        assert here.telephone.dialled == ["+46700000011"]
        assert here.call.name == ""
        assert here.call.person is not None
        assert here.call.person.is_masked

    run_async(played())


def test_numbers_are_shown_to_whoever_has_the_case_alone() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        assert any(one.address for one in await here.calls.ways_of_case(anna, case))
        assert not any(one.address for one in await here.calls.ways_of_case(bo, case))
        assert not any(one.address for one in await here.calls.ways_of_person(anna, ASTRID.id))
        assert "4670" not in repr(await here.calls.ways_of_case(anna, case))

    calls(scenario)


def test_a_person_without_a_case_is_called_for_a_reason_which_is_a_reading_too() -> None:
    async def played() -> None:
        here = await CallStation().open(seat="oskar")
        await refused(
            here.calls.call_person(oskar, ASTRID.id, ReadReason.OWN_CASE, None, with_picture=True),
            Reason.REASON_MISSING,
        )
        look = LookId("dec-1:20260302:2230")
        await here.calls.call_person(oskar, ASTRID.id, ReadReason.CALL, None, with_picture=True, look=look)
        began, read = (one for one in here.journal.events if isinstance(one.body, ev.CallBegan | ev.PersonRead))
        assert (began.subject, read.subject) == (f"call:{here.call.id}", "person:astrid")
        assert isinstance(began.body, ev.CallBegan)
        assert (began.body.reason, began.who) == (look, oskar.id)
        await here.answered()
        await here.calls.hang_up(oskar)
        await here.calling.step()
        [ended] = [one for one in here.journal.events if isinstance(one.body, ev.CallEnded)]
        assert ended.subject == f"call:{here.call.id}"

    run_async(played())


def test_a_household_that_nobody_has_named_is_called_by_its_shared_device_and_by_voice() -> None:
    async def played() -> None:
        here = CallStation()
        shared = replace(device("dev-1", household="home-1"), calls=CallsBy(CallKind.VIDEO))
        here.residents.put(residents=[resident("bertil")], devices=[shared])
        await here.open()
        here.residents.put(devices=[shared, replace(shared, id="dev-2", household="home-2")])  # type: ignore[arg-type]
        case = await here.pressed()
        known = here.recorder.board.get(case)
        assert known is not None
        assert known.asks_who
        ways = await here.calls.ways_of_case(anna, case)
        assert {one.device for one in ways} == {"dev-1"}
        await here.calls.call_case(anna, case, None, with_picture=True)
        assert (here.call.kind, here.call.no_picture, here.call.person) == (CallKind.VOICE, NoPicture.NO_CONSENT, None)

    run_async(played())


def test_a_picture_is_asked_for_in_the_midst_only_once_that_is_journalled() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=False)
        await refused(here.calls.picture(anna, is_wanted=True), Reason.NO_CALL)
        await here.answered()
        here.journal.is_down = True
        with pytest.raises(Unwritable):
            await here.calls.picture(anna, is_wanted=True)
        assert len(here.engine.offers()) == 1
        here.journal.is_down = False
        await here.calls.picture(anna, is_wanted=True)
        assert (here.call.kind, here.engine.offers()[-1].wants_picture) == (CallKind.VIDEO, True)
        here.offered()
        await here.calling.step()
        assert here.signals.last(SignalAct.OFFER).with_picture
        here.said(SignalAct.ANSWER, body="seen")
        assert TakeAnswer(here.call.id, 2, "seen") in here.engine.orders
        here.calling.heard(MediaUp(here.call.id, 2))
        await here.calls.picture(anna, is_wanted=False)
        sends = [one for one in here.engine.orders if isinstance(one, Send)]
        assert not sends[-1].may_see
        assert (here.call.kind, here.call.no_picture) == (CallKind.VOICE, NoPicture.VOICE_ONLY)
        await here.calling.step()
        changes = [one.change for one in here.journal.bodies(ev.CallNoted) if isinstance(one, ev.CallNoted)]
        assert changes.count(CallChange.PICTURE_ON) == changes.count(CallChange.PICTURE_OFF) == 1

    calls(scenario)


def test_the_same_way_once_more_is_a_call_of_its_own() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await refused(here.calls.again(anna), Reason.NO_CALL)
        await here.calls.call_case(anna, case, None, with_picture=True)
        await refused(here.calls.again(anna), Reason.CALL_GOES_ON)
        first = here.call.id
        await here.calls.hang_up(anna)
        await refused(here.calls.again(bo), Reason.NO_CALL)
        await here.calls.again(anna)
        assert here.call.id != first
        assert here.call.kind is CallKind.VIDEO
        await here.calling.step()
        assert len(here.ends()) == 1

    calls(scenario)


def test_a_call_that_is_over_stands_there_until_it_is_put_away() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        await here.calls.put_away(anna)
        assert here.told() is not None
        await here.calls.hang_up(anna)
        await here.calling.step()
        told = here.told()
        assert told is not None
        assert [type(body) for _, body in told.said] == [ev.CallBegan, ev.CallEnded]
        await here.calls.put_away(anna)
        assert here.told() is None
        await refused(here.calls.hang_up(anna), Reason.NO_CALL)

    calls(scenario)


async def guest(here: CallStation, case: CaseId, *, sees: bool = True, minutes: int = 15) -> str:
    """A relative is invited to an answered call. Returns the secret of the link."""
    await here.calls.call_case(anna, case, None, with_picture=True)
    await here.answered()
    await here.calls.invite(anna, GuestKind.RELATIVE, minutes, sees=sees)
    assert here.call.guest is not None
    page, _, secret = here.call.guest.link.partition("#")
    assert page == "https://x.example/gast"
    return secret


async def guest_in(here: CallStation, secret: str) -> None:
    here.said(SignalAct.RINGING, device=secret, sender="guests", call=secret, attempt=1)
    order = here.engine.offers(Peer.GUEST)[-1]
    here.calling.heard(OfferMade(here.call.id, order.attempt, "guest offer", Peer.GUEST))
    here.said(SignalAct.ANSWER, device=secret, sender="guests", call=secret, attempt=order.attempt, body="guest")
    here.calling.heard(MediaUp(here.call.id, order.attempt, Peer.GUEST))
    await here.calling.step()


def test_a_guest_comes_in_by_the_link_and_the_resident_is_told() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        secret = await guest(here, case)
        assert here.engine.offers(Peer.GUEST) == []
        await guest_in(here, secret)
        assert TakeAnswer(here.call.id, 1, "guest", Peer.GUEST) in here.engine.orders
        assert here.call.guest is not None
        assert here.call.guest.is_in
        [to, offer] = next((to, one) for to, one in here.signals.sent if to.sender == "guests")
        assert (to.device, offer.call, offer.act) == (secret, secret, SignalAct.OFFER)
        assert here.signals.last(SignalAct.CONTROL).body == "guest:relative"
        sends = [one for one in here.engine.orders if isinstance(one, Send)]
        assert sends[-1].guest_sees
        noted = [one.change for one in here.journal.bodies(ev.CallNoted) if isinstance(one, ev.CallNoted)]
        assert noted == [CallChange.GUEST_INVITED, CallChange.GUEST_JOINED]
        assert secret not in repr(here.journal.events)
        assert secret not in repr(here.call)
        await here.calls.send_guest_away(anna)
        await here.calling.step()
        assert Drop(here.call.id, Peer.GUEST) in here.engine.orders
        assert here.signals.last(SignalAct.BYE).call == secret
        assert here.guest_in is None
        here.said(SignalAct.RINGING, device=secret, sender="guests", call=secret, attempt=1)
        assert len(here.engine.offers(Peer.GUEST)) == 1

    calls(scenario)


def test_an_invitation_ends_in_its_time_and_with_the_call() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await guest_in(here, await guest(here, case, minutes=1))
        for _ in range(7):
            here.measured()
            await here.seconds(8)
        held = [here.guest_in is not None]
        await here.seconds(5)
        assert [*held, here.guest_in is not None] == [True, False]
        await here.calls.invite(anna, GuestKind.NURSE, 30, sees=False)
        await here.calls.hang_up(anna)
        await here.calling.step()
        assert here.guest_in is None
        noted = [one.change for one in here.journal.bodies(ev.CallNoted) if isinstance(one, ev.CallNoted)]
        assert noted.count(CallChange.GUEST_LEFT) == 2
        assert here.engine.orders[-1] == Drop(here.call.id)

    calls(scenario)


def test_a_guest_is_offered_again_when_the_engine_has_died() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await guest_in(here, await guest(here, case))
        here.calling.heard(EngineDied("killed"))
        here.calling.heard(EngineReady(1))
        assert [one.attempt for one in here.engine.offers(Peer.GUEST)] == [1, 2]

    calls(scenario)


def test_no_guest_without_a_way_in_a_spoken_call_and_consent_to_be_seen() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=False)
        await refused(here.calls.invite(anna, GuestKind.NURSE, 5, sees=False), Reason.NO_CALL)
        await here.answered()
        await refused(here.calls.invite(anna, GuestKind.NURSE, 5, sees=True), Reason.NOT_SEEN_BY_CONSENT)
        await here.calls.invite(anna, GuestKind.NURSE, 5, sees=False)

    calls(scenario)

    async def bare(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=False)
        await refused(here.calls.invite(anna, GuestKind.NURSE, 5, sees=False), Reason.NO_GUEST_HERE)

    calls(bare, settings=CallSettings(timedelta(seconds=45)))


def test_of_somebody_in_another_municipality_nothing_is_told() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        there = resident("fatima", "home-9", municipality=SODERBY)
        here.residents.put(residents=[there])
        await refused(here.calls.ways_of_person(anna, there.id), Reason.NOT_GRANTED)
        await refused(
            here.calls.call_person(anna, there.id, ReadReason.CALL, None, with_picture=False), Reason.NOT_GRANTED
        )
        await refused(here.calls.ways_of_person(anna, ResidentId("nobody")), Reason.NO_SUCH_RESIDENT)

    calls(scenario)


def test_a_call_s_lines_go_with_the_case_that_it_was_made_for() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        await here.answered()
        other = await here.desk.open_by_hand(anna, NORRBY, None, AlarmClass.HIGH, "en granne ringde")
        await here.desk.claim(anna, other)
        await here.desk.merge(anna, case, other)
        await here.seconds(1)
        assert here.call.owner is None
        assert here.ends() == []

    calls(scenario)


def test_an_alarm_in_the_midst_of_a_call_changes_nothing_of_it() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        await here.answered()
        await here.intake.take([alarm(here.clock.now(), kind=DeviceKind.PERSONAL_ALARM)])
        await here.seconds(2)
        assert here.ends() == []

    calls(scenario)


def sip(scenario: Callable[[CallStation, CaseId], Awaitable[None]]) -> None:
    """The mobile is being called through the gateway."""

    async def begun(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, CallWay(CallKind.SIP, Way.MOBILE), with_picture=False)
        here.offered()
        await here.calling.step()
        await scenario(here, case)

    calls(begun, has_sip=True)


def test_a_telephone_is_offered_sound_alone_and_a_device_more() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        assert [one.by_telephony for one in here.engine.offers()] == [True]
        here.calling.hang_up(anna)
        await here.calling.step()
        await here.calls.call_case(
            anna, case, CallWay(CallKind.VOICE, Way.DEVICE, device=DeviceId("tab-1")), with_picture=False
        )
        assert [one.by_telephony for one in here.engine.offers()] == [True, False]

    sip(scenario)


def test_the_sound_of_a_telephone_that_rings_goes_to_the_engine_at_once_and_not_again_at_the_answer() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        offer = here.signals.last(SignalAct.OFFER)
        here.calling.told(replace(offer, act=SignalAct.RINGING, body="early"))
        here.calling.told(replace(offer, act=SignalAct.RINGING, body="early"))
        assert here.state == "ringing"
        here.calling.told(replace(offer, act=SignalAct.ANSWER, body=""))
        assert (here.state, here.call.is_heard) == ("connected", False)
        assert [one for one in here.engine.orders if isinstance(one, TakeAnswer)] == [
            TakeAnswer(here.call.id, 1, "early")
        ]

    sip(scenario)


def test_a_device_that_sends_a_description_before_anybody_has_answered_is_not_heard() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        await here.calls.call_case(anna, case, None, with_picture=True)
        here.offered()
        here.said(SignalAct.RINGING, body="early")
        assert not [one for one in here.engine.orders if isinstance(one, TakeAnswer)]

    calls(scenario)


@pytest.mark.parametrize(
    ("why", "is_spoken", "end"),
    [
        (CallFact.NOT_REACHED, False, ("not_reached", "unknown")),
        (CallFact.NO_ANSWER, False, ("not_reached", "unknown")),
        (CallFact.NO_ANSWER, True, ("line_lost", "answered")),
        (CallFact.LINE_LOST, True, ("line_lost", "answered")),
        (None, True, ("left", "answered")),
    ],
)
def test_a_gateway_says_why_and_what_cannot_be_is_a_lost_line(
    why: CallFact | None, is_spoken: bool, end: tuple[str, str]
) -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        offer = here.signals.last(SignalAct.OFFER)
        if is_spoken:
            here.calling.told(replace(offer, act=SignalAct.ANSWER))
        here.calling.told(replace(offer, act=SignalAct.BYE, why=why))
        await here.calling.step()
        assert here.end() == end

    sip(scenario)


def test_a_gateway_is_told_that_the_call_is_held() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        here.calling.told(replace(here.signals.last(SignalAct.OFFER), act=SignalAct.ANSWER))
        await here.calls.hold(anna, is_held=True)
        await here.calls.hold(anna, is_held=False)
        await here.calling.step()
        assert [one.body for _, one in here.signals.sent if one.act is SignalAct.CONTROL] == ["held", "resumed"]

    sip(scenario)


def test_a_guest_whose_page_was_loaded_anew_is_offered_again() -> None:
    async def scenario(here: CallStation, case: CaseId) -> None:
        secret = await guest(here, case)
        await guest_in(here, secret)
        here.said(SignalAct.RINGING, device=secret, sender="guests", call=secret, attempt=1)
        await here.seconds(2.2)
        assert [one.attempt for one in here.engine.offers(Peer.GUEST)] == [1, 2]

    calls(scenario)
