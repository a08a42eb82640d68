"""What is written for those who make a film, and not for its listeners."""
