"""What keeps the installation over accidents: its keys, its backups and what is read back from them.

Other rooms say in their module `keeping` what of theirs needs care (`rooms.py` tells what may stand in it); this room
imports none of them for it.
"""
