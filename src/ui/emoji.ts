/** Messages of nothing but a few emoji, which are shown larger. Knows how several code points make one; pure. */

/** Flags, keycaps, and pictures with their skin, their parts and their tags. Each way begins differently, and the length is bounded. */
const onlyEmoji =
  /^(?:(?:\p{Regional_Indicator}{2}|[\d#*]\uFE0F\u20E3|(?!\p{Regional_Indicator})(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}(?=[\uFE0F\u200D]|\p{Emoji_Modifier}))(?:\uFE0F|\p{Emoji_Modifier})?(?:[\u{E0020}-\u{E007F}]+)?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*) ?){1,5}$/u;

/** Longer than five families of four. */
const longest = 80;

export const isOnlyEmoji = (text: string): boolean => text.length <= longest && onlyEmoji.test(text);
