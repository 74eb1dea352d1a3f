"""What the pages show, worked out beforehand as frozen values, so that templates decide nothing.

`case` puts a whole page together from `step` (the present step), `glance` (layers, tries, waits, platform), `told`
(what was done) and `ending` (how it ended); `words` holds the sentences that are about the page, not about the domain.
"""
