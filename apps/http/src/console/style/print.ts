/** On paper, A4: what can be pressed is left out, nothing is torn apart, and every page says which it is and of which run. */
export const print = `
@media print {
  html { --printed: attr(data-printed); }
  body { font-size: 9.5pt; line-height: 1.5; background: none; }
  .top nav, .find, .self, .skip, form, details, [data-key=tick], .head ul, .after, .needs > li > a, .needs > li > .row, button, .button, .chips, .crumbs, .bottom, .screen { display: none !important; }
  .frame { max-width: none; padding: 0; }
  .top .frame { padding-block: 0 0.2cm; }
  main.frame { padding: 0.5cm 0 0; }
  a { color: inherit; text-decoration: none; }
  h1 { font-size: 16pt; } h2 { font-size: 12pt; }
  .verdict, .notice, .card { border: 1px solid #999; background: none !important; break-inside: avoid; }
  .verdict { padding: 0.35cm; } .verdict .mark { print-color-adjust: exact; }
  .verdict .answer { font-size: 13pt; }
  .figures { grid-template-columns: repeat(auto-fit, minmax(2.6cm, 1fr)); gap: 0.3cm; margin-top: 0.4cm; }
  .figures dd { font-size: 14pt; } .figures dt, .figures .amount { font-size: 8.5pt; }
  .section { margin-top: 0.7cm; break-inside: avoid; }
  .needs > li { padding: 0.15cm 0; break-inside: avoid; }
  h2, h3, .lead, thead, caption { break-after: avoid; }
  tr, figure, .figures, .strip { break-inside: avoid; }
  thead { display: table-header-group; }
  table { font-size: 8.5pt; line-height: 1.4; }
  th, td { padding: 0.1cm 0.25cm 0.1cm 0; }
  thead th { font-size: 8pt; white-space: normal; }
  td:not(.number), tbody th { min-width: 4.5em; }
  [data-key=label], [data-key=step] { min-width: 9em; }
  [data-key=day], [data-key=from], [data-key=to], [data-key=seq] { white-space: nowrap; }
  .narrowed { max-width: 14cm; }
  .bars svg { height: 0.35cm; print-color-adjust: exact; }
  .strip { grid-template-columns: repeat(31, 1fr); gap: 1px; font-size: 6.5pt; margin-bottom: 0.4cm; }
  @page { size: A4; margin: 1.5cm 1.5cm 1.9cm; @bottom-left { content: var(--printed); font-size: 7pt; color: #555; width: 88%; } @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #555; } }
}
`
