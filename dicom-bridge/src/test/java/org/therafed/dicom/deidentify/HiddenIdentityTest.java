package org.therafed.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.TransferSyntax;

/** Identity in places that are kept because they usually hold something else. */
class HiddenIdentityTest {
  private static final Keys KEYS = Keys.of(new byte[32]);
  private static final int ETHNIC_GROUPS = 0x00102162;
  private static final int OVERLAY = 0x60000000;

  private static DataSet image(String name) {
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.128")
        .put(Tag.SOPInstanceUID, VR.UI, "1.2.3")
        .put(Tag.Modality, VR.CS, "PT")
        .put(Tag.StudyDate, VR.DA, "20200228")
        .put(Tag.PatientName, VR.PN, name)
        .put(Tag.PatientID, VR.LO, "4711");
  }

  private static DataSet treated(DataSet set, Policy policy) {
    return Deidentifier.with(policy, KEYS).deidentify(set).dataSet();
  }

  @Test
  void characteristicOfAnyTextualFormIsNoRemark() {
    DataSet set =
        image("Schmidt^Hans")
            .put(ETHNIC_GROUPS, VR.UC, "lives with Klara Braun")
            .put(0x00100047, VR.UR, "https://example.org/Hans.Schmidt");
    DataSet out = treated(set, Policy.research());
    assertThat(out.strings(ETHNIC_GROUPS).toString()).doesNotContain("Klara");
    assertThat(out.string(0x00100047).orElse("")).doesNotContain("Hans");
  }

  @ParameterizedTest
  @CsvSource({
    "Ma^An=王^小东, CT Ma An chest, Ma",
    "Ma^An=王^小东, chest 王小东房, 小东",
    "Müller^Hans, MUELLER chest, MUELLER",
    "Mueller^Hans, Müller chest, Müller",
    "Mustermann^Erika, ErikaMustermann, Mustermann",
  })
  void deviceAndDescriptionThatRepeatThePatientAreNotKept(String name, String text, String part) {
    Policy policy = Policy.research().with(Option.RETAIN_DEVICE_IDENTITY);
    DataSet set =
        image(name).put(Tag.StationName, VR.SH, text).put(Tag.StudyDescription, VR.LO, text);
    DataSet out = treated(set, policy);
    assertThat(out.string(Tag.StationName).orElse("")).doesNotContain(part);
    assertThat(out.string(Tag.StudyDescription).orElse("")).doesNotContain(part);
  }

  @Test
  void deviceThatRepeatsNobodyIsKept() {
    DataSet set = image("Ma^An=王^小东").put(Tag.StationName, VR.SH, "PETCT1");
    DataSet out = treated(set, Policy.research().with(Option.RETAIN_DEVICE_IDENTITY));
    assertThat(out.string(Tag.StationName)).contains("PETCT1");
  }

  @Test
  void timeZoneIsNoText() {
    Policy policy =
        Policy.research().without(Option.RETAIN_MODIFIED_DATES).with(Option.RETAIN_FULL_DATES);
    DataSet named = image("Schmidt^Hans").put(Tag.TimezoneOffsetFromUTC, VR.SH, "Braun Klara");
    assertThat(treated(named, policy).string(Tag.TimezoneOffsetFromUTC).orElse("")).isEmpty();
    DataSet offset = image("Schmidt^Hans").put(Tag.TimezoneOffsetFromUTC, VR.SH, "+0800");
    assertThat(treated(offset, policy).string(Tag.TimezoneOffsetFromUTC)).contains("+0800");
  }

  @Test
  void fragmentsOfANativeTransferSyntaxRefuseTheFile() {
    BulkData text = BulkData.of("SchmidtHans".getBytes(StandardCharsets.US_ASCII));
    DataSet set = image("Schmidt^Hans");
    set.put(new Element(Tag.PixelData, VR.OB, new Value.Fragments(List.of(text))));
    DicomFile file =
        new DicomFile(null, new DataSet(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, set, 0);
    assertThatThrownBy(() -> Deidentifier.with(Policy.basic(), KEYS).deidentify(file))
        .isInstanceOf(DicomFault.class)
        .hasMessageContaining("not encapsulated");
  }

  @Test
  void overlayIsKeptOnlyAsSoManyBitsAsItHas() {
    assertThat(treated(overlaid(2), Policy.research()).contains(OVERLAY | 0x3000)).isTrue();
    assertThat(treated(overlaid(400), Policy.research()).contains(OVERLAY | 0x3000)).isFalse();
    DataSet nested = image("Schmidt^Hans").putItems(Tag.ReferencedImageSequence, overlaid(2));
    assertThat(
            treated(nested, Policy.research())
                .item(Tag.ReferencedImageSequence)
                .orElseThrow()
                .contains(OVERLAY | 0x3000))
        .isFalse();
  }

  private static DataSet overlaid(int bytes) {
    return image("Schmidt^Hans")
        .put(OVERLAY | 0x0040, VR.CS, "R")
        .put(OVERLAY | 0x0010, VR.US, 4)
        .put(OVERLAY | 0x0011, VR.US, 4)
        .putBytes(OVERLAY | 0x3000, VR.OW, new byte[bytes]);
  }

  @Test
  void largeColourProfileIsNotTakenOnTrust() {
    DataSet set = image("Schmidt^Hans");
    BulkData text = BulkData.of("Schmidt Hans ".repeat(6000).getBytes(StandardCharsets.US_ASCII));
    set.put(new Element(Tag.ICCProfile, VR.OB, new Value.Bulk(text)));
    assertThat(treated(set, Policy.basic()).contains(Tag.ICCProfile)).isFalse();
  }
}
