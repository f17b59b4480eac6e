/** What the API is about, resource by resource: the operations of each, in the order of the document, and its routes. */
import { Hono } from "hono"

import type { RequestContext } from "../edge/RequestContext.ts"
import type { Env } from "../edge/Env.ts"
import type { Operation } from "../operations/Operation.ts"
import { attemptOperations } from "./attempts/operations.ts"
import { attemptRoutes } from "./attempts/routes.ts"
import { billOperations } from "./bills/operations.ts"
import { billRoutes } from "./bills/routes.ts"
import { decisionOperations } from "./decisions/operations.ts"
import { decisionRoutes } from "./decisions/routes.ts"
import { disputeOperations } from "./disputes/operations.ts"
import { disputeRoutes } from "./disputes/routes.ts"
import { evidenceOperations } from "./evidence/operations.ts"
import { evidenceRoutes } from "./evidence/routes.ts"
import { reconciliationOperations } from "./reconciliations/operations.ts"
import { reconciliationRoutes } from "./reconciliations/routes.ts"
import { resultOperations } from "./results/operations.ts"
import { resultRoutes } from "./results/routes.ts"
import { serviceOperations } from "./service/operations.ts"
import { serviceRoutes } from "./service/routes.ts"
import { statementOperations } from "./statements/operations.ts"
import { statementRoutes } from "./statements/routes.ts"
import { tallyOperations } from "./tally/operations.ts"
import { tallyRoutes } from "./tally/routes.ts"
import { verificationOperations } from "./verifications/operations.ts"
import { verificationRoutes } from "./verifications/routes.ts"

/** Every operation of the API. */
export const operations = [
  ...resultOperations,
  ...verificationOperations,
  ...attemptOperations,
  ...tallyOperations,
  ...billOperations,
  ...reconciliationOperations,
  ...statementOperations,
  ...decisionOperations,
  ...disputeOperations,
  ...evidenceOperations,
  ...serviceOperations,
] as unknown as ReadonlyArray<Operation>

/** The API alone. Its type is what the typed client is made from. */
export const makeApi = (context: RequestContext) =>
  new Hono<Env>()
    .route("/", resultRoutes(context))
    .route("/", verificationRoutes(context))
    .route("/", attemptRoutes(context))
    .route("/", tallyRoutes(context))
    .route("/", billRoutes(context))
    .route("/", reconciliationRoutes(context))
    .route("/", statementRoutes(context))
    .route("/", decisionRoutes(context))
    .route("/", disputeRoutes(context))
    .route("/", evidenceRoutes(context))
    .route("/", serviceRoutes(context, operations))

export type Api = ReturnType<typeof makeApi>
