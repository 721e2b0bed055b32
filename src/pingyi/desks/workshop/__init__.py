"""The plan workshop: next year's plan written part by part, every fault beside its field, without a plan file."""
