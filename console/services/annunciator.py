"""Makes alarms heard: hears what the screen is told, asks the rule what is due, and has the child process play it.

Decided here, on the console thread, and sounded by a process of its own: neither a blocked window nor a dying one
silences an alarm. Blindness has its own siren (`watch`), in another process. Whether the output really takes what it
is given is looked at each second; where nothing is heard, that is said, and since when.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain import events as ev
from console.domain.alarm import AlarmClass
from console.domain.annunciation import LONGEST_SILENCE, PATTERNS, Annunciation, SoundOutput
from console.domain.ids import SYSTEM, ConsoleId
from console.domain.journal import Unwritable
from console.domain.operator import Operator
from console.domain.queue import RowRemoved
from console.services.ports import Clock, Sounder
from console.services.recorder import Recorder
from console.services.screen import QueueReplaced, RowsChanged, Screen, SeatChanged, SoundChanged, Update
from console.services.sound_facts import SoundFacts

CHECK_EVERY = timedelta(hours=1)
"""How often the output proves itself while somebody sits here (default of the setting)."""

FRESH = timedelta(minutes=1)
"""A check so young is not made again at sign-in."""

HEARD_WITHIN = timedelta(seconds=8)
"""How long the output may take until it has played a sound, beyond which it was not heard."""

WARN_AFTER = timedelta(seconds=5)
"""How long the player may take to answer for the first time before it is said that nothing is heard."""

TEST_SOUND = "test"
QUIETEST_PERCENT = 20
"""Alarms cannot be turned off by their volume (as in the settings)."""

_TESTED_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sound that was asked for. `alarm_class` is None for a test."""

    number: int
    alarm_class: AlarmClass | None
    at: float


