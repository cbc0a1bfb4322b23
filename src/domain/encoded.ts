/** A text as it stands in an address. Half a character, which has no place there, is one that nobody knows. */
export const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'))
