// An access token by private_key_jwt (SMART Backend Services), with nothing but Node itself.
import { createPrivateKey, randomUUID, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";

const base64 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

export async function accessToken(tokenUrl, site, keyFile, scope) {
  const jwk = JSON.parse(readFileSync(keyFile, "utf8"));
  const now = Math.floor(Date.now() / 1000);
  const signed =
    base64({ alg: "ES256", kid: jwk.kid, typ: "JWT" }) +
    "." +
    base64({ iss: site, sub: site, aud: tokenUrl, iat: now, exp: now + 120, jti: randomUUID() });
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  const answer = await fetch(tokenUrl, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      scope,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: signed + "." + signature.toString("base64url"),
    }),
  });
  const token = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(token));
  assert.equal(token.token_type, "bearer");
  return token.access_token;
}
