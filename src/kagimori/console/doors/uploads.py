"""Files that somebody sends are held in memory and nowhere else: a picture of a key must not lie in a temporary folder.

The server in front holds requests in memory as well, up to the same size (`cli/answering.py`).  One that is larger than
`settings.UPLOAD_MOST` arrives empty with its true size, so that a form can say that it is too large.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class InMemory(FileUploadHandler):
    """Gathers each file in memory, and all files of a request together up to the limit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing."""
        super().__init__(*args, **kwargs)
        self.held = io.BytesIO()
        self.taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with the next file."""
        super().new_file(*args, **kwargs)
        self.held = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  # Django's signature
        """Keep a piece; what is beyond the limit is let go."""
        self.taken += len(raw_data)
        if self.taken <= settings.UPLOAD_MOST:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """Return the file; empty, with its true size, where it was too large."""
        if self.taken > settings.UPLOAD_MOST:
            self.held = io.BytesIO()
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held,
            self.field_name,
            self.file_name or "",
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
