"""The development server: builds in memory, watches the project, shows what changed. Used by `sopgen serve` alone."""
