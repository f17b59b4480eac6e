/** Tells a reading's remarks, each code once a file. */
import type { Remark } from "@faceid-tally/core/engine"

import type { ReadOptions } from "./ReadOptions.ts"

export const remarkOnce = ({ onRemark }: ReadOptions): ((file: string, remark: Remark) => void) => {
  const told = new Set<string>()
  return (file, remark) => {
    const key = `${remark.code} ${file}`
    if (told.has(key)) return
    told.add(key)
    onRemark?.({ file, remark })
  }
}
