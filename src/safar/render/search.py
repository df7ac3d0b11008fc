def search_strings(portal, locale):
    return {}
