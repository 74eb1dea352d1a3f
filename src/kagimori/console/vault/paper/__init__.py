"""What leaves the house: printed sheets, sealed envelopes, encrypted exports."""
