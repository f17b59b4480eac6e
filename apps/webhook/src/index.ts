/** The receiver of browser redirects and signed events, and the worker behind it. */
export { DEFAULT_HOST, DEFAULT_PORT } from "./defaults.ts"
export { type Event, eventSchemas, type EventType, eventTypes } from "./events/Event.ts"
export { makeReceiver, type Receiver, type ReceiverOptions } from "./Receiver.ts"
export { type ReceiverServerOptions, type RunningReceiver, startReceiver } from "./startReceiver.ts"
