"""How the web page looks: the inks of print, a table that scrolls on a small screen, and on paper no screen at all."""

from __future__ import annotations

from workbench.reports import style as s

_PAPER = "#FFFFFF"
_HEAD = "#F4F5F3"
STYLE = f"""
* {{ box-sizing: border-box; }}
html {{ font: 100%/1.5 system-ui, "Segoe UI", "Open Sans", "DejaVu Sans", sans-serif; color: {s.INK};
  background: {_PAPER}; }}
body {{ margin: 0 auto; max-width: 90rem; padding: 1rem; }}
.skip {{ position: absolute; left: -100rem; background: {_PAPER}; color: {s.ACCENT}; padding: .5rem 1rem; }}
.skip:focus {{ left: 1rem; top: .5rem; z-index: 1; }}
:focus-visible {{ outline: 3px solid {s.ACCENT}; outline-offset: 2px; }}
header {{ border-bottom: 2px solid {s.ACCENT}; }}
.council {{ font-weight: 600; margin: 0 0 .5rem; }}
h1 {{ font-size: 1.75rem; line-height: 1.2; margin: 1.5rem 0 .25rem; }}
h2 {{ font-size: 1.25rem; margin: 1.5rem 0 .5rem; }}
p {{ margin: .25rem 0; max-width: 46rem; }}
.version, dt, footer {{ color: {s.INK2}; }}
.sample {{ background: #F7ECCF; color: #5E4500; padding: .5rem .75rem; }}
dl {{ margin: 0; }}
dl div {{ display: flex; flex-wrap: wrap; gap: 0 1rem; }}
dt {{ min-width: 6rem; }}
dd {{ margin: 0; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; min-width: 56rem; font-size: .9375rem; }}
caption {{ text-align: left; padding: .25rem 0 .5rem; color: {s.INK2}; }}
caption span {{ display: inline-block; max-width: min(46rem, calc(100vw - 2rem)); position: sticky; left: 0; }}
th, td {{ text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; overflow-wrap: break-word; }}
th {{ font-weight: 600; }}
thead th {{ border-bottom: 2px solid {s.INK}; background: {_HEAD}; padding-left: .25rem; vertical-align: bottom; }}
tbody th, tbody td {{ border-bottom: 1px solid {s.HAIRLINE}; padding-left: .25rem; }}
footer {{ border-top: 1px solid {s.HAIRLINE}; margin-top: 2rem; padding-top: .5rem; font-size: .875rem; }}
@media print {{
  @page {{ size: A4 landscape; margin: 15mm; }}
  body {{ max-width: none; padding: 0; }}
  .skip {{ display: none; }}
  .wide {{ overflow: visible; }}
  table {{ min-width: 0; font-size: 8.5pt; }}
  caption span {{ max-width: none; }}
  thead {{ display: table-header-group; }}
  thead th {{ background: none; }}
  tr {{ break-inside: avoid; }}
}}
"""
