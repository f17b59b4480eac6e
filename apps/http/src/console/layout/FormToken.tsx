/** @jsxImportSource hono/jsx */
/** What makes a form ours: it stands in every form that changes something. */
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"

export const FORM_TOKEN = "form-token"

export const FormToken: FC<{ readonly desk: Desk }> = ({ desk }) => (
  <input type="hidden" name={FORM_TOKEN} value={desk.reader.formToken} />
)
