/** @jsxImportSource hono/jsx */
/** One verification: what led here, what is known of it, each attempt in words, and how its result was fetched. */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { AttemptCard } from "./AttemptCard.tsx"
import { DiscrepancyNote } from "./DiscrepancyNote.tsx"
import { Fetches } from "./Fetches.tsx"
import { SearchForm } from "./SearchForm.tsx"
import { TokenFacts } from "./TokenFacts.tsx"
import type { VerificationView } from "./VerificationView.ts"
import { verificationText } from "./verificationText.ts"

interface VerificationPageProps {
  readonly context: PageContext
  readonly view: VerificationView
  /** What was searched for or followed. */
  readonly id: string
}

export const VerificationPage: FC<VerificationPageProps> = ({ context, view, id }) => {
  const text = verificationText[context.language]
  const { bizToken, verification, attempts, fetches, item } = view
  const isKnown = verification !== null || attempts.length > 0
  return (
    <Page context={context} title={text.title} current="verifications">
      <div class="head">
        <h1>{text.title}</h1>
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
      <div class="section">
        <SearchForm context={context} asked="" />
      </div>
    </Page>
  )
}
