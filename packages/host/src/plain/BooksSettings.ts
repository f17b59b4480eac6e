/** What a program can set when it opens the books: the fields of `faceid-tally.json` that concern them. */

export interface BooksSettings {
  /** A settings file to read in place of `faceid-tally.json`; it has to be there. */
  readonly config?: string
  /** `sqlite:path` or `postgres://…`. */
  readonly ledger?: string
  /** How many connections to PostgreSQL there may be at a time. */
  readonly connections?: number
  /** The provider's host, or an http URL on loopback. */
  readonly endpoint?: string
  /** `http://[user:password@]host:port` for all that goes out, or `none`. */
  readonly proxy?: string
  /** By name; `default` also has the variables of the official SDK. */
  readonly accounts?: Readonly<Record<string, AccountSettings>>
  /** By RuleId. */
  readonly rules?: Readonly<Record<string, RuleSettings>>
  /** Price plans: one file, or one for each account. */
  readonly prices?: string | Readonly<Record<string, string>>
  /** Of the sentences of errors. Default: that of `FACEID_TALLY_LANG`, else `en`. */
  readonly language?: "en" | "zh-CN"
}

export interface AccountSettings {
  readonly secretId?: string
  readonly secretKey?: string
  /** Of temporary credentials. */
  readonly token?: string
  /** The variables of the environment that hold them. */
  readonly secretIdEnv?: string
  readonly secretKeyEnv?: string
  readonly tokenEnv?: string
  readonly resultsPerSecond?: number
  readonly billPagesPerSecond?: number
}

export interface RuleSettings {
  readonly title?: string
  readonly channel?: "mini_program" | "native_h5" | "h5"
  /** By whose published rules its flags are audited. */
  readonly edition?: string
  readonly account?: string
}

export interface OpenOptions {
  /** Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where `faceid-tally.json` and the files that are named here are looked for. Default: the working directory. */
  readonly folder?: string
}
