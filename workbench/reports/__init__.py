"""Printed pages through reportlab."""
