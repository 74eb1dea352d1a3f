"""The chain that proves the timeline unchanged, and the words in which its entries are told."""
