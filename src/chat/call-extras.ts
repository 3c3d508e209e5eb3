/**
 * The call's surface beyond the first frame: quality, the ring of the voice, devices menu, picture in picture, full screen, notes. A chunk of its own, fetched once
 * the call is live; without it the call goes on and these are not offered.
 *
 * Draws the upgrade's state; owns the open menu, the small window and since when a note has been up.
 */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { Upgrade } from '../call/index.js';
import { baseStyles } from '../ui/base-styles.js';
import { BarRoom } from '../ui/bar-room.js';
import { FullScreen } from '../ui/full-screen.js';
import { pictureInPicture2Icon } from '../ui/in-call-icons.js';
import { stageStyles, type CallBarActions, type CallStrings } from '../ui/call-parts.js';
import { DevicesMenu, MicLevel, NoteBoard, PictureInPicture, callNotes, enInCall, inCallStyles, renderMoreControls, renderNotes, renderQualityMark, renderSmallStage, smallStageStyles, type InCallStrings, type MenuAction, type SmallStageView } from '../ui/in-call-parts.js';
import { icon } from '../ui/index.js';
import { tokens } from '../ui/tokens.js';
import { spoken } from '../ui/words.js';
import type { SpokenHost } from './spoken-host.js';

export interface ExtrasView extends SmallStageView {
  readonly upgrade: Upgrade;
  readonly live: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface ExtrasActions extends Pick<CallBarActions, 'onMute' | 'onEnd'> {
  /** Opens the self-check; undefined where there is none. */
  readonly onCheck?: (() => void) | undefined;
}

export class CallExtras {
  static readonly styles: readonly CSSResult[] = [inCallStyles];

  private readonly menu: DevicesMenu;
  private readonly room: BarRoom;
  private readonly picture: PictureInPicture;
  private readonly full: FullScreen;
  private readonly level: MicLevel;
  private readonly board = new NoteBoard();
  private drawn: TemplateResult | undefined;

  constructor(
    private readonly host: SpokenHost,
    video: () => HTMLVideoElement | undefined,
  ) {
    this.menu = new DevicesMenu(host, '.panel');
    this.room = new BarRoom(host);
    this.full = new FullScreen(host, '.call');
    this.level = new MicLevel(host, () => host.shadowRoot ?? undefined);
    this.picture = new PictureInPicture(host, {
      video,
      draw: () => this.drawn ?? html``,
      styles: [tokens, baseStyles, stageStyles, inCallStyles, smallStageStyles],
    });
  }

  private get strings(): InCallStrings {
    return spoken(enInCall, this.host.language);
  }

  /** Before the others of one render. */
  show(view: ExtrasView, actions: ExtrasActions, strings: CallStrings): void {
    this.level.listen(view.upgrade.local);
    this.drawn = renderSmallStage(view, actions, strings);
    this.board.watchPause(view.upgrade.health, view.live, this.strings);
  }

  renderNotes({ upgrade, firstName, live, now }: ExtrasView): unknown {
    return renderNotes(this.board.take(live ? callNotes(upgrade, firstName, this.strings) : undefined, now));
  }

  /** A call that gets its media back has a weak connection, whatever was measured last. */
  renderMark({ upgrade, live, cover }: ExtrasView): TemplateResult | typeof nothing {
    const measured = live ? upgrade.health?.quality?.step : undefined;
    return renderQualityMark(cover.kind === 'recovering' ? 'weak' : measured, this.strings);
  }

  /** For the stage's corner. */
  renderButton(): TemplateResult | typeof nothing {
    if (this.picture.kind === 'none') return nothing;
    const { pictureInPicture } = this.strings;
    return html`<button type="button" class="stage-button pip" aria-label=${pictureInPicture} title=${pictureInPicture} aria-pressed=${this.picture.open ? 'true' : 'false'} @click=${this.picture.toggle}>
      ${icon(pictureInPicture2Icon)}
    </button>`;
  }

  /** For the bar, after the camera. */
  renderControls({ controls }: Upgrade): TemplateResult | typeof nothing {
    if (controls === undefined) return nothing;
    return renderMoreControls(
      { screen: this.room.enough ? controls.screen : 'none', open: this.menu.open },
      { onShare: (on) => controls.share(on), onDevices: this.menu.toggle },
      this.strings,
    );
  }

  /** What lies outside of stage and bar: the open menu and the words for screen readers. */
  renderRest({ upgrade }: ExtrasView, actions: ExtrasActions): TemplateResult {
    const { controls } = upgrade;
    return html`${this.board.renderRegion()}${controls === undefined ? nothing : this.menu.render({ controls, actions: this.rows(upgrade, actions), strings: this.strings })}`;
  }

  /** The call is over. */
  release(): void {
    this.level.listen(undefined);
    this.menu.close();
    this.picture.close();
    this.board.clear();
  }

  private rows({ controls }: Upgrade, { onCheck }: ExtrasActions): readonly MenuAction[] {
    if (controls === undefined) return [];
    const { strings } = this;
    const sharing = controls.screen === 'on';
    const rows: readonly (MenuAction | undefined)[] = [
      controls.facing === undefined ? undefined : { label: strings.switchCamera, press: () => controls.flip() },
      controls.facing === undefined && !controls.showing ? undefined : { label: controls.showing ? strings.stopShowing : strings.showSomething, press: () => controls.show(!controls.showing) },
      this.room.enough || controls.screen === 'none' ? undefined : { label: sharing ? strings.stopSharing : strings.shareScreen, press: () => controls.share(!sharing) },
      this.picture.kind === 'none' || this.room.enough ? undefined : { label: strings.pictureInPicture, press: this.picture.toggle },
      this.full.possible ? { label: this.full.on ? strings.endFullScreen : strings.fullScreen, press: this.full.toggle } : undefined,
      onCheck === undefined ? undefined : { label: strings.checkDevices, press: onCheck },
    ];
    return rows.flatMap((row) => row ?? []);
  }
}
