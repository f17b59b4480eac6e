/** @jsxImportSource hono/jsx */
/** What is really paid, brought as a file: left out for readers who may not act. */
import { accountNames } from "@faceid-tally/host/apps"
import type { FC } from "hono/jsx"

import { mayAct, type PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { FormToken } from "../layout/FormToken.tsx"
import { monthText } from "./view/monthText.ts"

export const AccountBillForm: FC<{ readonly context: PageContext; readonly month: string }> = ({ context, month }) => {
  if (!mayAct(context.reader)) return null
  const text = monthText[context.language]
  const accounts = accountNames(context.service.settings)
  return (
    <details id="account-bill" open={context.url.searchParams.has("upload")}>
      <summary>{text.accountBill}</summary>
      <form method="post" action={paths.accountBill} enctype="multipart/form-data" class="row">
        <FormToken context={context} />
        <input type="hidden" name="back" value={`${context.url.pathname}${context.url.search}`} />
        <input type="hidden" name="month" value={month} />
        {accounts.length === 1 ? (
          <input type="hidden" name="account" value={accounts[0]} />
        ) : (
          <select name="account" aria-label={context.say.columns.account}>
            {accounts.map((account) => (
              <option value={account}>{account}</option>
            ))}
          </select>
        )}
        <input type="file" name="file" required accept=".csv,.xlsx,.json" aria-label={text.accountBill} />
        <button>{text.upload}</button>
      </form>
    </details>
  )
}
