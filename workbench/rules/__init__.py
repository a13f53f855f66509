"""Pure rules: text and dates in, meaning and dates out."""
