"""A PostgreSQL database of a test's own."""

import os
import secrets
from contextlib import contextmanager

import psycopg

SERVER = "postgresql://{}@{}:5432".format(os.environ.get("PGUSER", "postgres"), os.environ.get("PGHOST", "127.0.0.1"))


@contextmanager
def own_database():
    """Its address; it is dropped afterwards."""
    name = f"kagimori_test_{secrets.token_hex(4)}"
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{SERVER}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
