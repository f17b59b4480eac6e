/** @jsxImportSource hono/jsx */
/** What makes a form ours: it stands in every form that changes something. */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"

export const FORM_TOKEN = "form-token"

export const FormToken: FC<{ readonly context: PageContext }> = ({ context }) => (
  <input type="hidden" name={FORM_TOKEN} value={context.reader.formToken} />
)
