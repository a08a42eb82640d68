"""What is chosen for single scenes: their clips, what their sentences show, and the markup of many."""
