"""The store: one SQLCipher file, its keys, history, search and backups."""
