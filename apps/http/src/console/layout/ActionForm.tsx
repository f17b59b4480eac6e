/** @jsxImportSource hono/jsx */
/** A button that does something: a form of its own, left out for readers who may not do it. */
import type { FC } from "hono/jsx"

import { type Desk, mayAct } from "../Desk.ts"
import { FormToken } from "./FormToken.tsx"

interface ActionFormProps {
  readonly desk: Desk
  readonly action: string
  readonly label: string
  /** The facts that the action needs. */
  readonly fields?: Readonly<Record<string, string>>
  readonly isPrimary?: boolean
}

export const ActionForm: FC<ActionFormProps> = ({ desk, action, label, fields = {}, isPrimary = false }) =>
  mayAct(desk.reader) ? (
    <form method="post" action={action}>
      <FormToken desk={desk} />
      <input type="hidden" name="back" value={`${desk.url.pathname}${desk.url.search}`} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class={isPrimary ? "primary" : undefined}>{label}</button>
    </form>
  ) : null
