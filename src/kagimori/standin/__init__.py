"""Stand-ins that speak the real wire protocol of outside systems, on loopback only."""
