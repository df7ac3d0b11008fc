"""What a language is and how it writes: the locale table, dates, numbers, plurals."""
