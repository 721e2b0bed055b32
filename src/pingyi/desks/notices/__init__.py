"""How one is told: by mail and in one's calendar, beside Today. Mail is worded and sent here."""
