/** `key create|list|revoke` on the command line: who may use the HTTP service. */
import type { CommandSpec, GroupSpec } from "../../spec/CommandSpec.ts"
import { oneOf, required, requiredWord, text } from "../../spec/optionKinds.ts"
import { ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const keyGroup: GroupSpec = {
  name: "key",
  about: { en: "Who may use the HTTP service", "zh-CN": "谁可以使用 HTTP 服务" },
}

export const keyCreateSpec = {
  name: "key create",
  about: {
    en: "Make a key for the HTTP service; it is shown once",
    "zh-CN": "创建 HTTP 服务的密钥；只显示这一次",
  },
  synopsis: "key create --role <role>",
  positionals: {},
  options: {
    role: required(
      oneOf(["ingest", "read", "finance", "admin"], {
        en: "What the key may do: ingest: write only; read: read only; finance: read and decide; admin: everything",
        "zh-CN": "密钥的权限：ingest 只写，read 只读，finance 可读并处理差异，admin 不受限",
      }),
    ),
    title: text("finance", { en: "What people call the key", "zh-CN": "密钥的名称，供人辨认" }),
    ...outputOptions("table", "json"),
    ...ledgerOptions,
  },
  examples: [
    { line: "key create --role read --title finance", en: "for a colleague who reads", "zh-CN": "给只读的同事" },
  ],
} satisfies CommandSpec

export const keyListSpec = {
  name: "key list",
  about: { en: "List the keys of the HTTP service", "zh-CN": "列出 HTTP 服务的密钥" },
  positionals: {},
  options: { ...outputOptions("table", "json"), ...ledgerOptions },
  examples: [{ line: "key list", en: "who has a key", "zh-CN": "谁有密钥" }],
} satisfies CommandSpec

export const keyRevokeSpec = {
  name: "key revoke",
  about: { en: "Revoke a key", "zh-CN": "吊销密钥，立即失效" },
  positionals: {
    id: requiredWord(
      text("0f3a9c51d2e4", { en: "The id of the key: see key list", "zh-CN": "密钥编号：见 key list" }),
      { en: "name a key by its id", "zh-CN": "请给出密钥编号" },
    ),
  },
  options: { ...outputOptions("table", "json"), ...ledgerOptions },
  examples: [{ line: "key revoke 0f3a9c51d2e4", en: "one that is not needed any more", "zh-CN": "不再需要的密钥" }],
} satisfies CommandSpec
