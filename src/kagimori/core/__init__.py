"""The ground floor: pure values and functions.

No framework, network, disk or clock is reached from here; time and data come in as arguments.
"""
