"""Pages of getting in; the library's own views are dressed in `gate`, the rest is ours."""
