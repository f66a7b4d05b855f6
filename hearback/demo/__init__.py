"""The fictional company: the cast that every test knows, and the whole house the demo is filled with."""
