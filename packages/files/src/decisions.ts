/** Sheets in which people have decided; apart from the rest, which need not load it. */
export {
  type DecisionSheet,
  type DecisionSheetOptions,
  readDecisionSheet,
  type SheetRow,
} from "./decisions/readDecisionSheet.ts"
