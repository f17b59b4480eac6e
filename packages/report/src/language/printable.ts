/** Text from data, safe to print: control characters, which could move the cursor or forge lines, are replaced. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "\uFFFD")
