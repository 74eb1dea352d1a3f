"""Export files of authenticators, read and written: one module for each format, all of the same shape.

`formats` is the register; `entry` is what comes out.  A sixth format is one module with ID, `sniff` and `read` (and
`write` where we export), one row in `formats` and one fixture in tests/vectors/otp_files.
"""
