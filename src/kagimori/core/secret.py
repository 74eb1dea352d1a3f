"""A value that must not be seen by accident."""

from __future__ import annotations

import hmac


class Secret:
    """Bytes that hide in `repr`, `str`, f-strings and logs; `.reveal()` is the only way out.

    Comparison is constant-time.  Pickling is refused, so that no cache or queue keeps one by accident.
    """

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        """Wrap `value`."""
        self._value = value

    def reveal(self) -> bytes:
        """Return the bytes.  Search for `.reveal(` to find every place that sees a secret."""
        return self._value

    def __repr__(self) -> str:
        """Return a form without the value."""
        return "Secret(…)"

    __str__ = __repr__

    def __format__(self, format_spec: str) -> str:
        """Return the hidden form whatever the format asks for."""
        return repr(self)

    def __eq__(self, other: object) -> bool:
        """Compare in constant time."""
        return isinstance(other, Secret) and hmac.compare_digest(self._value, other._value)

    def __hash__(self) -> int:
        """Hash by value, so that equal secrets fall together."""
        return hash(self._value)

    def __reduce__(self) -> str:
        """Refuse to be pickled."""
        msg = "a Secret is never pickled"
        raise TypeError(msg)
