"""Text in, records and problems out: YAML, front matter, Markdown as editors write it."""
