/** Why the disk refused a file, by what the system says. */
import type { MissingReason } from "./ReadOptions.ts"

export const missingReason = ({ code }: NodeJS.ErrnoException): MissingReason => {
  switch (code) {
    case "ENOENT":
      return "not_found"
    case "ELOOP":
      return "link_loop"
    case "ENAMETOOLONG":
      return "name_too_long"
    case "EACCES":
    case "EPERM":
      return "no_permission"
    default:
      return "unreadable"
  }
}
