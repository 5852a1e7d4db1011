// What the booth tells an organizer of a draft, and what follows from it. The form is that of docs/protocol.md.

export type Person = { key: string; name: string; day: string; opener: boolean; you: boolean; removable: boolean }
export type Invitation = { key: string; number: number; by: string; yours: boolean; day: string; until: string }
export type Answer = { key: string; number: number; by: string; answer: string; name: string; day: string }
export type Saved = { number: number; id: string; base: string; from: number; by: string; yours: boolean; day: string; beside: boolean; bytes: number; parts: number }
export type Waits = { kind: string; by: string; yours: boolean; day: string }
export type Dropped = Waits & { refusal: string; sentence: string; sentences: Record<string, string> }
export type Happened = { kind: string; by: string; day: string; note: string }

export type Overview = {
  petition: string
  day: string
  state: string
  public: string
  place: number
  you: string
  seq: number
  organizers: Person[]
  invitations: Invitation[]
  answers: Answer[]
  versions: number
  stands: number
  latest: Saved[]
  frozen: { number: number; text: string } | null
  waiting: Waits[]
  dropped: Dropped[]
  happened: Happened[]
  updates: number
}

/** What an invitation is to, as its link shows it. */
export type Invited = { petition: string; state: string; language: string; title: string; ask: string; by: string; organizers: number; until: string }

export const standing = (o: Overview | undefined): Saved | undefined => o?.latest.find(v => v.number === o.stands)

export const overviewPath = (id: string): string => `/organize/${id}`
export const invitationPath = (id: string): string => `/organize/${id}/invitation`
export const olderPath = (id: string, before: number): string => `/organize/${id}/versions?before=${before}`
export const partPath = (id: string, number: number, part: number): string => `/organize/${id}/versions/${number}?part=${part}`
