"""Who reaches what: the matrix of people and accounts, and handing out roles over an account."""
