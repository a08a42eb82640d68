"""What people choose and send for a brand."""
