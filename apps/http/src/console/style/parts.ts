/** What pages are made of: the verdict, figures, notices, facts, forms. */
export const parts = `
.verdict { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 1rem; padding: clamp(1.25rem, 3vw, 1.75rem); border-radius: 0.75rem; background: var(--wash); }
.verdict .mark { width: 2.25rem; height: 2.25rem; border-radius: 50%; display: grid; place-items: center; font-weight: 700; background: var(--soft); color: var(--paper); margin-top: 0.125rem; }
.verdict h2 { margin: 0; font-size: 0.9375rem; font-weight: 400; color: var(--soft); }
.verdict .answer { font-size: clamp(1.1875rem, 1rem + 1vw, 1.5rem); line-height: 1.5; font-weight: 600; max-width: 40em; margin: 0.125rem 0 0.5rem; text-wrap: pretty; }
.verdict p:not(.answer) { margin: 0 0 0.25rem; }
.verdict .row { margin-top: 1rem; }
.verdict.bad { background: var(--badWash); } .verdict.bad .mark { background: var(--bad); }
.verdict.good { background: var(--goodWash); } .verdict.good .mark { background: var(--good); }
.verdict.warn { background: var(--warnWash); } .verdict.warn .mark { background: var(--warn); }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(6.25rem, 1fr)); gap: 1rem 1.5rem; margin: 1.75rem 0 0; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { color: var(--soft); font-size: 0.875rem; }
.figures dd { margin: 0; font-size: clamp(1.5rem, 1.2rem + 1.2vw, 2rem); font-weight: 600; line-height: 1.25; letter-spacing: -0.01em; }
.figures .bad dd { color: var(--bad); }
.figures .amount { display: block; font-size: 0.9375rem; font-weight: 400; letter-spacing: 0; }
.verdict .figures + p.last:not(.answer) { margin-top: 1rem; }
.chips { display: flex; flex-wrap: wrap; gap: 0.5rem; list-style: none; margin: 0 0 1rem; padding: 0; }
.chip { display: inline-block; padding: 0.125rem 0.75rem; border: 1px solid var(--edge); border-radius: 1rem; text-decoration: none; color: var(--ink); font-size: 0.9375rem; }
.chip:hover { border-color: var(--accent); }
.chip[aria-current] { background: var(--accent); border-color: var(--accent); color: var(--onAccent); }
.chip b { font-weight: 600; margin-inline-start: 0.25rem; }

.notice { padding: 0.75rem 1rem; border-inline-start: 4px solid var(--accent); background: var(--wash); border-radius: 0 0.5rem 0.5rem 0; margin: 0 0 1.5rem; }
.notice p { margin: 0; }
.notice p + p { margin-top: 0.25rem; }
.notice.bad { border-color: var(--bad); background: var(--badWash); }
.notice.warn { border-color: var(--warn); background: var(--warnWash); }
.notice.good { border-color: var(--good); background: var(--goodWash); }

.needs { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.needs > li { padding: 0.875rem 0; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 1fr auto; gap: 0 1.5rem; align-items: center; }
.needs p { margin: 0; }
.needs strong { font-weight: 600; }
.needs ul { margin: 0.25rem 0 0; padding-inline-start: 1.25rem; font-size: 0.875rem; color: var(--soft); }
.needs .plain, .plain { list-style: none; padding: 0; margin: 0.25rem 0 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }

.needs + details { margin-top: 1rem; }

.facts { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: 0.375rem 1.5rem; margin: 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.tag { display: inline-block; padding: 0 0.5em; border-radius: 1em; border: 1px solid currentColor; font-size: 0.8125rem; line-height: 1.6; white-space: nowrap; }
.tag.bad { color: var(--bad); } .tag.good { color: var(--good); } .tag.warn { color: var(--warn); } .tag.soft { color: var(--soft); }
.cards { display: grid; gap: 1.25rem; margin: 0; padding: 0; list-style: none; }
.card { border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.125rem 1.25rem; }
.card.asked { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
.card h3 { margin: 0 0 0.5rem; }
.card .facts { margin-bottom: 0.5rem; }
.big { font-size: 1.0625rem; }

form { margin: 0; }
button, .button {
  font: inherit; cursor: pointer; padding: 0.4375rem 1.125rem; border-radius: 0.5rem; text-decoration: none; display: inline-block;
  border: 1px solid var(--edge); background: var(--paper); color: var(--ink); line-height: 1.5;
}
button:hover, .button:hover { border-color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--onAccent); font-weight: 600; }
button.link { border: 0; background: none; padding: 0.25rem 0; color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; }
input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--edge); border-radius: 0.5rem; padding: 0.4375rem 0.75rem; min-width: 0; max-width: 100%; line-height: 1.5; }
label { display: block; font-size: 0.875rem; color: var(--soft); margin-bottom: 0.25rem; }
.fields { display: flex; flex-wrap: wrap; gap: 0.875rem 1rem; align-items: end; margin-bottom: 1.25rem; }
.fields .wide { flex: 1 1 18rem; } .fields .wide input { width: 100%; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; } legend { font-size: 0.875rem; color: var(--soft); padding: 0; margin-bottom: 0.25rem; }
fieldset label { color: var(--ink); font-size: 1rem; margin: 0; }
input[type=checkbox], input[type=radio] { width: 1.125rem; height: 1.125rem; margin: 0; vertical-align: -0.1875rem; accent-color: var(--accent); }
.decide .fields { margin-bottom: 0.5rem; }
.narrow { max-width: 27rem; margin: clamp(1rem, 8vh, 5rem) auto 0; }
.narrow input { width: 100%; margin-bottom: 1rem; }
.narrow .head { margin-bottom: 1rem; }
summary { cursor: pointer; color: var(--accent); }
details > :not(summary) { margin-top: 0.75rem; }
pre { margin: 0; padding: 1rem; background: var(--wash); border-radius: 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.8125rem; line-height: 1.6; }
`
