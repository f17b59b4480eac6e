/** What a failure of the ledger, the provider or a pull means and what to do, in both languages. */
import type { AddressFault, LedgerReason, ProviderReason, PullMismatch } from "@faceid-tally/books/engine"

import { both, type Both, fixed } from "../language/both.ts"

const ledger: Readonly<Record<LedgerReason, Both<string>>> = {
  unavailable: both(
    "The database cannot be reached or opened: check the address, and that it is running.",
    "数据库无法连接或打开：请检查地址，并确认它在运行。",
  ),
  busy: both("Another process holds the database for too long: try again.", "数据库被其他进程占用太久：请稍后再试。"),
  timeout: both(
    "The database stopped a statement by its own limit of time: raise statement_timeout for this user, or set it to 0.",
    "数据库按自身的时限中止了语句：请为该用户调大 statement_timeout，或设为 0。",
  ),
  read_only: both(
    "The database takes no writes: it is a standby, or set to read only. Name the one that takes them.",
    "数据库只读：它是备库，或被设为只读。请指向可写的数据库。",
  ),
  refused: both(
    "The database refuses this by a rule that is not faceid-tally's own (a constraint, a trigger, an encoding): its log has the details.",
    "数据库按 faceid-tally 之外的规则（约束、触发器、字符集等）拒绝了操作：详情见数据库日志。",
  ),
  schema: both(
    "The tables of the ledger are not where they were, or others of their names are: check the database's name, its schema and search_path.",
    "账本的表不在原处，或被同名的表占用：请检查数据库名、schema 和 search_path。",
  ),
  pooler: both(
    "A connection pooler does not keep what is prepared over a connection: use its session mode, or reach PostgreSQL directly.",
    "连接池不保留预备语句：请改用会话模式，或直连 PostgreSQL。",
  ),
  removed: both(
    "Of that month the ledger's rows were removed, or cannot be removed yet: nothing is added to a removed month, and its days are not reconciled anew.",
    "该月份的数据已从账本中移除（或尚不能移除）：已移除的月份不再接受数据，也不能重新对账。",
  ),
  too_old: both(
    "This PostgreSQL is too old: version 14 or newer is needed.",
    "PostgreSQL 版本过低：需要 14 或更高版本。",
  ),
  full: both("No space is left for the database: make room.", "数据库没有剩余空间：请清理磁盘。"),
  denied: both(
    "The database refuses access: check its user, password and rights.",
    "数据库拒绝访问：请检查用户、密码和权限。",
  ),
  newer: both(
    "A newer faceid-tally wrote this ledger: update this one.",
    "这个账本由更新版本的 faceid-tally 写入：请升级本程序。",
  ),
  older: both(
    "An earlier faceid-tally wrote this ledger: back it up, then run faceid-tally upgrade.",
    "这个账本由较早版本的 faceid-tally 写入：请先备份，再执行 faceid-tally upgrade。",
  ),
  none: both(
    "There is no ledger in this database: begin with faceid-tally register or import.",
    "这个数据库里没有账本：请先执行 faceid-tally register 或 import。",
  ),
  foreign: both(
    "This database is another program's: name a ledger, or a new file.",
    "这个数据库属于其他程序，不是账本：请指定账本，或换一个新文件。",
  ),
  address: both(
    "The ledger's address is sqlite:<path> or postgres://<user>@<host>/<database>.",
    "账本地址应为 sqlite:<路径> 或 postgres://<用户>@<主机>/<数据库>。",
  ),
  corrupt: both(
    "The database says that its file is damaged: restore it from a copy, then run verify.",
    "数据库报告文件已损坏：请从备份恢复，再运行 verify。",
  ),
  defect: both(
    "This is a defect of faceid-tally. Please report it, without any data.",
    "这是 faceid-tally 自身的缺陷。请反馈给我们，不要附上任何数据。",
  ),
}

