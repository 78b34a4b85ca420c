package org.therafed.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

/** Companion data, cells and settlements are kept as facts, also of records stored before. */
@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class KeptFactsTest {

  private static final List<String> TABLES =
      List.of("fact_companion", "fact_cell_product", "fact_cell_infusion", "fact_settlement");

  @Inject Database database;
  @Inject DataSource dataSource;

  private String one(String sql) {
    return database.column(sql).get(0);
  }

  /** One person with a datum of each form, cells from their collection on, and a settlement. */
  private static TestSite sent() {
    TestSite site = TestSite.registered("k");
    String patient = Records.id(site.id(), "p");
    String raw = Records.id(site.id(), "leukapheresis");
    String cells = Records.id(site.id(), "cells");
    ObjectNode share = Records.companion(Records.id(site.id(), "share"), patient, "ctdna-fraction");
    share
        .putObject("valueQuantity")
        .put("value", new BigDecimal("0.5"))
        .put("comparator", "<")
        .put("system", "http://unitsofmeasure.org")
        .put("code", "%");
    ObjectNode score =
        Records.companion(Records.id(site.id(), "score"), patient, "psma-expression-score");
    score
        .putObject("valueCodeableConcept")
        .putArray("coding")
        .addObject()
        .put("system", "https://therafed.org/fhir/CodeSystem/companion")
        .put("code", "psma-expression-score-3");
    ObjectNode organs =
        Records.companion(Records.id(site.id(), "organs"), patient, "psma-other-organs");
    organs.put("valueBoolean", false);
    ObjectNode product = Records.cells(cells, patient);
    product.putArray("parent").addObject().put("reference", "BiologicallyDerivedProduct/" + raw);
    ObjectNode wrong =
        Records.companion(Records.id(site.id(), "wrong"), patient, "psma-other-organs");
    wrong.put("status", "entered-in-error").put("valueBoolean", true);
    site.send(
            Records.patient(patient),
            share,
            score,
            organs,
            wrong,
            Records.cells(raw, patient),
            product,
            Records.infusion(Records.id(site.id(), "given"), patient, cells),
            Records.settlement(Records.id(site.id(), "bill"), patient))
        .then()
        .statusCode(200);
    return site;
  }

  @Test
  void eachIsARowThatAQuestionCanJoin() {
    TestSite site = sent();
    String mine = " where site = '" + site.id() + "'";
    assertThat(
            database.column(
                "select concat_ws(' ', stratum, coded, comparator, value, unit) from"
                    + " fact_companion"
                    + mine
                    + " order by 1"))
        .containsExactly(
            "ctdna-fraction < 0.5 %", "psma-expression-score 3", "psma-other-organs false");
    assertThat(one("select count(*) from fact_cell_product" + mine)).isEqualTo("2");
    assertThat(
            one(
                "select count(*) from fact_cell_infusion i join fact_cell_product c on c.fact_id ="
                    + " i.cell_product_id where i.site = '"
                    + site.id()
                    + "'"))
        .isEqualTo("1");
    assertThat(
            one(
                "select payment_group || ' ' || total || ' ' || currency from fact_settlement"
                    + mine))
        .isEqualTo("MR13 104400.5 CNY");
  }

  @Test
  void newVersionReplacesItsRow() {
    TestSite site = sent();
    ObjectNode organs =
        Records.companion(
            Records.id(site.id(), "organs"), Records.id(site.id(), "p"), "psma-other-organs");
    organs.put("valueBoolean", true);
    site.send(organs).then().statusCode(200);
    assertThat(
            database.column(
                "select coded from fact_companion where stratum = 'psma-other-organs' and site = '"
                    + site.id()
                    + "'"))
        .containsExactly("true");
  }

  /** The migration's own reading of stored records is that of the projection. */
  @Test
  void recordsThatWereStoredBeforeGetTheSameRows() {
    TestSite site = sent();
    String mine = " where site = '" + site.id() + "'";
    flyway().target("8").load().migrate();
    // The key stood beside the name then.
    database.execute(
        "insert into kept_before.site (id, name, jwk, status, registered_at) select id, name,"
            + " '{}', status, registered_at from public.site where id = '"
            + site.id()
            + "'");
    database.execute("insert into kept_before.resource select * from public.resource" + mine);
    flyway().load().migrate();
    for (String table : TABLES) {
      // Which data cut they came in is no part of what they say.
      String rows =
          "select (to_jsonb(f) - 'born')::text from %s." + table + " f" + mine + " order by 1";
      List<String> rebuilt = database.column(rows.formatted("kept_before"));
      assertThat(rebuilt)
          .as(table)
          .isNotEmpty()
          .isEqualTo(database.column(rows.formatted("public")));
    }
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(dataSource)
        .defaultSchema("kept_before")
        .schemas("kept_before")
        .createSchemas(true)
        .locations("classpath:db/migration");
  }
}
