/** Who asks a proxy, where its address says so. */
export const authorizationFor = ({ username, password }: URL): Readonly<Record<string, string>> => {
  if (username === "" && password === "") return {}
  const pair = [username, password].map(decodeURIComponent).join(":")
  return { "proxy-authorization": `Basic ${Buffer.from(pair, "utf8").toString("base64")}` }
}
