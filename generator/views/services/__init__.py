"""The pages on which services are set up."""
