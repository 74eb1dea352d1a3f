"""What a fake camera sees: a picture as an endless film, and pictures of QR codes."""

import io

import segno
from PIL import Image

SIZE = (640, 480)


def qr_picture(text, kind="PNG"):
    """The bytes of a picture of one QR code, as somebody would take it: grey, with room around it."""
    held = io.BytesIO()
    segno.make(text, error="m").save(held, kind="png", scale=7)
    code, whole, taken = Image.open(held).convert("L"), Image.new("L", SIZE, 180), io.BytesIO()
    code.thumbnail((420, 420))
    whole.paste(code, ((SIZE[0] - code.width) // 2, (SIZE[1] - code.height) // 2))
    whole.save(taken, kind)
    return taken.getvalue()


def film(path, picture):
    """Write a film of this one picture in the form that Chromium's fake camera reads (YUV4MPEG2); return its path."""
    grey = Image.open(io.BytesIO(picture)).convert("L").resize(SIZE)
    colourless = bytes([128]) * (SIZE[0] * SIZE[1] // 2)
    frame = b"FRAME\n" + grey.tobytes() + colourless
    path.write_bytes(b"YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n" % SIZE + frame * 5)
    return path
