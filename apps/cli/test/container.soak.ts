/**
 * The Dockerfile and the composition, step by step without a container engine: each RUN in a root of its own, then the image's
 * command as its user, on a root that cannot be written to, without capabilities, in a network of its own. The base is this
 * machine's /usr with the pinned Node, and without what a slim base lacks. PostgreSQL's image is not run: the ledger is a
 * file in the volume. Skipped where mounts or namespaces are forbidden.
 */
import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import process from "node:process"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { root } from "./program.ts"

/** As root of the machine any user can be taken on; as a user of it, who is root in a namespace, only that one. */
const namespaces = [
  { unshare: ["--mount"], uid: 1000 },
  { unshare: ["--user", "--map-root-user", "--mount"], uid: 0 },
].find(({ unshare }) => spawnSync("unshare", [...unshare, "--net", "ip", "link", "set", "lo", "up"]).status === 0)

interface Instruction {
  readonly name: string
  readonly value: string
}

const instructions: ReadonlyArray<Instruction> = readFileSync(join(root, "Dockerfile"), "utf8")
  .replaceAll("\\\n", "")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => ({ name: /^[A-Z]+/.exec(line)?.[0] ?? "", value: line.replace(/^[A-Z]+ +/, "") }))

const all = (name: string) => instructions.filter((each) => each.name === name).map(({ value }) => value)
const words = (json: string): ReadonlyArray<string> => JSON.parse(json) as ReadonlyArray<string>
const quoted = (parts: ReadonlyArray<string>) => parts.map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(" ")

const place = mkdtempSync(join(tmpdir(), "faceid-tally-container-"))
const uid = String(namespaces?.uid ?? 0)

/** What a slim base has not. */
const absent = ["git", "python3", "make", "gcc", "g++", "cc", "curl", "wget"]

/** Variables that an engine hands on while it builds, and the certificates that this machine trusts beside Node's own. */
const reach = (): string => {
  const proxies = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"].flatMap((name) => [name, name.toLowerCase()])
  const given = proxies.flatMap((name) => (process.env[name] ? [`'${name}=${process.env[name]}'`] : []))
  return [...given, ...(process.env["NODE_EXTRA_CA_CERTS"] ? [`NODE_EXTRA_CA_CERTS=${CERTIFICATES}`] : [])].join(" ")
}
const CERTIFICATES = "/etc/machine.pem"

/** A root with the machine's programs; what is mounted goes with the namespace. */
const base = `
base() {
  mkdir -p "$1/usr" "$1/etc" "$1/proc" "$1/dev" "$1/tmp" "$1/root" "$1/var"
  for name in bin sbin lib lib64; do if [ -L "/$name" ]; then ln -sfn "usr/$name" "$1/$name"; fi; done
  mount --rbind /usr "$1/usr"
  mount -t tmpfs tmpfs "$1/usr/local" && mkdir "$1/usr/local/bin"
  cp "$NODE" "$1/usr/local/bin/node"
  for name in ${absent.join(" ")}; do
    if [ -e "/usr/bin/$name" ]; then mount --bind /dev/null "$(realpath "/usr/bin/$name" | sed "s|^|$1|")"; fi
  done
  cp -a /etc/alternatives "$1/etc"
  for name in resolv.conf hosts nsswitch.conf; do if [ -e "/etc/$name" ]; then cp -L "/etc/$name" "$1/etc"; fi; done
  printf 'root:x:0:0::/root:/bin/sh\\nnode:x:${uid}:${uid}::/home/node:/bin/sh\\n' > "$1/etc/passwd"
  printf 'root:x:0:\\nnode:x:${uid}:\\n' > "$1/etc/group"
  if [ -n "$NODE_EXTRA_CA_CERTS" ]; then cp "$NODE_EXTRA_CA_CERTS" "$1${CERTIFICATES}"; fi
  mount --rbind /proc "$1/proc"
  mount --rbind /dev "$1/dev"
}
# The machine's way to the registry, as an engine hands proxies on.
if [ -e "$HOME/.npmrc" ]; then NPMRC="$HOME/.npmrc"; else NPMRC=/dev/null; fi
inside() { chroot "$1" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/root ${reach()} $2 sh -euc "$3"; }
`

