"""What the engine says of a call that goes on, handed to whom it is about: whoever was called, or the guest."""

from console.domain.call_engine import (
    CandidateFound,
    EngineFailed,
    Measured,
    MediaDown,
    MediaSeen,
    MediaUp,
    OfferMade,
    Peer,
)
from console.services.call_guest import CallGuest
from console.services.live_call import LiveCall

OfACall = OfferMade | CandidateFound | MediaUp | MediaSeen | MediaDown | Measured | EngineFailed


def engine_said(live: LiveCall, word: OfACall) -> None:
    """What the engine says of the call that goes on, or of its guest."""
    guest = live.guest
    match word:
        case Measured(figures=figures, picture_lowered=lowered):
            live.media.measured(figures, picture_lowered=lowered)
        case MediaSeen(is_picture=is_picture, peer=Peer.CALLED):
            live.media.seen(is_picture=is_picture)
        case EngineFailed(fault=fault, peer=peer):
            live.engine_failed(fault, peer)
        case OfferMade(peer=Peer.CALLED):
            live.media.offer_made(word.attempt, word.sdp)
        case CandidateFound(peer=Peer.CALLED):
            live.media.candidate_found(word.attempt, word.candidate)
        case MediaUp(peer=Peer.CALLED):
            live.media.up(word.attempt)
        case MediaDown(peer=Peer.CALLED):
            live.media.down(word.attempt)
        case _ if guest is not None:
            _hear_guest(guest, word)
        case _:
            pass


def _hear_guest(guest: CallGuest, word: OfACall) -> None:
    match word:
        case OfferMade():
            guest.offer_made(word.attempt, word.sdp)
        case CandidateFound():
            guest.candidate_found(word.attempt, word.candidate)
        case MediaUp():
            guest.came(word.attempt)
        case _:
            pass
