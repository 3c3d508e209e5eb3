/**
 * Who rings: the pure decision.
 *
 * Knows the rules: only the qualified count; the owner comes first where there is one, then the agent whom the customer had
 * last, where the queue wants that; then who has the fewest contacts in hand, then the longest idle by the end of the last
 * handled contact, ties by id; nobody who passed is rung again. Says why where nobody can ring. Does not know rows, skills
 * or time: the caller works those into the candidates.
 */

/** An agent in the eyes of one contact and medium. */
export interface Candidate {
  readonly agentId: string;
  /** Has the skills and, for video, the entitlement and a client that can. */
  readonly qualified: boolean;
  /** Signed in, responding, and not on a break. */
  readonly ready: boolean;
  readonly onQueue: boolean;
  /** Has a free slot of the medium, and nothing in hand that it must not interrupt. */
  readonly free: boolean;
  /** Contacts in hand, in every medium: who has none is idle, who has some is not, however long ago the last one ended. */
  readonly load: number;
  /** When the last handled contact ended, epoch milliseconds. */
  readonly idleSince: number;
}

export interface Question {
  readonly candidates: readonly Candidate[];
  /** Who declined or let it ring out. */
  readonly passed: readonly string[];
  /** Rings first where qualified and free, on queue or not: they are in the conversation. */
  readonly ownerId?: string | undefined;
  /** Rings next where qualified, on queue and free; is not waited for. */
  readonly preferredId?: string | undefined;
}

export type Choice =
  | { readonly kind: 'ring'; readonly agentId: string; readonly kept: boolean }
  /** Somebody could, and will be free: a place in line. */
  | { readonly kind: 'wait' }
  /** `all-passed`: everybody who could has declined or did not answer. */
  | { readonly kind: 'none'; readonly reason: 'nobody-qualified' | 'nobody-on-queue' | 'all-passed' };

const longestIdle = (a: Candidate, b: Candidate): number => a.load - b.load || a.idleSince - b.idleSince || (a.agentId < b.agentId ? -1 : 1);

const first = (free: readonly Candidate[]): Candidate | undefined => free.reduce<Candidate | undefined>((best, it) => (best && longestIdle(best, it) <= 0 ? best : it), undefined);

export function chooseAgent({ candidates, passed, ownerId, preferredId }: Question): Choice {
  const qualified = candidates.filter((it) => it.qualified);
  if (qualified.length === 0) return { kind: 'none', reason: 'nobody-qualified' };
  const there = qualified.filter((it) => it.ready && (it.onQueue || it.agentId === ownerId));
  if (there.length === 0) return { kind: 'none', reason: 'nobody-on-queue' };
  const left = there.filter((it) => !passed.includes(it.agentId));
  if (left.length === 0) return { kind: 'none', reason: 'all-passed' };
  const free = left.filter((it) => it.free);
  const named = (agentId: string | undefined): Candidate | undefined => free.find((it) => it.agentId === agentId);
  const owner = named(ownerId);
  const chosen = owner ?? named(preferredId) ?? first(free);
  return chosen ? { kind: 'ring', agentId: chosen.agentId, kept: chosen === owner } : { kind: 'wait' };
}
