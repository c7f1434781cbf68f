// Lives in one network namespace of the live test of reach: receives on the ports of the test, sends what it is told.
// Plain JavaScript, because Node runs it as it stands. In and out: one line of JSON each.
import { createSocket } from 'node:dgram'
import { createInterface } from 'node:readline'

const seen = new Set()
const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)
const bound = (socket, port, address) =>
  new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ port, address }, resolve)
  })

async function listen(ports) {
  for (const port of ports) {
    const socket = createSocket('udp4')
    socket.on('message', (message) => seen.add(Number(message.toString())))
    await bound(socket, port)
  }
  answer('listening')
}

async function send(packets) {
  for (const { id, src, sport, dst, port } of packets) {
    const socket = createSocket('udp4')
    await bound(socket, sport, src)
    // A rejection comes back as an error of the socket: it is what some rules want.
    socket.on('error', () => undefined)
    await new Promise((resolve) => socket.send(String(id), port, dst, resolve))
    socket.close()
  }
  answer('sent')
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line)
  if (order.listen) void listen(order.listen)
  else if (order.send) void send(order.send)
  else answer([...seen])
})
