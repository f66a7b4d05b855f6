"""Hiring from the first interview to the final answer, in which nobody is left in silence."""

__version__ = "0.1.0"
