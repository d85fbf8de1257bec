"""The settings file as somebody keeps it by hand: what Vaka changes in it leaves comments, order and spacing alone.

The only home of tomlkit. What a key may be is `console.config`'s to say; here it is text that goes in and comes out.
"""

import contextlib
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

Value = str | int | bool

PRIVATE = 0o600


class Unchangeable(Exception):
    """The text is so written that a value cannot be put into it. It was not changed."""


def changed(text: str, values: Mapping[str, Value], defaults: Mapping[str, Value]) -> str:
    """The text with these values, by dotted names of two parts.

    A value that is the default is written only where the file names the key already. Raises Unchangeable.
    """
    try:
        document = tomlkit.parse(text)
        for name, value in values.items():
            section, _, leaf = name.partition(".")
            table = document.get(section)
            is_named = isinstance(table, Mapping) and leaf in table
            if not is_named and value == defaults[name]:
                continue
            if table is None:
                document[section] = table = tomlkit.table()
            _put(table, leaf, value)
        return tomlkit.dumps(document)
    except (TOMLKitError, TypeError, AttributeError, RecursionError) as error:
        raise Unchangeable(f"the settings cannot be changed in place: {type(error).__name__}") from error


def _put(table: object, leaf: str, value: Value) -> None:
    """In place of the old value, with the comment behind it."""
    if not hasattr(table, "__setitem__") or not hasattr(table, "get"):
        raise Unchangeable("a section of the settings is not one")
    old = table.get(leaf)
    new = tomlkit.item(value)
    if isinstance(old, Item):
        new.trivia.comment_ws = old.trivia.comment_ws
        new.trivia.comment = old.trivia.comment
        new.trivia.trail = old.trivia.trail
    table[leaf] = new


def write(path: Path, text: str) -> None:
    """Puts the text in the place of the file, whole or not at all. A new file is its owner's alone (0600); one that is
    there keeps its rights, and a link leads where it led. Raises OSError."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        rights = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        rights = PRIVATE
    draft = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        with open(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(rights)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    _keep_folder(target.parent)


def _keep_folder(folder: Path) -> None:
    """The new name is on disk too, where the system lets us ask for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
