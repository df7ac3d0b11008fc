"""The style sheet of the report; it stands in the page, which loads nothing."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b2a2e; --soft: #4a5a5e; --paper: #fff; --tint: #eef3f2;
  --line: #cfd8d6; --brand: #09545b; --bad: #a3171b; --soon: #754600; --good: #1c5a2c;
  --fine: #63a86e; --draft: #c98a1b; --back: #8fa3a8; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef2f0; --soft: #b9c5c6; --paper: #0f191b;
  --tint: #18262a; --line: #33474d; --brand: #86d3d3; --bad: #ffb4a9; --soon: #ffd685;
  --good: #a9e0b1; --fine: #5c9a66; --draft: #d9a441; --back: #5f767c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .5rem; border-bottom: 2px solid var(--brand); font-size: 1.3rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.05rem; }
p { margin: .5rem 0; max-width: 45rem; }
a { color: var(--brand); overflow-wrap: break-word; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 1rem 0; padding: 0;
  list-style: none; }
nav a { display: inline-block; padding: .35rem 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .5rem;
  margin: 1rem 0; }
.tiles div { padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--tint); }
.tiles dt { color: var(--soft); font-size: .85rem; }
.tiles dd { margin: 0; font-size: 1.5rem; font-weight: 700; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr));
  gap: 1rem 2rem; align-items: start; }
.box { margin: .25rem 0 1rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { padding: .25rem 0; font-weight: 700; text-align: start; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: start;
  vertical-align: top; }
th { font-weight: 400; }
thead th { border-bottom: 2px solid var(--line); color: var(--soft); font-weight: 700;
  vertical-align: bottom; }
.wide { min-width: 12.5rem; }
.n { text-align: end; font-variant-numeric: tabular-nums; }
.short { white-space: nowrap; }
.file { font-size: .85em; font-family: ui-monospace, Consolas, monospace; }
.bars th { width: 1%; white-space: nowrap; }
.bars .n { width: 1%; }
.bars td, .bars th { padding-top: .15rem; padding-bottom: .15rem; border: 0; }
svg { display: block; width: 100%; min-width: 4rem; height: 1rem; }
.all, .k-made { fill: var(--brand); }
.k-source { fill: var(--good); }
.k-reviewed { fill: var(--fine); }
.k-draft { fill: var(--draft); }
.k-fallback { fill: var(--back); }
.k-broken, .k-missing { fill: var(--bad); }
.key { display: inline-block; width: .75rem; height: .75rem; min-width: 0; margin-inline-end: .3rem;
  border-radius: .15rem; vertical-align: -.05rem; }
.bad { color: var(--bad); }
.soon { color: var(--soon); }
td .soon { white-space: nowrap; }
details { margin: 1rem 0; }
summary { padding: .35rem 0; font-weight: 700; cursor: pointer; }
ul.plain { margin: 0; padding: 0; list-style: none; }
.hint { display: block; color: var(--soft); }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #333; --paper: #fff; --tint: #fff;
    --line: #999; --brand: #09545b; --bad: #a3171b; --soon: #754600; --good: #1c5a2c;
    --fine: #63a86e; --draft: #c98a1b; --back: #8fa3a8; }
  body { max-width: none; padding: 0; font-size: 9pt; }
  nav { display: none; }
  .box { overflow: visible; }
  tr, .tiles div { break-inside: avoid; }
  h2, h3, caption, summary { break-after: avoid; }
}
"""
