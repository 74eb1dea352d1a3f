"""`python -m kagimori` is the same as `kagimori`."""

from kagimori.cli import main

main()
