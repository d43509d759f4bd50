"""From facts and criteria to a verdict with its reasons. Pure."""
