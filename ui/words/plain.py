"""Foreign text made safe to show: bounded, and free of what could hide, reorder or forge what stands beside it."""

import unicodedata

LONGEST = 4000

_HIDDEN = frozenset(
    chr(code)
    for code in (
        *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x00AD, 0x061C, 0x180E, 0xFEFF,
        *range(0xFFF9, 0xFFFC),
    )
)  # fmt: skip
"""Zero-width marks, bidirectional overrides and isolates, soft hyphen, byte order mark, annotations."""

_SPACES = frozenset("\t\v\f\r\x85\u2028\u2029")


def clean(text: str, longest: int = LONGEST, *, lines: bool = False) -> str:
    """The text without control characters and overrides, at most `longest` characters and then '…'.

    Line breaks become spaces unless `lines`. Lone surrogates become '\ufffd'. Never slower than its bound.
    """
    if len(text) <= longest and text.isprintable():  # nothing of what is looked for below can be printed
        return text
    kept: list[str] = []
    for character in text[: longest * 2 + 16]:
        if character == "\n" and lines:
            kept.append(character)
        elif character == "\n" or character in _SPACES:
            kept.append(" ")
        elif character in _HIDDEN:
            continue
        elif character.isascii():
            kept.append(character if character.isprintable() else "\ufffd")
        else:
            category = unicodedata.category(character)
            kept.append("\ufffd" if category in ("Cc", "Cs", "Co", "Cn") else character)
    shown = "".join(kept)
    return shown if len(shown) <= longest and len(text) <= longest * 2 + 16 else shown[: longest - 1] + "…"
