// Nest: the books are a provider, opened with the module and closed with the application. `nest start` runs it, or whatever
// else knows decorators.
import "reflect-metadata"
import { openBooks, registering, type Books } from "@faceid-tally/host"
import { Controller, Inject, Module, type OnApplicationShutdown, Post } from "@nestjs/common"
import { NestFactory } from "@nestjs/core"

import { faceid, RULE_ID } from "../faceid.ts"

const BOOKS = Symbol("the books")
const CLIENT = Symbol("the client of FaceID")

@Controller("verifications")
class Verifications implements OnApplicationShutdown {
  @Inject(BOOKS) private readonly books!: Books
  @Inject(CLIENT) private readonly client!: typeof faceid

  @Post()
  async begin() {
    const { BizToken, Url } = await this.client.DetectAuth({ RuleId: RULE_ID })
    return { bizToken: BizToken, url: Url }
  }

  onApplicationShutdown() {
    return this.books.close()
  }
}

@Module({
  controllers: [Verifications],
  providers: [
    { provide: BOOKS, useFactory: () => openBooks() },
    { provide: CLIENT, inject: [BOOKS], useFactory: (books: Books) => registering(faceid, books) },
  ],
})
class Application {}

export const app = await NestFactory.create(Application, { logger: ["error", "warn"] })
app.enableShutdownHooks()
await app.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1")
console.log(await app.getUrl())
