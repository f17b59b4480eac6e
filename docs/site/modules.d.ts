// What comes without types.
declare module "@11ty/eleventy-plugin-syntaxhighlight" {
  const plugin: unknown
  export default plugin
}
