export type TextEncodingName = 'utf-8' | 'utf-8-bom' | 'windows-1252' | 'utf-16le';

/** The characters of windows-1252 at the bytes 128 to 159, where it differs from ISO 8859-1. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The text of a file whose encoding nobody states. A byte order mark settles it (and is taken off); else it
 * is UTF-8 when it is valid as that, and windows-1252 when it is not, which is what GIAS and Excel write.
 * Never throws: every byte has a meaning in windows-1252.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncodingName } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: marked ? 'utf-8-bom' : 'utf-8' };
  } catch {
    return { text: fromWindows1252(bytes), encoding: 'windows-1252' };
  }
}

/** By hand: several releases of Node 20 and 22 decode 'windows-1252' as ISO 8859-1, losing dashes and quotes. */
export function fromWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, character => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character);
}

/**
 * What a file is when it is no text at all, by its first bytes, with what to do about it; null for text.
 * Saving a workbook under the name .csv is the commonest way to get here.
 */
export function notText(bytes: Uint8Array): { problem: string; whatToDo: string } | null {
  const starts = (...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0) return { problem: 'The file is empty.', whatToDo: 'Save or download it again.' };
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)) {
    return {
      problem: 'This is an Excel workbook or a ZIP archive, not a text file.',
      whatToDo: 'Unpack it, or open it in Excel and save the sheet as "CSV UTF-8 (comma delimited)".',
    };
  }
  if (starts(0x25, 0x50, 0x44, 0x46)) {
    return {
      problem: 'This is a PDF, not a text file.',
      whatToDo: 'Type its dates or rows into a CSV file.',
    };
  }
  if (starts(0x1f, 0x8b)) {
    return { problem: 'This file is compressed with gzip.', whatToDo: 'Unpack it first.' };
  }
  const utf16 = starts(0xff, 0xfe);
  if (!utf16 && bytes.subarray(0, 4096).includes(0)) {
    return { problem: 'This is not a text file.', whatToDo: 'Save it as "CSV UTF-8 (comma delimited)".' };
  }
  return null;
}
