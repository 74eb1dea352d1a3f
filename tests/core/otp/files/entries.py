"""Entries by chance, of the kinds that move between apps."""

from hypothesis import strategies as st

from kagimori.core.otp.files.entry import Told, make_entry

NAMES = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=20).map(str.strip)
KINDS = st.sampled_from(["totp", "hotp", "steam"])


@st.composite
def entries(draw, kinds=KINDS):
    kind, issuer = draw(kinds), draw(NAMES)
    # A URI has no way to say that a name with a colon has no issuer before it.
    name = draw(NAMES if issuer else NAMES.filter(lambda text: ":" not in text))
    return make_entry(
        "x",
        Told(
            key=draw(st.binary(min_size=1, max_size=64)),
            type=kind,
            issuer=issuer,
            name=name,
            algorithm=draw(st.sampled_from(["SHA1", "SHA256", "SHA512"])),
            digits=draw(st.integers(5, 10)),
            period=draw(st.integers(1, 86_400)),
            counter=draw(st.integers(0, 2**63 - 1)),
        ),
    )


def lists(inner):
    return st.lists(inner, min_size=1, max_size=4)
