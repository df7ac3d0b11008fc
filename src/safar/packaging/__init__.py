"""The built tree on its way to readers: what servers say with it, and how it is compressed."""
