"""The first floor, Django: one app per room, with all of the room in it."""
