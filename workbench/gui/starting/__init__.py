"""The first start: a council's name, its folder and passphrase, its recovery sheet, its first lines."""
