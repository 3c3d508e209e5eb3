/** A platform in memory that keeps one contact's messages, each id once, and tells every socket of the customer. */
import { parseClientFrame, parseHello, type PlatformFrame } from '../../../../src/protocol/index.js';
import type { Wire, WireListener } from '../../../../src/session/index.js';
import { contactSnapshot, customer, customerWelcome, messageFrame } from '../../../../src/testing/index.js';

type Post = (task: () => void) => void;

interface Socket {
  readonly tab: string;
  readonly tell: (...frames: readonly PlatformFrame[]) => void;
  readonly drop: () => void;
  greeted: boolean;
}

export class RecordingPlatform {
  readonly record: { readonly id: string; readonly text: string }[] = [];
  /** Every socket that was ever welcomed, by tab. */
  readonly welcomed: string[] = [];
  read = 0;
  /** Whether the newest page that said so can do video. */
  video: boolean | undefined;
  private readonly sockets = new Set<Socket>();

  /** Tabs that have a socket now. */
  get connected(): readonly string[] {
    return [...this.sockets].filter(({ greeted }) => greeted).map(({ tab }) => tab);
  }

  accept(up: Post, down: Post, tab: string, listener: WireListener): Wire {
    let open = true;
    const socket: Socket = {
      tab, greeted: false,
      tell: (...frames) => {
        for (const frame of frames) down(() => open && listener.text(JSON.stringify(frame)));
      },
      drop: () => {
        this.sockets.delete(socket);
        down(() => open && listener.closed(1_006));
      },
    };
    up(() => {
      if (!open) return;
      this.sockets.add(socket);
      down(() => open && listener.opened());
    });
    return {
      send: (text) => up(() => this.sockets.has(socket) && this.take(socket, text)),
      close: () => {
        open = false;
        up(() => this.sockets.delete(socket));
      },
    };
  }

  /** A tab is gone, and with it its sockets. */
  lost(tab: string): void {
    for (const socket of this.sockets) if (socket.tab === tab) this.sockets.delete(socket);
  }

  /** Every path breaks once. */
  breakAll(): void {
    for (const socket of [...this.sockets]) socket.drop();
  }

  /** Somebody on the other side writes. */
  say(text: string): void {
    this.append(`other-${String(this.record.length)}`, text);
  }

  private take(socket: Socket, text: string): void {
    if (!socket.greeted) {
      const hello = parseHello(text);
      if (!hello.ok) throw new Error(hello.message);
      socket.greeted = true;
      this.video = hello.frame.manifest?.media.video.supported ?? this.video;
      this.welcomed.push(socket.tab);
      const after = hello.frame.resume?.after['c_1'] ?? 0;
      socket.tell(
        customerWelcome({ contact: contactSnapshot({ seq: this.record.length, read: { customer: this.read, agent: 0 } }) }),
        ...this.record.map((_, index) => this.event(index + 1)).slice(after),
      );
      return;
    }
    const frame = parseClientFrame(text);
    if (!frame.ok) throw new Error(`${frame.message}: ${text}`);
    this.heed(socket, frame.frame);
  }

  private heed(socket: Socket, frame: Extract<ReturnType<typeof parseClientFrame>, { ok: true }>['frame']): void {
    if (frame.type === 'ping') socket.tell({ type: 'pong' });
    else if (frame.type === 'read') this.read = Math.max(this.read, frame.upTo);
    else if (frame.type === 'message.send') {
      const known = this.record.findIndex(({ id }) => id === frame.id);
      const seq = known < 0 ? this.append(frame.id, frame.text) : known + 1;
      socket.tell({ type: 'ack', re: frame.id, seq });
    } else if ('id' in frame && frame.type !== 'typing') socket.tell({ type: 'ack', re: frame.id });
  }

  private append(id: string, text: string): number {
    this.record.push({ id, text });
    const seq = this.record.length;
    for (const socket of this.sockets) if (socket.greeted) socket.tell(this.event(seq));
    return seq;
  }

  private event(seq: number): PlatformFrame {
    const { id, text } = this.record[seq - 1] ?? { id: '', text: '' };
    return messageFrame(seq, text, { messageId: id, ...(id.startsWith('other-') ? {} : { actor: customer }) });
  }
}
