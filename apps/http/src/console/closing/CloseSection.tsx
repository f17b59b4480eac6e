/** @jsxImportSource hono/jsx */
/** Closing a month: what stands in the way, each with where it is cured, and the button; of a closed month, its revision. */
import type { Month } from "@faceid-tally/core/engine"
import type { BlockerCode, StatementDocument } from "@faceid-tally/core/money"
import { statementText } from "@faceid-tally/report"
import type { Child, FC } from "hono/jsx"

import { mayAct, type PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { FormToken } from "../layout/FormToken.tsx"
import { Section } from "../layout/Section.tsx"
import { closingText } from "./closingText.ts"
import type { Closing } from "./readClosing.ts"

interface CloseSectionProps {
  readonly context: PageContext
  readonly month: Month
  readonly document: StatementDocument
  readonly closing: Closing
}

export const CloseSection: FC<CloseSectionProps> = (props) => {
  const { context, document } = props
  const text = closingText[context.language]
  return (
    <Section id="close" title={text.title} isForScreen>
      {document.close === null ? <Open {...props} /> : <Closed {...props} close={document.close} />}
      {!mayAct(context.reader) && <p class="soft small">{text.onlyAdmin}</p>}
    </Section>
  )
}

const Open: FC<CloseSectionProps> = (props) => {
  const { context, month, document } = props
  const text = closingText[context.language]
  if (document.blockers.length === 0) {
    return (
      <>
        <p>{`${text.ready}${context.say.gap}${text.help}`}</p>
        <CloseForm context={context} month={month.name} fields={{}}>
          <button class="primary">{text.close}</button>
        </CloseForm>
      </>
    )
  }
  return (
    <>
      <p>{text.blocked}</p>
      <Blockers {...props} />
      {mayAct(context.reader) && (
        <details>
          <summary>{text.force}</summary>
          <p>{`${text.forceHelp}${context.say.gap}${text.help}`}</p>
          <CloseForm context={context} month={month.name} fields={{ force: "true" }}>
            <Reason context={context} />
            <button>{text.forceNow}</button>
          </CloseForm>
        </details>
      )}
    </>
  )
}

const Closed: FC<CloseSectionProps & { readonly close: NonNullable<StatementDocument["close"]> }> = (props) => {
  const { context, month, close, closing } = props
  const text = closingText[context.language]
  return (
    <>
      <p>{text.closedHelp}</p>
      {close.forced && (
        <>
          <p>{text.forcedOver}</p>
          <Blockers {...props} />
        </>
      )}
      {closing.isLatest && mayAct(context.reader) && (
        <details>
          <summary>{text.revise}</summary>
          <p>{text.reviseHelp}</p>
          <CloseForm context={context} month={month.name} fields={{}}>
            <Reason context={context} />
            <label>
              <input type="checkbox" name="force" value="true" /> {text.anyway}
            </label>
            <button>{text.reviseNow}</button>
          </CloseForm>
        </details>
      )}
    </>
  )
}

const Blockers: FC<CloseSectionProps> = ({ context, month, document, closing }) => {
  const { blockers } = statementText[context.language]
  const text = closingText[context.language]
  const isOpen = document.close === null
  return (
    <ul class="needs">
      {document.blockers.map(({ code, count }) => (
        <li>
          <p>{blockers[code](count)}</p>
          {isOpen && <a href={cureOf(code, month, closing)}>{text.cure[code]}</a>}
        </li>
      ))}
    </ul>
  )
}

/** Where what stands in the way is put right, or shown. */
const cureOf = (code: BlockerCode, { name: month }: Month, { earlierOpen }: Closing): string => {
  switch (code) {
    case "bill_incomplete":
      return `${paths.month(month, { days: "all" })}#days`
    case "results_open":
      return paths.verifications({ month })
    case "undecided":
      return paths.discrepancies({ month, state: "open" })
    case "unpriced":
      return "#labels"
    case "pack_unknown":
      return "#packs"
    case "account_bill_missing":
    case "account_bill_early":
      return `${paths.month(month, { upload: "yes" })}#account-bill`
    case "earlier_month_open":
      return `${paths.statement(earlierOpen ?? month)}#close`
  }
}

interface CloseFormProps {
  readonly context: PageContext
  readonly month: string
  readonly fields: Readonly<Record<string, string>>
  readonly children?: Child
}

const CloseForm: FC<CloseFormProps> = ({ context, month, fields, children }) =>
  mayAct(context.reader) ? (
    <form method="post" action={paths.close} class="fields">
      <FormToken context={context} />
      <input type="hidden" name="back" value={paths.statement(month)} />
      <input type="hidden" name="month" value={month} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  ) : null

const Reason: FC<{ readonly context: PageContext }> = ({ context }) => (
  <div class="wide">
    <label for="close-reason">{closingText[context.language].reason}</label>
    <input id="close-reason" name="reason" required maxlength={500} autocomplete="off" />
  </div>
)
