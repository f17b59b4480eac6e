/**
 * The customers of the simulated provider: accounts with their credentials, and the RuleIds under which persons are
 * verified. The credentials are made up; they open nothing but a simulator.
 */

/** How the person comes to the verification. */
export type Channel = "mini_program" | "native_h5" | "h5"

/** What the provider prices apart. */
export type ChargeType = "比对" | "核身" | "混合部署"

export interface Rule {
  readonly ruleId: string
  readonly title: string
  readonly channel: Channel
  /** The edition whose published charge rules decide the flags: `plus`, `eid`, `intention`, `wechat`. */
  readonly edition: string
  readonly chargeType: ChargeType
  /** How much of the generated world falls to this rule, beside the others. Default 1. */
  readonly share?: number
  /** Refused with `RuleIdDisabled`. */
  readonly isDisabled?: boolean
}

export interface Account {
  readonly name: string
  readonly secretId: string
  readonly secretKey: string
  /** When set, requests must carry it as `X-TC-Token`. */
  readonly token?: string
  readonly rules: ReadonlyArray<Rule>
}

/** Two accounts: one with two busy RuleIds and a disabled one, one so quiet that some of its days are empty. */
export const defaultAccounts: ReadonlyArray<Account> = [
  {
    name: "default",
    secretId: "simulated-id-default",
    secretKey: "simulated-key-default",
    rules: [
      { ruleId: "1001", title: "开户", channel: "mini_program", edition: "plus", chargeType: "核身", share: 6 },
      { ruleId: "1002", title: "登录", channel: "h5", edition: "wechat", chargeType: "比对", share: 4 },
      {
        ruleId: "1003",
        title: "停用",
        channel: "h5",
        edition: "wechat",
        chargeType: "比对",
        share: 0,
        isDisabled: true,
      },
    ],
  },
  {
    name: "branch",
    secretId: "simulated-id-branch",
    secretKey: "simulated-key-branch",
    rules: [
      { ruleId: "2001", title: "签约", channel: "native_h5", edition: "intention", chargeType: "混合部署", share: 0.6 },
    ],
  },
]
