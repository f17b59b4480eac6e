/** @jsxImportSource hono/jsx */
/** What went wrong, in a sentence, and the way back. */
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { paths } from "../paths.ts"
import { Page } from "../layout/Page.tsx"
import { faultText } from "./faultText.ts"

export const FaultPage: FC<{ readonly desk: Desk; readonly what: string }> = ({ desk, what }) => (
  <Page desk={desk} title={faultText[desk.language].title}>
    <h1>{faultText[desk.language].title}</h1>
    <p class="big section">{what}</p>
    <p>
      <a href={paths.home}>{faultText[desk.language].back}</a>
    </p>
  </Page>
)
