/** @jsxImportSource hono/jsx */
/** What proves that the books were not touched: the last seal, verification, and receipts. */
import type { Receipt } from "@faceid-tally/books/engine"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { FormToken } from "../layout/FormToken.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { monthIn } from "../context/monthIn.ts"
import { paths } from "../context/paths.ts"
import { evidenceText } from "./evidenceText.ts"

export interface EvidenceProps {
  readonly context: PageContext
  readonly head: string | null
  readonly unsealed: number
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
          <input type="hidden" name="back" value={paths.evidence({ month: monthIn(context.url) })} />
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
    </Page>
  )
}

const ReceiptSection: FC<EvidenceProps> = ({ context, seq, receipt }) => {
  const { words, formats } = context
  const month = monthIn(context.url)
  const text = evidenceText[context.language]
  return (
    <Section id="receipt" title={text.receipt}>
      <p class="lead">{text.receiptHelp}</p>
      <form action={paths.evidence()} class="fields">
        {month !== undefined && <input type="hidden" name="month" value={month} />}
        <div class="wide">
          <label for="seq">Seq</label>
          <input id="seq" name="seq" value={seq ?? ""} required maxlength={256} spellcheck={false} autocomplete="off" />
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
