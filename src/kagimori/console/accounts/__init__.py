"""The Instagram accounts of the teams: what is known of them, who holds which right, their tries and locks."""
