package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.dicom.Shared;
import org.therafed.dicom.Tools;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Our DICOM JSON against the one of DCMTK's dcm2json, file by file and element by element. */
class JsonAgainstDcmtkTest {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(20_000)
                .maxStringLength(64 << 20)
                .build());
  }

  @TempDir Path folder;

  @Test
  void everyDifferenceFromDcm2jsonHasItsReason() throws Exception {
    Tools.need("dcm2json", "dcmtk");
    Path files = Shared.folder();
    Map<JsonDifference.Reason, Integer> reasons = new EnumMap<>(JsonDifference.Reason.class);
    List<String> unjustified = new ArrayList<>();
    int compared = 0;
    int equal = 0;
    int refused = 0;
    for (Expectation row : Expectation.read(files.resolve("EXPECTED.csv"))) {
      Path file = files.resolve(row.file());
      if (row.verdict().equals("parse")) {
        Optional<JsonNode> tree = dcm2json(file);
        if (tree.isPresent()) {
          compared++;
          List<JsonDifference> differences =
              JsonDifference.between(MAPPER.readTree(json(file)), tree.get());
          equal += differences.isEmpty() ? 1 : 0;
          for (JsonDifference difference : differences) {
            if (difference.reason() == null) {
              unjustified.add(row.file() + " " + difference.path());
            } else {
              reasons.merge(difference.reason(), 1, Integer::sum);
            }
          }
        } else {
          refused++;
        }
      }
    }
    System.out.printf(
        "JSON against dcm2json: %d files compared, %d equal, %d that dcm2json cannot write;"
            + " justified differences %s%n",
        compared, equal, refused, reasons);
    assertThat(unjustified).isEmpty();
    assertThat(compared).isPositive();
  }

  @Test
  void sequenceUnderUnknownRepresentationIsJustified() throws Exception {
    Tools.need("dcm2json", "dcmtk");
    DataSet item = new DataSet().put(Tag.CodeValue, VR.SH, "T-1");
    Value items = new Value.Items(List.of(item), false);
    DataSet set =
        new DataSet()
            .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.7")
            .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
            .put(new Element(Tag.AnatomicRegionSequence, VR.UN, items));
    Path file = folder.resolve("un.dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      Part10Writer.write(set, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
    }

    JsonNode ours = MAPPER.readTree(json(file));
    assertThat(ours.at("/00082218/vr").asText()).isEqualTo("SQ");
    assertThat(JsonDifference.between(ours, dcm2json(file).orElseThrow()))
        .containsExactly(new JsonDifference("00082218", JsonDifference.Reason.UNKNOWN_SEQUENCE));
  }

  /** Empty where dcm2json refuses the file, or writes what is no JSON in UTF-8. */
  private Optional<JsonNode> dcm2json(Path file) throws IOException, InterruptedException {
    Path json = folder.resolve("dcm2json.json");
    Tools.Outcome outcome =
        Tools.run(folder, "dcm2json", "-fc", "-ee", file.toString(), json.toString());
    try {
      return outcome.exit() == 0
          ? Optional.of(MAPPER.readTree(Files.readAllBytes(json)))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static byte[] json(Path file) throws IOException {
    DataSet set = Part10Reader.read(file).dataSet();
    boolean encapsulated =
        set.element(Tag.PixelData)
            .filter(element -> element.value() instanceof Value.Fragments)
            .isPresent();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (encapsulated) {
      DicomJson.write(set, out, path -> path);
    } else {
      DicomJson.write(set, out);
    }
    return out.toByteArray();
  }
}
