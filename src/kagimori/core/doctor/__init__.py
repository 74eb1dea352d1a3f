"""The doctor: symptom in, next step out."""
