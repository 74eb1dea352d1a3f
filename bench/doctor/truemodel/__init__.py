"""A reference that knows the world's own tables: exact priors, exact noise, a myopic plan.

It is a strong yardstick, not an optimum: it looks one question ahead and values the rest by the order "chance over
minutes" (p/c).  It sees the protocol's messages only, like any doctor.
"""

from bench.doctor.truemodel.planner import Planner

__all__ = ["Planner"]
