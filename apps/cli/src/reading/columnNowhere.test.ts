import { expect, it } from "vitest"

import { columnNowhere } from "./columnNowhere.ts"

const met = (...columns: ReadonlyArray<string>) => ({ columnsMet: new Set(columns) })

it.each<[string, Parameters<typeof columnNowhere>, ReadonlyArray<string> | undefined]>([
  ["in a table of one side", [{ Errcode: "码", ChargeType: "类型" }, [met("Errcode"), met("ChargeType")]], undefined],
  ["in no table", [{ Errcode: "码", ReqTime: "时间" }, [met("Errcode"), met()]], ["时间", "ReqTime"]],
  ["where no table was read", [{ Errcode: "码" }, [{}, {}]], undefined],
  ["in the only table", [{ Errcode: "码" }, [{}, met()]], ["码", "Errcode"]],
  ["said to be none", [{ Errcode: "" }, [met(), met()]], undefined],
  ["not given", [undefined, [met(), met()]], undefined],
])("a header %s", (_, [columns, outcomes], nowhere) => expect(columnNowhere(columns, outcomes)).toEqual(nowhere))
