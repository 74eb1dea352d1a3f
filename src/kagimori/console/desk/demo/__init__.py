"""A believable team with invented names, so that every page can be looked at (`kagimori demo`).

Everything goes through the flows of the rooms, in the past and in order, in one transaction.  Mail addresses stand
below `.example` (RFC 2606) and phone numbers in the range that Ofcom keeps free for stories (020 7946 0000 to 0999).
"""
