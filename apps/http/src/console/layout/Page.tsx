/** @jsxImportSource hono/jsx */
/** The page around every page's content: landmarks, navigation, search, language, and what came of the last action. */
import { raw } from "hono/html"
import type { FC, PropsWithChildren } from "hono/jsx"

import { type PageContext, mayRead } from "../context/PageContext.ts"
import { monthIn } from "../context/monthIn.ts"
import { paths } from "../context/paths.ts"
import { stylesheetName } from "../style/stylesheet.ts"
import { FormToken } from "./FormToken.tsx"
import { layoutText, type PageName } from "./layoutText.ts"

interface PageProps {
  readonly context: PageContext
  readonly title: string
  readonly current?: PageName | undefined
  /** The month that the page is about, else that of its address: the menu stays with it. */
  readonly month?: string | undefined
  /** What the foot of each printed page says. */
  readonly printed?: string | undefined
}

const pathsIn = (month: string | undefined): Readonly<Record<PageName, string>> => ({
  month: month === undefined ? paths.home : paths.month(month),
  discrepancies: paths.discrepancies({ month }),
  verifications: paths.verifications({ month }),
  evidence: paths.evidence({ month }),
  settings: paths.settings({ month }),
})

const names: ReadonlyArray<PageName> = ["month", "discrepancies", "verifications", "evidence", "settings"]

export const Page: FC<PropsWithChildren<PageProps>> = (props) => {
  const { context, title, current, printed, children } = props
  const { language, reader, notice } = context
  const text = layoutText[context.language]
  const month = props.month ?? monthIn(context.url)
  return (
    <>
      {raw("<!doctype html>")}
      <html lang={language} data-printed={printed ?? ""}>
        <head>
          <meta charset="utf-8" />
          <title>{`${title} · faceid-tally`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="robots" content="noindex" />
          <link rel="stylesheet" href={paths.stylesheet(stylesheetName)} />
          <link rel="icon" type="image/svg+xml" href={paths.icon} />
        </head>
        <body>
          <a class="skip" href="#content">
            {text.skip}
          </a>
          <header class="top">
            <div class="frame">
              <a class="brand" href={pathsIn(month).month}>
                faceid-tally
              </a>
              {mayRead(reader) && <Navigation context={context} current={current} month={month} />}
              {mayRead(reader) && <Search context={context} month={month} />}
              <Self context={context} />
            </div>
          </header>
          <main id="content" class="frame" tabindex={-1}>
            {notice !== null && (
              <div class={`notice ${notice.tone}`} role="status">
                <p>{notice.text}</p>
              </div>
            )}
            {children}
          </main>
          <footer class="bottom">
            <div class="frame">
              {reader.isOpen && <p>{text.open}</p>}
              <p>{text.times}</p>
            </div>
          </footer>
        </body>
      </html>
    </>
  )
}

interface NavigationProps extends Pick<PageProps, "context" | "current" | "month"> {}

const Navigation: FC<NavigationProps> = ({ context, current, month }) => {
  const text = layoutText[context.language]
  const pathByName = pathsIn(month)
  return (
    <nav aria-label={text.nav}>
      <ul>
        {names.map((name) => (
          <li>
            <a href={pathByName[name]} aria-current={name === current ? "page" : undefined}>
              {text.pages[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Finds a verification by what stands on the bill or in a log. */
const Search: FC<Pick<PageProps, "context" | "month">> = ({ context, month }) => {
  const text = layoutText[context.language]
  return (
    <form action={paths.verifications()} class="find" role="search" aria-label={text.search}>
      {month !== undefined && <input type="hidden" name="month" value={month} />}
      <input
        name="q"
        type="search"
        aria-label={text.search}
        placeholder={text.search}
        title={text.searchHint}
        maxlength={256}
        required
        spellcheck={false}
        autocomplete="off"
      />
      <button>{text.find}</button>
    </form>
  )
}

const Self: FC<{ readonly context: PageContext }> = ({ context }) => {
  const { language, reader } = context
  const text = layoutText[context.language]
  const other = language === "en" ? "zh-CN" : "en"
  const url = new URL(context.url)
  url.searchParams.set("lang", other)
  return (
    <div class="self">
      <a href={`${url.pathname}${url.search}`} lang={other} hreflang={other}>
        {text.otherLanguage}
      </a>
      {reader.key !== null && (
        <>
          <span class="soft">{text.signedIn(reader.key.title ?? reader.key.id, text.role[reader.key.role])}</span>
          <form method="post" action={paths.signOut}>
            <FormToken context={context} />
            <button class="link">{text.signOut}</button>
          </form>
        </>
      )}
    </div>
  )
}
