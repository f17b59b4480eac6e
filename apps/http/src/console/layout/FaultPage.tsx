/** @jsxImportSource hono/jsx */
/** What went wrong, in a sentence, and the way back. */
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { paths } from "../paths.ts"
import { Page } from "./Page.tsx"

export const FaultPage: FC<{ readonly desk: Desk; readonly what: string }> = ({ desk, what }) => (
  <Page desk={desk} title={desk.text.fault.title}>
    <h1>{desk.text.fault.title}</h1>
    <p class="big section">{what}</p>
    <p>
      <a href={paths.home}>{desk.text.fault.back}</a>
    </p>
  </Page>
)