/** The stages of the image, as a script: what each instruction does to its root. */
const building = (): string => {
  const lines = ["set -eu", base]
  let stage = ""
  let [folder, env] = ["/", ""]
  for (const { name, value } of instructions) {
    switch (name) {
      case "FROM": {
        const [, as] = / AS (\w+)$/.exec(value) ?? []
        stage = join(place, as ?? "image")
        ;[folder, env] = ["/", ""]
        lines.push(`base '${stage}'`, `touch '${stage}/root/.npmrc' && mount --bind "$NPMRC" '${stage}/root/.npmrc'`)
        break
      }
      case "WORKDIR":
        folder = value
        lines.push(`mkdir -p '${stage}${folder}'`)
        break
      case "ENV":
        env = `${env} ${value}`
        break
      case "COPY": {
        const [, from, source = "", target = ""] = /^(?:--from=(\w+) )?(\S+) (\S+)$/.exec(value) ?? []
        const origin = from === undefined ? join(place, "context") : join(place, from, source)
        const goal = target === "." ? `${stage}${folder}` : `${stage}${target}`
        lines.push(`mkdir -p '${goal}' && cp -a '${origin}/.' '${goal}'`)
        break
      }
      case "RUN":
        lines.push(`echo 'RUN ${value}' >&2`, `inside '${stage}' '${env}' ${quoted([`cd ${folder}; ${value}`])}`)
        break
      case "USER":
      case "VOLUME":
      case "EXPOSE":
      case "HEALTHCHECK":
      case "ENTRYPOINT":
      case "CMD":
        break
      default:
        throw new Error(`${name} is not tried by this test: say here what it does`)
    }
  }
  return lines.join("\n")
}

/** Begins a root again for what is run in it: the image as it is, read only, with the volume and a /tmp of its own. */
const running = (script: string): string => {
  const image = join(place, "image")
  return `set -eu
${base}
base '${image}'
mkdir -p '${place}/volume' && cp -a '${image}/data/.' '${place}/volume' && chown --reference='${image}/data' '${place}/volume'
mount --bind '${image}' '${place}/mounted' && mount -o remount,bind,ro '${place}/mounted'
for name in usr proc dev; do mount --rbind '${image}'/$name '${place}/mounted'/$name; done
mount --bind '${place}/volume' '${place}/mounted/data'
mount -t tmpfs tmpfs '${place}/mounted/tmp'
# In the background it is the process itself, so that a signal reaches it.
become_node() {
  exec chroot '${place}/mounted' /usr/bin/setpriv --reuid=${uid} --regid=${uid} --clear-groups --no-new-privs \\
    --bounding-set=-all --inh-caps=-all /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/home/node ${all("ENV").join(" ")} \\
    sh -c 'cd /data; exec "$@"' sh "$@"
}
as_node() { (become_node "$@"); }
ip link set lo up
${script}`
}

const within = (script: string, net: ReadonlyArray<string> = []) => {
  const { PATH, HOME, NODE_EXTRA_CA_CERTS = "" } = process.env
  const env = { PATH, HOME, NODE_EXTRA_CA_CERTS, NODE: process.execPath }
  const args = [...(namespaces?.unshare ?? []), ...net, "bash", "-c", script]
  const { status, stdout, stderr } = spawnSync("unshare", args, { encoding: "utf8", env, maxBuffer: 2 ** 27 })
  return { status, stdout, stderr }
}

/** What `docker build` is given, by .dockerignore. */
const copyContext = () => {
  const left = new Set(["node_modules", "dist", ".types", ".git", ".env", "faceid-tally.json"])
  cpSync(root, join(place, "context"), {
    recursive: true,
    filter: (path) => !left.has(basename(path)) && !/\.db(-\w+)?$/.test(path) && path !== join(root, "bench", "data"),
  })
}

describe.skipIf(namespaces === undefined)("the image (skipped where namespaces are forbidden)", () => {
  beforeAll(() => {
    copyContext()
    mkdirSync(join(place, "mounted"))
    const built = within(building())
    if (built.status !== 0) throw new Error(built.stderr)
  }, 600_000)
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  it("is built on a slim base, by every RUN, and serves as the composition runs it", () => {
    const program = words(all("ENTRYPOINT")[0] ?? "[]")
    const [, composed = "[]"] = /command: (\[.*\])/.exec(readFileSync(join(root, "compose.yaml"), "utf8")) ?? []
    const health = words(/CMD (\[.*\])/.exec(all("HEALTHCHECK")[0] ?? "")?.[1] ?? "[]")
    const script = running(`
if as_node git --version 2>/dev/null; then echo 'git is there'; exit 1; fi
as_node ${quoted([...program, "key", "create", "--role", "admin"])} > /dev/null 2>&1
if as_node touch /app/written 2>/dev/null; then echo 'the root can be written to'; exit 1; fi
as_node touch /tmp/written
echo "user $(as_node id -un), capabilities $(as_node sh -c 'grep CapEff /proc/self/status' | cut -f 2)"
become_node ${quoted([...program, ...words(composed)])} > '${place}/served' 2>&1 &
service=$!
for try in $(seq 100); do if as_node ${quoted(health)} 2>/dev/null; then echo well; break; fi; sleep 0.2; done
kill -TERM $service
wait $service && echo "ended by itself"
if as_node ${quoted(health)} 2>/dev/null; then echo 'well after its end'; exit 1; fi
ls '${place}/volume'`)
    const { status, stdout } = within(script, ["--net"])
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^user (node|root), capabilities 0{16}\nwell\nended by itself\nfaceid-tally\.db\n/),
    })
  })
})
