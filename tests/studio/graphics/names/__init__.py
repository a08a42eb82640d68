"""Names of people whom a film introduces."""
