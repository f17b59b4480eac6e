/** What `serve` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  http: (url: string) => `HTTP service and console: ${url}`,
  webhook: (url: string) => `Receiver of callbacks and events: ${url}`,
  works: "The worker fetches what is due and closes each day",
  isOpen: "no key is configured: it answers this machine only",
  keyNeeded: (host: string) =>
    `${host} can be reached from other machines, and no key is configured: make one first with key create --role admin, or listen on 127.0.0.1.`,
  portTaken: "The port is in use: choose others by --port and --webhook-port.",
  cannotListen: "It cannot listen there: choose other addresses by --host, --webhook-host and the ports.",
  onlyWith: (option: string, other: string) => `${option} is of use only with ${other}.`,
  notAPort: (name: string) => `--${name} needs a number from 0 to 65535.`,
  notParts: (known: ReadonlyArray<string>) => `--only names parts, separated by commas: ${known.join(", ")}.`,
}

const zhCN: typeof en = {
  http: (url) => `HTTP 服务与控制台：${url}`,
  webhook: (url) => `回调与事件接收端：${url}`,
  works: "后台负责补取到期结果并日结",
  isOpen: "未配置密钥：只应答本机",
  keyNeeded: (host) => `${host} 可从其他机器访问，而未配置密钥：请先执行 key create --role admin，或监听 127.0.0.1。`,
  portTaken: "端口已被占用：请用 --port 和 --webhook-port 另选。",
  cannotListen: "无法在该地址监听：请用 --host、--webhook-host 和端口选项另选。",
  onlyWith: (option, other) => `${option} 只能与 ${other} 一起使用。`,
  notAPort: (name) => `--${name} 应为 0 到 65535 的数字。`,
  notParts: (known) => `--only 用逗号列出要运行的部分：${known.join("、")}。`,
}

export const serveText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
