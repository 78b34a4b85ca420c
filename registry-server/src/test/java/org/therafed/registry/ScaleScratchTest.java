package org.therafed.registry;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.therafed.runtime.postgres.EmbeddedPostgresTestResource;

@QuarkusTest
@TestProfile(RegistryTestProfile.class)
@QuarkusTestResource(EmbeddedPostgresTestResource.class)
class ScaleScratchTest {
  @Inject Database database;

  @Test
  void time() {
    database.clear();
    database.execute(
        "insert into site select 'x'||s, 'x', '{}', 'live', now() from generate_series(0,9) s");
    database.execute(
        "insert into person(patient_id, site, person_key) select md5(i::text), 'x'||i%10, case when i%20=0 then md5((i%50000)::text||'k') end from generate_series(1,100000) i");
    database.execute(
        "insert into fact_course(fact_id,site,patient_id,module,arm,started_on,status) select md5('c'||i), 'x'||i%10, md5(i::text), 'rlt-psma','treated', date '2020-01-01'+i%1000,'completed' from generate_series(1,100000) i");
    database.execute(
        "insert into fact_survival(fact_id,site,patient_id,dead,known_on) select md5('s'||i), 'x'||i%10, md5(i::text), i%2=0, date '2021-01-01'+i%1000+i%777 from generate_series(1,100000) i");
    database.execute(
        "insert into fact_biomarker(fact_id,site,patient_id,loinc,value,unit,taken_on) select md5('b'||i||'/'||j), 'x'||i%10, md5(i::text), '2857-1', 100-j*12,'ng/mL', date '2019-12-25'+i%1000+j*21 from generate_series(1,100000) i, generate_series(0,5) j");
    database.execute(
        "insert into fact_response(fact_id,site,patient_id,criterion,category,best,assessed_on) select md5('r'||i), 'x'||i%10, md5(i::text), 'RECIST1.1', case i%3 when 0 then 'PR' else 'SD' end, true, date '2020-04-01'+i%1000 from generate_series(1,100000) i");
    database.execute(
        "insert into fact_toxicity(fact_id,site,patient_id,term_code,term,grade,scale,onset_on) select md5('t'||i||'/'||j), 'x'||i%10, md5(i::text), 'C'||j, 'T', 1+i%4,'CTCAE-5.0', date '2020-02-01'+i%1000 from generate_series(1,100000) i, generate_series(0,2) j");
    database.execute(
        "insert into fact_cost(fact_id,site,patient_id,course_id,component,amount,currency,price_year) select md5('k'||i||'/'||j), 'x'||i%10, md5(i::text), md5('c'||i), case j when 0 then 'drug' when 1 then 'imaging' else 'hospital' end, 100+i%77,'CNY',2025 from generate_series(1,100000) i, generate_series(0,2) j");
    for (int round = 0; round < 3; round++) {
      if (round == 2) {
        database.execute("analyze");
      }
      for (String q :
          new String[] {
            "survival",
            "response?endpoint=orr",
            "response?endpoint=psa50",
            "toxicity",
            "cost",
            "survival?arm=untreated"
          }) {
        long begin = System.nanoTime();
        String answer = TestSite.asAdmin().get("/api/evidence/" + q).asString();
        System.out.println(
            "SCALE "
                + round
                + " "
                + q
                + " "
                + (System.nanoTime() - begin) / 1_000_000
                + " ms "
                + answer.substring(0, 20));
      }
    }
    database.clear();
  }
}
