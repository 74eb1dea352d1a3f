"""`python -m bench`: every measurement that has a `main`, one after another.

A measurement is a module `bench/NAME.py` with `main()`.  Packages (`bench.doctor` above all) run for longer and are
called by their own name.
"""

from __future__ import annotations

import importlib
import pkgutil

import bench


def main() -> None:
    """Runs them in the order of their names."""
    for found in pkgutil.iter_modules(bench.__path__):
        if found.ispkg or found.name == "__main__":
            continue
        module = importlib.import_module(f"bench.{found.name}")
        if hasattr(module, "main"):
            print(f"\n== {found.name}: {(module.__doc__ or '').strip().splitlines()[0]}", flush=True)
            module.main()


if __name__ == "__main__":
    main()
