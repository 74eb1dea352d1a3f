"""What keeps the installation over accidents: its keys are looked at, changed and put to the test here, and everything
that it knows is written into a backup and read back.

Other rooms say in their module `keeping` what of theirs needs care (`rooms.py` tells what may stand in it); this room
imports none of them for it.
"""
