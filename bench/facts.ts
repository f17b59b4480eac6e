// What one must know of the machine to read the numbers; nothing that tells whose machine it is.
import { availableParallelism, totalmem } from "node:os"
import process from "node:process"
import { version as duckdbVersion } from "@duckdb/node-api"
import { jqVersion } from "./jobs/contenders.ts"

export const machineFacts = (): string =>
  [
    `${availableParallelism()} cores`,
    `${(totalmem() / 2 ** 30).toFixed(0)} GiB memory`,
    `Node ${process.versions.node}`,
    `DuckDB ${duckdbVersion().replace(/^v/, "")}, 2 threads`,
    `jq ${jqVersion() ?? "not installed"}`,
  ].join(" · ")
