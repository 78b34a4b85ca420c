package org.therafed.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DataSetReader;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.StoreHandler;
import org.therafed.dicom.net.StoreOutcome;

class StowReceiverTest {
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final String TYPE =
      "multipart/related; type=\"application/dicom\"; boundary=\"b\"";

  private final List<String> stored = new ArrayList<>();
  private final StoreHandler handler =
      request -> {
        DataSet set =
            DataSetReader.read(
                request.dataset().readAllBytes(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        stored.add(set.string(Tag.SOPInstanceUID).orElseThrow());
        return StoreOutcome.SUCCESS;
      };

  private static byte[] file(String instance, TransferSyntax syntax) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DataSet set =
        new DataSet()
            .put(Tag.SOPClassUID, VR.UI, CT)
            .put(Tag.SOPInstanceUID, VR.UI, instance)
            .put(Tag.PatientID, VR.LO, "42");
    Part10Writer.write(set, syntax, out);
    return out.toByteArray();
  }

  private static byte[] file(String instance) throws IOException {
    return file(instance, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
  }

  private static byte[] body(byte[]... files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] file : files) {
      out.writeBytes(
          "\r\n--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(file);
    }
    out.writeBytes("\r\n--b--".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private StowResponse receive(StoreHandler to, byte[] body) throws IOException {
    return new StowReceiver(to, MultipartLimits.DEFAULT)
        .receive(TYPE, new ByteArrayInputStream(body), "test");
  }

  @Test
  void everyObjectIsStoredAndNamedInTheResponse() throws IOException {
    StowResponse response = receive(handler, body(file("2.25.1"), file("2.25.2")));

    assertThat(response.httpStatus()).isEqualTo(200);
    assertThat(stored).containsExactly("2.25.1", "2.25.2");
    DataSet answer = DicomJson.read(response.json());
    assertThat(answer.items(Tag.ReferencedSOPSequence))
        .extracting(item -> item.string(Tag.ReferencedSOPInstanceUID).orElseThrow())
        .containsExactly("2.25.1", "2.25.2");
    assertThat(answer.contains(Tag.FailedSOPSequence)).isFalse();
  }

  @Test
  void brokenObjectsFailAloneEachWithItsReason() throws IOException {
    byte[] cut = file("2.25.2");
    cut = java.util.Arrays.copyOf(cut, cut.length - 1);
    byte[] noPart10 = "no part 10".getBytes(StandardCharsets.US_ASCII);

    StowResponse response = receive(handler, body(file("2.25.1"), cut, noPart10, file("2.25.3")));

    assertThat(response.httpStatus()).isEqualTo(202);
    assertThat(stored).containsExactly("2.25.1", "2.25.3");
    DataSet failed = response.dataSet().item(Tag.FailedSOPSequence).orElseThrow();
    assertThat(failed.string(Tag.ReferencedSOPInstanceUID)).contains("2.25.2");
    assertThat(failed.integer(Tag.FailureReason)).hasValue(0xC000);
    assertThat(response.dataSet().items(Tag.OtherFailuresSequence))
        .singleElement()
        .satisfies(item -> assertThat(item.integer(Tag.FailureReason)).hasValue(0xC000));
  }

  @Test
  void statusSaysWhetherNoneWasStoredAndWhy() throws IOException {
    byte[] one = body(file("2.25.1"));

    assertThat(receive(request -> StoreOutcome.mismatch("no"), one).httpStatus()).isEqualTo(409);
    assertThat(
            receive(
                    request -> {
                      throw new IOException("disk full");
                    },
                    one)
                .httpStatus())
        .isEqualTo(503);
    assertThat(receive(request -> new StoreOutcome(0xB000, "coerced"), one))
        .satisfies(
            response -> {
              assertThat(response.httpStatus()).isEqualTo(202);
              assertThat(
                      response
                          .dataSet()
                          .item(Tag.ReferencedSOPSequence)
                          .orElseThrow()
                          .integer(Tag.WarningReason))
                  .hasValue(0xB000);
            });
    assertThat(receive(handler, body()).httpStatus()).isEqualTo(400);
  }

  @Test
  void unknownTransferSyntaxIsRefusedBeforeTheHandler() throws IOException {
    byte[] file = file("2.25.1");
    String text = new String(file, StandardCharsets.ISO_8859_1);
    // Of the same length: 1.2.840.10008.1.2.1 becomes an unregistered one.
    byte[] other =
        text.replace("1.2.840.10008.1.2.1", "1.2.840.10008.1.9.9")
            .getBytes(StandardCharsets.ISO_8859_1);

    StowResponse response = receive(handler, body(other));

    assertThat(response.httpStatus()).isEqualTo(409);
    assertThat(
            response.dataSet().item(Tag.FailedSOPSequence).orElseThrow().integer(Tag.FailureReason))
        .hasValue(0xC122);
    assertThat(stored).isEmpty();
  }

  @Test
  void bodyThatBreaksOffKeepsWhatCameWhole() throws IOException {
    byte[] body = body(file("2.25.1"), file("2.25.2"));

    StowResponse response = receive(handler, java.util.Arrays.copyOf(body, body.length - 60));

    assertThat(response.httpStatus()).isEqualTo(202);
    assertThat(stored).containsExactly("2.25.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/dicom",
        "multipart/form-data; boundary=b",
        "multipart/related; type=\"application/dicom+json\"; boundary=b",
        ""
      })
  void otherMediaTypesAreNotSupported(String type) throws IOException {
    StowResponse response =
        new StowReceiver(handler, MultipartLimits.DEFAULT)
            .receive(type, new ByteArrayInputStream(body(file("2.25.1"))), "test");

    assertThat(response.httpStatus()).isEqualTo(415);
  }

  @Test
  void bodyWithoutUsableBoundaryIsABadRequest() throws IOException {
    StowResponse response =
        new StowReceiver(handler, MultipartLimits.DEFAULT)
            .receive(
                "multipart/related; type=\"application/dicom\"",
                new ByteArrayInputStream(body(file("2.25.1"))),
                "test");

    assertThat(response.httpStatus()).isEqualTo(400);
  }

  @Test
  void whatTheHandlerDoesNotGetToSeeIsTold() throws IOException {
    List<String> told = new ArrayList<>();
    StowReceiver receiver = new StowReceiver(handler, told::add, MultipartLimits.DEFAULT);
    byte[] letter = "a letter".getBytes(StandardCharsets.US_ASCII);
    byte[] whole = body(file("2.25.1"), letter, file("2.25.2"));
    assertThat(receiver.receive(TYPE, new ByteArrayInputStream(whole), "test").httpStatus())
        .isEqualTo(202);
    assertThat(told).singleElement().asString().startsWith("DCM-IO-001");
    assertThat(stored).containsExactly("2.25.1", "2.25.2");

    told.clear();
    receiver.receive(TYPE, new ByteArrayInputStream(letter), "test");
    assertThat(told).singleElement().asString().startsWith("DCM-WEB-001");
  }
}
