package org.therafed.profiles.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.profiles.terminology.CodeSet;
import org.therafed.profiles.terminology.CodeSets;
import org.therafed.profiles.terminology.Systems;

/**
 * The codes of others' code systems that the code sets list, as fragments: a validator without a
 * terminology server knows by them that a code exists. FHIR R4 and SNOMED CT stand elsewhere.
 */
final class Fragments {
  /** A code system of another body. */
  private record Other(String id, String url, Bilingual title, String copyright) {}

  private static final List<Other> OTHERS =
      List.of(
          new Other(
              "fragment-loinc",
              Systems.LOINC,
              new Bilingual("LOINC codes of the registry", "登记库使用的 LOINC 代码"),
              "This material contains content from LOINC (http://loinc.org). LOINC is copyright"
                  + " Regenstrief Institute, Inc. and the LOINC Committee and is available at no"
                  + " cost under the license at http://loinc.org/license."),
          new Other(
              "fragment-dcm",
              Systems.DCM,
              new Bilingual("DICOM codes of the registry", "登记库使用的 DICOM 代码"),
              "Codes of DICOM PS3.16, copyright National Electrical Manufacturers Association."),
          new Other(
              "fragment-ncit",
              Systems.NCIT,
              new Bilingual("NCI Thesaurus codes of the registry", "登记库使用的 NCI 叙词表代码"),
              "Codes of the NCI Thesaurus, US National Cancer Institute."));

  private Fragments() {}

  static List<ObjectNode> all(Heading heading) {
    return OTHERS.stream().map(other -> fragment(heading, other)).toList();
  }

  private static ObjectNode fragment(Heading heading, Other other) {
    Map<String, String> codes = new TreeMap<>();
    for (CodeSet set : CodeSets.standard().all()) {
      // One code may stand in two sets under two texts: the first set's in the order of names.
      set.listed().getOrDefault(other.url(), Map.of()).forEach(codes::putIfAbsent);
    }
    ObjectNode resource = heading.of("CodeSystem", other.id(), other.title());
    resource.put("url", other.url()).remove("version");
    resource.put("copyright", other.copyright());
    resource.put("caseSensitive", true).put("content", "fragment");
    ArrayNode concepts = resource.putArray("concept");
    codes.forEach((code, text) -> concepts.addObject().put("code", code).put("display", text));
    return resource;
  }
}
