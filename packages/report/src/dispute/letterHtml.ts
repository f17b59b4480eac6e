/** The letter to the provider, one HTML page in Chinese that prints on A4: what is disputed, why, and what is asked for. */
import type { Dispute, DisputedItem } from "@faceid-tally/books/engine"
import { instantToIso } from "@faceid-tally/core/engine"

import { formatCount } from "../language/Money.ts"
import { sharedText } from "../messages/sharedText.ts"
import { escapeHtml } from "../table/htmlTable.ts"
import type { EvidenceDocument } from "./evidenceDocument.ts"
import { disputeText } from "./disputeText.ts"

const STYLE =
  "body{font:16px/1.7 sans-serif;max-width:44em;margin:2em auto;padding:0 1em}h1{font-size:1.4em}h2{font-size:1.1em}code{word-break:break-all}@page{size:A4;margin:20mm}"

export const letterHtml = ({ items, questions, run }: Dispute, evidence: EvidenceDocument): string => {
  const { month, count, amount, head } = evidence
  const accounts = [...new Set([...items, ...questions].map(({ account }) => account))].sort()
  return [
    "<!doctype html>",
    `<html lang="zh-CN"><head><meta charset="utf-8"><title>${disputeText.title(month)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${disputeText.title(month)}</h1>`,
    "<p>腾讯云人脸核身：</p>",
    `<p>我方（提交本工单的腾讯云账号，我方账号名：${accounts.map(escapeHtml).join("、")}）已逐笔核对 <b id=month>${month}</b> 的账单，其中以下收费有误：共 <b id=count>${count}</b> 笔，合计 <b id=amount>${amount ?? "—"}</b> 元${amount === null ? "（部分单价待定）" : ""}。</p>`,
    ...(items.length === 0 ? [] : ["<h2>理由</h2>", "<ul>", ...groundsOf(items), "</ul>"]),
    "<h2>请求</h2>",
    "<p>请核实清单 list.xlsx（list.csv 内容相同）中的各笔收费，并退还相应费用；由资源包抵扣的，请退回相应次数。</p>",
    ...(questions.length === 0
      ? []
      : [
          "<h2>另请确认</h2>",
          "<p>以下收费，我方记录不足以断定有误，请协助确认是否应当收费（questions.xlsx）：</p>",
          "<ul>",
          ...questionsOf(questions),
          "</ul>",
        ]),
    "<h2>证据与核对方法</h2>",
    `<p>每笔收费对应的账单行与我方查询记录，均在取得当时存证（Merkle 树，RFC 6962；各次存证首尾相接）。本次对账于 ${instantToIso(run.ranAt)} 作出，存证哈希为：</p>`,
    `<p><code><b id=head>${head}</b></code></p>`,
    "<p>该哈希应与我方此前通过其他途径（邮件、工单）告知贵方的存证哈希一致；如未告知过，本材料只能证明自身前后一致。解压后，在其中执行（只需 Node 18 或更高版本，无需联网、无需安装）：</p>",
    `<p><code>node verify.mjs ${head}</code></p>`,
    "<p>每行输出一项检查；全部通过时退出码为 0。改动清单或证据的任何一个字节，检查都不会通过。</p>",
    "<p>本材料不含姓名、证件号码、手机号等个人信息。</p>",
    "</body></html>",
    "",
  ].join("\n")
}

const groundsOf = (items: ReadonlyArray<DisputedItem>): ReadonlyArray<string> =>
  [...Map.groupBy(items, disputeText.ground)].map(([ground, of]) => {
    const kind = of[0]?.kind ?? "charge_mismatch"
    return `<li>${sharedText["zh-CN"].kind[kind]}，${formatCount(of.length)} 笔：${escapeHtml(ground)}</li>`
  })

const questionsOf = (questions: ReadonlyArray<DisputedItem>): ReadonlyArray<string> =>
  [...Map.groupBy(questions, ({ weak }) => weak)].map(
    ([weak, of]) => `<li>${formatCount(of.length)} 笔：${weak === null ? "" : disputeText.weak[weak]}。</li>`,
  )
