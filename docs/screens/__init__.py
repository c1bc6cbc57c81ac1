"""Screens as they are on a terminal of 80 columns and on one of 40, and how they are taken."""
