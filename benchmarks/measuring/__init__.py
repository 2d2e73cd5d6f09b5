"""Measures harnesses against the mock endpoint. Needs only Python 3.9 and the standard library."""
