/** @jsxImportSource hono/jsx */
/** What to do next, each step with what does it. */
import { dayFromNumber, dayNumberOf } from "@faceid-tally/core/engine"
import { incompleteReason, yuan } from "@faceid-tally/report"
import type { Child, FC } from "hono/jsx"

import { ActionForm } from "../../layout/ActionForm.tsx"
import { Section } from "../../layout/Section.tsx"
import type { PageContext } from "../../context/PageContext.ts"
import { paths } from "../../context/paths.ts"
import type { MonthDay, MonthView } from "../view/MonthView.ts"
import { monthText } from "../view/monthText.ts"
import type { NextStep } from "./nextSteps.ts"
import { nextText } from "./nextText.ts"

const HOLES_SHOWN = 20

interface NextStepsProps {
  readonly context: PageContext
  readonly view: MonthView
  readonly steps: ReadonlyArray<NextStep>
}

export const NextStepsList: FC<NextStepsProps> = ({ context, view, steps }) => {
  const text = nextText[context.language]
  const isRight = view.verdict._tag === "Right" && view.verdict.document.complete && !view.isStale
  if (steps.length === 0 && !isRight) return null
  return (
    <Section id="next" title={text.title} isEmpty={steps.length === 0} empty={text.none}>
      <ol class="needs">
        {steps.map((step, i) => (
          <Step context={context} month={view.month.name} step={step} isFirst={i === 0} />
        ))}
      </ol>
    </Section>
  )
}

interface StepProps {
  readonly context: PageContext
  readonly month: string
  readonly step: NextStep
  readonly isFirst: boolean
}

const Step: FC<StepProps> = ({ context, month, step, isFirst }) => {
  const { formats, say } = context
  const text = nextText[context.language]
  const words = monthText[context.language]
  switch (step._tag) {
    case "NearDeadline": {
      const [first] = step.tokens
      return (
        <Need
          what={text.nearDeadline(step.tokens.length, formats.instant(first?.deadline ?? 0))}
          help={text.nearDeadlineHelp}
          action={
            <div class="row">
              {first !== undefined && <a href={paths.verification(first.bizToken, { month })}>{text.look}</a>}
              <ActionForm context={context} action={paths.collect} label={words.collect} isPrimary={isFirst} />
            </div>
          }
        />
      )
    }
    case "PullBills":
      return (
        <Need
          what={text.pullBills(step.days.length)}
          action={
            <ActionForm
              context={context}
              action={paths.pull}
              fields={{ month }}
              label={words.pullMissing}
              isPrimary={isFirst}
            />
          }
        >
          <DayLinks context={context} days={step.days} />
        </Need>
      )
    case "BillHoles":
      return (
        <Need what={text.billHoles(new Set(step.holes.map(({ day }) => day)).size)} help={text.billHolesHelp}>
          <ul>
            {step.holes.slice(0, HOLES_SHOWN).map(({ day, account, reason }) => (
              <li>{`${formats.day(dayNumberOf(day) ?? 0)} ${account}${say.colon}${incompleteReason(reason, say)}`}</li>
            ))}
          </ul>
        </Need>
      )
    case "FetchResults":
      return (
        <Need
          what={text.fetchResults(step.missing, step.days.length)}
          help={text.fetchResultsHelp}
          action={<ActionForm context={context} action={paths.collect} label={words.collect} isPrimary={isFirst} />}
        >
          <DayLinks context={context} days={step.days} />
        </Need>
      )
    case "Reconcile":
      return (
        <Need
          what={step.isFirst ? text.reconcile : text.reconcileAgain}
          action={
            <ActionForm
              context={context}
              action={paths.reconcile}
              fields={{ month }}
              label={step.isFirst ? words.reconcile : words.reconcileAgain}
              isPrimary={isFirst}
            />
          }
        />
      )
    case "AskBack":
      return (
        <Need
          what={text.askBack(step.owed)}
          help={text.askBackHelp}
          action={
            <a href={paths.claimsSheet(step.run)} download>
              {text.askBackGet}
            </a>
          }
        />
      )
    case "Decide": {
      const { undecided, eitherWay, isByState } = step.claims
      const asked = isByState ? { state: "open" } : { impact: "only" }
      return (
        <Need
          what={text.decide(undecided, eitherWay === null ? null : yuan(eitherWay, ""))}
          help={text.decideHelp}
          action={
            <a href={paths.discrepancies({ month, run: step.run, ...asked, order: "impact" })}>
              {isByState ? text.decideNow : text.look}
            </a>
          }
        />
      )
    }
    case "Refused":
      return (
        <Need
          what={text.refused(step.tokens)}
          help={text.refusedHelp}
          action={<a href={paths.verifications({ month })}>{text.look}</a>}
        />
      )
    case "Expired":
    case "Lapsed":
      return (
        <Need
          what={step._tag === "Expired" ? text.expired(step.tokens) : text.lapsed(step.tokens)}
          help={text.lostHelp}
          action={
            <a href={paths.verifications({ month: "all", state: step._tag === "Expired" ? "expired" : "lapsed" })}>
              {text.look}
            </a>
          }
        />
      )
    case "FailedWork":
      return (
        <Need what={text.failedWork(step.work.length)} help={text.failedWorkHelp}>
          <ul>
            {step.work.map(({ id, kind, subject, code }) => (
              <li>{`${id} · ${text.work[kind]} ${subject}${code === null ? "" : ` · ${code}`}`}</li>
            ))}
          </ul>
        </Need>
      )
    case "Conflicts":
      return (
        <Need what={text.conflicts(step.events.length)} help={text.conflictsHelp}>
          <ul>
            {step.events.map(({ id, type, notedAt }) => (
              <li>{`${id} · ${type} · ${formats.instant(notedAt)}`}</li>
            ))}
          </ul>
        </Need>
      )
  }
}

interface NeedProps {
  readonly what: string
  readonly help?: string
  readonly action?: Child
  readonly children?: Child
}

const Need: FC<NeedProps> = ({ what, help, action, children }) => (
  <li>
    <div>
      <p>
        <strong>{what}</strong>
      </p>
      {help !== undefined && <p class="soft small">{help}</p>}
      {children}
    </div>
    {action}
  </li>
)

const DayLinks: FC<{ readonly context: PageContext; readonly days: ReadonlyArray<MonthDay> }> = ({ context, days }) => (
  <ul class="plain small">
    {days.map(({ day }) => (
      <li>
        <a href={paths.day(day)}>
          <time datetime={dayFromNumber(day)}>{context.formats.day(day)}</time>
        </a>
      </li>
    ))}
  </ul>
)
