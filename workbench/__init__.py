"""The Governance Workbench: information governance for a small UK council, offline."""

__version__ = "0.1.0"
