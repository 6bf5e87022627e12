// PDF files of one page, from the content stream and the objects they need.

/** Objects from number 5 on; the font F1 is Helvetica unless object 4 is replaced. */
export type PdfParts = {
  readonly content: string;
  /** More of the dictionary of the content, such as its filter. */
  readonly contentDictionary?: string;
  readonly font?: string;
  readonly resources?: string;
  readonly page?: string;
  readonly catalog?: string;
  readonly objects?: readonly string[];
  readonly trailer?: string;
};

const stream = (content: string, dictionary = ''): string =>
  `<< ${dictionary} /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`;

export const pdfStream = stream;

export function makePdf(parts: PdfParts): Uint8Array {
  const { font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' } = parts;
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${parts.catalog ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> ${parts.resources ?? ''} >> ${parts.page ?? ''} >>`,
    font,
    stream(parts.content, parts.contentDictionary),
    ...(parts.objects ?? []),
  ];
  let out = '%PDF-1.7\n';
  const places = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = out.length;
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${parts.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

/** Shows each text at its place. */
export const showAt = (texts: readonly (readonly [x: number, y: number, text: string])[]): string =>
  texts.map(([x, y, text]) => `BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET`).join('\n');
