"""JSON text of plain values (RFC 8259), for the few of a daily command: `json` imports `re`."""

from __future__ import annotations

from datetime import date
from math import isfinite

_ESCAPES = {
    **{code: f"\\u{code:04x}" for code in range(32)},
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}


def text(value: object) -> str:
    """Return what `json.loads` reads as `value`; days become texts, what is no value a `TypeError`."""
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(text, value))}]"
    if isinstance(value, dict):
        return (
            f"{{{', '.join(f'{text(str(name))}: {text(each)}' for name, each in value.items())}}}"
        )
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return repr(value)
    raise TypeError(value)
