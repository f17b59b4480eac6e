/** @jsxImportSource hono/jsx */
/** One attempt: what we say of it, what the bill says, and what the published rules say of its return code. */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { type Fact, Facts } from "../layout/Facts.tsx"
import { monthIn } from "../context/monthIn.ts"
import { paths } from "../context/paths.ts"
import { rulesSentence } from "./rulesSentence.ts"
import { Statements } from "./Statements.tsx"
import type { AttemptView, Billed } from "./VerificationView.ts"
import { evidenceText } from "../evidence/evidenceText.ts"
import { verificationText } from "./verificationText.ts"

interface AttemptCardProps {
  readonly context: PageContext
  readonly view: AttemptView
  readonly ordinal: number
  /** The discrepancy that led here is about this one. */
  readonly isAsked: boolean
}

export const AttemptCard: FC<AttemptCardProps> = ({ context, view, ordinal, isAsked }) => {
  const { say, formats } = context
  const text = verificationText[context.language]
  const { attempt, billed, rules, statements } = view
  const { seq, at, charge, errcode } = attempt
  const when = at === null ? "" : ` · ${formats.exactInstant(at)}`
  const facts: ReadonlyArray<Fact | null> = [
    seq === null ? null : ["Seq", <span class="id">{seq}</span>],
    errcode === null ? null : [say.columns.errcode, codeText(view, context)],
    [text.ours, say.charge(charge)],
    [text.bill, <BilledText context={context} billed={billed} isOther={isOther(view)} />],
    [text.rules, rulesSentence(rules, context)],
  ]
  return (
    <li class={isAsked ? "card asked" : "card"} id={seq === null ? undefined : `seq-${seq}`}>
      <h3>
        {`${text.attempt(ordinal)}${when} `}
        <span class={`tag ${charge === true ? "good" : charge === null ? "warn" : "soft"}`}>{say.charge(charge)}</span>
      </h3>
      <Facts facts={facts} />
      {statements.length > 0 && <Statements context={context} statements={statements} />}
      {seq !== null && (
        <p class="small">
          <a href={paths.evidence({ seq, month: monthIn(context.url) })}>{evidenceText[context.language].receiptGet}</a>
        </p>
      )}
    </li>
  )
}

const codeText = ({ attempt, rules }: AttemptView, { language, say }: PageContext): string => {
  const meaning = rules.code?.meaning
  const words = meaning === undefined || meaning === null ? "" : language === "en" ? meaning.en : meaning.zh
  return words === "" ? String(attempt.errcode) : `${attempt.errcode}${say.colon}${words}`
}

/** Whether the bill charges what we do not have as a charge, or the other way round. */
const isOther = ({ attempt, billed }: AttemptView): boolean =>
  billed._tag === "Line"
    ? (billed.line.charge === true) !== (attempt.charge === true)
    : billed._tag === "Absent" && attempt.charge === true

interface BilledTextProps {
  readonly context: PageContext
  readonly billed: Billed
  readonly isOther: boolean
}

const BilledText: FC<BilledTextProps> = ({ context, billed, isOther: isBad }) => {
  const { say, formats } = context
  const text = verificationText[context.language]
  if (billed._tag === "NotPulled") return <>{text.billNotPulled}</>
  const tag = isBad ? <span class="tag bad">{text.differs}</span> : null
  if (billed._tag === "Absent") {
    return (
      <>
        {text.notInBill} {tag}
      </>
    )
  }
  const { line, day } = billed
  const parts = [
    say.charge(line.charge),
    line.errcode === null ? "" : `${say.columns.errcode} ${line.errcode}`,
    line.chargeType ?? "",
    text.billDay(formats.day(day)),
  ]
  return (
    <>
      {parts.filter((part) => part !== "").join(" · ")} {tag}
    </>
  )
}
