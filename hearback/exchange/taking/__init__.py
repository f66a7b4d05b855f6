"""Rows become candidates, applications, promises and messages, a lot at a time: each lot is copied into a table that
lives as long as the transaction, and a few statements do the rest for all of its rows at once."""
