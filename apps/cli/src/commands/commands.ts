/**
 * The commands, in the order of help. Each has a folder: its description with its words (`spec.ts`), and what it does, which
 * is loaded when it runs.
 */
import { command, type Command, type GroupSpec } from "../spec/CommandSpec.ts"
import { alertsGroup, alertsTestSpec } from "./alerts/spec.ts"
import { billDiffSpec, billGroup, billImportSpec, billPullSpec } from "./bill/spec.ts"
import { collectSpec } from "./collect/spec.ts"
import { completionSpec } from "./completion/spec.ts"
import { configGroup, configPricesSpec, configPrintSpec } from "./config/spec.ts"
import { backupSpec, restoreSpec } from "./copies/spec.ts"
import { countSpec } from "./count/spec.ts"
import { decideSpec } from "./decide/spec.ts"
import { disputeSpec } from "./dispute/spec.ts"
import { doctorSpec } from "./doctor/spec.ts"
import { explainSpec } from "./explain/spec.ts"
import { importSpec } from "./import/spec.ts"
import { initSpec } from "./init/spec.ts"
import { keyCreateSpec, keyGroup, keyListSpec, keyRevokeSpec } from "./key/spec.ts"
import { reconcileSpec } from "./reconcile/spec.ts"
import { registerSpec } from "./register/spec.ts"
import { removeSpec } from "./remove/spec.ts"
import { runGroup, runListSpec, runRepeatSpec, runShowSpec } from "./run/spec.ts"
import { serveSpec } from "./serve/spec.ts"
import { showSpec } from "./show/spec.ts"
import { simulateSpec } from "./simulate/spec.ts"
import { statementSpec } from "./statement/spec.ts"
import { statusSpec } from "./status/spec.ts"
import { upgradeSpec } from "./upgrade/spec.ts"
import { verifySpec } from "./verify/spec.ts"
import { workGroup, workListSpec, workRetrySpec, workShowSpec } from "./work/spec.ts"

/** The first words that several commands share. */
export const groups: ReadonlyArray<GroupSpec> = [billGroup, runGroup, configGroup, keyGroup, workGroup, alertsGroup]

export const commands: ReadonlyArray<Command> = [
  command(countSpec, async () => (await import("./count/count.ts")).count),
  command(reconcileSpec, async () => (await import("./reconcile/reconcile.ts")).reconcile),
  command(showSpec, async () => (await import("./show/show.ts")).show),
  command(explainSpec, async () => (await import("./explain/explain.ts")).explain),
  command(registerSpec, async () => (await import("./register/register.ts")).register),
  command(importSpec, async () => (await import("./import/importResults.ts")).importResults),
  command(collectSpec, async () => (await import("./collect/collectDue.ts")).collectDue),
  command(billPullSpec, async () => (await import("./bill/billPull.ts")).billPull),
  command(billImportSpec, async () => (await import("./bill/billImport.ts")).billImport),
  command(billDiffSpec, async () => (await import("./bill/billDiff.ts")).billDiff),
  command(runListSpec, async () => (await import("./run/run.ts")).runList),
  command(runShowSpec, async () => (await import("./run/run.ts")).runShow),
  command(runRepeatSpec, async () => (await import("./run/run.ts")).runRepeat),
  command(statementSpec, async () => (await import("./statement/statement.ts")).statement),
  command(decideSpec, async () => (await import("./decide/decide.ts")).decide),
  command(disputeSpec, async () => (await import("./dispute/dispute.ts")).dispute),
  command(statusSpec, async () => (await import("./status/status.ts")).status),
  command(verifySpec, async () => (await import("./verify/verify.ts")).verify),
  command(backupSpec, async () => (await import("./copies/backup.ts")).backup),
  command(restoreSpec, async () => (await import("./copies/restore.ts")).restore),
  command(upgradeSpec, async () => (await import("./upgrade/upgrade.ts")).upgrade),
  command(removeSpec, async () => (await import("./remove/remove.ts")).remove),
  command(initSpec, async () => (await import("./init/init.ts")).init),
  command(doctorSpec, async () => (await import("./doctor/doctor.ts")).doctor),
  command(configPrintSpec, async () => (await import("./config/configPrint.ts")).configPrint),
  command(configPricesSpec, async () => (await import("./config/configPrices.ts")).configPrices),
  command(keyCreateSpec, async () => (await import("./key/key.ts")).keyCreate),
  command(keyListSpec, async () => (await import("./key/key.ts")).keyList),
  command(keyRevokeSpec, async () => (await import("./key/key.ts")).keyRevoke),
  command(workListSpec, async () => (await import("./work/work.ts")).workList),
  command(workShowSpec, async () => (await import("./work/work.ts")).workShow),
  command(workRetrySpec, async () => (await import("./work/work.ts")).workRetry),
  command(alertsTestSpec, async () => (await import("./alerts/alertsTest.ts")).alertsTest),
  command(serveSpec, async () => (await import("./serve/serve.ts")).serve),
  command(simulateSpec, async () => (await import("./simulate/simulate.ts")).simulate),
  // It is told of all commands, itself among them.
  command(completionSpec, async () => (await import("./completion/completionOf.ts")).completionOf(commands, groups)),
]

/** The command that the first words of a line name. */
export const commandOf = (words: ReadonlyArray<string>): Command | undefined =>
  commands.find(({ name }) => name.split(" ").every((word, i) => words[i] === word))

/** The second words of a group. */
export const actionsOf = (group: string): ReadonlyArray<string> =>
  commands.flatMap(({ name }) => (name.startsWith(`${group} `) ? [name.slice(group.length + 1)] : []))
