from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_teams_and_invitations")]

    operations = [
        migrations.AddField("apitoken", "minute", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("apitoken", "uses", models.PositiveIntegerField(default=0)),
    ]
