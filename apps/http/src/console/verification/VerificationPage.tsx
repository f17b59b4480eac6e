/** @jsxImportSource hono/jsx */
/** One verification: what led here, what is known of it, each attempt in words, and how its result was fetched. */
import { kindText } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { DecisionHistory } from "../decisions/DecisionHistory.tsx"
import { discrepanciesText } from "../discrepancies/discrepanciesText.ts"
import { type Filter, queryOf } from "../discrepancies/Filter.ts"
import { verificationPath } from "../discrepancies/links.ts"
import type { Neighbours } from "../discrepancies/readRunItems.ts"
import { Breadcrumb } from "../layout/Breadcrumb.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { consoleText } from "../text/consoleText.ts"
import { paths } from "../context/paths.ts"
import { shortened } from "../text/shortened.ts"
import { AttemptCard } from "./AttemptCard.tsx"
import { DiscrepancyNote } from "./DiscrepancyNote.tsx"
import { Fetches } from "./Fetches.tsx"
import { TokenFacts } from "./TokenFacts.tsx"
import type { VerificationView } from "./VerificationView.ts"
import { verificationText } from "./verificationText.ts"

/** Where the page stands. */
export interface CasePlace {
  readonly month: string | undefined
  /** The list of discrepancies that led here. */
  readonly list: (Neighbours & { readonly run: number; readonly filter: Filter }) | null
}

interface VerificationPageProps {
  readonly context: PageContext
  readonly view: VerificationView
  /** What was searched for or followed. */
  readonly id: string
  readonly place: CasePlace
}

export const VerificationPage: FC<VerificationPageProps> = (props) => {
  const { context, view, id, place } = props
  const text = verificationText[context.language]
  const { bizToken, verification, attempts, fetches, item } = view
  const isKnown = verification !== null || attempts.length > 0
  const name = `${bizToken === null ? "Seq" : "BizToken"} ${shortened(id)}`
  const title = item === null ? name : `${kindText(item.item.kind, context.say)} · ${shortened(item.item.seq ?? id)}`
  return (
    <Page
      context={context}
      title={title}
      current={place.list === null ? "verifications" : "discrepancies"}
      month={place.month}
    >
      <Way {...props} />
      <div class="head">
        <h1>{title}</h1>
        <Cases context={context} place={place} />
      </div>
      <p class="big">
        {bizToken === null ? "Seq " : "BizToken "}
        <span class="id">{id}</span>
      </p>
      {item !== null && <DiscrepancyNote context={context} item={item.item} />}
      {!isKnown && (
        <div class="notice warn">
          <p>{text.unknown(id)}</p>
          <p>{text.unknownHelp}</p>
        </div>
      )}
      {(item !== null || view.decisions.length > 0) && <DecisionHistory context={context} decisions={view.decisions} />}
      {isKnown && (
        <Section id="attempts" title={text.attempts} isEmpty={attempts.length === 0} empty={text.noAttempts}>
          <ol class="cards">
            {attempts.map((each, index) => (
              <AttemptCard
                context={context}
                view={each}
                ordinal={index + 1}
                isAsked={each.attempt.seq === item?.item.seq}
              />
            ))}
          </ol>
        </Section>
      )}
      {verification !== null && <TokenFacts context={context} verification={verification} />}
      {verification !== null && <Fetches context={context} fetches={fetches} />}
    </Page>
  )
}

/** From the month, by the list that led here. */
const Way: FC<VerificationPageProps> = ({ context, place: { month, list } }) => {
  const months = month === undefined ? [] : [monthStep(context, month)]
  const step =
    list === null
      ? ([verificationText[context.language].title, paths.verifications({ month })] as const)
      : ([
          discrepanciesText[context.language].title,
          paths.discrepancies({ month, run: list.run, ...queryOf(list.filter) }),
        ] as const)
  return <Breadcrumb context={context} steps={[...months, step]} />
}

const monthStep = ({ language, formats }: PageContext, month: string) =>
  [consoleText[language].billOf(formats.month(month)), paths.month(month)] as const

/** To the case before and after, and back. */
const Cases: FC<Pick<VerificationPageProps, "context" | "place">> = ({ context, place: { month, list } }) => {
  if (list === null) return null
  const text = discrepanciesText[context.language]
  const { run, filter, previous, next } = list
  const [before, after] = [previous, next].map((row) => row && verificationPath(row, { run, month, filter }))
  return (
    <nav aria-label={text.caseNav}>
      <ul>
        {before != null && (
          <li>
            <a href={before} rel="prev">
              {text.previousCase}
            </a>
          </li>
        )}
        <li>
          <a href={paths.discrepancies({ month, run, ...queryOf(filter) })}>{text.backToList}</a>
        </li>
        {after != null && (
          <li>
            <a href={after} rel="next">
              {text.nextCase}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
