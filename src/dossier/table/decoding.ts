/** Turns the bytes of a file into text, piece by piece. */
export interface Decoding {
  /** @throws TypeError where they are in another encoding */
  decode(bytes: Uint8Array): string;
  /** What is left when there are no more bytes. @throws TypeError where the last sign is cut */
  end(): string;
}

/** @param label of an encoding, as the web has it: `windows-1256` */
export function decodingOf(label: string): Decoding {
  const decoder = new TextDecoder(label, { fatal: true });
  const corrected = decoder.encoding === 'windows-1252' ? asWindows1252 : (text: string) => text;
  return {
    decode: (bytes) => corrected(decoder.decode(bytes, { stream: true })),
    end: () => corrected(decoder.decode()),
  };
}

/** The signs of Windows-1252 from 80 to 9F. Some versions of Node give control characters, as ISO 8859-1 has there. */
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function asWindows1252(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (sign) => SIGNS[sign.charCodeAt(0) - 0x80] ?? sign);
}
