// The files of the bench, named by what is in them, so that every scale has its own.
import { dataset, type Dataset } from "./Dataset.ts"
import { writeBill } from "./bill.ts"
import { writeResults } from "./results.ts"

export const textResults = (folder: string, tokens: number): Dataset =>
  dataset(folder, `results-text-${tokens}`, (file) => writeResults(file, "text", tokens))

export const photoResults = (folder: string, tokens: number): Dataset =>
  dataset(folder, `results-photos-${tokens}`, (file) => writeResults(file, "photos", tokens))

export const slimResults = (folder: string, tokens: number): Dataset =>
  dataset(folder, `results-slim-${tokens}`, (file) => writeResults(file, "slim", tokens))

export const fullBill = (folder: string, tokens: number): Dataset =>
  dataset(folder, `bill-full-${tokens}`, (file) => writeBill(file, "full", tokens))

export const slimBill = (folder: string, tokens: number): Dataset =>
  dataset(folder, `bill-slim-${tokens}`, (file) => writeBill(file, "slim", tokens))
