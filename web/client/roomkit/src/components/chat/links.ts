/** A piece of what somebody wrote: words, or an address to follow. */
export interface Piece {
  text: string;
  href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'“”‘’「」（），。！？；、]+/gi;

/** Ends the sentence rather than the address. */
const TRAILING = /[.,;:!?]+$/;

/** A closing bracket belongs to the address only with its opening one. */
function end(address: string): string {
  let cut = address.replace(TRAILING, '');
  while (cut.endsWith(')') && cut.split(')').length > cut.split('(').length) {
    cut = cut.slice(0, -1).replace(TRAILING, '');
  }
  return cut;
}

/** Only http and https become links; everything stays text, so nothing is read as HTML. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = end(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > done) found.push({ text: text.slice(done, match.index) });
    found.push({ text: address, href: address });
    done = match.index + address.length;
  }
  if (done < text.length) found.push({ text: text.slice(done) });
  return found;
}
