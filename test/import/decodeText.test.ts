import { describe, expect, it } from 'vitest';
import { decodeText, notText } from '../../src/import/decodeText.js';

describe('the text of a file', () => {
  it.each([
    ['utf-8', Buffer.from('Ysgol – “half term”', 'utf8'), 'Ysgol – “half term”'],
    ['utf-8-bom', Buffer.from('\uFEFFkind,from', 'utf8'), 'kind,from'],
    ['utf-16le', Buffer.from('\uFEFFkind\tfrom', 'utf16le'), 'kind\tfrom'],
    [
      'windows-1252',
      Buffer.from([0x53, 0x74, 0x20, 0x4a, 0x6f, 0x68, 0x6e, 0x92, 0x73, 0x20, 0x96, 0x20, 0x80, 0x35, 0xe9]),
      'St John’s – €5é',
    ],
    ['utf-8', Buffer.alloc(0), ''],
  ] as const)('is decoded as %s', (encoding, bytes, text) => {
    expect(decodeText(bytes)).toEqual({ text, encoding });
  });

  it('has a meaning for each of the 256 bytes', () => {
    const { text, encoding } = decodeText(Uint8Array.from({ length: 256 }, (_, i) => i));
    expect(encoding).toBe('windows-1252');
    expect([...text]).toHaveLength(256);
    expect(text.slice(0x80, 0xa0)).toBe('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ');
  });
});

describe('a file that is no text', () => {
  it.each([
    ['an Excel workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], 'Excel workbook'],
    ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], 'Excel workbook'],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], 'a PDF'],
    ['a gzip archive', [0x1f, 0x8b, 0x08], 'gzip'],
    ['something binary', [0x41, 0x00, 0x42, 0x00], 'not a text file'],
    ['empty', [], 'empty'],
  ])('is recognised: %s', (_, bytes, problem) => {
    expect(notText(Uint8Array.from(bytes))?.problem).toContain(problem);
  });

  it('is not seen in text, be it in UTF-16', () => {
    expect(notText(Buffer.from('kind,from'))).toBeNull();
    expect(notText(Buffer.from('\uFEFFkind,from', 'utf16le'))).toBeNull();
  });
});
