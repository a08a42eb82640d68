"""What belongs to scenes besides their rows: settings of their own, and changes that are not made yet."""
