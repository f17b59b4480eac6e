/** On paper: what can be pressed is left out, nothing is torn apart. */
export const print = `
@media print {
  body { font-size: 10pt; background: none; }
  .top nav, .self, .skip, form, .head ul, .after, .needs > li > a, button, .button { display: none !important; }
  .frame { max-width: none; padding: 0; }
  main { padding: 0.5cm 0; }
  a { color: inherit; text-decoration: none; }
  .verdict, .notice, .card { border: 1px solid #999; background: none !important; break-inside: avoid; }
  .section { margin-top: 0.8cm; }
  h2, h3 { break-after: avoid; }
  tr, figure, .figures { break-inside: avoid; }
  thead { display: table-header-group; }
  @page { margin: 1.5cm; }
}
`
