// Signing by name: what the desk certified, and the name key's word that a booth key's signature is that person's.
import { signAsync } from '@noble/ed25519'
import { b64url, utf8 } from '../bytes'
import type { Collected } from '../store'
import type { Pass } from './book'
import { boothKey } from './pass'
import { nameKey, type Root } from './seed'

export type Name = { name: string; title: string }

/** What would be public of somebody who signs by name; undefined without the desk's word for it. */
export function nameIn(book: Collected | undefined): Name | undefined {
  const [, , , name, title] = book?.certificate?.split('\n') ?? []
  return name ? { name, title: title === '-' ? '' : (title ?? '') } : undefined
}

/** The body of a signature by name: the certificate, an empty line, the name key's signature. */
export async function nameBody(root: Root, certificate: string, pass: Pass, petition: string, text: string, seq: number): Promise<string> {
  const lines = ['roundrobin/v1 name', pass.origin, petition, text, b64url(boothKey(pass.token)), `${seq}`, '']
  const signature = await signAsync(utf8(lines.join('\n')), await nameKey(root, pass.origin, pass.book))
  return `${certificate}\n${b64url(signature)}\n`
}
