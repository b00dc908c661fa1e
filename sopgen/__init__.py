"""sopgen: standard operating procedures and help centres from one Markdown source."""

__version__ = "0.1.0"