const provider: Readonly<Record<ProviderReason, Both<string>>> = {
  network: both("Check the network, the proxy and the endpoint.", "请检查网络、代理和接入地址。"),
  timeout: both("The provider took too long; it is asked again later.", "腾讯云响应太慢，稍后会再次请求。"),
  server_error: both("The provider is in trouble; it is asked again later.", "腾讯云服务异常，稍后会再次请求。"),
  rate_limited: both(
    "Lower the account's limit, or see who else uses its quota.",
    "请调低该账号的请求频率，或查看还有谁在使用配额。",
  ),
  internal: both("The provider is in trouble; it is asked again later.", "腾讯云服务异常，稍后会再次请求。"),
  not_json: both(
    "A web page or other text came in place of an answer: check the proxy.",
    "收到的是网页或其他文本，而不是腾讯云的应答：请检查代理。",
  ),
  circuit_open: both(
    "It failed several times in a row and is left alone for a while.",
    "已连续多次失败，暂停请求一段时间。",
  ),
  limit_unknown: both(
    "The shared request limit cannot be read: check the database.",
    "无法读取共享的请求频率：请检查数据库。",
  ),
  unknown_refusal: both(
    "This code is not known: look it up in the provider's reference.",
    "未知的错误码：请查阅腾讯云文档。",
  ),
  missing_field: both(
    "The answer lacks a field: the provider has changed, or something cut it.",
    "应答缺少字段：接口有变化，或内容被截断。",
  ),
  wrong_answer: both("The answer is not what was asked for: the provider has changed.", "应答与请求不符：接口有变化。"),
  cursor_stands_still: both(
    "The bill's cursor leads nowhere; pull the day again later.",
    "账单游标没有前进：请稍后重新拉取这一天。",
  ),
  repeated_page: both(
    "The bill repeats a page; pull the day again later.",
    "账单重复返回同一页：请稍后重新拉取这一天。",
  ),
  too_many_pages: both("The bill does not end; ask the provider.", "账单分页未结束：请联系腾讯云。"),
  empty_pages: both(
    "Ten empty pages of the bill in a row say that there is a next one; pull the day again later, then ask the provider.",
    "账单连续十页为空，却都称还有下一页：请稍后重新拉取这一天，仍如此请联系腾讯云。",
  ),
  token_expired: both("The provider keeps results for three days.", "腾讯云只保留三天的结果。"),
  token_illegal: both("The provider does not know this BizToken.", "腾讯云不认识这个 BizToken。"),
  token_invalid: both(
    "The BizToken, or the RuleId it was registered with, is not right.",
    "BizToken 或登记时的 RuleId 不正确。",
  ),
  clock_skew: both("Set this machine's clock: it is more than five minutes off.", "请校准本机时钟：误差超过五分钟。"),
  credentials: both("Check the account's SecretId and SecretKey.", "请检查该账号的 SecretId 和 SecretKey。"),
  arrears: both("The account is in arrears: top it up.", "该账号已欠费：请充值。"),
  not_activated: both("Activate the service for the account.", "请为该账号开通服务。"),
  charge_status: both(
    "The account's charge state is not normal: see the provider's console.",
    "该账号的计费状态异常：请查看腾讯云控制台。",
  ),
  not_authorized: both("Give the account's user the rights for FaceID.", "请为该账号的用户授予人脸核身权限。"),
  unsupported: both("The account cannot use this operation: ask the provider.", "该账号不能使用此操作：请联系腾讯云。"),
  http_refused: both("The endpoint or a proxy refuses requests: check both.", "接入地址或代理拒绝请求：请检查两者。"),
  untrusted: both(
    "The certificate at the other end is not trusted here: name the CA of your own gateway or proxy in NODE_EXTRA_CA_CERTS and start again; else check the endpoint and the clock.",
    "对端的证书不受本机信任：若经由自建网关或代理，请用 NODE_EXTRA_CA_CERTS 指定其 CA 证书文件并重启；否则请检查接入地址和本机时钟。",
  ),
  redirected: both(
    "The endpoint leads elsewhere, which is not followed: check it and the proxy.",
    "接入地址返回了重定向，程序不会跟随：请检查接入地址和代理。",
  ),
  unknown_account: both("Add the account and its credentials to the settings.", "请在配置中加入该账号及其密钥。"),
  rule_not_exist: both("Check the RuleId and the account it belongs to.", "请检查 RuleId 及其所属账号。"),
  rule_disabled: both("Enable the RuleId in the provider's console.", "请在腾讯云控制台启用该 RuleId。"),
  invalid_parameter: both(
    "The provider does not accept the request's values: check the settings.",
    "腾讯云不接受请求的取值：请检查配置。",
  ),
}

