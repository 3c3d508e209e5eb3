/**
 * Fetches a chunk once and keeps it; a failed fetch may be tried again. In the script-tag build the import goes through
 * segue.js, which checks the file against its hash.
 */
export class OnceLoader<Chunk> {
  private chunk: Promise<Chunk> | undefined;

  /** `fetch` is the import; `loaded` hears of it once. */
  constructor(
    private readonly fetch: () => Promise<Chunk>,
    private readonly loaded: (chunk: Chunk) => void,
  ) {}

  readonly load = (): Promise<Chunk> => {
    this.chunk ??= this.run();
    return this.chunk;
  };

  private async run(): Promise<Chunk> {
    try {
      const chunk = await this.fetch();
      this.loaded(chunk);
      return chunk;
    } catch (reason) {
      this.chunk = undefined;
      throw reason;
    }
  }
}
