"""The room's operations in the API, a module for each thing that they are about."""
