// What an organizer is about to say something about: the petition's page notes it, the organizers' page reads it. It leaves the browser never.

export type About = { comment: string; own: boolean /* said as the organizers: it can be changed */; who: string; words: string }

export const aboutName = (petition: string): string => `rr.about.${petition}`
