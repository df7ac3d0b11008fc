"""Records in, text out: everything here is pure."""
