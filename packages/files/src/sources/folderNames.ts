/** What a folder gives by the names in it: what is read whatever is in it, what is read if it holds records, what is nobody's. */

/** `records`: read. `perhaps`: read if its first bytes hold records. `other`: not read, which is told. `system`: never told. */
export type NameKind = "records" | "perhaps" | "other" | "system"

const alwaysRead = /\.(json|ndjson|jsonl|csv|xlsx)(\.gz)?$/i
/** Logs, and names as programs give them to what they have turned over: `app.log.1`, `results.ndjson-20261001`. */
const perhapsRead =
  /(\.(tsv|txt|log)|\.(json|ndjson|jsonl|csv|xlsx|tsv|txt|log)(\.\d+|-\d{8}|\.\d{4}-\d{2}-\d{2}))(\.gz)?$/i
/** What systems leave in folders, and Excel beside a workbook that is open. */
const leftBySystems = /^(\.|~\$|thumbs\.db$|desktop\.ini$)/i

export const kindOfName = (name: string): NameKind =>
  leftBySystems.test(name) ? "system" : alwaysRead.test(name) ? "records" : perhapsRead.test(name) ? "perhaps" : "other"
