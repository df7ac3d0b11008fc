"""Faults put into a copy of the portal on purpose: how many does `safar check` name?"""
