"""What the engine remembers of its orders: what a page that is begun again must be told, and whether anything may be
opened at all.
"""

from console.domain.call_engine import Drop, EngineOrder, Listen, MakeOffer, Peer, Send, UseDevices
from console.domain.ids import CallId


class Memory:
    """Of the newest orders only. A call itself is the console's to order again."""

    def __init__(self) -> None:
        self.background = "#000000"
        self._devices: UseDevices | None = None
        self._is_listening = False
        self._call: CallId | None = None
        self._has_camera = False

    def note(self, order: EngineOrder) -> bool:
        """An order was given. Whether less may be opened now than before it."""
        before = (self.may_capture(False), self.may_capture(True))
        self._note(order)
        return before > (self.may_capture(False), self.may_capture(True))

    def _note(self, order: EngineOrder) -> None:
        match order:
            case MakeOffer(peer=Peer.CALLED):
                self._call, self._has_camera = order.call, order.with_camera
            case Send() if order.call == self._call:
                self._has_camera = order.camera
            case Drop(peer=Peer.CALLED) if order.call == self._call:
                self.forget_call()
            case UseDevices():
                self._devices = order
            case Listen():
                self._is_listening = order.is_on
            case _:
                pass

    def forget_call(self) -> None:
        """There is no call until the next offer."""
        self._call, self._has_camera = None, False

    def to_tell(self) -> tuple[EngineOrder, ...]:
        """What a page that has begun is told first."""
        devices = () if self._devices is None else (self._devices,)
        return (*devices, Listen(is_on=True)) if self._is_listening else devices

    def may_capture(self, with_camera: bool) -> bool:
        """Whether the microphone (or with `with_camera` the camera) may be opened now: in a call, or on trial."""
        return self._is_listening or (self._call is not None and (self._has_camera or not with_camera))
