"""`NamedTuple` and `TYPE_CHECKING` without `typing`, which costs a bare interpreter's time.

Type checkers see `typing`'s own. At run time the class statement makes the same kind of
tuple, but cheaply: the constructor of each number of fields is compiled once, and a class
only gives its parameters their names.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - re-exported for type checkers
else:
    from _collections import _tuplegetter

    _CONSTRUCTORS = {}
    _new = tuple.__new__
    _OURS = frozenset({"__annotations__", "__qualname__", "__classcell__"})

    class _Fields(type):
        """Makes of a class of annotated fields the named tuple they describe."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            """Return the named tuple, with the class's methods and docstring."""
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body[field] for field in fields if field in body}
            members = {key: value for key, value in body.items() if key not in _OURS}
            members |= {field: _tuplegetter(at, "") for at, field in enumerate(fields)}
            members["_fields"] = members["__match_args__"] = fields
            members["_field_defaults"] = defaults
            members["__slots__"] = ()
            members["__new__"] = _constructor(fields, tuple(defaults.values()))
            made = type(name, (_Record,), members)
            made.__qualname__ = body["__qualname__"]
            return made

    class _Record(tuple):
        """What every named tuple can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: object) -> object:
            return cls(*values)

        def _replace(self, **changes: object) -> object:
            made = _new(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"no such fields: {', '.join(changes)}")
            return made

        def _asdict(self) -> dict[str, object]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            shown = (f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({', '.join(shown)})"

        def __getnewargs__(self) -> tuple[object, ...]:
            return tuple(self)

    def _constructor(fields: tuple[str, ...], defaults: tuple[object, ...]) -> object:
        """Return `__new__` with these parameters."""
        size = len(fields)
        if size not in _CONSTRUCTORS:
            slots = "".join(f"a{at}, " for at in range(size))
            source = f"lambda _cls, {slots}: _new(_cls, ({slots}))"
            _CONSTRUCTORS[size] = eval(source, {"_new": _new})  # noqa: S307 - our own text
        plain = _CONSTRUCTORS[size]
        code = plain.__code__.replace(co_varnames=("_cls", *fields), co_name="__new__")
        return type(plain)(code, plain.__globals__, "__new__", defaults or None)

    class NamedTuple(metaclass=_Fields):
        """An immutable record; its fields are the class's annotations."""
