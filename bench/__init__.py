"""The benchmark: Safar beside MkDocs + Material + static-i18n and Hugo + Pagefind, one corpus."""
