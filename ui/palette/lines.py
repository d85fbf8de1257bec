"""What the palette's list holds: the answer of the console and of the commands, as heads, entries and remarks in words.

Pure but for the words. Foreign text is cleaned here; where cleaning changed it, nothing of it is underlined.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from console.domain.search import CaseHit, DeviceHit, Found, Hits, Marked, ProtectedHit, ResidentHit, StaffHit
from ui.assets import Icon
from ui.palette.choices import Choice, OpenCase, OpenDevice, OpenStaff, Protected, ReadResident, RunDeed
from ui.palette.commands import Answer, Command, answering
from ui.words import Say, Words
from ui.words.palette import PaletteSay
from ui.words.plain import clean

LONGEST_NAME = 120
LONGEST_REST = 200
COMMANDS_ONLY, STAFF_ONLY, THINGS_ONLY = ">", "@", "#"


EMPTY = Marked("")


@dataclass(frozen=True, slots=True)
class Head:
    """The title of a group."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that cannot be chosen."""

    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: `name` stands first, `rest` after it in quieter ink. `why_not` says why it cannot be run."""

    choice: Choice
    icon: Icon
    name: Marked
    rest: Marked = EMPTY
    key: str = ""
    why_not: str = ""

    @property
    def told(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(part for part in (self.name.text, self.rest.text, self.why_not, self.key) if part)


ListLine = Head | Remark | Entry
_Hits = Hits[ResidentHit] | Hits[ProtectedHit] | Hits[StaffHit] | Hits[DeviceHit] | Hits[CaseHit]


@dataclass(frozen=True, slots=True)
class Content:
    """The list, and how many hits stand for it."""

    lines: tuple[ListLine, ...]
    count: int = 0


class Teller:
    """Puts answers into lines, in one language."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def begin(self, commands: Sequence[Command], used: Sequence[Hashable]) -> Content:
        """Nothing is typed: what was used last, or else what can be done now, and what one may type."""
        by_deed = {command.deed: command for command in commands}
        last = [by_deed[deed] for deed in used if deed in by_deed]
        shown = last or [command for command in commands if not command.why_not]
        head = PaletteSay.LAST_USED if last else PaletteSay.COMMANDS
        lines = self._group(head, [self._command(Answer(one, Marked(one.name))) for one in shown])
        return Content((Remark(self._words(PaletteSay.TYPE_TO_SEARCH)), *lines))

    def answer(self, text: str, found: Found | None, commands: Sequence[Command], *, is_complete: bool) -> Content:
        """What answers `text`. `found` is None where the console was not asked or has not answered; then
        `is_complete` says that nothing more will come."""
        found = found or Found(text)
        answers = answering(commands, text.removeprefix(COMMANDS_ONLY)) if _asks_for_commands(text) else ()
        lines = (
            *self._group(PaletteSay.RESIDENTS, (*self._residents(found), *self._protected(found))),
            *self._more(found.residents, found.protected),
            *self._group(PaletteSay.COMMANDS, [self._command(one) for one in answers]),
            *self._group(PaletteSay.STAFF, [self._staff(hit) for hit in found.staff.shown]),
            *self._more(found.staff),
            *self._group(
                PaletteSay.THINGS, (*map(self._device, found.devices.shown), *map(self._case, found.cases.shown))
            ),
            *self._more(found.devices, found.cases),
        )
        count = found.count + len(answers)
        return Content(lines, count) if lines or not is_complete else Content(self._nothing(text))

    def lost(self, content: Content, why: str) -> Content:
        """The same under a sentence that says what could not be searched, in place of what was not found."""
        kept = content.lines if content.count else ()
        return Content((Remark(clean(why, LONGEST_REST)), *kept), content.count)

    def _nothing(self, text: str) -> tuple[ListLine, ...]:
        say = {
            COMMANDS_ONLY: (PaletteSay.NOTHING_COMMANDS,),
            STAFF_ONLY: (PaletteSay.NOTHING_STAFF,),
            THINGS_ONLY: (PaletteSay.NOTHING_THINGS, PaletteSay.NOTHING_PROTECTED),
        }.get(text[:1], (PaletteSay.NOTHING_WHERE, PaletteSay.NOTHING_PROTECTED))
        if len(text) < 2 and text[:1] not in (COMMANDS_ONLY, STAFF_ONLY, THINGS_ONLY):
            return (Remark(self._words(PaletteSay.TYPE_MORE)),)
        nothing = self._words(PaletteSay.NOTHING, text=clean(text, LONGEST_NAME))
        return (Head(nothing), *(Remark(self._words(each)) for each in say))

    def _group(self, head: PaletteSay, entries: Sequence[ListLine]) -> tuple[ListLine, ...]:
        return (Head(self._words(head)), *entries) if entries else ()

    def _more(self, *groups: _Hits) -> tuple[Remark, ...]:
        more = sum(group.more for group in groups)
        if not more:
            return ()
        say = PaletteSay.MORE_AT_LEAST if any(group.is_at_least for group in groups) else PaletteSay.MORE
        return (Remark(self._words(say, n=more)),)

    def _residents(self, found: Found) -> tuple[Entry, ...]:
        hits = found.residents.shown
        homes = Counter((hit.name.text, hit.street.text) for hit in hits)
        return tuple(self._resident(hit, homes[hit.name.text, hit.street.text] > 1) for hit in hits)

    def _resident(self, hit: ResidentHit, has_twin: bool) -> Entry:
        """The apartment stands there where it was asked for, or tells two of the same name apart."""
        apartment = hit.apartment if hit.apartment.text and (hit.apartment.spans or has_twin) else EMPTY
        if apartment.text:
            apartment = _within(self._words(PaletteSay.APARTMENT, number="\0"), apartment)
        is_open = Marked(self._words(PaletteSay.CASE_OPEN) if hit.case is not None else "")
        choice: Choice = OpenCase(hit.case) if hit.case is not None else ReadResident(hit.resident)
        rest = _listed((hit.street, apartment, hit.city, hit.phone, is_open))
        return Entry(choice, Icon.PERSON, _safe(hit.name, LONGEST_NAME), _safe(rest, LONGEST_REST))

    def _protected(self, found: Found) -> Iterable[Entry]:
        """Each can be chosen, and none says anything of whom it is."""
        hits, words = found.protected, self._words
        for number, hit in enumerate(hits.shown, 1):
            one = words(PaletteSay.PROTECTED)
            name = one if hits.count == 1 else words(PaletteSay.PROTECTED_OF, number=number, count=hits.count)
            yield Entry(Protected(hit.resident), Icon.LOCKED, Marked(name), Marked(words(PaletteSay.AFTER_REASON)))

    def _command(self, answer: Answer) -> Entry:
        command = answer.command
        more, why_not = clean(command.more, LONGEST_REST), clean(command.why_not, LONGEST_REST)
        return Entry(
            RunDeed(command.deed), command.icon, _safe(answer.name, LONGEST_NAME), Marked("" if why_not else more),
            command.key, why_not,
        )  # fmt: skip

    def _staff(self, hit: StaffHit) -> Entry:
        words = self._words
        is_here = hit.console is not None
        where = words(PaletteSay.SITS_AT, console=hit.console) if is_here else words(PaletteSay.SITS_NOWHERE)
        return Entry(
            OpenStaff(hit.operator), Icon.STAFF, _safe(hit.name, LONGEST_NAME), _safe(Marked(where), LONGEST_REST)
        )

    def _device(self, hit: DeviceHit) -> Entry:
        words = self._words
        name = _within(f"{words.sentence(words.of(hit.kind))} \0", hit.id)
        whose = words(Say.PROTECTED) if hit.is_protected and not hit.name else hit.name or hit.street
        rest = _listed((Marked(whose), Marked(hit.place)))
        choice = OpenDevice(hit.device, hit.resident, hit.is_protected)
        return Entry(choice, Icon.SENSOR, _safe(name, LONGEST_NAME), _safe(rest, LONGEST_REST))

    def _case(self, hit: CaseHit) -> Entry:
        words = self._words
        name = _within(words(PaletteSay.CASE, id="\0"), hit.id)
        rest = _listed((Marked(hit.name), Marked(words.of(hit.kind))))
        return Entry(OpenCase(hit.case), Icon.CASE, _safe(name, LONGEST_NAME), _safe(rest, LONGEST_REST))


def _asks_for_commands(text: str) -> bool:
    return text[:1] not in (STAFF_ONLY, THINGS_ONLY)


def _within(frame: str, marked: Marked) -> Marked:
    """The text in the place of the NUL in `frame`."""
    head, _, tail = frame.partition("\0")
    spans = tuple((start + len(head), end + len(head)) for start, end in marked.spans)
    return Marked(head + marked.text + tail, spans)


def _listed(parts: Iterable[Marked]) -> Marked:
    """The texts with commas between; empty ones fall out."""
    text, spans = "", []
    for part in parts:
        if not part.text:
            continue
        text += ", " if text else ""
        spans += [(start + len(text), end + len(text)) for start, end in part.spans]
        text += part.text
    return Marked(text, tuple(spans))


def _safe(marked: Marked, longest: int) -> Marked:
    """The text as it may be shown."""
    shown = clean(marked.text, longest)
    return marked if shown == marked.text else Marked(shown)
