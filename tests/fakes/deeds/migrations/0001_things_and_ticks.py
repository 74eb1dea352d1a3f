from django.db import migrations, models
from django.utils import timezone


def start(apps, _schema):
    apps.get_model("deeds", "Clock").objects.create(due=timezone.now().replace(microsecond=0))


ID = ("id", models.BigAutoField(primary_key=True, serialize=False))


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            "Thing",
            [
                ID,
                ("number", models.IntegerField(unique=True)),
                ("runs", models.IntegerField(default=0)),
                ("effects", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel("Clock", [ID, ("due", models.DateTimeField())]),
        migrations.CreateModel("Tick", [ID, ("second", models.DateTimeField())]),
        migrations.RunPython(start, migrations.RunPython.noop),
    ]
