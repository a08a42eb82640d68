"""What an owner's films have in common."""
