/** @jsxImportSource hono/jsx */
/** A button that does something: a form of its own, left out for readers who may not do it. */
import type { FC } from "hono/jsx"

import { type PageContext, mayAct } from "../context/PageContext.ts"
import { FormToken } from "./FormToken.tsx"

interface ActionFormProps {
  readonly context: PageContext
  readonly action: string
  readonly label: string
  /** The facts that the action needs. */
  readonly fields?: Readonly<Record<string, string>>
  readonly isPrimary?: boolean
}

export const ActionForm: FC<ActionFormProps> = ({ context, action, label, fields = {}, isPrimary = false }) =>
  mayAct(context.reader) ? (
    <form method="post" action={action}>
      <FormToken context={context} />
      <input type="hidden" name="back" value={`${context.url.pathname}${context.url.search}`} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class={isPrimary ? "primary" : undefined}>{label}</button>
    </form>
  ) : null
