"""The pages: each view asks `queries`, changes through `flows`, and hands a frozen value to its template."""
