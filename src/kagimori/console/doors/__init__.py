"""The doors (`decorators`): the one place where a page asks who is there and whether they may.

A view of a team wears `open_to("right.id")`; its address has `<slug:team>`, and the middleware of the room `people`
has put the user's standing in that team on the request.  A stranger gets the same 404 as for a team that does not
exist.  `signed_in` asks for a login with the second step proven, `installation_owner` for an owner, and `fresh` that
the person has just proven who they are, before a dangerous deed.
"""
