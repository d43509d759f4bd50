"""Accounts: where the password comes from."""
