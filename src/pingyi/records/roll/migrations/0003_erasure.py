from django.db import migrations, models

GUARD = """
CREATE FUNCTION roll_frame_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.erased_at IS NULL
     AND to_jsonb(NEW) - 'erased_at' = to_jsonb(OLD) - 'erased_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'table roll_frame is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION roll_contact_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM roll_framemember member JOIN roll_frame frame ON frame.id = member.frame_id
    WHERE member.id = OLD.member_id AND frame.erased_at IS NOT NULL
  ) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'table roll_contact is append-only until its frame is marked erased: % refused', TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER roll_frame_append_only BEFORE UPDATE OR DELETE ON roll_frame
  FOR EACH ROW EXECUTE FUNCTION roll_frame_guard();
CREATE TRIGGER roll_contact_append_only BEFORE UPDATE OR DELETE ON roll_contact
  FOR EACH ROW EXECUTE FUNCTION roll_contact_guard();
CREATE TRIGGER roll_frame_never_truncated BEFORE TRUNCATE ON roll_frame
  FOR EACH STATEMENT EXECUTE FUNCTION roll_frame_guard();
CREATE TRIGGER roll_contact_never_truncated BEFORE TRUNCATE ON roll_contact
  FOR EACH STATEMENT EXECUTE FUNCTION roll_contact_guard();
"""
UNGUARD = """
DROP TRIGGER roll_frame_append_only ON roll_frame;
DROP TRIGGER roll_contact_append_only ON roll_contact;
DROP TRIGGER roll_frame_never_truncated ON roll_frame;
DROP TRIGGER roll_contact_never_truncated ON roll_contact;
DROP FUNCTION roll_frame_guard;
DROP FUNCTION roll_contact_guard;
"""


class Migration(migrations.Migration):
    """Frames say when their contacts were erased, and PostgreSQL lets contacts go in no other way (decision 0070)."""

    dependencies = [("roll", "0002_seed_known_at")]

    operations = [
        migrations.AddField(
            "frame",
            "erased_at",
            models.DateTimeField(help_text="when its members' names and addresses were erased", null=True),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
