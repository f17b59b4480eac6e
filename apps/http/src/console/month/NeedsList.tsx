/** @jsxImportSource hono/jsx */
/** What needs a person now, each with what to do about it. */
import type { VerificationState } from "@faceid-tally/core"
import type { Child, FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { ActionForm } from "../layout/ActionForm.tsx"
import { Section } from "../layout/Section.tsx"
import { paths } from "../context/paths.ts"
import { isNothing, type Needs } from "./Needs.ts"
import { monthText } from "./monthText.ts"
import { needsText } from "./needsText.ts"

interface NeedsProps {
  readonly context: PageContext
  readonly needs: Needs
}

export const NeedsList: FC<NeedsProps> = ({ context, needs }) => {
  const { formats } = context
  const text = needsText[context.language]
  const { nearDeadline, refused, lapsed, expired, failedWork, conflicts } = needs
  const [first] = nearDeadline
  return (
    <Section id="needs" title={text.title} isEmpty={isNothing(needs)} empty={text.none}>
      <ul class="needs">
        {first !== undefined && (
          <Need
            what={text.nearDeadline(nearDeadline.length, formats.instant(first.deadline))}
            help={text.nearDeadlineHelp}
            action={
              <div class="row">
                <a href={paths.verification(first.bizToken)}>{text.look}</a>
                <ActionForm
                  context={context}
                  action={paths.collect}
                  label={monthText[context.language].collect}
                  isPrimary
                />
              </div>
            }
          />
        )}
        {refused > 0 && (
          <Need what={text.refused(refused)} help={text.refusedHelp} action={<Look context={context} />} />
        )}
        {expired > 0 && (
          <Need what={text.expired(expired)} help={text.lostHelp} action={<Look context={context} state="expired" />} />
        )}
        {lapsed > 0 && (
          <Need what={text.lapsed(lapsed)} help={text.lostHelp} action={<Look context={context} state="lapsed" />} />
        )}
        {failedWork.length > 0 && (
          <Need what={text.failedWork(failedWork.length)} help={text.failedWorkHelp}>
            <ul>
              {failedWork.map(({ id, kind, subject, code }) => (
                <li>{`${id} · ${text.work[kind]} ${subject}${code === null ? "" : ` · ${code}`}`}</li>
              ))}
            </ul>
          </Need>
        )}
        {conflicts.length > 0 && (
          <Need what={text.conflicts(conflicts.length)} help={text.conflictsHelp}>
            <ul>
              {conflicts.map(({ id, type, notedAt }) => (
                <li>{`${id} · ${type} · ${formats.instant(notedAt)}`}</li>
              ))}
            </ul>
          </Need>
        )}
      </ul>
    </Section>
  )
}

const Need: FC<{
  readonly what: string
  readonly help: string
  readonly action?: Child
  readonly children?: Child
}> = ({ what, help, action, children }) => (
  <li>
    <div>
      <p>
        <strong>{what}</strong>
      </p>
      <p class="soft small">{help}</p>
      {children}
    </div>
    {action}
  </li>
)

const Look: FC<{ readonly context: PageContext; readonly state?: VerificationState }> = ({ context, state }) => (
  <a href={paths.verifications(state && { month: "all", state })}>{needsText[context.language].look}</a>
)
