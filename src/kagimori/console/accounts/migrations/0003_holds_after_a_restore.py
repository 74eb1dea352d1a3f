from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_tries_notes_and_counters"),
    ]

    operations = [
        migrations.AlterField(
            model_name="hold",
            name="kind",
            field=models.CharField(
                choices=[("lock", "lock"), ("block", "block"), ("outage", "outage"), ("unknown", "unknown")],
                max_length=10,
            ),
        ),
    ]
