/** Puts the address beside the button into the clipboard; where the browser refuses, it is marked, to be copied by hand. */
export async function copy(button: HTMLElement): Promise<void> {
  const box = button.parentElement!.querySelector<HTMLInputElement>('[data-link-field]')!
  box.select()
  const said = button.closest('li, .link-field')!.querySelector<HTMLElement>('[data-copied]')
  const done = await navigator.clipboard?.writeText(box.value).then(() => true, () => false)
  if (said) said.hidden = !done
}
