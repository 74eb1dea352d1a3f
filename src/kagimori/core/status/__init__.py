"""What the platform says of itself, in four words, how old it is and what it may decide.

`words` turns the page's own words, and the article's, into ours; `standing` says what the newest readings are worth.
How a page is fetched and what we tell people to do is told elsewhere.
"""

from __future__ import annotations

from kagimori.core.status.standing import Reading, Service, Standing, judge
from kagimori.core.status.words import State, names_login, state_of, touches_instagram

__all__ = ["Reading", "Service", "Standing", "State", "judge", "names_login", "state_of", "touches_instagram"]
