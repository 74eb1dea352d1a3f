"""Getting in: mail address and password, passkeys, the second step, sessions, and the ways back in.

Built on django-allauth, whose pages are laid out by our templates and whose secrets are sealed by our adapter.  Who may
do what once inside is not told here.
"""
