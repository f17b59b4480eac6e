/** @jsxImportSource hono/jsx */
/** What is said of the rows that are ticked, or of all that a filter shows. */
import { acceptedReasons, NOTE_MAX, REF_MAX, type DecisionState } from "@faceid-tally/core/money"
import { decisionText } from "@faceid-tally/report"
import type { Child, FC } from "hono/jsx"

import { mayDecide, type PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { FormToken } from "../layout/FormToken.tsx"
import { Section } from "../layout/Section.tsx"
import { decisionsText } from "./decisionsText.ts"

export const DECIDE_FORM = "decide-form"
export const TICK = "item"

interface DecideFormProps {
  readonly context: PageContext
  readonly month: string
  /** How many the filter shows, on all pages. */
  readonly shown: number
  /** The filter, as the address has it. */
  readonly query: string
}

/** What is done most comes first. */
const states: ReadonlyArray<DecisionState> = ["disputed", "accepted", "credited", "open"]

export const DecideForm: FC<DecideFormProps> = ({ context, month, shown, query }) => {
  const { language, reader, url } = context
  const text = decisionsText[language]
  if (!mayDecide(reader)) return <p class="soft small section">{text.onlyFinance}</p>
  return (
    <Section id="decide" title={text.title} isForScreen>
      <form method="post" action={paths.decide(month)} id={DECIDE_FORM} class="decide">
        <FormToken context={context} />
        <input type="hidden" name="back" value={`${url.pathname}${url.search}`} />
        <input type="hidden" name="query" value={query} />
        <fieldset>
          <legend>{text.scope}</legend>
          <label>
            <input type="radio" name="scope" value="ticked" checked /> {text.ticked}
          </label>
          <label>
            <input type="radio" name="scope" value="all" /> {text.all(shown)}
          </label>
        </fieldset>
        <div class="fields">
          <Field name="state" label={text.what}>
            <select id="state" name="state" required>
              <option value="">{text.choose}</option>
              {states.map((state) => (
                <option value={state}>{text.doing[state]}</option>
              ))}
            </select>
          </Field>
          <Field name="reason" label={text.reason}>
            <select id="reason" name="reason">
              <option value="">{text.noReason}</option>
              {acceptedReasons.map((reason) => (
                <option value={reason}>{decisionText[language].reason[reason]}</option>
              ))}
            </select>
          </Field>
          <Field name="ref" label={text.ref}>
            <input id="ref" name="ref" maxlength={REF_MAX} autocomplete="off" />
          </Field>
          <Field name="amount" label={text.amount}>
            <input id="amount" name="amount" inputmode="decimal" pattern="\d{1,12}(\.\d{1,8})?" autocomplete="off" />
          </Field>
          <Field name="units" label={text.unitsField}>
            <input id="units" name="units" inputmode="numeric" pattern="\d{1,9}" autocomplete="off" />
          </Field>
          <Field name="note" label={text.note} className="wide">
            <input id="note" name="note" maxlength={NOTE_MAX} aria-describedby="note-hint" autocomplete="off" />
          </Field>
          <button class="primary">{text.record}</button>
        </div>
        <p class="soft small" id="note-hint">
          {text.noteHint}
        </p>
      </form>
    </Section>
  )
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly className?: string
  readonly children?: Child
}

const Field: FC<FieldProps> = ({ name, label, className, children }) => (
  <div class={className}>
    <label for={name}>{label}</label>
    {children}
  </div>
)
