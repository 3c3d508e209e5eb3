/**
 * Files that a person gives: dropped, pasted or chosen. Has to look at once, since a browser empties what it hands over with the
 * event. Does not know what is taken.
 */

/** Undefined where the event is about something else: dragged text, or pasted words that happen to have a picture beside them. */
export function givenFiles(event: DragEvent | ClipboardEvent): readonly File[] | undefined {
  const pasted = 'clipboardData' in event;
  const data = pasted ? event.clipboardData : event.dataTransfer;
  if (!data?.types.includes('Files') || (pasted && data.types.includes('text/plain'))) return undefined;
  return [...data.files];
}