class Annunciator:
    """The alarm sounds of this console. `overhearing(screen)` is the screen to give to what tells of rows and seat."""

    def __init__(
        self,
        sounder: Sounder,
        recorder: Recorder,
        clock: Clock,
        screen: Screen,
        console: ConsoleId,
        check_every: timedelta = CHECK_EVERY,
    ) -> None:
        self._sounder = sounder
        self._journal = SoundFacts(recorder, console)
        self._clock = clock
        self._screen = screen
        self._console = console
        self._check_every = check_every
        self._rule = Annunciation()
        self._seated: Operator | None = None
        self._asked: _Asked | None = None
        self._began = clock.monotonic()
        self._was_audible: bool | None = None
        self._testing = asyncio.Lock()
        self._is_check_due = False
        self._checked: tuple[float, datetime] | None = None
        self._tried_at = self._began
        self._unheard: datetime | None = None
        self._silenced_until: datetime | None = None
        self._told: SoundChanged | None = None

    def overhearing(self, screen: Screen) -> Screen:
        """`screen`, and what is shown on it is heard here too."""
        return _Overheard(screen, self.hear)

    async def run(self) -> None:
        """For ever, each second: the sounds and, apart from them, the journal, which may hang."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._each_second(self.tick), name="sound")
                group.create_task(self._each_second(self._journal.write), name="sound journal")
        finally:
            self._sounder.end()

    async def _each_second(self, what: Callable[[], Awaitable[None]]) -> None:
        while True:
            await what()
            await self._clock.sleep(1.0)

    def hear(self, update: Update) -> None:
        """What the screen is told, which is what must be heard. Returns at once and never raises."""
        at = self._clock.monotonic()
        match update:
            case QueueReplaced(rows):
                self._rule.replace(rows)
            case RowsChanged(changes=changes):
                for change in changes:
                    if isinstance(change, RowRemoved):
                        self._rule.take_out(change.case)
                    else:
                        self._rule.put(change.row)
            case SeatChanged(operator):
                self._sit(operator, at)
            case _:
                return
        self._look_at_output(at)
        self._sound(at)

    async def tick(self) -> None:
        """What time alone has changed."""
        self._sounder.check()
        at = self._clock.monotonic()
        self._look_at_output(at)
        if self._seated is not None and at - self._tried_at >= self._check_every.total_seconds():
            self._is_check_due = True
        self._sound(at)

    async def silence(self, operator: Operator, for_: timedelta = LONGEST_SILENCE) -> datetime:
        """Silences what sounds or waits for `for_`, at most ten minutes, and journals it; returns when it ends.

        `Annunciation.silence` says what it covers. Raises Refused where nothing is to be heard, and Unwritable.
        """
        silence = self._rule.silence(self._clock.monotonic(), for_)
        self._sounder.stop()
        self._asked = None
        self._silenced_until = self._clock.now() + timedelta(seconds=silence.until - silence.since)
        try:
            await self._journal.note(ev.SoundSilenced(self._console, self._silenced_until), operator.id)
        except Unwritable:
            self._rule.restore()
            raise
        finally:
            self._sound(self._clock.monotonic())
        return self._silenced_until

    async def restore(self, operator: Operator) -> None:
        """Ends the silence, and journals that. Does nothing where none holds."""
        at = self._clock.monotonic()
        if self._rule.silenced(at) is None:
            return
        self._rule.restore()
        self._sound(at)
        self._journal.keep(ev.SoundRestored(self._console), operator.id)
        await self._journal.write()

    async def test(self) -> bool:
        """Plays the four classes' sounds in turn; whether the output took them all. A due alarm goes before."""
        async with self._testing:
            heard = [await self._test(PATTERNS[alarm_class].sound) for alarm_class in AlarmClass]
            self._conclude(all(heard))
        await self._journal.write()
        return all(heard)

    def use(self, device: str, volume_percent: int) -> None:
        """From now on this output ("" is the system's own choice) and volume, and proves it by a sound."""
        self._sounder.use(device, max(QUIETEST_PERCENT, min(100, volume_percent)))
        self._is_check_due = True

    def outputs(self) -> tuple[str, ...]:
        """The names of the outputs that there are."""
        return self._sounder.output.outputs

    async def _test(self, sound: str) -> bool:
        """What an alarm's own sound takes the place of is heard when that is: its number is higher."""
        while self._asked is not None:
            await self._clock.sleep(_TESTED_EVERY_S)
            self._look_at_output(self._clock.monotonic())
        asked = self._play(sound, None)
        while not self._is_answered(asked):
            await self._clock.sleep(_TESTED_EVERY_S)
            self._look_at_output(self._clock.monotonic())
        output = self._sounder.output
        return output.is_audible and output.played >= asked.number

    def _is_answered(self, asked: _Asked) -> bool:
        return self._asked is None or self._sounder.output.played >= asked.number

    def _sit(self, operator: Operator | None, at: float) -> None:
        """A silence was the choice of whoever sat here, and theirs alone."""
        before, self._seated = self._seated, operator
        if before is not None and (operator is None or operator.id != before.id):
            if self._rule.silenced(at) is not None:
                self._journal.keep(ev.SoundRestored(self._console), SYSTEM)
            self._rule.renew()
        is_fresh = self._checked is not None and at - self._checked[0] < FRESH.total_seconds()
        self._is_check_due = operator is not None and not is_fresh

    def _look_at_output(self, at: float) -> None:
        output = self._sounder.output
        asked = self._asked
        if asked is not None and output.played >= asked.number and not output.is_muted:
            self._heard(asked)
        elif asked is not None and (
            output.played >= asked.number or self._is_gone(at) or at - asked.at >= HEARD_WITHIN.total_seconds()
        ):
            self._missed(asked, at)
        if output.is_audible is not self._was_audible and (output.is_audible or self._is_unheard(at)):
            self._is_check_due = self._is_check_due or self._was_audible is not None or not output.is_audible
            self._was_audible = output.is_audible

    def _heard(self, asked: _Asked) -> None:
        self._asked = None
        if asked.alarm_class is not None:
            self._rule.heard()
            self._unheard = None
        if self._is_check_due and not self._testing.locked():
            self._conclude(True)

    def _missed(self, asked: _Asked, at: float) -> None:
        self._asked = None
        if asked.alarm_class is None:
            if not self._testing.locked():
                self._conclude(False)
            return
        self._rule.missed()
        self._unheard = self._unheard or self._clock.now() - timedelta(seconds=at - asked.at)

    def _conclude(self, is_audible: bool) -> None:
        """A check has come to its end: by a test's sound or, where one came first, by an alarm's own."""
        at = self._clock.monotonic()
        self._is_check_due, self._tried_at = False, at
        if is_audible:
            self._checked = (at, self._clock.now())
        body = ev.SoundChecked(self._console, is_audible, self._sounder.output.device)
        self._journal.keep(body, self._seated.id if self._seated is not None else SYSTEM)

    def _sound(self, at: float) -> None:
        if self._rule.is_moot():  # it was taken: the sound ends with it
            self._sounder.stop()
            self._rule.heard()
            self._asked = None
        output = self._sounder.output
        if self._is_check_due and self._is_unheard(at) and not self._testing.locked():
            self._conclude(False)
        due = self._rule.due(at) if self._seated is not None else None
        if due is not None and self._is_unheard(at):
            self._unheard = self._unheard or self._clock.now()
        if due is not None and (output.is_audible or output.is_muted):
            asked = self._asked
            if asked is not None and asked.alarm_class is not None and self._rule.sounding(at) is None:
                self._missed(asked, at)  # it should have been heard by now, and is about to be replaced
            self._rule.begin(due, at)
            self._play(PATTERNS[due].sound, due)
        elif due is None and self._may_check(output):
            self._play(TEST_SOUND, None)
        if self._seated is None or self._rule.gravest(at) is None:
            self._unheard = None
        self._tell(at)

    def _may_check(self, output: SoundOutput) -> bool:
        """What nobody heard goes before, and proves the output as well."""
        is_free = self._asked is None and self._unheard is None and not self._testing.locked()
        return is_free and self._is_check_due and output.is_audible

    def _is_unheard(self, at: float) -> bool:
        """Whether nothing is heard; at start the player has some seconds to answer."""
        output = self._sounder.output
        return not output.is_audible and (output.is_known or at - self._began >= WARN_AFTER.total_seconds())

    def _is_gone(self, at: float) -> bool:
        return self._is_unheard(at) and not self._sounder.output.is_muted

    def _play(self, sound: str, alarm_class: AlarmClass | None) -> _Asked:
        self._asked = _Asked(self._sounder.play(sound), alarm_class, self._clock.monotonic())
        return self._asked

    def _tell(self, at: float) -> None:
        output = self._sounder.output
        if not output.is_audible and not self._is_unheard(at):
            return
        told = SoundChanged(
            is_audible=output.is_audible,
            device=output.device,
            checked_at=self._checked[1] if self._checked is not None else None,
            silenced_until=self._silenced_until if self._rule.silenced(at) is not None else None,
            sounding=self._rule.sounding(at),
            unheard_since=self._unheard,
            explanation=output.explanation,
        )
        if told != self._told:
            self._told = told
            self._screen.show(told)


class _Overheard:
    """Fits `Screen`: shows on another, and lets an ear hear it too."""

    def __init__(self, screen: Screen, hear: Callable[[Update], None]) -> None:
        self._screen = screen
        self._hear = hear

    def show(self, update: Update) -> None:
        self._screen.show(update)
        self._hear(update)
