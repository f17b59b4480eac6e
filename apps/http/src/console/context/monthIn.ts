/** The month that an address names: the menu and the links of its page stay with it. */
import { monthOf } from "@faceid-tally/core/engine"

export const monthIn = (url: URL): string | undefined => monthOf(url.searchParams.get("month") ?? "")?.name
