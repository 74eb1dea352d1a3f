"""The vault for programs: what is left, one code at a time, the authenticator's code, and putting an end to both."""
