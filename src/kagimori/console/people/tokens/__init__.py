"""Tokens: keys for programs.  Making, using and taking them back, and their pages.

What a token opens is judged at the doors; here stand its life and its limits.
"""
