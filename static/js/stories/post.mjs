// A mail server for the stories: it takes whatever is handed to it, on a free port of the loopback.
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'

export async function openPost() {
  const mails = [] // { to, text }: as it was sent, with what quoted-printable did undone
  const server = createServer(socket => take(socket, mails).catch(() => {}))
  await new Promise(ready => server.listen(0, '127.0.0.1', ready))
  return { mails, port: server.address().port, close: () => server.close() }
}

async function take(socket, mails) {
  const say = line => socket.write(`${line}\r\n`)
  let [to, mail] = ['', null]
  say('220 here')
  for await (const line of createInterface({ input: socket })) {
    if (mail && line === '.') {
      mails.push({ to, text: plain(mail.join('\n')) })
      mail = null
      say('250 taken')
    } else if (mail) mail.push(line)
    else if (/^DATA/i.test(line)) (mail = []), say('354 go on')
    else if (/^QUIT/i.test(line)) say('221 bye'), socket.end()
    else if (/^EHLO/i.test(line)) say('250-here'), say('250 8BITMIME')
    else (to = /^RCPT TO:<(.*)>/i.exec(line)?.[1] ?? to), say('250 fine')
  }
}

function plain(text) {
  return text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
}
