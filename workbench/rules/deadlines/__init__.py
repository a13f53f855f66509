"""Statutory and policy clocks. Each result carries its working, one sentence a step, and the law's name."""
