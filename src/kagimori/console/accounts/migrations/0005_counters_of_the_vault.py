from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_index_for_searches'),
    ]

    operations = [
        migrations.AddField(
            model_name='instagramaccount',
            name='authenticators',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='instagramaccount',
            name='codes_count_due_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='instagramaccount',
            name='codes_digital',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='instagramaccount',
            name='codes_left',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='instagramaccount',
            name='codes_on_paper',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
    ]
