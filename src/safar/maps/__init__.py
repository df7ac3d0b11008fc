"""Maps of countries, drawn from border lines that are kept beside this file."""
