/** The schema, version 9: NFC charges of a month are summed without reading its BizTokens. */
export const schemaV9 = (): ReadonlyArray<string> => [
  "CREATE INDEX verification_nfc ON verification (issue_day, nfc) WHERE nfc > 0",
]
