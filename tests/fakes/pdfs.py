"""What a person reads in a PDF, by the program pdftotext."""

import shutil
import subprocess

import pytest


def text_of(document):
    """Return the text of a PDF, page after page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=document, capture_output=True, check=True)
    return done.stdout.decode()
