"""The gates: one file per outside system; no error of a library below leaves a gate untranslated."""
