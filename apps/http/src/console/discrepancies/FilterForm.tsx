/** @jsxImportSource hono/jsx */
/** Which month, which run, and which of its discrepancies. */
import { dayFromNumber } from "@faceid-tally/core/engine"
import { channels } from "@faceid-tally/host/apps"
import type { Child, FC } from "hono/jsx"

import { paths } from "../context/paths.ts"
import type { DiscrepanciesView } from "./DiscrepanciesView.ts"
import { discrepanciesText } from "./discrepanciesText.ts"
import { isFiltered } from "./Filter.ts"

export const FilterForm: FC<DiscrepanciesView> = ({ context, month, runs, filter, accounts, found }) => {
  const { say, formats, service } = context
  const text = discrepanciesText[context.language]
  const rules = service.settings.rules ?? {}
  const run = found?.run ?? null
  const ruleIds = ruleIdsOf(run, Object.keys(rules))
  const used = channels.filter((channel) => Object.values(rules).some((rule) => rule.channel === channel))
  const options = run === null || runs.some(({ id }) => id === run.id) ? runs : [run, ...runs]
  return (
    <form action={paths.discrepancies()} class="fields" role="search" aria-label={text.filter}>
      {filter.kind !== undefined && <input type="hidden" name="kind" value={filter.kind} />}
      {filter.state !== undefined && <input type="hidden" name="state" value={filter.state} />}
      <Field name="month" label={text.month}>
        <input id="month" name="month" type="month" value={month ?? ""} />
      </Field>
      {run !== null && (
        <Choice
          name="run"
          label={text.run}
          chosen={String(run.id)}
          options={options.map(({ id, fromDay, toDay }) => [
            String(id),
            text.ofRun(id, formats.day(fromDay), formats.day(toDay)),
          ])}
        />
      )}
      <Field name="day" label={text.day}>
        <input
          id="day"
          name="day"
          type="date"
          min={run === null ? undefined : dayFromNumber(run.fromDay)}
          max={run === null ? undefined : dayFromNumber(run.toDay)}
          value={filter.day === undefined ? "" : dayFromNumber(filter.day)}
        />
      </Field>
      {accounts.length > 1 && (
        <Choice
          name="account"
          label={text.account}
          chosen={filter.account}
          options={[["", text.allAccounts], ...accounts.map((account) => [account, account] as const)]}
        />
      )}
      {(ruleIds.length > 1 || filter.ruleId !== undefined) && (
        <Choice
          name="rule"
          label="RuleId"
          chosen={filter.ruleId}
          options={[
            ["", text.allRules],
            ...ruleIds.map((id) => [id, [id, rules[id]?.title ?? ""].join(" ").trim()] as const),
          ]}
        />
      )}
      {used.length > 0 && (
        <Choice
          name="channel"
          label={say.grouping.channel}
          chosen={filter.channel}
          options={[["", text.allChannels], ...used.map((channel) => [channel, say.channel[channel] ?? ""] as const)]}
        />
      )}
      <Field name="prefix" label={text.seqPrefix}>
        <input id="prefix" name="prefix" value={filter.seqPrefix ?? ""} maxlength={256} spellcheck={false} />
      </Field>
      <Choice
        name="impact"
        label={text.impact}
        chosen={filter.impact}
        options={[
          ["", text.anyImpact],
          ["only", text.onlyImpact],
          ["none", text.noImpact],
        ]}
      />
      <Choice
        name="order"
        label={text.order}
        chosen={filter.order}
        options={[
          ["", text.byPlace],
          ["impact", text.byImpact],
        ]}
      />
      <button class="primary">{text.apply}</button>
      {isFiltered(filter) && <a href={paths.discrepancies({ month, run: run?.id })}>{text.reset}</a>}
    </form>
  )
}

/** Those of the bill and those that the settings name. */
const ruleIdsOf = (run: NonNullable<DiscrepanciesView["found"]>["run"] | null, named: ReadonlyArray<string>) => [
  ...new Set([...(run?.document.chargeTypes.flatMap(({ ruleId }) => ruleId ?? []) ?? []), ...named]),
]

const Field: FC<{ readonly name: string; readonly label: string; readonly children?: Child }> = (props) => (
  <div>
    <label for={props.name}>{props.label}</label>
    {props.children}
  </div>
)

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly chosen: string | undefined
  readonly options: ReadonlyArray<readonly [value: string, name: string]>
}

const Choice: FC<ChoiceProps> = ({ name, label, chosen, options }) => (
  <Field name={name} label={label}>
    <select id={name} name={name}>
      {options.map(([value, title]) => (
        <option value={value} selected={value === (chosen ?? "")}>
          {title}
        </option>
      ))}
    </select>
  </Field>
)
