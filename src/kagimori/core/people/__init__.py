"""Who somebody is to a team: roles and rights, the standing at a door, facts with three states."""
