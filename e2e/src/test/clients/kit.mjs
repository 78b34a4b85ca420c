// fhir-kit-client reads what a site sent. Arguments: address of /fhir, site, file with the site's key.
import assert from "node:assert/strict";
import { CapabilityTool, Client } from "fhir-kit-client";
import { accessToken } from "./token.mjs";

const [baseUrl, site, keyFile] = process.argv.slice(2);
const client = new Client({ baseUrl });
const PSA = "http://loinc.org|2857-1";

async function refused(reading, status, code) {
  const error = await reading.then(
    () => assert.fail("answered, not refused with " + code),
    (each) => each,
  );
  assert.equal(error.response?.status, status, error);
  assert.equal(error.response.data.resourceType, "OperationOutcome");
  assert.equal(error.response.data.issue[0].details.coding[0].code, code);
}

const statement = await client.capabilityStatement();
const tool = new CapabilityTool(statement);
assert.ok(tool.resourceCan("Patient", "read"));
assert.ok(tool.resourceSearch("Observation", "code"));
const smart = await client.smartAuthMetadata();
await refused(client.read({ resourceType: "Patient", id: "1" }), 401, "RG-ACCESS-001");
client.bearerToken = await accessToken(smart.tokenUrl.href, site, keyFile, "system/*.rs");

const ids = [];
let page = await client.search({
  resourceType: "Observation",
  searchParams: { code: PSA, _count: 7, _sort: "-date" },
});
const first = page.entry[0].resource;
while (page) {
  ids.push(...page.entry.map((each) => each.resource.id));
  page = await client.nextPage({ bundle: page });
}

const read = await client.read({ resourceType: "Observation", id: first.id });
const old = await client.vread({
  resourceType: "Observation",
  id: first.id,
  version: read.meta.versionId,
});
assert.deepEqual(old, read);
assert.equal(Client.httpFor(read).response.headers.get("etag"), `W/"${read.meta.versionId}"`);
const patient = await client.resolve({ reference: first.subject.reference });
assert.equal(patient.resourceType, "Patient");
const history = await client.history({ resourceType: "Patient", id: patient.id });
assert.equal(history.type, "history");
const types = await client.history({ resourceType: "Patient" });
assert.ok(types.entry.length > 0);
const everything = await client.operation({
  name: "everything",
  resourceType: "Patient",
  id: patient.id,
  method: "GET",
  input: { _count: 1000 },
});
assert.ok(everything.entry.some((each) => each.resource.id === first.id));

const byForm = await client.search({
  resourceType: "Observation",
  searchParams: {
    "subject:Patient._id": patient.id,
    code: PSA,
    _include: "Observation:subject",
    _total: "accurate",
  },
  options: { postSearch: true },
});
const matches = byForm.entry.filter((each) => each.search.mode === "match");
assert.equal(byForm.total, matches.length);
assert.deepEqual(
  byForm.entry.filter((each) => each.search.mode === "include").map((each) => each.resource.id),
  [patient.id],
);
const reverse = await client.search({
  resourceType: "Patient",
  searchParams: { _id: patient.id, "_has:Observation:patient:code": PSA, _summary: "true" },
});
assert.equal(reverse.entry[0].resource.meta.tag[0].code, "SUBSETTED");

await refused(client.read({ resourceType: "Patient", id: "nobody" }), 404, "RG-READ-001");
await refused(
  client.search({ resourceType: "Patient", searchParams: { name: "Zhang" } }),
  400,
  "RG-SEARCH-001",
);
await refused(
  client.create({ resourceType: "Patient", body: { resourceType: "Patient" } }),
  405,
  "RG-HTTP-003",
);
await refused(client.transaction({ body: { resourceType: "Bundle" } }), 403, "RG-ACCESS-005");
console.log(JSON.stringify({ ids }));
