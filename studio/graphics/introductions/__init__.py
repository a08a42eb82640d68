"""Lower thirds: who a text introduces by name and role, and how both are shown over the picture."""
