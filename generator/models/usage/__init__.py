"""What outside services were asked for, what it cost, and what they may cost."""
