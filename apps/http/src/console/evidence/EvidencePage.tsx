/** @jsxImportSource hono/jsx */
/** What proves that the books were not touched: the last seal, verification, receipts, and the runs that were kept. */
import type { Receipt, Run } from "@faceid-tally/books"
import { dayFromNumber } from "@faceid-tally/core"
import type { Table } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { AfterTable } from "../layout/AfterTable.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { FormToken } from "../layout/FormToken.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { signOf } from "../month/Bridge.tsx"
import { paths } from "../context/paths.ts"
import { evidenceText } from "./evidenceText.ts"
import { consoleText } from "../text/consoleText.ts"

export interface EvidenceProps {
  readonly context: PageContext
  readonly head: string | null
  readonly unsealed: number
  readonly runs: ReadonlyArray<Run>
  readonly isFirst: boolean
  readonly next: string | undefined
  /** The Seq whose receipt was asked for. */
  readonly seq: string | null
  readonly receipt: Receipt | null
}

export const EvidencePage: FC<EvidenceProps> = (props) => {
  const { context, head, unsealed } = props
  const text = evidenceText[context.language]
  return (
    <Page context={context} title={text.title} current="evidence">
      <div class="head">
        <h1>{text.title}</h1>
      </div>
      <p>{text.lead}</p>
      <Section id="seal" title={text.lastSeal}>
        {head === null ? (
          <p class="soft">{text.noSeal}</p>
        ) : (
          <p>
            <span class="soft">{text.head}</span> <span class="id">{head}</span>
          </p>
        )}
        {unsealed > 0 && <p class="soft">{text.unsealed(unsealed)}</p>}
      </Section>
      <Section id="verify" title={text.verify}>
        <p class="lead">{text.verifyHelp}</p>
        <form method="post" action={paths.verify} class="fields">
          <FormToken context={context} />
          <input type="hidden" name="back" value={paths.evidence()} />
          <div class="wide">
            <label for="head">{text.verifyWith}</label>
            <input
              id="head"
              name="head"
              pattern="[0-9a-fA-F]{64}"
              maxlength={64}
              spellcheck={false}
              autocomplete="off"
              aria-describedby="head-hint"
            />
          </div>
          <button class="primary">{text.verifyNow}</button>
        </form>
        <p class="soft small" id="head-hint">
          {text.headHint}
        </p>
      </Section>
      <ReceiptSection {...props} />
      <Runs {...props} />
    </Page>
  )
}

const ReceiptSection: FC<EvidenceProps> = ({ context, seq, receipt }) => {
  const { words, formats } = context
  const text = evidenceText[context.language]
  return (
    <Section id="receipt" title={text.receipt}>
      <p class="lead">{text.receiptHelp}</p>
      <form action={paths.evidence()} class="fields">
        <div class="wide">
          <label for="seq">Seq</label>
          <input id="seq" name="seq" value={seq ?? ""} required maxlength={200} spellcheck={false} autocomplete="off" />
        </div>
        <button>{text.receiptGet}</button>
      </form>
      {seq !== null && receipt === null && (
        <div class="notice warn" role="status">
          <p>{words.noReceipt(seq)}</p>
        </div>
      )}
      {seq !== null && receipt !== null && (
        <div class="card">
          <h3>{text.receiptOf(seq)}</h3>
          <p>{text.receiptSeal(receipt.seal.number, formats.exactInstant(receipt.seal.sealedAt))}</p>
          <p>
            <span class="soft">{text.head}</span> <span class="id">{receipt.seal.head}</span>
          </p>
          <p>
            <a href={paths.receipt(seq)} download>
              {text.receiptDownload}
            </a>
          </p>
        </div>
      )}
    </Section>
  )
}

const Runs: FC<EvidenceProps> = ({ context, runs, isFirst, next }) => {
  const text = evidenceText[context.language]
  return (
    <Section id="runs" title={text.runs}>
      {runs.length === 0 ? (
        <p class="soft">{text.noRuns}</p>
      ) : (
        <DataTable
          context={context}
          caption={text.runs}
          className="stacks"
          table={runTable(context)}
          rows={runs}
          rowHeader="run"
          rowClass={({ difference }) => signOf(difference)}
          href={({ id }, key) => (key === "run" ? paths.discrepancies({ run: id }) : undefined)}
        />
      )}
      <AfterTable context={context} next={next} first={isFirst ? undefined : paths.evidence()} />
    </Section>
  )
}

const runTable = ({ language, formats }: PageContext): Table<Run> => [
  { key: "run", title: () => evidenceText[language].run, value: ({ id }) => id },
  {
    key: "period",
    title: () => evidenceText[language].period,
    value: ({ fromDay, toDay }) => `${dayFromNumber(fromDay)} – ${dayFromNumber(toDay)}`,
  },
  { key: "ranAt", title: () => evidenceText[language].ranAt, value: ({ ranAt }) => formats.instant(ranAt) },
  {
    key: "rule",
    title: () => evidenceText[language].rule,
    value: ({ ruleId }) => ruleId ?? evidenceText[language].allRules,
  },
  {
    key: "ledger",
    title: () => consoleText[language].ours,
    value: ({ ledgerCharges }) => ledgerCharges,
    align: "right",
  },
  { key: "bill", title: () => consoleText[language].bill, value: ({ billCharges }) => billCharges, align: "right" },
  {
    key: "impact",
    title: () => consoleText[language].difference,
    value: ({ difference }) => difference,
    text: ({ difference }) => formats.signed(difference),
    align: "right",
  },
  { key: "items", title: () => evidenceText[language].items, value: ({ items }) => items, align: "right" },
]
