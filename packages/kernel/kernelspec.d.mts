export function kernelspec(options: {
  readonly node: string;
  readonly project?: string | undefined;
  readonly state?: string | undefined;
}): string;
