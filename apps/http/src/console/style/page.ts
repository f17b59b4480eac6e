/** The page around everything: type, header, navigation, footer. */
export const page = `
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.65; font-size: 1rem;
  font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, h3 { line-height: 1.3; text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.6vw, 2.125rem); font-weight: 650; margin: 0; letter-spacing: -0.01em; }
h2 { font-size: 1.25rem; font-weight: 650; margin: 0 0 0.75rem; }
h3 { font-size: 1rem; font-weight: 650; margin: 1.5rem 0 0.5rem; }
p { margin: 0 0 0.75rem; max-width: 46em; }
a { color: var(--accent); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
code, .id { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.9em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
img { max-width: 100%; height: auto; display: block; }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.soft { color: var(--soft); }
.small { font-size: 0.875rem; }

.skip { position: absolute; inset-inline-start: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--accent); color: var(--onAccent); z-index: 1; }
.skip:focus { top: 0.5rem; }
.frame { max-width: 70rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2rem); }
.top { border-bottom: 1px solid var(--line); }
.top .frame { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.25rem; padding-block: 0.625rem; }
.brand { font-weight: 650; letter-spacing: -0.01em; color: var(--ink); text-decoration: none; padding: 0.25rem 0; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0 1.125rem; list-style: none; margin: 0; padding: 0; }
.top nav a { display: block; padding: 0.375rem 0; color: var(--soft); text-decoration: none; border-bottom: 2px solid transparent; }
.top nav a:hover { color: var(--ink); }
.top nav a[aria-current] { color: var(--ink); border-color: var(--accent); }
.find { display: flex; gap: 0.375rem; flex: 0 1 13rem; }
.find input { flex: 1 1 auto; width: 100%; padding: 0.25rem 0.625rem; font-size: 0.875rem; }
.find button { padding: 0.25rem 0.75rem; font-size: 0.875rem; white-space: nowrap; }
.crumbs ol { display: flex; flex-wrap: wrap; gap: 0 0.5rem; list-style: none; margin: 0 0 0.375rem; padding: 0; }
.crumbs li + li::before { content: "›"; color: var(--soft); margin-inline-end: 0.5rem; }
.top .self { margin-inline-start: auto; display: flex; flex-wrap: wrap; align-items: center; gap: 0 1rem; font-size: 0.875rem; }
main.frame { padding-block: clamp(1.5rem, 4vw, 2.75rem) 4rem; }
main:focus-visible { outline: none; }
.bottom { border-top: 1px solid var(--line); padding-block: 1.25rem 2rem; color: var(--soft); font-size: 0.875rem; }

.head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.5rem 2rem; margin-bottom: 1.75rem; }
.head ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0; padding: 0; }
.section { margin-top: clamp(2.25rem, 5vw, 3.25rem); }
.section > .lead { color: var(--soft); margin-bottom: 1rem; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.5rem 3rem; align-items: start; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem 1rem; }
.between { justify-content: space-between; align-items: baseline; }
`
