/** What the process that serves the feeds says of itself. */
export interface ServiceSample {
  readonly processorSeconds: number;
  readonly residentBytes: number;
}

export async function sampleService(url: string): Promise<ServiceSample> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figure = (name: string) =>
    Number(new RegExp(`^${name}(?:{[^}]*})? (.+)$`, 'm').exec(text)?.[1]);
  return {
    processorSeconds: figure('process_cpu_seconds_total'),
    residentBytes: figure('process_resident_memory_bytes'),
  };
}
