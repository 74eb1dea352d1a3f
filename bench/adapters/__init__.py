"""Thin adapters for measurements from outside: they call the product's own public functions and nothing faster."""
