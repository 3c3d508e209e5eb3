/**
 * Where a JSON path is in a file's text: line and column, for editors and for CI's annotations.
 *
 * Knows JSON's grammar as far as finding a value by its keys needs it. The text was parsed before, so it is JSON; in a text
 * that is not, the search just ends. Of two keys with one name the last counts, as it does for JSON.parse.
 */
export interface Position {
  readonly line: number;
  readonly column: number;
}

type Keys = readonly (string | number)[];

const space = /[\s\uFEFF]*/y;
const scalar = /"(?:[^"\\]|\\.)*"|[^\s,:{}[\]"]+/y;

class Reader {
  at = 0;

  constructor(readonly text: string) {}

  skip(): string {
    space.lastIndex = this.at;
    space.test(this.text);
    this.at = Math.max(this.at, space.lastIndex);
    return this.text.charAt(this.at);
  }

  scalar(): string {
    scalar.lastIndex = this.at;
    const found = scalar.exec(this.text)?.[0] ?? '';
    this.at += Math.max(found.length, 1);
    return found;
  }

  /** Goes through a container; before each value `visit` hears its key, and reads the value. */
  each(visit: (key: string | number) => void): void {
    const close = this.text.charAt(this.at) === '{' ? '}' : ']';
    this.at += 1;
    for (let n = 0; this.at < this.text.length; n += 1) {
      if (this.skip() === close) break;
      visit(close === '}' ? this.key() : n);
      if (this.skip() === ',') this.at += 1;
    }
    this.at += 1;
  }

  private key(): string {
    const word = this.scalar();
    if (this.skip() === ':') this.at += 1;
    this.skip();
    try {
      return String(JSON.parse(word));
    } catch {
      return word;
    }
  }
}

/** Reads the value at the reader; returns where the value of `keys` inside it begins, or of the deepest part that is there. */
function find(reader: Reader, keys: Keys | undefined): number {
  const first = reader.skip();
  let found = reader.at;
  if (first !== '{' && first !== '[') {
    reader.scalar();
    return found;
  }
  const [wanted, ...rest] = keys ?? [];
  reader.each((key) => {
    const inner = find(reader, wanted !== undefined && key === wanted ? rest : undefined);
    if (wanted !== undefined && key === wanted) found = inner;
  });
  return found;
}

/** The position of a value; of a key that is missing, that of the object or list it is missing in. */
export function positionOf(text: string, keys: Keys): Position {
  const reader = new Reader(text);
  // Without keys nothing is read: the text may be no JSON at all, or nested without bound.
  if (keys.length === 0) reader.skip();
  const before = text.slice(0, keys.length === 0 ? reader.at : find(reader, keys)).split('\n');
  return { line: before.length, column: (before[before.length - 1]?.length ?? 0) + 1 };
}
