// A lint rule that oxlint lacks: the clock may not be asked by `new Date()` or `Date()`, only a given time be read.
const noClock = {
  meta: {
    type: "problem",
    messages: { clock: "Take the time as an argument: the same input must give the same answer." },
  },
  create(context) {
    const report = (node) => {
      const asksTheClock = node.type === "CallExpression" || node.arguments.length === 0
      if (node.callee.type === "Identifier" && node.callee.name === "Date" && asksTheClock) {
        context.report({ node, messageId: "clock" })
      }
    }
    return { NewExpression: report, CallExpression: report }
  },
}

export default { meta: { name: "pure" }, rules: { "no-clock": noClock } }
