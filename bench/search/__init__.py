"""The benchmark of search: queries by rule, success, weights and times in Chromium."""
