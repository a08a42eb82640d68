"""What a text service writes for an owner, who corrects it before it is spoken."""
