/**
 * Tells this process apart from all others that collect, pull or work over one ledger, so that what it holds is taken over
 * at once when it is gone.
 */
export { ownerName as workerName } from "@faceid-tally/ledger"
