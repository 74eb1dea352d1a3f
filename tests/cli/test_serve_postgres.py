"""The same console on PostgreSQL, chosen by DATABASE_URL alone."""

import httpx2
import psycopg
import pytest
from tests.fakes.consoles import served

pytestmark = pytest.mark.postgres


def test_it_opens_on_an_empty_database_and_keeps_nothing_of_it_in_the_folder(tmp_path, database):
    with served(tmp_path, DATABASE_URL=database) as (address, _):
        assert httpx2.get(f"{address}/status/now.json").status_code == 200
        with psycopg.connect(database) as connection:
            schemas = {
                row[0] for row in connection.execute("SELECT DISTINCT table_schema FROM information_schema.tables")
            }

    assert {"public", "dbos"} <= schemas
    assert not list(tmp_path.glob("*.sqlite3"))


def test_it_holds_few_connections(tmp_path, database):
    with served(tmp_path, DATABASE_URL=database) as (address, _):
        for _ in range(20):
            httpx2.get(f"{address}/status/")
        with psycopg.connect(database) as connection:
            held = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            ).fetchone()

    assert held[0] <= 30
