/** @jsxImportSource hono/jsx */
/** What is known of a BizToken at a glance. */
import type { Verification } from "@faceid-tally/books"
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { Facts } from "../layout/Facts.tsx"
import { Section } from "../layout/Section.tsx"

export const TokenFacts: FC<{ readonly desk: Desk; readonly verification: Verification }> = ({
  desk,
  verification,
}) => {
  const { text, words, formats, service } = desk
  const { state, ruleId, account, issuedAt, estimated, fetchedAt, nextDue, deadline, nfcCharges } = verification
  const rules = service.settings.rules ?? {}
  const title = ruleId !== null && Object.hasOwn(rules, ruleId) ? rules[ruleId]?.title : undefined
  const issued = formats.exactInstant(issuedAt)
  return (
    <Section id="facts" title={text.verification.facts}>
      <Facts
        facts={[
          [text.verification.state, words.state[state]],
          [text.verification.rule, [ruleId ?? desk.say.unknown, title ?? ""].join(" ").trim()],
          [text.verification.account, account],
          [text.verification.issued, estimated ? text.verification.estimated(issued) : issued],
          [text.verification.fetched, fetchedAt === null ? text.verification.never : formats.exactInstant(fetchedAt)],
          nextDue === null ? null : [text.verification.nextDue, formats.instant(nextDue)],
          [text.verification.deadline, formats.instant(deadline)],
          nfcCharges === null ? null : [text.verification.nfc, formats.count(nfcCharges)],
          failureOf(desk, verification),
        ]}
      />
    </Section>
  )
}

const failureOf = ({ text }: Desk, { failureCode, refused, failures }: Verification): [string, string] | null => {
  if (failureCode === null) return null
  const { verification } = text
  return [
    verification.outcomeColumn,
    refused ? verification.refused(failureCode) : verification.failure(failureCode, failures),
  ]
}
