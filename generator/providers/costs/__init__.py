"""What calls to outside services cost: prices by the staff, counting in rows, and ceilings that stop services."""
