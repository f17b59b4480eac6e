/** @jsxImportSource hono/jsx */
/** What needs a person now, each with what to do about it. */
import type { VerificationState } from "@faceid-tally/core"
import type { Child, FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { ActionForm } from "../layout/ActionForm.tsx"
import { Section } from "../layout/Section.tsx"
import { paths } from "../paths.ts"
import { isNothing, type Needs } from "./Needs.ts"

interface NeedsProps {
  readonly desk: Desk
  readonly needs: Needs
}

export const NeedsList: FC<NeedsProps> = ({ desk, needs }) => {
  const { text, formats } = desk
  const { nearDeadline, refused, lapsed, expired, failedWork, conflicts } = needs
  const [first] = nearDeadline
  return (
    <Section id="needs" title={text.needs.title} isEmpty={isNothing(needs)} empty={text.needs.none}>
      <ul class="needs">
        {first !== undefined && (
          <Need
            what={text.needs.nearDeadline(nearDeadline.length, formats.instant(first.deadline))}
            help={text.needs.nearDeadlineHelp}
            action={
              <div class="row">
                <a href={paths.verification(first.bizToken)}>{text.needs.look}</a>
                <ActionForm desk={desk} action={paths.collect} label={text.action.collect} isPrimary />
              </div>
            }
          />
        )}
        {refused > 0 && (
          <Need what={text.needs.refused(refused)} help={text.needs.refusedHelp} action={<Look desk={desk} />} />
        )}
        {expired > 0 && (
          <Need
            what={text.needs.expired(expired)}
            help={text.needs.lostHelp}
            action={<Look desk={desk} state="expired" />}
          />
        )}
        {lapsed > 0 && (
          <Need
            what={text.needs.lapsed(lapsed)}
            help={text.needs.lostHelp}
            action={<Look desk={desk} state="lapsed" />}
          />
        )}
        {failedWork.length > 0 && (
          <Need what={text.needs.failedWork(failedWork.length)} help={text.needs.failedWorkHelp}>
            <ul>
              {failedWork.map(({ id, kind, subject, code }) => (
                <li>{`${id} · ${text.needs.work[kind]} ${subject}${code === null ? "" : ` · ${code}`}`}</li>
              ))}
            </ul>
          </Need>
        )}
        {conflicts.length > 0 && (
          <Need what={text.needs.conflicts(conflicts.length)} help={text.needs.conflictsHelp}>
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

const Look: FC<{ readonly desk: Desk; readonly state?: VerificationState }> = ({ desk, state }) => (
  <a href={paths.verifications(state && { month: "all", state })}>{desk.text.needs.look}</a>
)
