import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pingyi.records.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("campaign", "0002_closed_at"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="RecordedYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("off", models.TextField()),
                ("worked", models.TextField(blank=True)),
                ("source", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("campaign", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="recorded_years", to="campaign.campaign")),
            ],
            options={"db_table": "campaign_recorded_year", "ordering": ["pk"]},
        ),
        append_only("campaign_recorded_year"),
    ]
