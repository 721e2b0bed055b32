import django.db.models.deletion
from django.db import migrations, models

from pingyi.records.append_only import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaign', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(max_length=64)),
                ('ground', models.CharField(choices=[('arithmetic', 'the arithmetic'), ('evidence', 'the evidence behind a mark')], max_length=16)),
                ('text', models.TextField()),
                ('by', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Disqualification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(max_length=64)),
                ('number', models.CharField(max_length=60)),
                ('prohibition', models.CharField(max_length=40)),
                ('facts', models.TextField()),
                ('notified_on', models.DateField()),
                ('hearing', models.TextField()),
                ('decided_on', models.DateField()),
                ('by', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disqualifications', to='campaign.campaign')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('upheld', models.BooleanField()),
                ('text', models.TextField()),
                ('by', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('objection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='results.objection')),
            ],
        ),
        migrations.CreateModel(
            name='Reckoning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.CharField(max_length=64)),
                ('inputs', models.TextField()),
                ('result', models.TextField()),
                ('digest', models.CharField(help_text='of the exact part of the result', max_length=64)),
                ('reckoned_at', models.DateTimeField()),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reckonings', to='campaign.campaign')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='objection',
            name='reckoning',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='results.reckoning'),
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reckoning', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='results.reckoning')),
            ],
        ),
        migrations.CreateModel(
            name='Revocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60)),
                ('reason', models.TextField()),
                ('decided_on', models.DateField()),
                ('by', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('disqualification', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='revocation', to='results.disqualification')),
            ],
        ),
        migrations.CreateModel(
            name='Ruling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('approved', 'Approved'), ('returned', 'Returned')], max_length=16)),
                ('reason', models.TextField(blank=True)),
                ('by', models.CharField(max_length=100)),
                ('at', models.DateTimeField()),
                ('reckoning', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ruling', to='results.reckoning')),
            ],
        ),
        migrations.AddConstraint(
            model_name='disqualification',
            constraint=models.UniqueConstraint(fields=('campaign', 'number'), name='disqualification_number'),
        ),
        migrations.AddConstraint(
            model_name='disqualification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('facts', ''), _negated=True), models.Q(('hearing', ''), _negated=True)), name='a_disqualification_says_why'),
        ),
        migrations.AddConstraint(
            model_name='disqualification',
            constraint=models.CheckConstraint(condition=models.Q(('decided_on__gt', models.F('notified_on'))), name='a_disqualification_is_heard_first'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_answer_says_why'),
        ),
        migrations.AddConstraint(
            model_name='objection',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_objection_says_why'),
        ),
        migrations.AddConstraint(
            model_name='revocation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='a_revocation_says_why'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_return_says_why'),
        ),
        append_only("results_reckoning"),
        append_only("results_ruling"),
        append_only("results_release"),
        append_only("results_disqualification"),
        append_only("results_revocation"),
        append_only("results_objection"),
        append_only("results_answer"),
    ]
