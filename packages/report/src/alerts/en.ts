/** Alerts in English. */
import { plural } from "../language/plural.ts"
import type { AlertMessages } from "./AlertMessages.ts"
import { chinaTime } from "./chinaTime.ts"
import { shortened } from "./shortened.ts"

const ofAccount = (account: string | null): string => (account === null ? "" : `Account ${account}, `)

export const alertsEn: AlertMessages = {
  say: (alert, advice) => {
    switch (alert.kind) {
      case "overcharged_day": {
        const { day, account, charges } = alert
        return {
          title: `${ofAccount(account)}${day}: the bill has ${plural(charges, "charge")} too many`,
          lines: [
            `The provider's bill of ${day} has ${plural(charges, "charge")} that the books do not have.`,
            "Look at the discrepancies of the day, and take them up with the provider.",
          ],
        }
      }
      case "unexplained_day": {
        const { day, account, charges } = alert
        return {
          title: `${ofAccount(account)}${day}: the bill lacks ${plural(charges, "charge")}`,
          lines: [
            `The books have ${plural(charges, "charge")} of ${day} that the bill has not, also not on a day nearby.`,
            "Check that the attempts belong to the account, then ask the provider.",
          ],
        }
      }
      case "token_deadline": {
        const { account, bizTokens, bizToken, deadline } = alert
        return {
          title: `Account ${account}: ${plural(bizTokens, "BizToken")} about to expire`,
          lines: [
            `The first of them (${shortened(bizToken)}) cannot be fetched after ${chinaTime(deadline)}; its charges could not be checked any more.`,
            "Check that a worker runs, and the account's credentials and network. A BizToken without RuleId has to be registered again with one.",
          ],
        }
      }
      case "provider_refuses": {
        const { account, ruleId, code } = alert
        return {
          title: `The provider refuses the account ${account}${ruleId === null ? "" : `, RuleId ${ruleId}`}`,
          lines: [`It answers ${code}. ${advice}`, "Until then nothing of it is fetched."],
        }
      }
      case "provider_outage": {
        const { account, code, since } = alert
        return {
          title: `Account ${account}: no answer from the provider for over an hour`,
          lines: [
            `Since ${chinaTime(since)} every request has failed (${code}). ${advice}`,
            "It is tried again; what is due is fetched when it answers. BizTokens are kept for 3 days.",
          ],
        }
      }
      case "bill_rerun": {
        const { account, day, version, chargesBefore, charges } = alert
        return {
          title: `Account ${account}: the bill of ${day} has changed`,
          lines: [
            `Version ${version} has ${plural(charges, "charge")}; the one before had ${plural(chargesBefore, "charge")}.`,
            `The day was reconciled again. What changed: bill diff ${day}.`,
          ],
        }
      }
      case "pull_late": {
        const { account, day, code } = alert
        return {
          title: `Account ${account}: the bill of ${day} is late`,
          lines: [
            code === null
              ? "It is empty although there were charges, or another process is still at it."
              : `It could not be pulled (${code}). ${advice}`,
            "It is tried again; the day is reconciled when it is there.",
          ],
        }
      }
      case "event_conflict": {
        const { eventId } = alert
        return {
          title: "Two different events came under one id",
          lines: [
            `Id ${shortened(eventId)}: the first was taken, the second was not.`,
            "Check the sender: each event needs a webhook-id of its own. If nobody of yours sent the second, replace the secret.",
          ],
        }
      }
      case "event_refused": {
        const { code, path } = alert
        return {
          title: "A signed event was refused",
          lines: [
            `${path === "" ? "It" : `Its field ${path}`} is not as it must be (${code}): nothing of it is in the books.`,
            "Correct the sender, and send what it had to say again. Further events of this day are refused without a word here.",
          ],
        }
      }
      case "heartbeat": {
        const { closedUntil, incidents, failed } = alert
        const days = closedUntil === null ? "" : ` All days until ${closedUntil} are closed.`
        const ends =
          "This message comes at 10:00 on days without any other. If it stays away, check that a worker runs."
        if (incidents + failed === 0) {
          return { title: "All is well", lines: [`The worker runs, and nothing is open.${days}`, ends] }
        }
        const open = [
          ...(incidents === 0 ? [] : [plural(incidents, "alert")]),
          ...(failed === 0 ? [] : [plural(failed, "failed job")]),
        ]
        return {
          title: `Nothing new; still open: ${open.join(", ")}`,
          lines: [
            `The worker runs.${days} See work list --kind incident --state open, and work list --state failed.`,
            ends,
          ],
        }
      }
    }
  },
  open: "Open the console",
  updated: (title) => `Update: ${title}`,
  resolved: (title) => ({ title: `Resolved: ${title}`, lines: ["It is over; nothing need be done about it."] }),
  digest: (count, titles, more) => ({
    title: `${plural(count, "alert")} at once`,
    lines: [
      ...titles.map((title) => `- ${title}`),
      ...(more === 0 ? [] : [`and ${more} more: see work list --kind alert`]),
    ],
  }),
  test: {
    title: "This is a test",
    lines: ["Alerts reach this target. It was sent by hand, with alerts test; nothing need be done."],
  },
}
