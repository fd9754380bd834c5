/** The bytes of a request, all of them ASCII. */
export function requestText(method: string, path: string, token: string, body?: string): string {
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\n`;
  if (body === undefined) return `${head}\r\n`;
  const content = `content-type: application/json\r\ncontent-length: ${body.length}\r\n`;
  return `${head}${content}\r\n${body}`;
}
