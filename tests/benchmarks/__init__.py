"""`make bench`: sopgen beside Hugo on the same pages. The tests compare ratios of what is measured in one run.

Seconds differ from machine to machine, ratios hardly do.
"""
