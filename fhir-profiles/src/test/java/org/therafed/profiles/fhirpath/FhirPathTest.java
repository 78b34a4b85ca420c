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
       "extension": [{"url": "c", "valueCode": "x"}, {"url": "s", "valueString": "x"},
         {"url": "p", "valuePositiveInt": 5}, {"url": "d", "valueDateTime": "2020"},
         {"url": "u", "valueCanonical": "http://example.org/c"},
         {"url": "a", "valueAge": {"value": 5}}],
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
        // A choice by its name: a boolean of FHIR is one of FHIRPath; a code is a string, not the
        // reverse.
        "status.extension('http://example.org/e').value is Boolean",
        "status.extension('http://example.org/e').value is System.Boolean",
        "status.extension('http://example.org/e').value is boolean",
        "status.extension('http://example.org/e').value is FHIR.boolean",
        "(status.extension('http://example.org/e').value is FHIR.Boolean).not()",
        "(status.extension('http://example.org/e').value is String).not()",
        "status.extension('http://example.org/e').value.ofType(Boolean).count() = 1",
        "extension.where(url = 'c').value is string and extension.where(url = 'c').value is String",
        "(extension.where(url = 's').value is code).not() and extension.where(url = 's').value is String",
        "extension.where(url = 'p').value is integer and extension.where(url = 'p').value is Integer",
        "(extension.where(url = 'p').value is decimal).not()",
        "extension.where(url = 'd').value is dateTime and extension.where(url = 'd').value is DateTime",
        "(extension.where(url = 'd').value is Time).not()",
        "extension.where(url = 'u').value is uri and extension.where(url = 'u').value is String",
        "extension.where(url = 'a').value is Quantity and extension.where(url = 'a').value is Age",
        "(extension.where(url = 'a').value as Quantity).value = 5",
        "value is System.Quantity and value.value is decimal and (value.value is Integer).not()",
        "1 is Integer and 'x' is String and true is Boolean and (1 is String).not()",
        "%resource is Observation and %resource is DomainResource and %resource is Resource",
        "(value is Resource).not()",
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
