from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("campaign", "0001_initial"), ("journal", "0001_initial")]

    operations = [
        migrations.AddField("campaign", "closed_at", models.DateTimeField(null=True)),
    ]