const pull: Readonly<Record<PullMismatch["reason"], Both<string>>> = {
  cursor: both(
    "The page does not follow on the one before; pull the day again.",
    "这一页与前一页不衔接：请重新拉取这一天。",
  ),
  cursor_stands_still: both(
    "The bill's cursor leads nowhere; pull the day again later.",
    "账单游标没有前进：请稍后重新拉取这一天。",
  ),
  repeated_page: both(
    "The bill repeats a page; pull the day again later.",
    "账单重复返回同一页：请稍后重新拉取这一天。",
  ),
  empty_pages: both(
    "Ten empty pages of the bill in a row say that there is a next one; pull the day again later, then ask the provider.",
    "账单连续十页为空，却都称还有下一页：请稍后重新拉取这一天，仍如此请联系腾讯云。",
  ),
  closed: both("Another process has finished this pull.", "另一进程已完成这次拉取。"),
  not_the_holder: both("Another process has taken this pull over.", "另一进程已接手这次拉取。"),
  not_at_the_end: both(
    "The bill did not come to its end; pull the day again.",
    "未拉取到账单的最后一页：请重新拉取这一天。",
  ),
}

const address: Readonly<Record<AddressFault, Both<(path: string) => string>>> = {
  empty: fixed(
    "The ledger's address is empty: it is sqlite:<path> or postgres://<user>@<host>/<database>.",
    "账本地址为空：应为 sqlite:<路径> 或 postgres://<用户>@<主机>/<数据库>。",
  ),
  unknown: both(
    (path) =>
      path === ""
        ? "The ledger's address is sqlite:<path> or postgres://<user>@<host>/<database>."
        : `There is no file ${path}: write sqlite:${path} for a new ledger, or postgres://<user>@<host>/<database>.`,
    (path) =>
      path === ""
        ? "账本地址应为 sqlite:<路径> 或 postgres://<用户>@<主机>/<数据库>。"
        : `没有文件 ${path}：新建账本请写 sqlite:${path}，或使用 postgres://<用户>@<主机>/<数据库>。`,
  ),
  uri: both(
    (path) => `The ledger's address has file: after sqlite:, which is not read: write sqlite:${path}.`,
    (path) => `账本地址的 sqlite: 之后不能写 file:：请写 sqlite:${path}。`,
  ),
  slashes: both(
    (path) =>
      `The ledger's address has slashes after sqlite: write sqlite:${path}, or sqlite:/${path} for a path from the root.`,
    (path) => `账本地址的 sqlite: 之后多了斜杠：请写 sqlite:${path}；从根目录算起则写 sqlite:/${path}。`,
  ),
  tilde: both(
    (path) => `${path}: ~ is not expanded here; write the path of the home folder.`,
    (path) => `${path}：这里不会展开 ~，请写出主目录的完整路径。`,
  ),
  folder: both(
    (path) => `${path} is a folder: the ledger's address names a file in it, such as sqlite:${path}/faceid-tally.db.`,
    (path) => `${path} 是目录：账本地址应为其中的文件，例如 sqlite:${path}/faceid-tally.db。`,
  ),
  no_folder: both(
    (path) => `There is no folder ${path}: make it first, or correct the ledger's address.`,
    (path) => `目录 ${path} 不存在：请先创建，或更正账本地址。`,
  ),
  not_sqlite: both(
    (path) => `${path} is no SQLite database, and is left as it is: name another file for the ledger.`,
    (path) => `${path} 不是 SQLite 数据库，未作改动：请为账本另选文件。`,
  ),
  not_a_url: fixed(
    "The ledger's address is no URL: it is postgres://<user>:<password>@<host>/<database>.",
    "账本地址不是合法的 URL：应为 postgres://<用户>:<密码>@<主机>/<数据库>。",
  ),
  connections: fixed(
    "connections in the ledger's address is a whole number from 2 to 100.",
    "账本地址中的 connections 应为 2 到 100 的整数。",
  ),
  not_encoded: fixed(
    "The user or the password in the ledger's address holds @, #, ?, / or %: percent-encode them (%40, %23, %3F, %2F, %25).",
    "账本地址的用户或密码中有 @、#、?、/ 或 %：请用百分号编码（%40、%23、%3F、%2F、%25）。",
  ),
}

export const failureTexts = {
  /** What a fault of the ledger or the provider means, and what to do. */
  ledger,
  provider,
  pull,
  /** What is wrong with a ledger's address, and what to write instead. */
  address,
}
