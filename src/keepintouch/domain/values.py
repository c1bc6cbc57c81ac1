"""`NamedTuple` and `TYPE_CHECKING` without importing `typing`, which costs a bare interpreter's time.

Type checkers see `typing`'s own. At run time the class statement makes the same
`collections.namedtuple`, without `typing`'s checks.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - re-exported for type checkers
else:
    from collections import namedtuple

    class _Fields(type):
        """Makes of a class of annotated fields the named tuple they describe."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            """Return the named tuple, with the class's methods and docstring."""
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.pop("__annotations__", ()))
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(  # noqa: PYI024 - this is what typing.NamedTuple does, too
                name, fields, defaults=defaults, module=body["__module__"]
            )
            for key, value in body.items():
                if key not in ("__module__", "__qualname__", "__classcell__"):
                    setattr(made, key, value)
            made.__qualname__ = body["__qualname__"]
            return made

    class NamedTuple(metaclass=_Fields):
        """An immutable record; its fields are the class's annotations."""
