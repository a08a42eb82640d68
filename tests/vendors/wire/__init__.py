"""How services are reached, whoever they are."""
