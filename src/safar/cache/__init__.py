"""What is kept from one build to the next, and how it is known that it still holds.

Nothing here is trusted: whatever cannot be read, does not match its checksum or was made by
another version is left aside, and the build does the work again.
"""
