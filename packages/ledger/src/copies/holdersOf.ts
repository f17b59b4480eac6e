/** The processes that have a file open, as far as this system tells: Linux does, of the processes that one may look at. */
import { readdirSync, statSync } from "node:fs"

import { besides } from "./copyFile.ts"

export const holdersOf = (path: string): ReadonlyArray<number> => {
  const files = new Set(["", ...besides].flatMap((beside) => idOf(`${path}${beside}`)))
  if (files.size === 0) return []
  return namesIn("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => namesIn(`/proc/${pid}/fd`).some((fd) => idOf(`/proc/${pid}/fd/${fd}`).some((id) => files.has(id))))
    .map(Number)
}

/** None where it cannot be looked at. */
const namesIn = (folder: string): ReadonlyArray<string> => {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

const idOf = (path: string): ReadonlyArray<string> => {
  try {
    const { dev, ino } = statSync(path)
    return [`${dev}:${ino}`]
  } catch {
    return []
  }
}
