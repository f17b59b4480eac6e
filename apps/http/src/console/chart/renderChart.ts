/** Draws a chart as SVG by echarts, which is loaded when the first chart is asked for. */
import type { EChartsCoreOption } from "echarts/core"
import type * as Echarts from "echarts/core"

export interface Size {
  readonly width: number
  readonly height: number
}

export const renderChart = async (option: EChartsCoreOption, size: Size): Promise<string> => {
  const echarts = await loadEcharts()
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, ...size })
  try {
    chart.setOption({ animation: false, ...option })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

let loading: Promise<typeof Echarts> | undefined

const loadEcharts = () => (loading ??= load())

const load = async () => {
  const [core, charts, components, renderers] = await Promise.all([
    import("echarts/core"),
    import("echarts/charts"),
    import("echarts/components"),
    import("echarts/renderers"),
  ])
  core.use([
    charts.BarChart,
    charts.ScatterChart,
    components.GridComponent,
    components.LegendComponent,
    renderers.SVGRenderer,
  ])
  return core
}
