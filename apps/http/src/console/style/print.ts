/** On paper: what can be pressed is left out, nothing is torn apart. */
export const print = `
@media print {
  body { font-size: 10pt; background: none; }
  .top nav, .self, .skip, form, .head ul, .after, .needs > li > a, button, .button, .chips, .crumbs { display: none !important; }
  .frame { max-width: none; padding: 0; }
  main { padding: 0.5cm 0; }
  a { color: inherit; text-decoration: none; }
  .verdict, .notice, .card { border: 1px solid #999; background: none !important; break-inside: avoid; print-color-adjust: exact; }
  .section { margin-top: 0.8cm; }
  h2, h3 { break-after: avoid; }
  tr, figure, .figures { break-inside: avoid; }
  thead { display: table-header-group; }
  .bridge .bars { display: table-cell; }
  .printed { display: block; position: fixed; bottom: 0; inset-inline: 0; margin: 0; max-width: none; font-size: 7.5pt; color: #555; }
  .bottom { display: none; }
  @page { size: A4; margin: 1.5cm 1.5cm 2cm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; color: #555; } }
}
`
