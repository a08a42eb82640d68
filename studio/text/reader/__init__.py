"""What people paste: its marks, labels, notes and lines, and what of it is spoken."""
