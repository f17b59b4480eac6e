#!/usr/bin/env node
/** Where the program starts. */
import { startProgram } from "@faceid-tally/host/start"

await startProgram("faceid-tally-webhook", () => import("./program.ts"))
