/**
 * Metrics of a service in the text format of Prometheus. Counting is a map and an addition, since it is done at every
 * request; a label's values are few by design: routes as they are declared, never as they are asked for.
 */

/** What an answer of metrics is. */
export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

export type Labels = Readonly<Record<string, string>>

/** One number with its labels. */
export interface Sample {
  readonly labels?: Labels
  readonly value: number
}

interface Family {
  readonly text: () => string
}

/** All metrics of one service. */
export class Metrics {
  readonly #families: Array<Family> = []

  counter(name: string, help: string): Counter {
    const counter = new Counter(name, help)
    this.#families.push(counter)
    return counter
  }

  /** `bounds`: the upper ends of the buckets, ascending. */
  histogram(name: string, help: string, bounds: ReadonlyArray<number>): Histogram {
    const histogram = new Histogram(name, help, bounds)
    this.#families.push(histogram)
    return histogram
  }

  get text(): string {
    return this.#families.map((family) => family.text()).join("")
  }
}

export class Counter implements Family {
  readonly #head: string
  readonly #name: string
  readonly #counts = new Map<string, number>()

  constructor(name: string, help: string) {
    this.#name = name
    this.#head = head(name, help, "counter")
  }

  add(labels: Labels, amount = 1): void {
    const key = labelText(labels)
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + amount)
  }

  text(): string {
    return this.#head + [...this.#counts].map(([key, count]) => line(this.#name, key, count)).join("")
  }
}

export class Histogram implements Family {
  readonly #head: string
  readonly #name: string
  readonly #bounds: ReadonlyArray<number>
  readonly #series = new Map<string, { readonly labels: Labels; readonly buckets: Array<number>; sum: number }>()

  constructor(name: string, help: string, bounds: ReadonlyArray<number>) {
    this.#name = name
    this.#bounds = bounds
    this.#head = head(name, help, "histogram")
  }

  observe(labels: Labels, value: number): void {
    const key = labelText(labels)
    const series = this.#series.get(key) ?? { labels, buckets: this.#bounds.map(() => 0).concat(0), sum: 0 }
    this.#series.set(key, series)
    const bucket = this.#bounds.findIndex((bound) => value <= bound)
    const at = bucket < 0 ? this.#bounds.length : bucket
    series.buckets[at] = (series.buckets[at] ?? 0) + 1
    series.sum += value
  }

  text(): string {
    return this.#head + [...this.#series].map(([key, series]) => this.#seriesText(key, series)).join("")
  }

  #seriesText(key: string, series: { readonly labels: Labels; readonly buckets: Array<number>; readonly sum: number }) {
    let count = 0
    const buckets = series.buckets.map((inBucket, i) => {
      count += inBucket
      const le = i < this.#bounds.length ? String(this.#bounds[i]) : "+Inf"
      return line(`${this.#name}_bucket`, labelText({ ...series.labels, le }), count)
    })
    return [...buckets, line(`${this.#name}_sum`, key, series.sum), line(`${this.#name}_count`, key, count)].join("")
  }
}

/** A gauge as it stands now. */
export const gaugeText = (name: string, help: string, samples: ReadonlyArray<Sample>): string =>
  head(name, help, "gauge") + samples.map(({ labels = {}, value }) => line(name, labelText(labels), value)).join("")

const head = (name: string, help: string, type: string): string =>
  `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n# TYPE ${name} ${type}\n`

const line = (name: string, labels: string, value: number): string => `${name}${labels} ${value}\n`

const labelText = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`
}

const escaped = (value: string): string => value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")
