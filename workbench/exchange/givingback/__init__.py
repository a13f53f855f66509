"""The register given back into the council's own workbook: only what changed is touched."""
