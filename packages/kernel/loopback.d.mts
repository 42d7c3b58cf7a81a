/** Keeps requests to this machine away from the network's proxy, in this process and in all that it starts. */
export function neverProxyLoopback(): void;
