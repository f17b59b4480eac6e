/** `serve` on the command line: HTTP service, receiver and worker in one process. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { text } from "../../spec/optionKinds.ts"
import { endpointOption, ledgerOptions } from "../../spec/sharedOptions.ts"

export const serveSpec = {
  name: "serve",
  about: {
    en: "Run HTTP service, receiver and worker in one process",
    "zh-CN": "在一个进程中运行 HTTP 服务、接收端和后台任务",
  },
  positionals: {},
  options: {
    only: text("http,worker", {
      en: "Only these parts, for example http,webhook,worker",
      "zh-CN": "只运行其中一部分，例如 http,webhook,worker",
    }),
    host: text("127.0.0.1", {
      en: "The address of the HTTP service, by default 127.0.0.1 (also HOST)",
      "zh-CN": "HTTP 服务的地址，默认 127.0.0.1（也可用 HOST）",
    }),
    port: text("8080", {
      en: "The port of the HTTP service, by default 8080 (also PORT)",
      "zh-CN": "HTTP 服务的端口，默认 8080（也可用 PORT）",
    }),
    "webhook-host": text("127.0.0.1", {
      en: "The address of the receiver, by default 127.0.0.1",
      "zh-CN": "接收端的地址，默认 127.0.0.1",
    }),
    "webhook-port": text("8081", {
      en: "The port of the receiver, by default 8081",
      "zh-CN": "接收端的端口，默认 8081",
    }),
    ...ledgerOptions,
    ...endpointOption,
  },
  examples: [
    { line: "serve", en: "everything, on this machine", "zh-CN": "一切都在本机运行" },
    { line: "serve --only http,worker", en: "without the receiver", "zh-CN": "不含接收端" },
  ],
} satisfies CommandSpec
