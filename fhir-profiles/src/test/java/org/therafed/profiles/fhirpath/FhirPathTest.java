package org.therafed.profiles.fhirpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.profiles.outcome.Fault;

class FhirPathTest {
  private static final String OBSERVATION =
      """
      {"resourceType": "Observation", "status": "final",
       "code": {"coding": [{"system": "http://loinc.org", "code": "2857-1"}, {"code": "x"}]},
       "subject": {"reference": "#p"},
       "contained": [{"resourceType": "Patient", "id": "p"}],
       "valueQuantity": {"value": 5.10, "code": "ng/mL"},
       "effectivePeriod": {"start": "2020-03", "end": "2020-03-14"},
       "issued": "2020-03-14T10:00:00+08:00",
       "_status": {"extension": [{"url": "http://example.org/e", "valueBoolean": true}]}}
      """;

  private static boolean holds(String expression) throws IOException {
    JsonNode resource = new ObjectMapper().readTree(OBSERVATION);
    Scope.References references = r -> r.equals("#p") ? resource.at("/contained/0") : null;
    return FhirPath.compile(expression)
        .holds(new Scope(resource, resource, references), resource, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "status = 'final'",
        "Observation.status = 'final'",
        "value.exists() and value is Quantity and (value is string).not()",
        "value.ofType(Quantity).value = 5.1",
        "value.as(string).empty()",
        "code.coding.count() = 2 and code.coding[1].code = 'x'",
        "code.coding.where(system = 'http://loinc.org').code = '2857-1'",
        "code.coding.all(code.exists())",
        "code.coding.code.isDistinct()",
        "status.extension('http://example.org/e').value = true",
        "status.hasValue()",
        "subject.resolve().is(Patient)",
        "subject.reference.substring(1) in %rootResource.contained.id",
        "issued > '2020-03-14T01:00:00Z'",
        "(status = 'x') implies (1 > 2)",
        "nothing.empty() and nothing.count() = 0",
        "(nothing or true) and (nothing and false).not()",
        "'abc'.matches('^[a-c]+$') and 'abc'.startsWith('ab') and 'abc'.contains('b')",
        "iif(status = 'final', 1, 2) = 1",
        "(1 | 2 | 1).count() = 2 and ('C' in ('C' | 'D'))",
        "'x' in (status | code.coding.code | subject.reference)",
        "('y' in (status | code.coding.code | subject.reference)).not()",
        "descendants().where($this = 'x').exists()",
        "code.coding.code.combine(code.coding.code).isDistinct().not()",
        "2 + 3 * 2 = 8 and 7 div 2 = 3 and 7 mod 2 = 1 and -1 < 0",
        "'12'.toInteger() = 12 and 'A'.lower() ~ 'a'"
      })
  void holdsForTheExample(String expression) throws IOException {
    assertThat(holds(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status = 'draft'",
        "nothing = 'x'",
        "nothing",
        "value is CodeableConcept",
        "code.coding.all(system.exists())",
        "effective.start > effective.end",
        "effective.start <= effective.end",
        "status.empty()"
      })
  void doesNotHoldForTheExample(String expression) throws IOException {
    assertThat(holds(expression)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a.", "a and", "(a", "'x", "a.unknownFunction()", "%nothing", "$index", "a b"})
  void whatCannotBeCompiledIsRefusedByName(String expression) {
    assertThatThrownBy(() -> FhirPath.compile(expression))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("FP-PATH-001");
  }

  @Test
  void nestingIsBounded() {
    String deep = "(".repeat(500) + "true" + ")".repeat(500);
    assertThatThrownBy(() -> FhirPath.compile(deep)).hasMessageContaining("FP-PATH-001");
  }
}
