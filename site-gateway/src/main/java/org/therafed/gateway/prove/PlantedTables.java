package org.therafed.gateway.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.therafed.gateway.prove.PlantedPerson.Item;

/** Rows of every kind that carries a text; permissions, too, so that what is sound leaves. */
final class PlantedTables implements Planting {

  private static final String CSV = "text/csv";

  @Override
  public String name() {
    return "table";
  }

  @Override
  public void plant(List<PlantedPerson> people, SecondGateway gateway, Handed handed)
      throws IOException {
    Upload upload = new Upload(people, gateway, handed);
    upload.table(
        "consents", "mrn,decision,signed_on", p -> p.recordNumber() + ",permit,2024-01-10");
    upload.table(
        "patients",
        "mrn,national_id,national_id_country,name,sex,birth_date,region",
        p ->
            String.join(
                ",",
                p.recordNumber(),
                p.nationalId(),
                "XX",
                p.chineseName() + " " + p.given() + " " + p.family(),
                "M",
                p.birthDate().toString(),
                p.street()));
    upload.table(
        "courses",
        "mrn,course_id,module,modality,started_on,status,termination_reason",
        p -> course(p) + ",rlt-psma,radioligand,2025-02-17,stopped," + p.note());
    upload.table(
        "administrations",
        "mrn,course_id,cycle,administered_at,product,lot,measured_activity_gbq,measured_at",
        p ->
            course(p)
                + ",1,2025-02-17T10:00:00,177Lu-PSMA-617,"
                + p.localId(Item.LOT)
                + ",7.4,2025-02-17T09:00:00");
    upload.table(
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        p ->
            p.recordNumber()
                + ","
                + p.localId(Item.SAMPLE)
                + ",2857-1,4.2,ng/mL,2025-03-31T07:45:00");
    upload.table(
        "adverse-events",
        "mrn,course_id,event_id,term,grade,onset_on",
        p -> course(p) + "," + p.localId(Item.EVENT) + ",Anemia,2,2025-03-10");
    upload.table(
        "charges",
        "mrn,course_id,charge_id,component,amount,currency,charged_on,price_year",
        p -> course(p) + "," + p.localId(Item.CHARGE) + ",drug,18000,CNY,2025-02-17,2025");
    wrongColumns(upload);
  }

  /** A shifted row: every column gets what belongs to another. */
  private static void wrongColumns(Upload upload) throws IOException {
    upload.table(
        "adverse-events",
        "mrn,course_id,event_id,term,grade,onset_on",
        p ->
            course(p)
                + ","
                + p.chineseName()
                + ","
                + p.family()
                + ","
                + p.phone()
                + ","
                + p.birthDate());
    upload.table(
        "labs",
        "mrn,sample_id,loinc,value,unit,taken_at",
        p ->
            String.join(
                ",",
                p.recordNumber(),
                p.email(),
                p.physician(),
                p.nationalId(),
                p.given(),
                p.phone()));
    upload.table(
        "vital-status",
        "mrn,status,on,cause",
        p -> String.join(",", p.recordNumber(), p.relative(), p.birthDate().toString(), p.ward()));
  }

  private static String course(PlantedPerson person) {
    return person.recordNumber() + "," + person.localId(Item.COURSE);
  }

  private record Upload(List<PlantedPerson> people, SecondGateway gateway, Handed handed) {

    void table(String kind, String header, Function<PlantedPerson, String> row) throws IOException {
      String csv = people.stream().map(row).collect(Collectors.joining("\n", header + "\n", "\n"));
      byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
      handed.sent(bytes);
      handed.answered(gateway.post("/intake/csv/" + kind, CSV, bytes).text());
    }
  }
}
