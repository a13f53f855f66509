"""Lawful bases and conditions, as codes and labels (UK GDPR Art 6(1) and 9(2) as amended to 2026)."""

LAWFUL_BASES = (
    ("6-1-a", "Consent"),
    ("6-1-b", "Contract"),
    ("6-1-c", "Legal obligation"),
    ("6-1-d", "Vital interests"),
    ("6-1-e", "Public task"),
    ("6-1-ea", "Recognised legitimate interest"),
    ("6-1-f", "Legitimate interests"),
)

SPECIAL_CONDITIONS = (
    ("9-2-a", "Explicit consent"),
    ("9-2-b", "Employment, social security and social protection"),
    ("9-2-c", "Vital interests"),
    ("9-2-d", "Not-for-profit bodies"),
    ("9-2-e", "Made public by the person"),
    ("9-2-f", "Legal claims"),
    ("9-2-g", "Substantial public interest"),
    ("9-2-h", "Health or social care"),
    ("9-2-i", "Public health"),
    ("9-2-j", "Archiving, research and statistics"),
)
