"""Ratios of what is measured in one run: seconds differ from machine to machine, ratios hardly do."""
