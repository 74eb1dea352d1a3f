"""A migration runs while the code before it still runs: it only adds, and what it adds asks nothing of old code.

Code that does not know a new column leaves it out when it stores a row, so such a column is empty or has a default in
the database itself.  What is to go is left unused for one release and removed in the next.  Nobody has run code from
before the first release, so the migrations that it brings are free; they are named here, once and for all.
"""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

ROOMS = "kagimori.console."
# The newest migration of each room in release 0.1.0.  A later one keeps the rule; none is ever added.
IN_THE_FIRST_RELEASE = {
    "accounts": "0004_index_for_searches",
    "doctor": "0002_belong_to_accounts",
    "keeping": "0001_key_checks_and_backups",
    "login": "0001_links_for_a_new_password",
    "notices": "0001_channels_notices_and_deliveries",
    "people": "0004_last_days_uses_and_sheets",
    "status": "0001_readings",
    "timeline": "0003_chains_of_stamps",
    "vault": "0001_codes_and_authenticators",
    "work": "0001_workers_and_done",
}
HARMLESS = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.AddConstraint,
    migrations.RemoveConstraint,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.RunPython,
)


def disturbs(operation):
    """Return why old code would fail beside the operation; an empty text where it would not."""
    if isinstance(operation, migrations.AddField):
        field = operation.field
        asks_nothing = field.null or field.many_to_many or field.db_default is not models.NOT_PROVIDED
        return "" if asks_nothing else f"{operation.name}: old code stores rows without it"
    if isinstance(operation, HARMLESS):
        return ""
    return f"{type(operation).__name__}: old code still expects what was there"


def later_ones():
    """Return the rooms' migrations that came after the first release."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = [one for one in loader.disk_migrations.values() if type(one).__module__.startswith(ROOMS)]
    return sorted((one for one in ours if one.name > IN_THE_FIRST_RELEASE.get(one.app_label, "")), key=str)


def test_old_code_goes_on_beside_every_migration_since_the_first_release():
    found = [f"{one}: {why}" for one in later_ones() for operation in one.operations if (why := disturbs(operation))]
    assert found == []


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("entry", "why", models.CharField(max_length=9, default="")),
        migrations.RemoveField("entry", "why"),
        migrations.RenameField("entry", "why", "reason"),
        migrations.DeleteModel("Entry"),
        migrations.AlterField("entry", "why", models.CharField(max_length=3)),
        migrations.RunSQL("drop table entry"),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_what_old_code_would_trip_over_is_found(operation):
    assert disturbs(operation)


@pytest.mark.parametrize(
    "field",
    [models.IntegerField(null=True), models.CharField(max_length=9, db_default="")],
    ids=["empty", "with a default of the database"],
)
def test_a_column_that_asks_nothing_of_old_code_may_come(field):
    assert not disturbs(migrations.AddField("entry", "why", field))
