"""Valid messages, changed in ways that hurt: by a seed, so that each run changes them alike.

What is JSON is changed as a tree, what is lines as lines, and everything as bytes too.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

DEEP = 3_000
"""Levels: more than any parser's recursion may take."""

LONG = 300_000
"""Bytes: more than a payload may have."""

NUMBERS: tuple[Any, ...] = (
    0, -1, 1, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 2**64, 10**400, 0.1, -0.0, 1e308, 1e-320, 1e400, -1e400,
    float("nan"), 1772482500000, 253402300800, -62135596801,
)  # fmt: skip
WORDS: tuple[str, ...] = (
    "", " ", "\0", "\ud800", "\udfff\ud800", "a\nb", "\x1b[31m", "\u202e", "\u2028", "é" * 300, "../../etc", "%s{0}",
    "<img src=x>", "null", "-0", "1e999", "NaN", "2026-02-30T25:61:61Z", "0001-01-01T00:00:00+14:00", "٣", "true",
    "9999-12-31T23:59:60-14:00", "2026-10-25T02:30:00", "ÅÄÖ", "\ufeff", "+", "#", "$SYS", "/", "~", "*1", "&a *a",
    "{{ value_json." + "a." * 500 + " }}", "PT1E400S", "P99999999999D", "!!python/object:os.system", "=cmd|' '!A0",
)  # fmt: skip
LONG_WORDS = ("0" * 6_000, "a" * 70_000)
WHOLE: tuple[bytes, ...] = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf{}", b"null", b"true", b"0", b"[]", b"{}", b'""', b"[" * DEEP,
    b'{"a":' * DEEP, b"(" * DEEP, b"- " * DEEP, b"9" * 6_000, b"-" * 100, b'"' + b"\\ud800" * 2_000 + b'"',
    b" " * LONG, b"a" * LONG, b'{"a":1,"a":2}', b"NaN", b"-Infinity", b"{" * 10 + b"}" * 10, b"\r\n" * 5_000,
    b"," * 20_000, b'"' * 20_001,
)  # fmt: skip


class Fuzz:
    """An endless supply of broken messages made of `seeds`."""

    def __init__(self, seeds: Sequence[bytes], seed: int) -> None:
        self._chance = random.Random(seed)
        self._seeds = [*seeds]
        self._has_grown = False
        self._trees = [tree for tree in map(_tree, seeds) if tree is not None]

    def payloads(self, many: int) -> Iterator[bytes]:
        """So many; the hostile wholes come first."""
        yield from WHOLE[:many]
        for _ in range(many - len(WHOLE)):
            yield self.one()

    def one(self) -> bytes:
        chance = self._chance
        if self._trees and chance.random() < 0.75:
            made = _written(self._tree_changed())
            return made if chance.random() < 0.8 else self._bytes_changed(made)
        found = chance.choice(self._seeds)
        if chance.random() < 0.5:
            found = self._lines_changed(found)
        return self._bytes_changed(found) if chance.random() < 0.6 else found

    # Trees

    def _tree_changed(self) -> Any:
        tree = json.loads(json.dumps(self._chance.choice(self._trees)))
        self._has_grown = False
        for _ in range(self._chance.choice((1, 1, 1, 2, 3, 8))):
            tree = self._changed(tree)
        return tree

    def _changed(self, node: Any) -> Any:
        """The tree with one change somewhere in it."""
        chance = self._chance
        if isinstance(node, dict) and node and chance.random() < 0.85:
            name = chance.choice(list(node))
            match chance.randrange(8):
                case 0:
                    del node[name]
                case 1:
                    node[chance.choice(WORDS)] = node.pop(name)
                case 2:
                    node[name] = node[chance.choice(list(node))]
                case 3:
                    node[name] = self._hostile()
                case _:
                    node[name] = self._changed(node[name])
            return node
        if isinstance(node, list) and node and chance.random() < 0.85:
            at = chance.randrange(len(node))
            match chance.randrange(6):
                case 0:
                    del node[at]
                case 1 if not self._has_grown:
                    self._has_grown = True
                    return node * chance.choice((2, 50) if len(node) < 20 else (2,))
                case 2:
                    node[at] = self._hostile()
                case _:
                    node[at] = self._changed(node[at])
            return node
        return self._hostile()

    def _hostile(self) -> Any:
        chance = self._chance
        match chance.randrange(8):
            case 0 | 1:
                return chance.choice(NUMBERS)
            case 2 | 3 | 4:
                return chance.choice(WORDS if chance.random() < 0.98 else LONG_WORDS)
            case 5:
                return chance.choice((None, True, False, [], {}, [[]], {"": {}}, [None] * 300))
            case 6:
                return json.loads(json.dumps(chance.choice(self._trees)))
            case _:
                inner: Any = chance.choice(WORDS)
                for _ in range(chance.choice((3, 40, 400))):
                    inner = [inner] if chance.random() < 0.5 else {"a": inner}
                return inner

    # Lines and bytes

    def _lines_changed(self, found: bytes) -> bytes:
        chance, lines = self._chance, found.split(b"\n")
        for _ in range(chance.choice((1, 1, 2, 5))):
            at = chance.randrange(len(lines))
            match chance.randrange(6):
                case 0:
                    del lines[at]
                case 1:
                    lines.insert(at, lines[chance.randrange(len(lines))])
                case 2:
                    other = chance.choice(self._seeds).split(b"\n")
                    lines.insert(at, chance.choice(other))
                case 3 if len(lines[at]) < 1_000:
                    lines[at] = lines[at] * chance.choice((2, 30))
                case _:
                    lines[at] = self._words_changed(lines[at])
            lines = lines or [b""]
        return b"\n".join(lines)

    def _words_changed(self, line: bytes) -> bytes:
        words = re.split(rb"([^0-9A-Za-z\xc0-\xff]+)", line)
        at = self._chance.randrange(len(words))
        word = self._hostile() if self._trees else self._chance.choice((*WORDS, *LONG_WORDS[:1]))
        words[at] = str(word)[:70_000].encode("utf-8", "surrogatepass")
        return b"".join(words)

    def _bytes_changed(self, found: bytes) -> bytes:
        chance, made = self._chance, bytearray(found)
        for _ in range(chance.choice((1, 1, 2, 4, 30))):
            at = chance.randrange(len(made) + 1)
            match chance.randrange(7):
                case 0:
                    del made[at : at + chance.choice((1, 1, 4, 100))]
                case 1:
                    made[at:at] = chance.randbytes(chance.choice((1, 2, 8)))
                case 2:
                    made[at : at + 4] = chance.choice(
                        (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0")
                    )
                case 3:
                    del made[at:]
                case 4:
                    made[at:at] = made[at : at + chance.choice((4, 60, 600))] * chance.choice((1, 3))
                case _ if at < len(made):
                    made[at] ^= 1 << chance.randrange(8)
                case _:
                    pass
        return bytes(made)


def _tree(seed: bytes) -> Any:
    try:
        found = json.loads(seed)
    except ValueError:
        return None
    return found if isinstance(found, dict | list) else None


def _written(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")


Read = Callable[[bytes], object]


def as_utf_8(read: Read) -> Read:
    """A reader of UTF-8 whose caller has seen to that."""
    return lambda payload: read(payload.decode("utf-8", "replace").encode())


def as_text(read: Callable[[str], object]) -> Read:
    """A reader of text, given bytes: what is no UTF-8 comes as replacement signs, as the reader's caller would not."""
    return lambda payload: read(payload.decode("utf-8", "replace"))
