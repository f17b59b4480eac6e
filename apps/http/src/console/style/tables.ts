/** Tables: those of few columns fit a phone as they are, those of many turn into cards there. */
export const tables = `
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.5; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { text-align: start; vertical-align: baseline; padding: 0.5rem 1.25rem 0.5rem 0; border-bottom: 1px solid var(--line); font-weight: 400; }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th { white-space: nowrap; color: var(--soft); font-size: 0.8125rem; border-color: var(--edge); vertical-align: bottom; }
.days th[scope=row] { white-space: nowrap; }
.number { text-align: end; white-space: nowrap; }
tbody tr:hover { background: var(--wash); }
.narrowed { max-width: 45rem; }
.bridge th[scope=row] { min-width: 9rem; }
.bars { width: 45%; padding-inline: 0.5rem 0; vertical-align: middle; }
.bars svg { display: block; width: 100%; height: 1.125rem; }
.bars .more { fill: var(--bad); } .bars .less { fill: var(--soft); } .bars .mark { fill: var(--ink); }
.strip { list-style: none; margin: 0 0 1.25rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(1.875rem, 1fr)); gap: 0.1875rem; font-size: 0.8125rem; line-height: 1.35; }
.strip a, .strip .ahead { display: block; padding: 0.25rem 0; text-align: center; text-decoration: none; color: var(--soft); background: var(--wash); border-radius: 0.25rem; border: 1px solid transparent; }
.strip .ahead { background: none; border-color: var(--line); color: var(--soft); } .strip .ahead time { color: var(--soft); }
.strip a:hover { border-color: var(--accent); }
.strip time { display: block; color: var(--ink); }
.strip .more { background: var(--badWash); color: var(--bad); font-weight: 600; } .strip .less { color: var(--ink); font-weight: 600; border-color: var(--edge); } .strip .gap { background: var(--warnWash); color: var(--warn); }
tr.total th, tr.total td { font-weight: 650; border-color: var(--edge); }
tr.none td, tr.none th { color: var(--soft); }
tr.more [data-key=impact], tr.less [data-key=impact], tr.more [data-key=difference], tr.less [data-key=difference] { font-weight: 600; }
tr.more [data-key=impact], tr.more [data-key=difference] { color: var(--bad); }
[data-key=seq], [data-key=bizToken] { font-size: 0.8125rem; }
.discrepancies [data-key=day], .discrepancies .number { white-space: nowrap; }
.discrepancies [data-key=ruleId], .discrepancies [data-key=account] { max-width: 12rem; }
.discrepancies td[data-key=account] { min-width: 5.5rem; } .discrepancies td[data-key=ruleId] { min-width: 4.5rem; }
.discrepancies [data-key=decision] { max-width: 14rem; } .discrepancies td[data-key=decision] { min-width: 6rem; }
.outcomes tr.refused [data-key=outcome] { color: var(--bad); font-weight: 600; } .outcomes [data-key=outcome] { white-space: nowrap; }
.range { margin-bottom: 0.5rem; }
tr.gap td:last-child { color: var(--warn); }
.law { margin-top: 0.75rem; }
.after .after { margin-top: 0; }
.after { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; margin-top: 0.875rem; font-size: 0.9375rem; }

@media (min-width: 60rem) { .stacks td[data-key=account] { min-width: 4.75rem; } .stacks td[data-key=side] { min-width: 6.25rem; } .strip { grid-template-columns: repeat(31, minmax(0, 1fr)); } .discrepancies th[data-key=seq] { min-width: 10rem; } .discrepancies td[data-key=kindName] { min-width: 7rem; } }
@media (max-width: 40rem) {
  .strip { grid-template-columns: repeat(7, 1fr); }
  .bridge, .bridge tbody { display: block; } .bridge thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .bridge tr { display: grid; grid-template-columns: 1fr auto auto; gap: 0 0.875rem; border-bottom: 1px solid var(--line); padding: 0.375rem 0; }
  .bridge th, .bridge td { border: 0; padding: 0; } .bridge th[scope=row] { min-width: 0; }
  .bridge .count { display: none; } .bridge .bars { grid-column: 1 / -1; width: auto; }
  th, td { padding-inline-end: 0.75rem; }
  .needs > li { grid-template-columns: 1fr; gap: 0.5rem; }
  .facts { grid-template-columns: 1fr; gap: 0; }
  .facts dd { margin-bottom: 0.5rem; }
  .fields > * { flex: 1 1 9rem; } .fields > .wide, .fields > button { flex-basis: 100%; } .fields input, .fields select { width: 100%; }
  .stacks, .stacks tbody, .stacks tr, .stacks th, .stacks td { display: block; }
  .stacks thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacks tr { padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
  .stacks th, .stacks td { border: 0; padding: 0.125rem 0; text-align: start; white-space: normal; }
  .stacks td, .stacks tbody th { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 0.75rem; }
  .stacks tbody th { font-weight: 600; }
  .stacks td:empty { display: none; }
  .stacks td::before, .stacks tbody th::before { font-weight: 400; content: attr(data-title); color: var(--soft); font-size: 0.8125rem; line-height: 1.85; }
  .days th, .days td { padding-inline-end: 0.5rem; font-size: 0.875rem; }
  .discrepancies [data-key=kindName] { font-weight: 600; }
  .discrepancies [data-key=ruleId], .discrepancies [data-key=account], .discrepancies [data-key=decision] { max-width: none; }
}
`
