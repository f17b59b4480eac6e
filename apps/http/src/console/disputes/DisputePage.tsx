/** @jsxImportSource hono/jsx */
/** What a dispute of a month holds, what is left out of it and why, and the pack to take away. */
import type { Dispute, LeftOut } from "@faceid-tally/books/engine"
import type { Month } from "@faceid-tally/core/engine"
import { amountTextOrNull, sumAmounts } from "@faceid-tally/core/money"
import { kindText, leftOutText, type Table, yuan } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { discrepanciesText } from "../discrepancies/discrepanciesText.ts"
import { Breadcrumb } from "../layout/Breadcrumb.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { consoleText } from "../text/consoleText.ts"
import { printedRun } from "../text/printedRun.ts"
import { shortened } from "../text/shortened.ts"
import { disputesText } from "./disputesText.ts"

interface DisputePageProps {
  readonly context: PageContext
  readonly month: Month
  /** `null` where the month was not reconciled. */
  readonly dispute: Dispute | null
}

export const DisputePage: FC<DisputePageProps> = ({ context, month, dispute }) => {
  const { formats, language } = context
  const text = disputesText[language]
  const title = text.title(formats.month(month.name))
  return (
    <Page
      context={context}
      title={title}
      current="month"
      month={month.name}
      printed={dispute === null ? undefined : printedRun({ id: dispute.run.id, seal: dispute.run }, language)}
    >
      <Breadcrumb
        context={context}
        steps={[[consoleText[language].billOf(formats.month(month.name)), paths.month(month.name)]]}
      />
      <div class="head">
        <h1>{title}</h1>
      </div>
      <p class="lead">{text.what}</p>
      {dispute === null ? <p>{discrepanciesText[language].noRun}</p> : <Pack context={context} dispute={dispute} />}
    </Page>
  )
}

const Pack: FC<{ readonly context: PageContext; readonly dispute: Dispute }> = ({ context, dispute }) => {
  const { month, items, leftOut, run } = dispute
  const text = disputesText[context.language]
  const words = leftOutText[context.language]
  const amount = amountTextOrNull(sumAmounts(items.map(({ value }) => value)))
  const weak = leftOut.filter(({ reason }) => reason !== "nothing_to_ask_back").length
  return (
    <>
      {items.length > 0 && <p class="big">{words.made(items.length, 0, yuan(amount, words.unpriced))}</p>}
      {items.length + weak === 0 ? (
        <p>
          {text.none} <a href={paths.discrepancies({ month, state: "open" })}>{text.toList}</a>
        </p>
      ) : (
        <div class="row">
          {items.length > 0 && (
            <a href={paths.disputeFile(month)} class="button" download>
              {text.download(items.length)}
            </a>
          )}
          {weak > 0 && (
            <a href={paths.disputeFile(month, { weak: "yes" })} download>
              {text.withWeak(weak)}
            </a>
          )}
        </div>
      )}
      {items.length > 0 && <p class="soft small section">{words.head(run.head)}</p>}
      {leftOut.length > 0 && (
        <Section id="left-out" title={text.leftOut}>
          <DataTable
            context={context}
            caption={text.leftOut}
            className="stacks narrowed"
            table={leftOutTable(context)}
            rows={leftOut}
          />
        </Section>
      )}
    </>
  )
}

const leftOutTable = ({ language }: PageContext): Table<LeftOut> => [
  { key: "kindName", title: (say) => say.columns.kindName, value: ({ item }, say) => kindText(item.kind, say) },
  {
    key: "seq",
    title: () => "Seq / BizToken",
    value: ({ item, key }) => shortened(item.seq ?? item.bizToken ?? key),
  },
  {
    key: "why",
    title: () => disputesText[language].reason,
    value: ({ reason }) => leftOutText[language].reason[reason],
  },
]
