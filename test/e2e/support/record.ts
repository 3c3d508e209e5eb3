/**
 * The record over the REST API, as an outside client reads it, and what must hold of every interaction.
 */
import { expect } from '@playwright/test';

interface Part {
  readonly medium: string;
  readonly startedAt: string;
  readonly endedAt?: string;
}

export interface Interaction {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly parts: readonly Part[];
}

export interface RecordedEvent {
  readonly seq: number;
  readonly kind: string;
  readonly contactId: string;
  readonly actor: { readonly kind: string; readonly name?: string };
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads interactions with a supervisor's token. */
export class RecordReader {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Signs in with a demo login, found where the demo's sign-in page finds it. */
  static async open(url: string): Promise<RecordReader> {
    const people = (await (await fetch(new URL('/demo/people.json', url))).json()) as { name: string; login: string; password: string }[];
    const sam = people.find((person) => person.name.startsWith('Sam'));
    if (!sam) throw new Error('the demo has no supervisor');
    const answer = await fetch(new URL('/oauth/token', url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'password', username: sam.login, password: sam.password }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return new RecordReader(url, token);
  }

  async get<T>(path: string): Promise<T> {
    const answer = await fetch(new URL(path, this.url), { headers: { authorization: `Bearer ${this.token}` } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  interaction = (contactId: string): Promise<Interaction> => this.get(`/api/v2/interactions/${contactId}`);

  async timeline(contactId: string): Promise<readonly RecordedEvent[]> {
    const body = await this.get<readonly RecordedEvent[] | { events: readonly RecordedEvent[] }>(`/api/v2/interactions/${contactId}/timeline`);
    return 'events' in body ? body.events : body;
  }

  /** Kinds of the timeline, after checking that seq is dense from 1 and that every event is of this contact. */
  async kinds(contactId: string): Promise<string[]> {
    const events = await this.timeline(contactId);
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(new Set(events.map((event) => event.contactId))).toEqual(new Set([contactId]));
    return events.map((event) => event.kind);
  }

  /** What people said in the contact, in order, each with who. */
  async said(contactId: string): Promise<string[]> {
    return (await this.timeline(contactId)).filter(({ kind, actor }) => kind === 'message' && actor.kind !== 'flow').map(({ actor, data }) => `${actor.kind}: ${String(data['text'])}`);
  }

  /** Result of each ended upgrade of the contact, in order. */
  async results(contactId: string): Promise<{ status: string; reason?: string }[]> {
    return (await this.timeline(contactId))
      .filter((event) => event.kind === 'upgrade.ended')
      .map((event) => event.data['result'] as { status: string; reason?: string });
  }
}

/** The parts have these media and tile the interaction without hole or overlap. */
export function expectTiling(interaction: Interaction, media: readonly string[]): void {
  expect(interaction.parts.map((part) => part.medium)).toEqual(media);
  expect(interaction.parts[0]?.startedAt).toBe(interaction.startedAt);
  interaction.parts.slice(1).forEach((part, index) => expect(part.startedAt).toBe(interaction.parts[index]?.endedAt));
}
