"""Units, people, the posts and roles they hold, their invitations and what they have signed."""
