"""Everything that can go wrong in a way that a person can answer.

    KagimoriError
    ├─ BadInput            what was typed, pasted or loaded cannot be used as it is
    │  ├─ CodeShape        a code has the wrong number of digits or holds something else
    │  ├─ SeedShape        an authenticator key or otpauth URI cannot be read
    │  └─ BookError        a record of the knowledge base is wrong: file, id and field
    ├─ Refused             the deed is known, but not now: a budget, a wait or a right forbids it
    └─ Unreachable         something outside did not answer, or not in its own language

Each class has a stable `code`; the sentence for it stands in `knowledge/data/errors.toml`, in Japanese and
English, and is filled from `fields`.  Fields never hold a secret.
"""

from __future__ import annotations


class KagimoriError(Exception):
    """The common ancestor; doors catch this one and print its sentence."""

    code = "kagimori"

    def __init__(self, **fields: object) -> None:
        """Keep what the sentence needs: names, places, numbers, never a secret."""
        super().__init__(self.code)
        self.fields = fields

    def __str__(self) -> str:
        """Return the code and the fields, for logs and for tests."""
        fields = ", ".join(f"{name}={value}" for name, value in self.fields.items())
        return f"{self.code}({fields})"


class BadInput(KagimoriError):
    """What came in cannot be used; `fields` says which part and where."""

    code = "input.unusable"


class CodeShape(BadInput):
    """A one-time code is not exactly so many digits."""

    code = "otp.code_shape"


class SeedShape(BadInput):
    """An authenticator key or otpauth URI cannot be read."""

    code = "otp.seed_shape"


class BookError(BadInput):
    """A record of the knowledge base is wrong: `file`, `id`, `field` and `problem` say where."""

    code = "knowledge.record"


class Refused(KagimoriError):
    """A rule forbids it now; `fields` may say until when."""

    code = "refused"


class Unreachable(KagimoriError):
    """Something outside did not answer, or answered in no language that we know."""

    code = "gateway.unreachable"
