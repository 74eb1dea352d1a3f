"""What a person reads in a PDF, by the program pdftotext."""

import subprocess


def text_of(document):
    """Return the text of a PDF, page after page."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=document, capture_output=True, check=True)
    return done.stdout.decode()
