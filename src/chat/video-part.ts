/**
 * What the chat shows and says of video between the click and the end: cards, their words, the lines about results. A
 * chunk of its own: a chat without video never loads it; it comes while the platform is still being greeted, else.
 *
 * Draws from the upgrade's state and hands presses on; holds nothing but the actions and the self-check.
 */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Upgrade } from '../call/index.js';
import type { Result, VideoSettings } from '../protocol/index.js';
import { Found, icon } from '../ui/index.js';
import { videoIcon } from '../ui/icons.js';
import type { CheckSheetPorts } from '../ui/check-sheet-controller.js';
import { spoken } from '../ui/words.js';
import { addStyles } from './add-styles.js';
import type { Announcement, Audible } from './announcements.js';
import { cardStyles } from './card-styles.js';
import { renderChatCard, type CardActions } from './cards.js';
import { awaitsVisitor, chatCard, type ChatCard } from './chat-card.js';
import type { ChatLink } from './chat-link.js';
import type { ChatCheckSheet } from './check-sheet.js';
import { enResults, type Names, type ResultStrings } from './en-results.js';
import { enSteps } from './en-steps.js';
import { enVideo, type VideoStrings } from './en-video.js';
import type { MenuRow } from './menu.js';
import { OnceLoader } from './once-loader.js';
import { browserKind } from './permission-steps.js';
import { resultLine } from './result-line.js';
import type { ResultContext } from './results.js';
import type { SpokenHost } from './spoken-host.js';
import { videoNews } from './video-news.js';

/** What a card's words depend on beside the upgrade. */
export interface CardSetting {
  readonly names: Names;
  readonly locale: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly phone: boolean;
  readonly video: VideoSettings;
}

export class VideoPart {
  static readonly styles: readonly CSSResult[] = [cardStyles];
  private readonly actions: CardActions;

  /** The self-check, once it was asked for. */
  sheet: ChatCheckSheet | undefined;
  private readonly loadSheet: () => Promise<unknown>;

  /** `act` runs with the upgrade, in the press's own task; `shown` gives the link while the chat is open. */
  constructor(
    act: (act: (upgrade: Upgrade) => void) => void,
    private readonly host: SpokenHost,
    ports: CheckSheetPorts,
    private readonly shown: () => ChatLink | undefined,
  ) {
    this.actions = cardActions(act, () => this.check());
    // A removed preview that still has the camera's stream would keep its card alive in Chromium.
    let preview: HTMLElement | undefined;
    new Found(host, '.preview video', (element) => {
      if (preview instanceof HTMLVideoElement) preview.srcObject = null;
      preview = element;
    });
    this.loadSheet = new OnceLoader(
      () => import('./check-sheet.js'),
      (chunk) => {
        this.sheet = new chunk.ChatCheckSheet(host, ports);
        addStyles(host, chunk.ChatCheckSheet.styles);
      },
    ).load;
  }

  /** Opens the self-check over the panel; its code comes with the first press. */
  readonly check = (): void => {
    const link = this.shown();
    this.loadSheet().then(
      () => {
        if (link !== undefined && link === this.shown()) this.sheet?.show(link);
      },
      () => undefined,
    );
  };

  /** Rows of the header's menu. */
  menuRows(link: ChatLink | undefined): readonly MenuRow[] {
    return link?.video.enabled === true && link.canVideo ? [{ label: this.strings.checkDevices, icon: videoIcon, choose: this.check }] : [];
  }

  card(upgrade: Upgrade | undefined): ChatCard {
    return chatCard(upgrade);
  }

  /** Something of video waits for the visitor. */
  waits(upgrade: Upgrade | undefined): boolean {
    return awaitsVisitor(chatCard(upgrade));
  }

  render(card: ChatCard, upgrade: Upgrade | undefined, { video, ...setting }: CardSetting): TemplateResult | typeof nothing {
    return renderChatCard(card, this.actions, {
      ...setting,
      strings: this.strings,
      results: this.results,
      steps: spoken(enSteps, this.host.language),
      browser: browserKind(navigator.userAgent, navigator.maxTouchPoints),
      site: location.hostname,
      local: upgrade?.local,
      cameraOn: upgrade?.devices.video === 'on',
      sends: video.enabled ? video : { camera: true, microphone: true },
    });
  }

  /** Over the closed launcher: what waits for the visitor in the chat, in one sentence. */
  teaser(card: ChatCard, agent: string, open: () => void): TemplateResult | typeof nothing {
    if (!awaitsVisitor(card)) return nothing;
    return html`<button type="button" class="teaser" part="teaser" @click=${open}>
      ${icon(videoIcon)}${card.kind === 'invitation' ? this.strings.invites({ agent }) : this.strings.goesOnHere}
    </button>`;
  }

  readonly news = (before: Audible, after: Audible): Announcement | undefined => videoNews(before, after, this.strings, this.results.results);

  /** The quiet line for how an upgrade ended. */
  readonly resultLine = (result: Result, context: ResultContext, names: Names, time: string): string | undefined => resultLine(result, context, names, time, this.results);

  private get strings(): VideoStrings {
    return spoken(enVideo, this.host.language);
  }

  private get results(): ResultStrings {
    return spoken(enResults, this.host.language);
  }
}

function cardActions(act: (act: (upgrade: Upgrade) => void) => void, check: () => void): CardActions {
  return {
    check,
    accept: () => act((it) => it.accept()),
    decline: () => act((it) => it.decline()),
    cancel: () => act((it) => it.cancel()),
    toggleCamera: () => act((it) => it.setCamera(it.devices.video !== 'on')),
    ways: {
      start: () => act((it) => it.start()),
      retry: () => act((it) => it.start()),
      rejoin: () => act((it) => it.rejoin()),
      'sound-only': () => act((it) => it.start({ camera: false })),
      stay: () => act((it) => it.dismiss()),
      'own-window': () => window.open(location.href, '_blank', 'noopener'),
      'copy-link': () => void navigator.clipboard.writeText(location.href),
    },
  };
}
