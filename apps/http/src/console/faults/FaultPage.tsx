/** @jsxImportSource hono/jsx */
/** What went wrong, in a sentence, and the way back. */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { Page } from "../layout/Page.tsx"
import { faultText } from "./faultText.ts"

export const FaultPage: FC<{ readonly context: PageContext; readonly what: string }> = ({ context, what }) => (
  <Page context={context} title={faultText[context.language].title}>
    <h1>{faultText[context.language].title}</h1>
    <p class="big section">{what}</p>
    <p>
      <a href={paths.home}>{faultText[context.language].back}</a>
    </p>
  </Page>
)
