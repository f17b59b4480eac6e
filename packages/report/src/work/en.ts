/** Kept work in English. */
import type { WorkMessages } from "./WorkMessages.ts"

export const workEn: WorkMessages = {
  kind: {
    close_day: "close day",
    pull_again: "pull a bill again",
    alert: "send alert",
    incident: "lasting problem",
  },
  state: { open: "open", done: "done", failed: "failed" },
  code: {
    defect: "This is a defect of faceid-tally. Please report it, without any data; then try again with a new version.",
    unreadable: "What is kept of it cannot be read: another version wrote it, or it was changed.",
    target_unknown: "The settings no longer name this target: name it again, or let it be.",
    account_unknown: "The settings no longer name this account: name it again, or let it be.",
    gone: "The target says that it is gone: give it a new address in the settings.",
    network: "The target could not be reached: check its address, the network and the proxy.",
    timeout: "The target took too long to answer: check that it is well.",
    untrusted:
      "The target's certificate is not trusted here: name the CA of your own gateway or proxy in NODE_EXTRA_CA_CERTS and start again; else check its address.",
    redirected: "The target leads elsewhere, which is not followed: set the final address.",
    not_json: "Unexpected reply from the bot: check the address.",
  },
  httpStatus: (status) => `The target answered with HTTP ${status}: check its address, secret and log.`,
  robotCode: (code) => `The robot refuses messages with its code ${code}: check its security settings and secret.`,
  unknown: (code) => `It failed with the code ${code}.`,
  columns: {
    kind: "Work",
    subject: "Subject",
    state: "State",
    dueAt: "Due",
    endedAt: "Ended",
    failures: "Failures",
    code: "Code",
    explanation: "What to do",
  },
}
