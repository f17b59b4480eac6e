/**
 * Reads one file as its bytes come in, cut anywhere: finds its encoding by the byte order mark and its format by the
 * first line, then hands the text to the reader of that format. What it cannot know from the head alone is whether a
 * table without a mark is UTF-8 throughout: it says so by `needsEncoding` and waits to be told.
 */
import { isAscii, isUtf8 } from "node:buffer"

import { type Rejection, type Remark, rejection } from "@faceid-tally/core/engine"

import type { Content } from "../options/Content.ts"
import { decodeRecord } from "../records/decodeRecord.ts"
import { HeapStore } from "../scanner/HeapStore.ts"
import { JsonDocuments } from "../records/JsonDocuments.ts"
import { JsonLines } from "../records/JsonLines.ts"
import type { Encoding } from "../options/ReadOptions.ts"
import { RECORD_BYTES_MAX } from "../limits/recordLimits.ts"
import type { RecordReader, RecordSink } from "../records/RecordSink.ts"
import { type FastPath, type PlainPath, RecordTaker } from "../records/RecordTaker.ts"
import { type Format, formatOf, type Sniffed } from "../sniffing/formatOf.ts"
import { hasHeader } from "../table/findHeader.ts"
import { type SheetTable, TableRecords } from "../table/TableRecords.ts"
import { encodingOf, type Transcoder, transcoderOf } from "./Transcoder.ts"
import { InputWindow } from "../scanner/InputWindow.ts"

/** Four bytes tell a byte order mark. */
const MARK_BYTES = 4
const NOTHING = new Uint8Array(0)

/** What finds and reads tables and JSON that hold no records of charges. */
export interface OtherContent {
  readonly hasHeader: (head: Uint8Array) => boolean
  readonly openTable: (window: InputWindow) => RecordReader
  readonly decode: PlainPath
}

export class ContentReader {
  needsEncoding = false
  readonly #content: Content
  readonly #sink: RecordSink
  /** The first bytes, whose format is not known yet. */
  #head: Uint8Array = NOTHING
  /** Bytes that wait for their encoding to be told. */
  #waiting: Array<Uint8Array> = []
  #waitingBytes = 0
  #transcoder: Transcoder | undefined
  /** The encoding is known for certain. */
  #isMarked = false
  #window: InputWindow | undefined
  #reader: RecordReader | undefined
  #taker: RecordTaker | undefined
  readonly #fast: FastPath | undefined
  readonly #other: OtherContent | undefined
  #isTable = false
  #sheet: string | undefined

  /** With a fast path, JSON is read in the memory of its scanner, which is no one else's for as long. */
  constructor(content: Content, sink: RecordSink, fast?: FastPath, other?: OtherContent) {
    this.#content = content
    this.#sink = sink
    this.#fast = fast
    this.#other = other
  }

  /** True after a fault that ends the file: the rest need not be pushed. */
  get isEnded(): boolean {
    return this.#reader?.isEnded ?? false
  }

  /** Bytes that came in and could not be read yet. */
  get heldBytes(): number {
    return this.#head.length + this.#waitingBytes + (this.#window?.length ?? 0)
  }

