package org.therafed.profiles.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What R4 itself says, on resources written here. */
class StructureValidatorTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final StructureValidator VALIDATOR = new StructureValidator(Definitions.r4());

  private static List<String> errors(String json) {
    try {
      return VALIDATOR.validate(MAPPER.readTree(json)).stream()
          .filter(Violation::error)
          .map(v -> v.kind() + " " + v.path())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/examples"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleOfAProfileOfOursIsValidR4(Path file) throws IOException {
    assertThat(errors(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{'resourceType':'Patient','gender':'unknown-x'};BINDING Patient.gender",
        "{'resourceType':'Patient','gender':7};TYPE Patient.gender",
        "{'resourceType':'Patient','birthDate':'2020-02-30'};TYPE Patient.birthDate",
        "{'resourceType':'Patient','birthDate':'00.00.0000'};TYPE Patient.birthDate",
        "{'resourceType':'Patient','birthDate':'0000'};TYPE Patient.birthDate",
        "{'resourceType':'Patient','birthDate':'0000-01-01'};TYPE Patient.birthDate",
        "{'resourceType':'Patient','birthDate':'2020-13'};TYPE Patient.birthDate",
        "{'resourceType':'Patient','deceasedDateTime':'2020-01-01T10:00:00+14:01'};TYPE Patient.deceasedDateTime",
        "{'resourceType':'Patient','deceasedDateTime':'2020-01-01T10:00:00+15:00'};TYPE Patient.deceasedDateTime",
        "{'resourceType':'Patient','deceasedDateTime':'2020-01-01t10:00:00Z'};TYPE Patient.deceasedDateTime",
        "{'resourceType':'Patient','deceasedDateTime':'2020-01-01T10:00:00z'};TYPE Patient.deceasedDateTime",
        "{'resourceType':'Patient','deceasedDateTime':'2020-01-01T10:00:61Z'};TYPE Patient.deceasedDateTime",
        "{'resourceType':'Patient','deceasedDateTime':'2020-01-01T24:00:00Z'};TYPE Patient.deceasedDateTime",
        "{'resourceType':'Patient','deceasedDateTime':'2020-02-30T10:00:60Z'};TYPE Patient.deceasedDateTime",
        "{'resourceType':'Patient','name':{'family':'x'}};TYPE Patient.name",
        "{'resourceType':'Patient','name':[]};EMPTY Patient.name",
        "{'resourceType':'Patient','name':[{}]};EMPTY Patient.name[0]",
        "{'resourceType':'Patient','bogus':1};UNKNOWN_ELEMENT Patient.bogus",
        "{'resourceType':'Patient','_resourceType':{'id':'a'}};UNKNOWN_ELEMENT Patient.resourceType",
        "{'resourceType':'Patient','name':[{'family':'x'}],'_name':[{'id':'a'}]};UNKNOWN_ELEMENT Patient.name",
        "{'resourceType':'Patient','_name':[{'id':'a'}]};UNKNOWN_ELEMENT Patient.name",
        "{'resourceType':'Patient','contact':[{'name':{'text':'x'}}],'_contact':[{'id':'a'}]};UNKNOWN_ELEMENT Patient.contact",
        "{'resourceType':'Patient','deceasedBoolean':true,'deceasedDateTime':'2020'};TOO_MANY Patient.deceasedDateTime",
        "{'resourceType':'Patient','contact':[{'gender':'male'}]};INVARIANT Patient.contact[0]",
        "{'resourceType':'Patient','managingOrganization':{'reference':'Patient/1'}};REFERENCE Patient.managingOrganization",
        "{'resourceType':'Patient','managingOrganization':{'reference':'#none'}};INVARIANT Patient.managingOrganization",
        "{'resourceType':'Patient','extension':[{'url':'http://example.org/x'}]};INVARIANT Patient.extension[0]",
        "{'resourceType':'Patient','extension':[{'url':'x','valueBoolean':true}]};URI Patient.extension[0]",
        "{'resourceType':'Patient','identifier':[{'system':'urn:ietf:rfc:3986','value':'x'}]};URI Patient.identifier[0].value",
        "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'x','resource':{'resourceType':'Patient'}}]};URI Bundle.entry[0].fullUrl",
        "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'http://x.org/Patient/1','resource':{'resourceType':'Patient','id':'2'}}]};URI Bundle.entry[0].fullUrl",
        "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'http://x.org/Device/1','resource':{'resourceType':'Patient','id':'1'}}]};URI Bundle.entry[0].fullUrl",
        "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'http://x.org/Patient/1','resource':{'resourceType':'Patient'}}]};URI Bundle.entry[0].fullUrl",
        "{'resourceType':'Patient','contained':[{'resourceType':'Organization','name':'x'}]};REQUIRED Patient.contained[0].id",
        "{'resourceType':'Patient','contained':[{'resourceType':'Patient','id':'a','contained':[{'resourceType':'Device','id':'b'}]}]};INVARIANT Patient",
        "{'resourceType':'Patient','managingOrganization':{'reference':'#'}};REFERENCE Patient.managingOrganization",
        "{'resourceType':'Patient','managingOrganization':{'reference':'Organization/1','type':'Device'}};REFERENCE Patient.managingOrganization.type",
        "{'resourceType':'Patient','managingOrganization':{'reference':'urn:uuid:1','type':'Device'}};REFERENCE Patient.managingOrganization",
        "{'resourceType':'Patient','managingOrganization':{'reference':'urn:uuid:1','type':'Bogus'}};REFERENCE Patient.managingOrganization.type",
        "{'resourceType':'Patient','managingOrganization':{'display':'x','type':'http://hl7.org/fhir/StructureDefinition/Organization'}};REFERENCE Patient.managingOrganization.type",
        "{'resourceType':'Patient','managingOrganization':{'reference':'http://x.org/fhir/Device/1/_history/2'}};REFERENCE Patient.managingOrganization",
        "{'resourceType':'Patient','name':[{'id':'a','text':'x'},{'id':'a','text':'y'}]};TYPE Patient.name[1].id",
        "{'resourceType':'Patient','name':[{'id':'a','text':'x'}],'birthDate':'2000','_birthDate':{'id':'a'}};TYPE Patient.birthDate.id",
        "{'resourceType':'Patient','meta':{'security':[{'code':'a'},{'code':'b'},{'code':'a'}]}};TOO_MANY Patient.meta.security[2]",
        "{'resourceType':'Patient','_gender':{'id':'a'}};BINDING Patient.gender",
        "{'resourceType':'Patient','_id':{'extension':[{'url':'http://x.org/y','valueBoolean':true}]}};TYPE Patient.id",
        "{'resourceType':'Patient','extension':[{'_url':{'id':'a'},'valueBoolean':true}]};TYPE Patient.extension[0].url",
        "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'http://x.org/Patient/1/_history/2','resource':{'resourceType':'Patient','id':'1'}}]};INVARIANT Bundle.entry[0]",
        "{'resourceType':'Patient','name':[{'_family':{'id':'a'}}]};EMPTY Patient.name[0].family",
        "{'resourceType':'Patient','name':[{'given':['x',null],'_given':[null,{'id':'q'}]}]};EMPTY Patient.name[0].given[1]",
        "{'resourceType':'Condition','subject':{'reference':'Patient/1'},'code':{'text':'x'},'clinicalStatus':{'text':'active'}};BINDING Condition.clinicalStatus",
        "{'resourceType':'Condition','subject':{'reference':'Patient/1'},'code':{'text':'x'},'clinicalStatus':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'unknown'}]}};BINDING Condition.clinicalStatus",
        "{'resourceType':'Observation','status':'final','code':{'text':'x'},'valueRange':{'low':{'value':1,'system':'http://unitsofmeasure.org','code':'g'},'high':{'value':1,'system':'http://unitsofmeasure.org','code':'mg'}}};INVARIANT Observation.valueRange",
        "{'resourceType':'Patient','text':{'status':'generated','div':'<div>x</div>'}};INVARIANT Patient.text.div",
        "{'resourceType':'Patient','text':{'status':'generated','div':'<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">  </div>'}};INVARIANT Patient.text.div",
        "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'x'};URI QuestionnaireResponse.questionnaire",
        "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'Questionnaire/1|2'};URI QuestionnaireResponse.questionnaire",
        "{'resourceType':'Patient','meta':{'profile':['Patient']}};URI Patient.meta.profile[0]",
        "{'resourceType':'Patient','photo':[{'url':'urn:oid:1.02'}]};TYPE Patient.photo[0].url",
        "{'resourceType':'Patient','meta':{'source':'urn:uuid:ABC'}};TYPE Patient.meta.source",
        "{'resourceType':'Patient','modifierExtension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-birthPlace','valueAddress':{'city':'x'}}]};EXTENSION Patient.modifierExtension[0]",
        "{'resourceType':'Patient','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation','valueCode':'IDE'}]};CONTEXT Patient.extension[0]",
        "{'resourceType':'Patient','name':[{'family':'x','_family':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-streetName','valueString':'y'}]}}]};CONTEXT Patient.name[0].family.extension[0]",
        "{'resourceType':'Patient','contact':[{'name':{'text':'x'},'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-birthPlace','valueAddress':{'city':'x'}}]}]};CONTEXT Patient.contact[0].extension[0]",
        "{'resourceType':'Patient','name':[{'text':'x','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal','valueReference':{'display':'x'}}]}]};CONTEXT Patient.name[0].extension[0]",
        "{'resourceType':'Patient','generalPractitioner':[{'reference':'#a'}],'contained':[{'resourceType':'Practitioner','id':'a','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-birthPlace','valueAddress':{'city':'x'}}]}]};CONTEXT Patient.contained[0].extension[0]",
        "{'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'1','type':'string','text':'x','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-unit','valueCoding':{'display':'x'}}]}]};CONTEXT Questionnaire.item[0].extension[0]",
        "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Patient','gender':'male'}}]};REQUIRED Bundle.entry[0].fullUrl",
        "{'resourceType':'Basic'};REQUIRED Basic.code",
        "{'resourceType':'Nothing'};TYPE Resource"
      })
  void oneFaultIsNamedAtItsPlace(String json, String expected) {
    assertThat(errors(json.replace('\'', '"'))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60.5+14:00",
        "2020-01-01T10:00:00.1234567890123-13:59",
        "0001"
      })
  void whatTheDateTimeOfR4AllowsIsNoFault(String time) {
    assertThat(errors("{\"resourceType\":\"Patient\",\"deceasedDateTime\":\"" + time + "\"}"))
        .isEmpty();
  }

  @Test
  void aValueOfThePrimitiveMayBeMissingWhereAnExtensionSaysWhy() {
    String json =
        """
        {"resourceType": "Patient", "_birthDate": {"extension": [
          {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
           "valueCode": "unknown"}]}}
        """;
    assertThat(errors(json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // One id in two resources, and met twice by base and slices, is one id.
        "{'resourceType':'Patient','name':[{'id':'a','text':'x'}],'managingOrganization':{'reference':'#b'},"
            + "'contained':[{'resourceType':'Organization','id':'b','name':'y','alias':['z'],'address':[{'id':'a','text':'x'}]}]}",
        "{'resourceType':'Patient','managingOrganization':{'reference':'#b'},"
            + "'contained':[{'resourceType':'Organization','id':'b','name':'x','partOf':{'reference':'#b'}}]}",
        "{'resourceType':'Device','definition':{'reference':'#b'},"
            + "'contained':[{'resourceType':'DeviceDefinition','id':'b','parentDevice':{'display':'x'}}]}",
        "{'resourceType':'Organization','name':'x','endpoint':[{'reference':'#b'}],"
            + "'contained':[{'resourceType':'Endpoint','id':'b','status':'active','connectionType':{'code':'x'},"
            + "'managingOrganization':{'reference':'#','type':'Organization'},'payloadType':[{'text':'x'}],'address':'http://x.org'}]}",
        "{'resourceType':'Patient','managingOrganization':{'_reference':{'extension':[{'url':'http://x.org/y','valueBoolean':true}]}}}",
        "{'resourceType':'Patient','managingOrganization':{'reference':'http://x.org/fhir/Organization/1/_history/2','type':'Organization'}}",
        "{'resourceType':'Patient','meta':{'tag':[{'code':'a'},{'code':'a'}]}}",
        // An extension where its definition lets it: at a type, an element, a primitive, a
        // resource, any element.
        "{'resourceType':'Patient','name':[{'text':'x','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation','valueCode':'IDE'}]}]}",
        "{'resourceType':'Patient','name':[{'family':'x','_family':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/iso21090-EN-qualifier','valueCode':'LS'}]}}]}",
        "{'resourceType':'Patient','name':[{'text':'x','_text':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/rendering-markdown','valueMarkdown':'x'}]}}]}",
        "{'resourceType':'Patient','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal','valueReference':{'display':'x'}}]}",
        "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'http://x.org/Patient/1','resource':{'resourceType':'Patient','id':'1',"
            + "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-birthPlace','valueAddress':{'city':'x'}}]}}]}",
        "{'resourceType':'Observation','status':'final','code':{'text':'x'},'valueQuantity':{'value':1,'_value':{'extension':"
            + "[{'url':'http://hl7.org/fhir/StructureDefinition/quantity-precision','valueInteger':1}]},"
            + "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/iso21090-uncertainty','valueDecimal':1}]}}",
        "{'resourceType':'Questionnaire','status':'draft','item':[{'linkId':'1','type':'group','text':'x','item':[{'linkId':'2','type':'integer','text':'x',"
            + "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/questionnaire-unit','valueCoding':{'display':'x'}}]}]}]}",
        "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'http://x.org/Patient/1','resource':{'resourceType':'Patient','id':'1'}}]}",
        "{'resourceType':'Bundle','type':'transaction','entry':[{'resource':{'resourceType':'Patient','gender':'male'},'request':{'method':'POST','url':'Patient'}}]}",
        "{'resourceType':'Observation','status':'final','code':{'text':'x'},'valueRange':{'low':{'value':1,'system':'http://unitsofmeasure.org','code':'mg'},'high':{'value':1,'system':'http://unitsofmeasure.org','code':'g'}}}",
        "{'resourceType':'Patient','text':{'status':'generated','div':'<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>'}}",
        "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'http://x.org/q|1.0'}",
        "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'urn:oid:1.2.3'}",
        "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':'#q','contained':[{'resourceType':'Questionnaire','id':'q','status':'draft'}]}",
        "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'urn:uuid:8b0cbd66-c0f4-4b2b-8d4c-1a8a3ea7a8b5','resource':{'resourceType':'Patient'}}]}"
      })
  void whatR4AllowsIsNoFault(String json) {
    assertThat(errors(json.replace('\'', '"'))).isEmpty();
  }

  @Test
  void aReferenceByIdentifierAloneIsNoLocalReference() {
    String json =
        """
        {"resourceType": "Patient", "managingOrganization": {"identifier": {"value": "x"}}}
        """;
    assertThat(errors(json)).isEmpty();
  }

  /** A bundle looks references up by type and id, by URL, or by search. */
  @ParameterizedTest
  @CsvSource({
    "Patient/1, true",
    "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0, true",
    "Patient?identifier=x, true",
    "x, false"
  })
  void aRelativeReferenceWithinABundleNamesTypeAndId(String reference, boolean valid) {
    String bundle =
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"fullUrl": "http://example.org/Observation/1", "resource":
            {"resourceType": "Observation", "id": "1", "status": "final", "code": {"text": "x"},
             "subject": {"reference": "%s"}}}]}
        """;
    List<String> errors = errors(bundle.formatted(reference));
    assertThat(errors)
        .isEqualTo(valid ? List.of() : List.of("REFERENCE Bundle.entry[0].resource.subject"));
  }

  @ParameterizedTest
  @CsvSource({"ng/mL, true", "ngml, false", "10*9/L, true", "uCi, true", "MBq.h, true"})
  void aUnitOfUcumIsParsed(String unit, boolean valid) throws IOException {
    JsonNode observation =
        MAPPER.readTree(
            """
            {"resourceType": "Observation", "status": "final", "code": {"text": "x"},
             "valueQuantity": {"value": 1, "system": "http://unitsofmeasure.org"}}
            """);
    ((com.fasterxml.jackson.databind.node.ObjectNode) observation.get("valueQuantity"))
        .put("code", unit);
    assertThat(errors(observation.toString()).isEmpty()).isEqualTo(valid);
  }

  @Test
  void aHostileDocumentEnds() {
    String deep = "{\"resourceType\":\"Patient\",\"extension\":[{\"url\":\"http://e\",";
    StringBuilder json = new StringBuilder(deep);
    json.append("\"extension\":[{\"url\":\"e\",".repeat(300));
    json.append("\"valueBoolean\":true");
    json.append("}]".repeat(300)).append("}]}");
    assertThat(errors(json.toString())).isNotEmpty();
  }
}
