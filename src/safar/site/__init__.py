"""The seam to the engine: the only package, besides `hooks/`, that may import MkDocs."""
