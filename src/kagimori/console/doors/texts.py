"""The kinds of text that the API takes: lines without control characters, as long as the columns that keep them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

# A database refuses some control characters, and a list shows none well.
PLAIN = r"^[^\x00-\x1f\x7f]*$"
FILLED = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f\u3000][^\x00-\x1f\x7f]*$"

Name = Annotated[str, Field(min_length=1, max_length=100, pattern=FILLED)]
Line = Annotated[str, Field(max_length=100, pattern=PLAIN)]
Why = Annotated[str, Field(max_length=300, pattern=PLAIN, description="The reason, for the timeline.")]
