package org.therafed.dicom.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.therafed.dicom.Shared;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

class DicomJsonTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode tree(DataSet set) throws IOException {
    return MAPPER.readTree(DicomJson.toBytes(set));
  }

  private static DataSet read(String json) {
    return DicomJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachRepresentationHasItsJsonForm() throws IOException {
    DataSet set =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
            .put(Tag.PatientName, VR.PN, "Wang^XiaoDong=王^小东")
            .put(Tag.PatientWeight, VR.DS, "82.50")
            .put(Tag.SeriesNumber, VR.IS, "+3")
            .put(Tag.ImageType, VR.CS, "ORIGINAL", "", "AXIAL")
            .put(Tag.Rows, VR.US, 512)
            .put(Tag.FrameIncrementPointer, VR.AT, 0x00181063)
            .put(Tag.SelectorUVValue, VR.UV, "18446744073709551615")
            .put(Tag.ExaminedBodyThickness, VR.FL, Float.NaN)
            .putItems(Tag.ReferencedSeriesSequence, new DataSet().put(Tag.PatientID, VR.LO, "x"));

    assertThat(tree(set))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},
                 "00080008":{"vr":"CS","Value":["ORIGINAL",null,"AXIAL"]},
                 "00081115":{"vr":"SQ","Value":[{"00100020":{"vr":"LO","Value":["x"]}}]},
                 "00100010":{"vr":"PN",
                   "Value":[{"Alphabetic":"Wang^XiaoDong","Ideographic":"王^小东"}]},
                 "00101030":{"vr":"DS","Value":[82.50]},
                 "00109431":{"vr":"FL","Value":["NaN"]},
                 "00200011":{"vr":"IS","Value":["+3"]},
                 "00280009":{"vr":"AT","Value":["00181063"]},
                 "00280010":{"vr":"US","Value":[512]},
                 "00720083":{"vr":"UV","Value":["18446744073709551615"]}}
                """));
    assertThat(DataSetWriter.toBytes(DicomJson.read(DicomJson.toBytes(set)), syntax()))
        .isEqualTo(DataSetWriter.toBytes(set, syntax()));
  }

  private static TransferSyntax syntax() {
    return TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
  }

  @Test
  void jsonOfEveryFileReadsBackToTheSameJson() throws IOException {
    Path folder = Shared.folder();
    int compared = 0;
    for (Expectation row : Expectation.read(folder.resolve("EXPECTED.csv"))) {
      if (row.verdict().equals("parse")) {
        DataSet set = Part10Reader.read(folder.resolve(row.file())).dataSet();
        byte[] once = json(set);
        assertThat(json(DicomJson.read(once))).as(row.file()).isEqualTo(once);
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  private static byte[] json(DataSet set) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomJson.write(set, out, path -> "bulk/" + path);
    return out.toByteArray();
  }

  @Test
  void foreignJsonReadsAndWritesBackTheSameTree() throws IOException {
    byte[] bytes = Files.readAllBytes(Shared.file("json/test1.json"));
    ObjectNode expected = (ObjectNode) MAPPER.readTree(bytes);

    JsonNode found = tree(DicomJson.read(bytes));

    Iterator<String> names = expected.fieldNames();
    int compared = 0;
    while (names.hasNext()) {
      String name = names.next();
      assertThat(found.path(name).path("vr")).as(name).isEqualTo(expected.get(name).get("vr"));
      assertThat(found.path(name).path("BulkDataURI"))
          .as(name)
          .isEqualTo(expected.get(name).path("BulkDataURI"));
      compared++;
    }
    assertThat(compared).isEqualTo(found.size()).isGreaterThan(50);
  }

  @Test
  void bulkDataUriNamesTheValueByItsPath() throws IOException {
    DataSet icon = new DataSet().putBulk(Tag.PixelData, VR.OW, BulkData.of(new byte[] {1, 2}));
    DataSet set = new DataSet().putItems(Tag.IconImageSequence, new DataSet(), icon);

    JsonNode json = MAPPER.readTree(json(set));

    assertThat(json.at("/00880200/Value/1/7FE00010/BulkDataURI").asText())
        .isEqualTo("bulk/00880200/1/7FE00010");
  }

  @Test
  void textBeyondAsciiMakesTheDataSetUtf8() {
    DataSet set =
        read(
            """
            {"00081115":{"vr":"SQ","Value":[{"00100010":{"vr":"PN",
              "Value":[{"Alphabetic":"Müller^José"}]}}]}}
            """);

    assertThat(set.charset()).isEqualTo(SpecificCharacterSet.UTF_8);
    assertThat(set.items(Tag.ReferencedSeriesSequence).get(0).string(Tag.PatientName))
        .contains("Müller^José");
  }

  @Test
  void characterSetThatIsEmptyOrNotUnicodeDoesNotSpoilTheText() {
    DataSet set =
        read(
            """
            {"00081115":{"vr":"SQ","Value":[
               {"00100010":{"vr":"PN","Value":[{"Alphabetic":"Müller"}]},
                "00080005":{"vr":"CS"}},
               {"00080005":{"vr":"CS","InlineBinary":"SVNPX0lSIDEwMA=="},
                "00100010":{"vr":"PN","Value":[{"Alphabetic":"José"}]}},
               {"00080005":{"vr":"CS"},"00100020":{"vr":"LO","Value":["plain"]}}]},
             "00080005":{"vr":"CS"}}
            """);

    assertThat(set.items(Tag.ReferencedSeriesSequence))
        .extracting(item -> item.string(Tag.PatientName).orElse(""))
        .containsExactly("Müller", "José", "");
    assertThat(set.items(Tag.ReferencedSeriesSequence).get(2).strings(Tag.SpecificCharacterSet))
        .isEmpty();
    assertThat(set.charset()).isEqualTo(SpecificCharacterSet.DEFAULT);
  }

  @Test
  void latinTextIsWrittenAsUnicode() throws IOException {
    DataSet set =
        new DataSet()
            .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100")
            .put(Tag.PatientName, VR.PN, "Buc^Jérôme");

    JsonNode json = tree(set);

    assertThat(json.at("/00100010/Value/0/Alphabetic").asText()).isEqualTo("Buc^Jérôme");
    assertThat(json.at("/00080005/Value/0").asText()).isEqualTo("ISO_IR 192");
  }

  @Test
  void deepNestingGoesBothWays() {
    DataSet set = new DataSet().put(Tag.PatientID, VR.LO, "deep");
    for (int i = 0; i < 20_000; i++) {
      set = new DataSet().putItems(Tag.ReferencedSeriesSequence, set);
    }

    DataSet back = DicomJson.read(DicomJson.toBytes(set));

    int depth = 0;
    while (back.item(Tag.ReferencedSeriesSequence).isPresent()) {
      back = back.item(Tag.ReferencedSeriesSequence).get();
      depth++;
    }
    assertThat(depth).isEqualTo(20_000);
    assertThat(back.string(Tag.PatientID)).contains("deep");
  }

  @Test
  void whatIsNoDicomJsonIsRefusedWithoutQuotingIt() {
    for (String text :
        new String[] {
          "",
          "[]",
          "{\"PatientName\":{}}",
          "{\"00100010\":{\"vr\":\"XX\"}}",
          "{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Secret\":\"Doe\"}]}}",
          "{\"00100020\":{\"vr\":\"LO\",\"Value\":[{\"00100010\":{\"vr\":\"PN\"}}]}}",
          "{\"00100020\":{\"Value\":[\"Doe\"]}}",
          "{\"00081115\":{\"vr\":\"SQ\",\"Value\":[\"Doe\"]}}",
          "{\"00081115\":{\"vr\":\"SQ\",\"InlineBinary\":\"Doe=\"}}",
          "{\"00100020\":{\"Value\":[{\"Alphabetic\":\"Doe\"}],\"vr\":\"LO\"}}",
          "{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"Doe王\"]}}",
          "{\"00280010\":{\"vr\":\"US\",\"Value\":[\"Doe\"]}}",
          "{\"00280010\":{\"vr\":\"US\",\"Value\":[70000]}}",
          "{\"7FE00010\":{\"vr\":\"OW\",\"InlineBinary\":\"Doe!\"}}",
          "{\"00280010\":{\"vr\":\"US\",\"Value\":[5],\"Value\":[6]}}",
          "{\"00100020\":{\"vr\":\"LO\",\"Value\":[],\"Value\":[\"Doe\"]}}",
          "{\"7FE00010\":{\"vr\":\"OB\",\"InlineBinary\":\"QQ==\",\"InlineBinary\":\"Qg==\"}}",
          "{\"7FE00010\":{\"vr\":\"OB\",\"InlineBinary\":\"QQ==\",\"BulkDataURI\":\"x\"}}",
          "{\"00100010\":{\"vr\":\"PN\"",
        }) {
      assertThatThrownBy(() -> read(text))
          .as(text)
          .isInstanceOf(DicomFault.class)
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Doe", "Secret"));
    }
  }

  @Test
  void membersMayComeInAnyOrder() {
    DataSet set =
        read(
            """
            {"00081115":{"Value":[{"00100010":{
                "Value":[{"Alphabetic":"A^B"},{},{"Phonetic":"C"}],"vr":"PN"}},{}],"vr":"SQ"},
             "00100020":{"Value":["7"],"vr":"LO"},
             "00280010":{"Value":[512],"vr":"US"},
             "7FE00010":{"InlineBinary":"AQI=","vr":"OB"}}
            """);

    assertThat(set.items(Tag.ReferencedSeriesSequence)).hasSize(2);
    assertThat(set.items(Tag.ReferencedSeriesSequence).get(0).strings(Tag.PatientName))
        .containsExactly("A^B", "", "==C");
    assertThat(set.string(Tag.PatientID)).contains("7");
    assertThat(set.integer(Tag.Rows)).hasValue(512);
    assertThat(set.bulk(Tag.PixelData).orElseThrow().bytes(9)).containsExactly(1, 2);
  }

  @Test
  void anArrayOfDataSetsIsRead() {
    byte[] two = "[{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"7\"]}},{}]".getBytes(UTF_8);

    assertThat(DicomJson.readAll(new ByteArrayInputStream(two), path -> path)).hasSize(2);
    assertThat(DicomJson.readAll(new ByteArrayInputStream("[]".getBytes(UTF_8)), path -> path))
        .isEmpty();
    assertThat(DicomJson.readAll(new ByteArrayInputStream("{}".getBytes(UTF_8)), path -> path))
        .hasSize(1);
    assertThatThrownBy(
            () -> DicomJson.readAll(new ByteArrayInputStream("[[]]".getBytes(UTF_8)), p -> p))
        .isInstanceOf(DicomFault.class);
  }

  @Test
  void bytesBeyondAsciiInACodeStringSurviveBothWays() {
    DataSet set = new DataSet().putBytes(Tag.Modality, VR.CS, new byte[] {'P', (byte) 0xC9});

    assertThat(DataSetWriter.toBytes(DicomJson.read(DicomJson.toBytes(set)), syntax()))
        .isEqualTo(DataSetWriter.toBytes(set, syntax()));
  }

  @Test
  void resolverGivesTheBulkDataOfItsUri() throws IOException {
    BulkDataUris stored =
        new BulkDataUris() {
          @Override
          public String uri(String path) {
            return "file:" + path;
          }

          @Override
          public BulkData resolve(String uri) {
            return BulkData.of(uri.getBytes(UTF_8));
          }
        };
    DataSet set = new DataSet().putBulk(Tag.PixelData, VR.OB, BulkData.of(new byte[] {1, 2}));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomJson.write(set, out, stored);

    DataSet back = DicomJson.read(new ByteArrayInputStream(out.toByteArray()), stored);

    assertThat(back.bulk(Tag.PixelData).orElseThrow().bytes(99))
        .isEqualTo("file:7FE00010".getBytes(UTF_8));
  }

  @Test
  void encapsulatedPixelsHaveNoInlineForm() {
    DataSet set = Part10Reader.read(Shared.file("ts/MR_small_RLE.dcm")).dataSet();

    assertThatThrownBy(() -> DicomJson.toBytes(set))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.NOT_ENCODABLE));
  }

  @Test
  void namesOfNestedBulkDataAreBounded() {
    DataSet inner = new DataSet();
    for (int i = 0; i < 3000; i++) {
      inner.put(new Element(0x00091000 + i, VR.OB, new Value.Fragments(List.of())));
    }
    for (int i = 0; i < 1000; i++) {
      inner = new DataSet().putItems(Tag.ContentSequence, inner);
    }
    DataSet deep = inner;

    assertThatThrownBy(
            () -> DicomJson.write(deep, OutputStream.nullOutputStream(), path -> "b/" + path))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.VALUE_TOO_LARGE));
  }
}
