"""The portal as data: what was read, what each locale shows, in which order."""
