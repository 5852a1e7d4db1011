// Leadership's link: the secret behind the # opens the petition, by a POST, and leaves the address at once. Whoever follows the link
// has asked for just that. Opening changes nothing, so that a mail scanner which runs scripts does no harm either.
import { standsOf } from './stand/stand'
import { here } from './tongue'

const PAGE = here('/respond')
const SECRET = /^#[\w-]{43}$/

addEventListener('hashchange', look) // a link was followed while the page stood open
look()

function look(): void {
  const secret = location.hash
  const sent = SECRET.test(secret)
  for (const stand of standsOf('respond')) stand.show(sent ? 'opening' : 'ready')
  if (!sent) return
  history.replaceState(null, '', PAGE)
  const form = document.createElement('form')
  form.method = 'post'
  form.action = PAGE
  form.hidden = true
  const key = document.createElement('input')
  key.name = 'key'
  key.value = secret.slice(1)
  form.append(key)
  document.body.append(form)
  form.submit()
}
