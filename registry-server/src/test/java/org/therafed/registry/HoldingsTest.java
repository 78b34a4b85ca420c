package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.therafed.profiles.transfer.TransferBuckets;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** A site sees by counts and digests what the registry lacks of it, and makes up for it. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class HoldingsTest {

  private static final LocalDate START = LocalDate.of(2025, 3, 1);

  @Inject Database database;

  @Test
  void whatARestoredRegistryLacksIsSeenAndSentAgainToADifferenceOfZero() {
    TestSite site = TestSite.registered("hold");
    String patient = Records.id(site.id(), "p");
    SortedMap<Long, byte[]> sent = new TreeMap<>();
    sent.put(1L, site.transfer(1, Records.patient(patient)));
    sent.put(2L, site.transfer(2, psa(site, patient, "2")));
    sent.put(3L, site.transfer(3, psa(site, patient, "3")));
    sent.put(1001L, site.transfer(1001, psa(site, patient, "4")));
    sent.values().forEach(body -> site.post(body).then().statusCode(200));
    assertThat(difference(site, sent)).isEmpty();

    lose(site, 2, Records.id(site.id(), "lab2"));
    lose(site, 1001, Records.id(site.id(), "lab4"));
    assertThat(difference(site, sent)).containsOnlyKeys(2L, 1001L);
    site.get("/fhir/Observation/" + Records.id(site.id(), "lab2")).then().statusCode(404);

    difference(site, sent).keySet().forEach(n -> site.post(sent.get(n)).then().statusCode(200));
    assertThat(difference(site, sent)).isEmpty();
    site.get("/fhir/Observation/" + Records.id(site.id(), "lab2")).then().statusCode(200);
    assertThat(
            database.column(
                "select value from fact_biomarker where site = '" + site.id() + "' order by value"))
        .containsExactly("2", "3", "4");
  }

  @Test
  void aSiteSeesItsOwnAlone() {
    TestSite site = TestSite.registered("hold");
    site.send(Records.patient(Records.id(site.id(), "p"))).then().statusCode(200);
    TestSite other = TestSite.registered("hold");
    other.get("/federation/holdings").then().statusCode(200).body("buckets.size()", is(0));
    other.get("/federation/holdings/0").then().statusCode(200).body("transfers.size()", is(0));
    other
        .get("/federation/holdings/" + Long.MAX_VALUE)
        .then()
        .statusCode(200)
        .body("transfers.size()", is(0));
  }

  private static ObjectNode psa(TestSite site, String patient, String value) {
    return Records.psa(Records.id(site.id(), "lab" + value), patient, START, value);
  }

  /** As a back-up from before it would have it. */
  private void lose(TestSite site, long sequence, String lab) {
    for (String table : List.of("transfer", "resource", "resource_history")) {
      database.execute(
          "delete from " + table + " where site = '" + site.id() + "' and sequence = " + sequence);
    }
    database.execute("delete from fact_biomarker where fact_id = '" + lab + "'");
  }

  /** What is here and not there, as a gateway finds it: by bucket, then by number. */
  private static SortedMap<Long, byte[]> difference(TestSite site, SortedMap<Long, byte[]> sent) {
    JsonPath holdings =
        site.get("/federation/holdings").then().statusCode(200).extract().jsonPath();
    assertThat(holdings.getInt("bucketSize")).isEqualTo(TransferBuckets.SIZE);
    SortedMap<Long, byte[]> missing = new TreeMap<>();
    for (long bucket : List.of(0L, 1L)) {
      SortedMap<Long, String> own = new TreeMap<>();
      sent.subMap(TransferBuckets.first(bucket), TransferBuckets.last(bucket) + 1)
          .forEach((number, body) -> own.put(number, sha256(body)));
      String digest = holdings.getString("buckets.find { it.bucket == " + bucket + " }.sha256");
      if (TransferBuckets.digest(own).equals(digest)) {
        continue;
      }
      List<Map<String, Object>> there =
          site.get("/federation/holdings/" + bucket).jsonPath().getList("transfers");
      there.forEach(
          one ->
              assertThat(own.remove(((Number) one.get("sequence")).longValue()))
                  .isEqualTo(one.get("sha256")));
      own.keySet().forEach(number -> missing.put(number, sent.get(number)));
    }
    return missing;
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
