/**
 * One file over HTTP, with its progress.
 *
 * Knows XMLHttpRequest, the only way by which the supported browsers tell how much of a body has gone. Does not know tokens,
 * nor what an answer means.
 */

export interface PostedFile {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: Blob;
  /** Bytes that have gone. */
  readonly progress: (sent: number) => void;
  /** Called at once with what stops it. */
  readonly stoppable: (stop: () => void) => void;
}

/** Resolves with the answer's body, whatever its status; with undefined where there was none, or it was stopped. Never rejects. */
export type PostFile = (posted: PostedFile) => Promise<string | undefined>;

export const postFile: PostFile = ({ url, headers, file, progress, stoppable }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => progress(loaded);
    request.onload = () => resolve(request.responseText);
    request.onerror = request.onabort = request.ontimeout = () => resolve(undefined);
    stoppable(() => request.abort());
    request.send(file);
  });
