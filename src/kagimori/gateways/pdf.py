"""Turns a page into a PDF with WeasyPrint, with nothing fetched from anywhere.

The only file that is read is a Japanese font out of the package of fonts; every other address is refused, so that a
text in a page can make the server neither call another machine nor open one of its own files.
Pango must be on the machine; where it is not, `Unreachable` says so.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from PIL import ImageFile

from kagimori.core.errors import Unreachable

FONT_ADDRESS = "kagimori:font"
FONT_PACKAGE = "matplotlib_fontja"
FONT_FILE = Path("fonts") / "ipaexg.ttf"
STYLE = f"""
@font-face {{ font-family: "Kagimori"; src: url("{FONT_ADDRESS}"); }}
@page {{
  size: A4;
  margin: 18mm 16mm;
  @bottom-right {{ content: counter(page) " / " counter(pages); font: 8pt "Kagimori"; }}
}}
body {{ font: 10.5pt/1.7 "Kagimori", sans-serif; color: #1a2130; }}
h1 {{ font-size: 17pt; color: #1f4277; margin: 0 0 4mm; }}
h2 {{ font-size: 12pt; margin: 5mm 0 1mm; }}
ul, ol {{ margin: 0 0 2mm; padding-left: 6mm; }}
.box {{ break-inside: avoid; border-top: 0.4pt solid #b9b3a4; padding: 3mm 0 1mm 8mm; position: relative; }}
.box::before {{
  content: "";
  position: absolute;
  left: 0;
  top: 4.2mm;
  width: 4mm;
  height: 4mm;
  border: 0.8pt solid #1a2130;
}}
.aside {{ color: #4e5868; font-size: 9pt; }}
pre {{ font: 11.5pt/1.75 "DejaVu Sans Mono", "Liberation Mono", monospace; margin: 3mm 0; letter-spacing: 0.02em; }}
.code {{ width: 62mm; height: 62mm; float: right; margin: 0 0 3mm 6mm; }}
"""


def render(page: str, style: str = "") -> bytes:
    """Return the PDF of an HTML page, which may bring a style of its own beside the one that all documents share.

    The page stays in memory.  Raises Unreachable where the machine lacks Pango or the font.
    """
    try:
        # Loaded here, since it needs Pango, and the console must start without it.
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except OSError:
        raise Unreachable(name="Pango", hint="apt-get install libpango-1.0-0 libpangoft2-1.0-0") from None
    # The library lets the whole process take pictures that are cut off, also those that people give us to read.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    fetcher, fonts = _fetcher(), FontConfiguration()
    css = weasyprint.CSS(string=STYLE + style, font_config=fonts, url_fetcher=fetcher)
    document: bytes = weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(stylesheets=[css], font_config=fonts)
    return document


def ready() -> None:
    """Raise Unreachable where this machine can make no PDF, so that nothing is noted that cannot be done."""
    render("<p>.</p>")


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyTheFont(URLFetcher):  # type: ignore[misc]  # the library has no types
        """Opens no address; hands out the font."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002  # the library's own signature
            """Return the font; every other address raises ValueError."""
            if url != FONT_ADDRESS:
                raise ValueError("nothing is fetched for a document")
            return URLFetcherResponse(url, font().read_bytes(), {"Content-Type": "font/ttf"})

    return OnlyTheFont()


def font() -> Path:
    """Return the file of the Japanese font.  Raises Unreachable where its package is not installed."""
    found = importlib.util.find_spec(FONT_PACKAGE)
    if found is None or found.origin is None:
        raise Unreachable(name=FONT_PACKAGE, hint=f"pip install {FONT_PACKAGE}")
    return Path(found.origin).parent / FONT_FILE
