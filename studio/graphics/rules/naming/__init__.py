"""Names of people, firms and places."""
