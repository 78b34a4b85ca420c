package org.therafed.gateway.anonymity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ClassSizesTest {

  private static PersonValues person(String sex, String year, String... diagnoses) {
    Map<String, SortedSet<String>> values = new TreeMap<>();
    values.put("sex", new TreeSet<>(List.of(sex)));
    values.put("year", new TreeSet<>(List.of(year)));
    values.put("diagnosis", new TreeSet<>(List.of(diagnoses)));
    return new PersonValues(values);
  }

  private static List<PersonValues> eleven() {
    List<PersonValues> persons = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      persons.add(person("male", "1950", "C61"));
    }
    for (int i = 0; i < 3; i++) {
      persons.add(person("female", "1950", "C61"));
    }
    persons.add(person("male", "1950", "C61", "C79"));
    persons.add(person("male", "1931"));
    return persons;
  }

  @Test
  void classesAreCountedByHand() {
    ClassSizes sizes = ClassSizes.of("x", List.of("sex", "year", "diagnosis"), 5, eleven());
    assertThat(sizes.persons()).isEqualTo(11);
    assertThat(sizes.classes()).isEqualTo(4);
    assertThat(sizes.smallest()).isEqualTo(1);
    assertThat(sizes.alone()).isEqualTo(2);
    assertThat(sizes.belowK()).isEqualTo(5);
    assertThat(sizes.bySize())
        .containsExactly(
            entry("1", 2L), entry("2", 0L), entry("3-4", 3L), entry("5-9", 6L), entry("10-", 0L));
    // Without sex the nine of one year and diagnosis are one class.
    assertThat(sizes.belowKWithout())
        .containsExactly(entry("sex", 2L), entry("year", 5L), entry("diagnosis", 4L));
    assertThat(sizes.small())
        .containsExactly(
            new ClassSizes.SmallClass(List.of("male", "1931", "-"), 1),
            new ClassSizes.SmallClass(List.of("male", "1950", "C61 + C79"), 1),
            new ClassSizes.SmallClass(List.of("female", "1950", "C61"), 3));
  }

  @Test
  void nobodyHasNoClass() {
    ClassSizes none = ClassSizes.of("x", List.of("sex"), 5, List.of());
    assertThat(none.smallest()).isZero();
    assertThat(none.belowK()).isZero();
    assertThat(none.small()).isEmpty();
  }

  /** The declared paths read what leaves. */
  @Test
  void valuesAreReadFromRecordsAsTheyLeave() throws Exception {
    QuasiIdentifiers declared = QuasiIdentifiers.declared();
    String extension = "https://therafed.org/fhir/StructureDefinition/";
    PersonValues person =
        PersonValues.of(
            declared,
            List.of(
                json(
                    "{'resourceType':'Patient','gender':'male','birthDate':'1950','address':[{"
                        + "'state':'Zhejiang','country':'CN'}]}"),
                json(
                    "{'resourceType':'Condition','code':{'coding':[{'system':"
                        + "'http://hl7.org/fhir/sid/icd-10','code':'C79.5'},{'system':"
                        + "'http://snomed.info/sct','code':'94222008'}]}}"),
                json(
                    "{'resourceType':'Procedure','extension':[{'url':'"
                        + extension
                        + "module','valueCanonical':"
                        + "'https://therafed.org/fhir/PlanDefinition/rlt-psma|1.0.0'},{'url':'"
                        + extension
                        + "index-quarter','valueString':'2025-Q1'}]}")));
    assertThat(declared.all().keySet())
        .extracting(id -> id + "=" + person.text(id))
        .containsExactly(
            "sex=male",
            "birth-year=1950",
            "birth-decade=1950s",
            "region=Zhejiang",
            "diagnosis=C79.5",
            "diagnosis-group=C79",
            "therapy=rlt-psma",
            "treatment-quarter=2025-Q1");
    PersonValues old =
        PersonValues.of(
            declared,
            List.of(
                json(
                    "{'resourceType':'Patient','gender':'female','extension':[{'url':'"
                        + extension
                        + "age-90-plus','valueBoolean':true}]}")));
    assertThat(old.text("birth-year")).isEqualTo("90+");
    assertThat(old.text("birth-decade")).isEqualTo("90+");
    assertThat(old.text("region")).isEqualTo("-");
  }

  @Test
  void theTextIsInOneLanguage() {
    QuasiIdentifiers declared = QuasiIdentifiers.declared();
    PersonValues one = new PersonValues(Map.of("sex", new TreeSet<>(List.of("male"))));
    SentPersons.Sent sent = new SentPersons.Sent(List.of(one), 2);
    List<ClassSizes> classes = List.of(ClassSizes.of("sexes", List.of("sex"), 5, sent.persons()));
    LocalDate day = LocalDate.of(2026, 3, 1);
    assertThat(new AnonymityText(declared, false).of("site-a", day, 5, sent, classes))
        .contains("persons below k 1, alone 1", "1: sex male", "2 transfers whose bytes")
        .doesNotContain("人数");
    assertThat(new AnonymityText(declared, true).of("site-a", day, 5, sent, classes))
        .contains("所在类别小于 k 的人数 1，独一无二的人数 1", "1: 性别 male", "2 个传输")
        .doesNotContain("persons");
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
