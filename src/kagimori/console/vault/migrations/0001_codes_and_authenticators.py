import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0005_counters_of_the_vault'),
        ('people', '0004_last_days_uses_and_sheets'),
    ]

    operations = [
        migrations.CreateModel(
            name='Authenticator',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(choices=[('pending', 'pending'), ('living', 'living'), ('retired', 'retired')], default='pending', max_length=7)),
                ('sealed', models.BinaryField()),
                ('mark', models.CharField(db_index=True, max_length=64)),
                ('issuer', models.CharField(blank=True, max_length=100)),
                ('name', models.CharField(blank=True, max_length=100)),
                ('algorithm', models.CharField(default='sha1', max_length=6)),
                ('digits', models.PositiveSmallIntegerField(default=6)),
                ('period_s', models.PositiveIntegerField(default=30)),
                ('way', models.CharField(choices=[('camera', 'camera'), ('picture', 'picture'), ('typed', 'typed'), ('file', 'file'), ('api', 'api')], max_length=7)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.CharField(blank=True, max_length=36)),
                ('proven_at', models.DateTimeField(blank=True, null=True)),
                ('had_picture', models.BooleanField(default=False)),
                ('picture_gone_at', models.DateTimeField(blank=True, null=True)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('retired_why', models.CharField(blank=True, max_length=10)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authenticators_of', to='accounts.instagramaccount')),
            ],
        ),
        migrations.CreateModel(
            name='App',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('app', models.CharField(max_length=20, verbose_name='app')),
                ('device', models.CharField(max_length=100, verbose_name='device')),
                ('added_at', models.DateTimeField()),
                ('proven_at', models.DateTimeField(blank=True, null=True)),
                ('drift_steps', models.SmallIntegerField(blank=True, null=True)),
                ('drift_at', models.DateTimeField(blank=True, null=True)),
                ('last_step', models.BigIntegerField(blank=True, null=True)),
                ('clock_synced', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'unknown')], default='unknown', max_length=7)),
                ('app_locked', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unknown', 'unknown')], default='unknown', max_length=7)),
                ('said_at', models.DateTimeField(blank=True, null=True)),
                ('said_by', models.CharField(blank=True, max_length=36)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='apps_of', to='accounts.instagramaccount')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='apps', to='people.person')),
                ('authenticator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='apps', to='vault.authenticator')),
            ],
        ),
        migrations.CreateModel(
            name='CodesDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('user', models.CharField(max_length=36)),
                ('sealed', models.BinaryField()),
                ('shown', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('until', models.DateTimeField(db_index=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.instagramaccount')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CodeSheet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('generation', models.PositiveIntegerField()),
                ('size', models.PositiveSmallIntegerField()),
                ('issued_on', models.DateField(blank=True, null=True, verbose_name='made on')),
                ('added_at', models.DateTimeField()),
                ('added_by', models.CharField(blank=True, max_length=36)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('retired_why', models.CharField(blank=True, max_length=10)),
                ('low_told_at', models.DateTimeField(blank=True, null=True)),
                ('gone_told_at', models.DateTimeField(blank=True, null=True)),
                ('drilled_at', models.DateTimeField(blank=True, null=True)),
                ('counted_at', models.DateTimeField(blank=True, null=True)),
                ('count_due_on', models.DateField(blank=True, null=True)),
                ('count_asked_at', models.DateTimeField(blank=True, null=True)),
                ('doubtful_since', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='code_sheets', to='accounts.instagramaccount')),
            ],
        ),
        migrations.CreateModel(
            name='CodeCount',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(blank=True, max_length=36)),
                ('shown', models.PositiveSmallIntegerField(verbose_name='codes that Instagram shows')),
                ('held', models.PositiveSmallIntegerField()),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='vault.codesheet')),
            ],
        ),
        migrations.CreateModel(
            name='BackupCode',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('sealed', models.BinaryField()),
                ('mark', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('unused', 'unused'), ('reserved', 'reserved'), ('handed', 'handed'), ('used', 'used'), ('spoiled', 'spoiled'), ('retired', 'retired')], default='unused', max_length=8)),
                ('before', models.CharField(blank=True, max_length=8)),
                ('by', models.CharField(blank=True, max_length=36)),
                ('at', models.DateTimeField(blank=True, null=True)),
                ('purpose', models.CharField(blank=True, max_length=12)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('case', models.CharField(blank=True, max_length=36)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('handed_at', models.DateTimeField(blank=True, null=True)),
                ('handed_to', models.CharField(blank=True, max_length=36)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='backup_codes', to='accounts.instagramaccount')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='vault.codesheet')),
            ],
        ),
        migrations.CreateModel(
            name='KeysDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('user', models.CharField(max_length=36)),
                ('sealed', models.BinaryField()),
                ('shown', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('until', models.DateTimeField(db_index=True)),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.team')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('sheet', 'sheet'), ('envelope', 'envelope')], max_length=8)),
                ('number', models.CharField(max_length=20, unique=True)),
                ('printed_at', models.DateTimeField()),
                ('printed_by', models.CharField(blank=True, max_length=36)),
                ('sealed_at', models.DateTimeField(blank=True, null=True)),
                ('words', models.CharField(blank=True, max_length=100, verbose_name='where exactly')),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('opened_by', models.CharField(blank=True, max_length=36)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('gone_at', models.DateTimeField(blank=True, null=True)),
                ('sealed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='vault.codesheet')),
            ],
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('user', models.CharField(max_length=36)),
                ('purpose', models.CharField(max_length=200, verbose_name='what for')),
                ('begins_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('given_by', models.CharField(blank=True, max_length=36)),
                ('given_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='accounts.instagramaccount')),
            ],
        ),
        migrations.CreateModel(
            name='CodeShown',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('user', models.CharField(blank=True, max_length=36)),
                ('at', models.DateTimeField()),
                ('step', models.BigIntegerField()),
                ('purpose', models.CharField(max_length=12)),
                ('why', models.CharField(blank=True, max_length=200)),
                ('case', models.CharField(blank=True, max_length=36)),
                ('authenticator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shown', to='vault.authenticator')),
                ('share', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.share')),
            ],
        ),
        migrations.CreateModel(
            name='SheetPlace',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('manager', 'manager'), ('print', 'print'), ('safe', 'safe'), ('envelope', 'envelope'), ('other', 'other')], max_length=10, verbose_name='kind of place')),
                ('words', models.CharField(blank=True, max_length=100, verbose_name='where exactly')),
                ('noted_at', models.DateTimeField()),
                ('noted_by', models.CharField(blank=True, max_length=36)),
                ('gone_at', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.instagramaccount')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='vault.codesheet')),
            ],
        ),
        migrations.AddConstraint(
            model_name='authenticator',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'living')), fields=('account',), name='vault_one_living_key'),
        ),
        migrations.AddConstraint(
            model_name='authenticator',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'pending')), fields=('account',), name='vault_one_pending_key'),
        ),
        migrations.AddConstraint(
            model_name='app',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('authenticator', 'app', 'device'), name='vault_app_once'),
        ),
        migrations.AddIndex(
            model_name='codesheet',
            index=models.Index(fields=['count_due_on'], name='vault_counts_due'),
        ),
        migrations.AddConstraint(
            model_name='codesheet',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('account',), name='vault_one_living_sheet'),
        ),
        migrations.AddConstraint(
            model_name='codesheet',
            constraint=models.UniqueConstraint(fields=('account', 'generation'), name='vault_generation_once'),
        ),
        migrations.AddIndex(
            model_name='codecount',
            index=models.Index(fields=['sheet', 'at'], name='vault_counts_of'),
        ),
        migrations.AddIndex(
            model_name='backupcode',
            index=models.Index(fields=['account', 'mark'], name='vault_codes_by_mark'),
        ),
        migrations.AddIndex(
            model_name='backupcode',
            index=models.Index(fields=['account', 'handed_at'], name='vault_codes_handed'),
        ),
        migrations.AddConstraint(
            model_name='backupcode',
            constraint=models.UniqueConstraint(fields=('sheet', 'place'), name='vault_place_once'),
        ),
        migrations.AddConstraint(
            model_name='backupcode',
            constraint=models.UniqueConstraint(fields=('sheet', 'mark'), name='vault_code_once'),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(fields=['sheet', 'printed_at'], name='vault_papers_of'),
        ),
        migrations.AddIndex(
            model_name='share',
            index=models.Index(fields=['user', 'until'], name='vault_shares_to'),
        ),
        migrations.AddIndex(
            model_name='codeshown',
            index=models.Index(fields=['authenticator', 'at'], name='vault_shown_of'),
        ),
        migrations.AddIndex(
            model_name='sheetplace',
            index=models.Index(fields=['account', 'gone_at'], name='vault_places_of'),
        ),
    ]
