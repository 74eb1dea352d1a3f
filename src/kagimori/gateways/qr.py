"""QR codes: drawn as a path that stands inside a page, and read from a picture that somebody gave us.

Pictures are hostile until read: only PNG, JPEG and WebP are opened, at most so many pixels, nothing is fetched, and
no error of the libraries leaves this module.  A picture is looked at and forgotten.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
import zxingcpp
from PIL import Image, ImageFile

from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from typing import Final

KINDS: Final = ("PNG", "JPEG", "WEBP")
# Modules around the code; ISO/IEC 18004 asks for as many.
QUIET_ZONE: Final = 4
DARK = re.compile(b"\x01+")
_QR = zxingcpp.barcode_formats_from_str("QRCode")


class PictureUnreadable(BadInput):
    """The picture is damaged, or of no kind that we open."""

    code = "otp.picture_unreadable"


class PictureTooLarge(BadInput):
    """The picture has more pixels than we unpack: `found`, `most`."""

    code = "otp.file_too_large"


class PictureWithoutCode(BadInput):
    """No QR code is to be seen in the picture."""

    code = "otp.picture_without_code"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A QR code to lay into a page: a square `size` wide with its quiet zone, and the path of the dark parts."""

    size: int
    path: str


def drawing(text: str) -> Drawing:
    """Return the QR code of `text` with the margin that cameras need."""
    code = segno.make(text, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=QUIET_ZONE)]
    runs = ((y, run) for y, row in enumerate(rows) for run in DARK.finditer(row))
    return Drawing(len(rows), "".join(f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z" for y, run in runs))


def texts(picture: bytes, *, most_pixels: int) -> list[str]:
    """Return the text of every QR code in a picture, top left first.

    Raises PictureUnreadable, PictureTooLarge, PictureWithoutCode.
    """
    grey = _grey(picture, most_pixels)
    codes = zxingcpp.read_barcodes(grey, formats=_QR, text_mode=zxingcpp.TextMode.Plain)
    found = sorted(codes, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    if not found:
        raise PictureWithoutCode
    return [code.text for code in found]


def _grey(picture: bytes, most_pixels: int) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # The library only warns of what we refuse.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(picture), formats=KINDS) as opened:
                _check_size(opened, most_pixels)
                return _on_white(opened)
    except PictureTooLarge:
        raise
    except Image.DecompressionBombError:
        raise PictureTooLarge(what="pixels", found=f"> {most_pixels}", most=most_pixels) from None
    except Exception:  # noqa: BLE001  # a hostile picture makes the library raise anything
        raise PictureUnreadable from None


def _check_size(opened: ImageFile.ImageFile, most_pixels: int) -> None:
    pixels = opened.width * opened.height
    if pixels > most_pixels:
        raise PictureTooLarge(what="pixels", found=f"{pixels}", most=most_pixels)


def _on_white(opened: Image.Image) -> Image.Image:
    """Return it in grey; what is transparent becomes white, as a screen would show it."""
    if "A" not in opened.getbands() and "transparency" not in opened.info:
        return opened.convert("L")
    seen = opened.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("L")
