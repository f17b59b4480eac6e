// For cron, at 07:00 in China: fetches what is due, pulls the bill of yesterday, and says whether it is right.
//   0 7 * * * node nightly.ts
import { BooksError, openBooks } from "@faceid-tally/host"

const HOUR_MS = 3_600_000

const check = async (): Promise<number> => {
  const books = await openBooks()
  try {
    // The bill goes by the days of China.
    const day = new Date(books.now() + 8 * HOUR_MS - 24 * HOUR_MS).toISOString().slice(0, 10)
    const { fetched, stopped } = await books.collect()
    const { days } = await books.pullBill({ day })
    const { verdict, ledger, bill, items } = await books.reconcile({ day })
    console.log(
      `${day}: ${verdict}; ${ledger.charges} charges in our books, ${bill.charges} in the bill; ${fetched} fetched`,
    )
    for (const { kind, impact, seq, why } of items) console.log(`  ${kind} ${impact} ${seq} ${why.code}`)
    const isWhole = stopped.length === 0 && days.every(({ outcome }) => outcome === "pulled")
    return verdict === "right" && isWhole ? 0 : 1
  } catch (error) {
    if (!(error instanceof BooksError)) throw error
    console.error(`${error.code}: ${error.message}`)
    return 2
  } finally {
    await books.close()
  }
}

process.exitCode = await check()
