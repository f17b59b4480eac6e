/** @jsxImportSource hono/jsx */
/** What is known of a BizToken at a glance. */
import type { Verification } from "@faceid-tally/books/engine"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { Facts } from "../layout/Facts.tsx"
import { Section } from "../layout/Section.tsx"
import { fetchText } from "./fetchText.ts"
import { verificationText } from "./verificationText.ts"

export const TokenFacts: FC<{ readonly context: PageContext; readonly verification: Verification }> = ({
  context,
  verification,
}) => {
  const { words, formats, service } = context
  const text = verificationText[context.language]
  const { state, ruleId, account, issuedAt, estimated, nextDue, deadline, nfcCharges } = verification
  const rules = service.settings.rules ?? {}
  const title = ruleId !== null && Object.hasOwn(rules, ruleId) ? rules[ruleId]?.title : undefined
  const issued = formats.exactInstant(issuedAt)
  return (
    <Section id="facts" title={text.facts}>
      <Facts
        facts={[
          [text.state, words.state[state]],
          [text.rule, [ruleId ?? context.say.unknown, title ?? ""].join(" ").trim()],
          [text.account, account],
          [text.issued, estimated ? text.estimated(issued) : issued],
          [text.fetched, fetchText(verification, context.language, formats.exactInstant)],
          nextDue === null ? null : [text.nextDue, formats.instant(nextDue)],
          [text.deadline, formats.instant(deadline)],
          nfcCharges === null ? null : [text.nfc, formats.count(nfcCharges)],
          failureOf(context, verification),
        ]}
      />
    </Section>
  )
}

const failureOf = (
  { language }: PageContext,
  { failureCode, refused, failures }: Verification,
): [string, string] | null => {
  if (failureCode === null) return null
  const text = verificationText[language]
  return [text.outcomeColumn, refused ? text.refused(failureCode) : text.failure(failureCode, failures)]
}
