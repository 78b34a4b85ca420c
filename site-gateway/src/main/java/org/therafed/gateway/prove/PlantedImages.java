package org.therafed.gateway.prove;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.gateway.prove.PlantedPerson.Item;

/** DICOM over DIMSE: the header of one CT image a person. */
final class PlantedImages implements Planting {

  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  /** Retired, and still sent. */
  private static final int OTHER_PATIENT_IDS = 0x00101000;

  private static final int PRIVATE_CREATOR = 0x00290010;
  private static final int PRIVATE_TEXT = 0x00291001;

  private final String calledAe;
  private final String callingAe;

  /**
   * A sender that the gateway takes.
   *
   * @param calledAe the gateway's title
   * @param callingAe title of the sender
   */
  PlantedImages(String calledAe, String callingAe) {
    this.calledAe = calledAe;
    this.callingAe = callingAe;
  }

  @Override
  public String name() {
    return "dimse";
  }

  @Override
  public void plant(List<PlantedPerson> people, SecondGateway gateway, Handed handed)
      throws IOException {
    Path folder = Files.createTempDirectory("therafed-proof-images");
    List<Path> files = new ArrayList<>();
    try {
      for (PlantedPerson person : people) {
        Path file = folder.resolve(files.size() + ".dcm");
        files.add(file);
        try (OutputStream out = Files.newOutputStream(file)) {
          Part10Writer.write(header(person), TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
        }
        handed.sent(Files.readAllBytes(file));
      }
      try (DicomClient client =
          DicomClient.connect(
              "127.0.0.1",
              gateway.ports().dicom(),
              callingAe,
              calledAe,
              DicomClient.contextsFor(files).toArray(PresentationContext[]::new))) {
        client.store(files).forEach(answer -> handed.answered(answer.toString()));
      }
    } catch (DicomFault e) {
      throw new IOException("DICOM: " + e.getMessage(), e);
    } finally {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.delete(folder);
    }
  }

  private static DataSet header(PlantedPerson p) {
    DataSet data = new DataSet();
    data.put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    data.put(Tag.SOPClassUID, VR.UI, CT);
    data.put(Tag.SOPInstanceUID, VR.UI, p.instanceUid());
    data.put(Tag.StudyInstanceUID, VR.UI, p.studyUid());
    data.put(Tag.SeriesInstanceUID, VR.UI, p.seriesUid());
    data.put(Tag.StudyDate, VR.DA, "20250205");
    data.put(Tag.StudyTime, VR.TM, "101400");
    data.put(Tag.Modality, VR.CS, "CT");
    data.put(Tag.InstanceNumber, VR.IS, "1");
    data.put(Tag.PatientID, VR.LO, p.recordNumber());
    data.put(Tag.PatientSex, VR.CS, "M");
    data.put(Tag.PatientName, VR.PN, p.family() + "^" + p.given() + "=" + p.chineseName());
    data.put(Tag.PatientBirthDate, VR.DA, p.birthDate().format(DateTimeFormatter.BASIC_ISO_DATE));
    data.put(Tag.PatientAddress, VR.LO, p.street());
    data.put(Tag.PatientTelephoneNumbers, VR.SH, p.phone());
    data.put(OTHER_PATIENT_IDS, VR.LO, p.nationalId());
    data.put(Tag.PatientComments, VR.LT, p.note() + " " + p.email());
    data.put(Tag.InstitutionName, VR.LO, p.hospital());
    data.put(Tag.InstitutionalDepartmentName, VR.LO, p.ward());
    data.put(Tag.StationName, VR.SH, p.station());
    data.put(Tag.ReferringPhysicianName, VR.PN, p.physician());
    data.put(Tag.OperatorsName, VR.PN, p.relative());
    data.put(Tag.AccessionNumber, VR.SH, p.localId(Item.ACCESSION));
    data.put(Tag.StudyID, VR.SH, p.localId(Item.STUDY_ID));
    data.put(Tag.DeviceSerialNumber, VR.LO, p.localId(Item.DEVICE));
    data.put(Tag.StudyDescription, VR.LO, p.family() + " " + p.chineseName());
    data.put(Tag.SeriesDescription, VR.LO, p.note());
    data.put(PRIVATE_CREATOR, VR.LO, "THERAFED PROOF");
    data.put(PRIVATE_TEXT, VR.LO, p.family() + " " + p.phone());
    return data;
  }
}
