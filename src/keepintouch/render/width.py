"""How many columns a terminal gives a text, and as much of it as fits."""

from __future__ import annotations

NARROW_BELOW = "\u0300"
"""All characters before the combining marks take one column, once controls are gone."""
JOINER = "\u200d"
EMOJI_STYLE = "\ufe0f"
FIRST_FLAG, LAST_FLAG = "\U0001f1e6", "\U0001f1ff"
SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")


def width(text: str) -> int:
    """Return the columns that `text`, free of control characters, takes."""
    if not text or text.isascii() or max(text) < NARROW_BELOW:
        return len(text)
    return sum(columns for _, columns in _clusters(text))


def start(text: str, columns: int) -> str:
    """Return as much of the start of `text` as fits."""
    kept, used = [], 0
    for cluster, wide in _clusters(text):
        if used + wide > columns:
            break
        kept.append(cluster)
        used += wide
    return "".join(kept)


def _clusters(text: str) -> list[tuple[str, int]]:
    """Return what is drawn as one, with its columns: a letter with its marks, an emoji, a flag."""
    found: list[tuple[str, int]] = []
    joining = False
    for char in text:
        columns = _columns(char)
        if found and (joining or columns == 0 or _completes(found[-1][0], char)):
            whole, wide = found[-1]
            wide = 2 if char == EMOJI_STYLE else max(wide, columns)
            found[-1] = (whole + char, wide)
        else:
            found.append((char, columns))
        joining = char == JOINER
    return found


def _completes(before: str, char: str) -> bool:
    """Say whether `char` is the second half of a flag, or the skin tone of an emoji."""
    if SKIN_TONES[0] <= char <= SKIN_TONES[1]:
        return _columns(before[0]) == 2  # noqa: PLR2004 - an emoji is two columns wide
    return len(before) == 1 and _is_flag_letter(before) and _is_flag_letter(char)


def _is_flag_letter(char: str) -> bool:
    return FIRST_FLAG <= char <= LAST_FLAG


def _columns(char: str) -> int:
    if char < NARROW_BELOW:
        return 1
    from unicodedata import category, east_asian_width

    if category(char) in {"Mn", "Me", "Cf"} or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} or _is_flag_letter(char) else 1
