import { generate } from "selfsigned";

/** A server's key and certificate, and the authority that vouches for it; all in PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
  readonly certificateAuthority: string;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Makes a certificate authority and a certificate of it for this machine's own addresses, valid for a month.
 *
 * They live in memory only: the authority's key is forgotten on return, so nobody can sign anything else with it.
 *
 * @example
 * const { key, certificate, certificateAuthority } = await makeServerCertificate();
 * https.createServer({ key, cert: certificate });
 * https.get("https://localhost:8443", { ca: certificateAuthority });
 */
export async function makeServerCertificate(): Promise<ServerCertificate> {
  const common = {
    keyType: "ec",
    algorithm: "sha256",
    // A clock that runs a little behind must not call the certificate "not yet valid".
    notBeforeDate: new Date(Date.now() - day),
    notAfterDate: new Date(Date.now() + 30 * day),
  } as const;
  const authority = await generate([{ name: "commonName", value: "async-lab practice API authority" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, pathLenConstraint: 0, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          { type: 7, ip: "::1" },
        ],
      },
    ],
  });
  return { key: server.private, certificate: server.cert, certificateAuthority: authority.cert };
}
