"""The live preview: the portal in memory, shown in a browser that follows every save."""
