"""In which ways somebody can be called, and in which order. Pure.

A device first shows, then speaks; then the telephones; then the contacts, by their order. The plan's step turns the
order of the person's own ways, and what was tried in vain comes after what was not. Numbers go by the centre's
gateway where it has one, else to the telephone on the desk.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from console.domain import events as ev
from console.domain.call import CallEnd, CallKind, CallResult
from console.domain.call_shown import CallWay
from console.domain.ids import CallId, DeviceId
from console.domain.plan import DEFAULT_WAYS, Way, ways_in_order
from console.domain.resident import CallsBy, Device, Resident

NOT_TRIED = frozenset({CallEnd.CANCELLED, CallEnd.SEAT_LEFT, CallEnd.CONSOLE_GONE, CallEnd.ENGINE_LOST})
"""Ends that say nothing of the way: it was we who did not call."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A way that was tried: whoever, by what. Picture or voice make no difference, for the same device rang."""

    contact: int
    way: Way | None
    device: DeviceId | None


def telephone(number: str) -> str:
    """The address of a telephone number (RFC 3966), without what people write in it; "" for none."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return f"tel:{digits}" if digits else ""


def is_called_by(calls: CallsBy, way: CallWay) -> bool:
    """Whether a device can be called so: one with a picture also by voice alone, one with a line of its own by that
    line's address and no other."""
    match calls.kind:
        case CallKind.VIDEO:
            return way.kind in (CallKind.VIDEO, CallKind.VOICE) and not way.address
        case CallKind.VOICE:
            return way.kind is CallKind.VOICE and not way.address
        case _:
            return way.kind in (CallKind.SIP, CallKind.PHONE) and way.address == calls.address


def ways_of(
    resident: Resident | None,
    devices: Iterable[Device],
    *,
    order: Sequence[Way] = DEFAULT_WAYS,
    has_sip: bool = False,
    contacts_first: bool = False,
    tried: Collection[Tried] = (),
) -> tuple[CallWay, ...]:
    """All of them. `order` are the ways of the plan's step; what it leaves out comes behind. Without a `resident` (a
    shared household that nobody has named) the devices alone. `contacts_first` while the plan asks for them."""
    facts = frozenset(fact.kind for fact in resident.facts) if resident is not None else frozenset()
    ordered = ways_in_order((*order, *(way for way in DEFAULT_WAYS if way not in order)), facts)
    by_way = {
        Way.DEVICE: [way for device in devices for way in _of_device(device, has_sip)],
        Way.MOBILE: _of_number(resident.mobile if resident is not None else "", Way.MOBILE, has_sip),
        Way.PHONE: _of_number(resident.phone if resident is not None else "", Way.PHONE, has_sip),
    }
    own = [found for way in ordered for found in by_way[way]]
    contacts = sorted(resident.contacts, key=lambda one: one.order) if resident is not None else ()
    theirs = [way for one in contacts for way in _of_number(one.phone, None, has_sip, one.order)]
    groups = (theirs, own) if contacts_first else (own, theirs)
    return tuple(way for group in groups for way in sorted(group, key=lambda one: tried_of(one) in tried))


def first_of(ways: Iterable[CallWay], *, with_picture: bool) -> CallWay | None:
    """The first that is left; with a picture, the first that can show one."""
    return next((way for way in ways if way.kind is CallKind.VIDEO or not with_picture), None)


def tried_of(way: CallWay) -> Tried:
    """By what a way is known again."""
    return Tried(way.contact, way.way, way.device)


def tried_in_vain(events: Iterable[ev.Event | ev.ErasedEvent]) -> frozenset[Tried]:
    """What was tried in vain in a case, by its journal."""
    begun: dict[CallId, Tried] = {}
    found: set[Tried] = set()
    for event in events:
        match event.body if isinstance(event, ev.Event) else None:
            case ev.CallBegan(call, contact=contact, way=way, device=device):
                begun[call] = Tried(contact, way, device)
            case ev.CallEnded(call, end, result) if call in begun:
                if end not in NOT_TRIED and result is not CallResult.ANSWERED:
                    found.add(begun[call])
            case _:
                pass
    return frozenset(found)


def _of_device(device: Device, has_sip: bool) -> list[CallWay]:
    calls = device.calls
    if calls is None:
        return []
    match calls.kind:
        case CallKind.VIDEO:
            kinds = [CallKind.VIDEO, CallKind.VOICE]
        case CallKind.VOICE:
            kinds = [CallKind.VOICE]
        case CallKind.SIP | CallKind.PHONE if not calls.address:
            kinds = []
        case CallKind.SIP | CallKind.PHONE if has_sip:
            kinds = [CallKind.SIP]
        case _:
            kinds = [CallKind.PHONE] if calls.address.startswith("tel:") else []
    address = "" if calls.kind in (CallKind.VIDEO, CallKind.VOICE) else calls.address
    return [CallWay(kind, Way.DEVICE, 0, device.id, device.place, address) for kind in kinds]


def _of_number(number: str, way: Way | None, has_sip: bool, contact: int = 0) -> list[CallWay]:
    address = telephone(number)
    kind = CallKind.SIP if has_sip else CallKind.PHONE
    return [CallWay(kind, way, contact, None, "", address)] if address else []
