/** What the page of a statement says beside the statement itself, in both languages. */
import { both, byLanguage } from "@faceid-tally/report"

export const statementPageText = byLanguage({
  download: both("Download the statement (Excel)", "下载结算单（Excel）"),
})