  push(chunk: Uint8Array): void {
    if (this.needsEncoding) {
      this.#waiting.push(chunk.slice())
      this.#waitingBytes += chunk.length
    } else if (this.#transcoder === undefined) {
      this.#head = concat(this.#head, chunk)
      if (this.#head.length < MARK_BYTES) return
      this.#begin()
    } else this.#text(this.#transcoder.write(chunk), false)
  }

  /** Tells the encoding that was waited for; gives what waited for it, to be pushed again before anything else. */
  setEncoding(encoding: Encoding): ReadonlyArray<Uint8Array> {
    const waiting = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    this.needsEncoding = false
    this.#isMarked = true
    this.#transcoder = transcoderOf(encoding)
    return waiting
  }

  /** Tells that what comes is the lines of a sheet: a table in UTF-8. */
  beginSheet(sheet: SheetTable): void {
    this.#isMarked = true
    this.#transcoder = transcoderOf("utf-8")
    this.#sheet = sheet.name
    this.#openTable(sheet)
  }

  endSheet(): void {
    if (!this.isEnded) this.#reader?.read(true)
  }

  /** Ends a workbook that cannot be read, or not to its end. */
  breakOff(): void {
    const window = this.#window
    if (window === undefined) return this.refuse(rejection("broken_workbook"))
    this.#reader?.readCut()
    const place = { line: window.locate(window.end).line, column: 1 }
    const sheet = this.#sheet
    this.#sink.reject(rejection("broken_workbook"), sheet === undefined ? place : { ...place, sheet })
  }

  /** Rejects the file for what it is. */
  refuse(why: Rejection): void {
    this.#sink.reject(why, { line: 1, column: 1 })
  }

  remark(remark: Remark): void {
    this.#sink.remark(remark)
  }

  /** Hands to the sink what the scanner has decoded so far. */
  flush(): void {
    this.#taker?.flush()
  }

  /** Ends the file; `cut` when its archive broke off, so that what is incomplete is no fault of its own. */
  end(how: "whole" | "cut" = "whole"): void {
    if (this.#transcoder === undefined) this.#begin()
    this.#text(this.#transcoder?.end() ?? NOTHING, true)
    if (this.needsEncoding) {
      // It was seen to be a table only now: all that is no ASCII is in the head.
      const encoding = isUtf8(Buffer.concat(this.#waiting)) ? "utf-8" : "gb18030"
      for (const chunk of this.setEncoding(encoding)) this.push(chunk)
      this.#text(this.#transcoder?.end() ?? NOTHING, true)
    }
    const [reader, window] = [this.#reader, this.#window]
    if (reader !== undefined && window !== undefined && !reader.isEnded) {
      if (how === "whole") reader.read(true)
      else {
        reader.readCut()
        this.#sink.reject(rejection("cut_archive"), window.locate(window.end))
      }
    }
    this.flush()
  }

  #begin(): void {
    const known = encodingOf(this.#head, this.#content.encoding)
    this.#isMarked = known !== undefined
    const head = this.#head.subarray(known?.markLength ?? 0)
    this.#head = NOTHING
    this.#transcoder = transcoderOf(known?.encoding ?? "utf-8")
    this.#text(this.#transcoder.write(head), false)
  }

  #text(bytes: Uint8Array, isLast: boolean): void {
    if (this.#reader !== undefined) {
      this.#feed(bytes)
      return
    }
    this.#head = concat(this.#head, bytes)
    const { name } = this.#content
    const isHeader = this.#other?.hasHeader ?? ((head: Uint8Array) => hasHeader(head, this.#content))
    const sniffed = formatOf(this.#head, { name, isLast, hasHeader: isHeader })
    if (sniffed === undefined) return
    const head = this.#head
    this.#head = NOTHING
    if (sniffed.format === "other") return this.#refuse(sniffed, head)
    this.#open(sniffed.format)
    this.#feed(head)
  }

  /** Ends the file, which is something else. */
  #refuse({ at, other }: Extract<Sniffed, { readonly format: "other" }>, head: Uint8Array): void {
    const window = new InputWindow(new HeapStore(RECORD_BYTES_MAX))
    window.append(head.subarray(0, at))
    this.#sink.reject(rejection("other_format", [], other), window.locate(at))
    this.#reader = { isEnded: true, read() {}, readCut() {} }
  }

  #open(format: Format): void {
    if (format === "table") return this.#openTable()
    this.#window = new InputWindow(this.#fast?.scanner ?? new HeapStore(RECORD_BYTES_MAX))
    this.#taker = new RecordTaker(this.#content, this.#window, this.#sink, {
      plain: this.#other?.decode ?? decodeRecord,
      fast: this.#fast,
    })
    this.#reader = format === "lines" ? new JsonLines(this.#taker) : new JsonDocuments(this.#taker)
  }

  #openTable(sheet?: SheetTable): void {
    this.#window = new InputWindow(new HeapStore(RECORD_BYTES_MAX), "any")
    this.#isTable = true
    const writer = this.#fast?.sink.writer
    this.#reader =
      this.#other?.openTable(this.#window) ??
      new TableRecords(this.#content, this.#window, this.#sink, { sheet, writer })
  }

  #feed(bytes: Uint8Array): void {
    if (this.#isTable && !this.#isMarked && !isAscii(bytes)) {
      this.needsEncoding = true
      this.#waiting = [bytes.slice()]
      this.#waitingBytes = bytes.length
      return
    }
    const [reader, window] = [this.#reader, this.#window]
    if (reader === undefined || window === undefined) return
    for (let at = 0; at < bytes.length && !reader.isEnded;) {
      at += window.append(bytes.subarray(at))
      reader.read(false)
    }
  }
}

const concat = (a: Uint8Array, b: Uint8Array): Uint8Array => (a.length === 0 ? b.slice() : Buffer.concat([a, b]))
