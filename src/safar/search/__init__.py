"""Search: how words are analysed, and the files that a browser reads to answer a query."""
