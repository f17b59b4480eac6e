// One ChargeDetail: `full` with every field that the provider documents, `slim` with what is needed to reconcile.
import { hash } from "./hash.ts"
import { personOf } from "./person.ts"
import type { PlantedLine } from "./plantedDifference.ts"

export type BillLineKind = "full" | "slim"

export const billLine = (kind: BillLineKind, token: number, { seq, charge, errcode, atMs }: PlantedLine): string => {
  // The bill gives the code as a string, the result as a number.
  const facts = `"ReqTime":"${atMs}","Seq":"${seq}","IsNeedCharge":${charge},"ChargeType":"核身","ErrorCode":"${errcode}"`
  if (kind === "slim") return `{${facts}}`
  const { name, idCard } = personOf(token)
  return `{${facts},"IdCard":"${idCard}","Idcard":"${idCard}","Name":"${name}","Sim":"${70 + (hash(token) % 30)}.50","ErrorMessage":"${errcode === 0 ? "成功" : "未通过"}"}`
}
