"""The report for editors: what is old, thin, missing or wrong in a portal, on one page.

    material      what a report is made of: the sources, the facts, the problems, the day
    freshness     ages and ends of pages
    sourcing      sources, their hosts, pages with too few
    coverage      which locale has which page, translations that are behind
    factlist      facts, where each is used, which need work
    readability   long sentences
    due           what must be checked soon; calendar: the same as an .ics file
    elements      tables and bars in HTML; page: the sections put together

Each of freshness … due finds records and knows no HTML. Nothing here reads a file or the clock:
`safar.sources.report` does, and writes what `page` and `calendar` make.
"""
