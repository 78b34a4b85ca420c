// fhirclient (SMART on FHIR) reads what a site sent. Arguments as those of kit.mjs.
import assert from "node:assert/strict";
import FHIR from "fhirclient";
import { accessToken } from "./token.mjs";

const [serverUrl, site, keyFile] = process.argv.slice(2);
const configuration = await (await fetch(serverUrl + "/.well-known/smart-configuration")).json();
const token = await accessToken(configuration.token_endpoint, site, keyFile, "system/*.rs");
const client = FHIR({ headers: {} }, {}, {}).client({
  serverUrl,
  tokenResponse: { access_token: token, token_type: "bearer" },
});

assert.equal(await client.getFhirVersion(), "4.0.1");
assert.equal(await client.getFhirRelease(), 4);
const query = "Observation?code=http://loinc.org|2857-1&_count=7";
const values = await client.request(query, { pageLimit: 0, flat: true });
const ids = values.map((each) => each.id);

const pages = [];
for await (const page of client.pages(query)) {
  pages.push(page);
}
assert.equal(pages.flatMap((page) => page.entry).length, ids.length);
let streamed = 0;
for await (const resource of client.resources(query, { limit: 9 })) {
  assert.equal(resource.resourceType, "Observation");
  streamed++;
}
assert.equal(streamed, Math.min(9, ids.length));

const resolved = await client.request("Observation/" + ids[0], { resolveReferences: "subject" });
assert.equal(resolved.subject.resourceType, "Patient");
assert.equal(client.byCode(values, "code")["2857-1"].length, ids.length);

async function refused(reading, status, code) {
  const error = await reading.then(
    () => assert.fail("answered, not refused with " + code),
    (each) => each,
  );
  assert.equal(error.status, status, error);
  assert.match(error.message, new RegExp(code));
}
await refused(client.request("Patient/nobody"), 404, "RG-READ-001");
await refused(client.request("Patient?name=Zhang"), 400, "RG-SEARCH-001");
await refused(client.create({ resourceType: "Patient" }), 405, "RG-HTTP-003");
await refused(client.update({ resourceType: "Patient", id: "a" }), 405, "RG-HTTP-003");
await refused(client.delete("Patient/a"), 405, "RG-HTTP-003");
console.log(JSON.stringify({ ids }));
