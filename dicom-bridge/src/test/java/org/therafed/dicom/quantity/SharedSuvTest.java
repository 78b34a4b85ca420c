package org.therafed.dicom.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Reader;

/** Published SUV factors: {@code suv/EXPECTED.json} of the shared folder, whatever it lists. */
class SharedSuvTest {
  private static final double TOLERANCE = 1e-6;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void factorsEqualThePublishedOnes() throws IOException {
    Path folder = Shared.file("suv/EXPECTED.json").getParent();
    JsonNode expected = JSON.readTree(Files.readAllBytes(folder.resolve("EXPECTED.json")));
    int checked = 0;
    for (Map.Entry<String, JsonNode> one : fields(expected.path("json_cases"))) {
      check(one.getKey(), one.getValue(), instances(folder.resolve(one.getKey())));
      checked++;
    }
    for (Map.Entry<String, JsonNode> one : fields(expected.path("synthetic_cases"))) {
      DataSet header = Part10Reader.readHeader(folder.resolve(one.getKey())).dataSet();
      check(one.getKey(), one.getValue().path("factor"), List.of(header));
      checked++;
    }
    assertThat(checked).isPositive();
    System.out.println("SUV factors: " + checked + " cases equal suv/EXPECTED.json");
  }

  private static void check(String name, JsonNode factor, List<DataSet> series) {
    SuvResult result = Suv.factor(series, SuvType.BW);
    if (factor.isNull()) {
      assertThat(result).as(name).isInstanceOf(SuvRefused.class);
      return;
    }
    assertThat(result).as(name).isInstanceOf(SuvFactor.class);
    assertThat(((SuvFactor) result).value())
        .as(name)
        .isCloseTo(factor.doubleValue(), within(factor.doubleValue() * TOLERANCE));
  }

  private static List<Map.Entry<String, JsonNode>> fields(JsonNode node) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    Iterator<Map.Entry<String, JsonNode>> each = node.properties().iterator();
    each.forEachRemaining(fields::add);
    return fields;
  }

  private static List<DataSet> instances(Path file) throws IOException {
    List<DataSet> series = new ArrayList<>();
    for (JsonNode instance : JSON.readTree(Files.readAllBytes(file))) {
      series.add(header(instance));
    }
    return series;
  }

  /** Attributes of the injection lie flat in these files, private ones under names of their own. */
  private static DataSet header(JsonNode instance) {
    DataSet header = new DataSet().put(Tag.SOPClassUID, VR.UI, PetImages.PET);
    DataSet injection = new DataSet();
    for (Map.Entry<String, JsonNode> field : fields(instance)) {
      switch (field.getKey()) {
        case "PhilipsPETPrivateGroup" -> philips(header, field.getValue());
        case "GEPrivatePostInjectionDateTime" ->
            header
                .put(0x00090010, VR.LO, "GEMS_PETD_01")
                .put(0x0009100D, VR.DT, field.getValue().asText().trim());
        default -> {
          int tag = Dictionary.tag(field.getKey()).orElseThrow();
          boolean ofInjection =
              tag >>> 16 == 0x0018 && (tag & 0xFFFF) >= 0x1071 && (tag & 0xFFFF) <= 0x1079;
          (ofInjection ? injection : header).put(tag, Dictionary.vr(tag), texts(field.getValue()));
        }
      }
    }
    return header.putItems(Tag.RadiopharmaceuticalInformationSequence, injection);
  }

  private static void philips(DataSet header, JsonNode group) {
    header.put(0x70530010, VR.LO, "Philips PET Private Group");
    if (group.has("SUVScaleFactor")) {
      header.put(0x70531000, VR.DS, group.path("SUVScaleFactor").asText().trim());
    }
    if (group.has("ActivityConcentrationScaleFactor")) {
      header.put(0x70531009, VR.DS, group.path("ActivityConcentrationScaleFactor").asText().trim());
    }
  }

  private static String[] texts(JsonNode value) {
    if (!value.isArray()) {
      return new String[] {value.asText().trim()};
    }
    List<String> texts = new ArrayList<>();
    value.forEach(each -> texts.add(each.asText()));
    return texts.toArray(new String[0]);
  }
}
