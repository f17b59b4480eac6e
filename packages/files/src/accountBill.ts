/** Account bills in files; apart from the rest, which need not load it. */
export { type AccountBillsAmong, accountBillsAmong } from "./accountBill/accountBillsAmong.ts"
export { type AccountBillFile, type AccountBillOptions, readAccountBills } from "./accountBill/readAccountBills.ts"
