package org.therafed.e2e.pacs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.Part10Writer;

/**
 * A person written into real files, whose publisher has removed theirs: of a file that says REMOVED
 * nothing could be found anywhere.
 */
final class PlantedIdentity {

  private static final String PATIENT = "Kanarienvogel^Zacharias^Quirin";
  private static final String PATIENT_ID = "KANARIE-PID-4711";
  private static final String ACCESSION = "KANARIEACC0815";
  private static final String PHYSICIAN = "Drosselbart^Hieronymus";
  private static final String TEXT = "Herr Kanarienvogel, Nachtigallengasse 7";

  /** Parts of which none may be found, in lower case. */
  static final List<String> PARTS =
      List.of(
          "kanarie",
          "zacharias",
          "quirin",
          "pid-4711",
          "acc0815",
          "drosselbart",
          "hieronymus",
          "nachtigall");

  private PlantedIdentity() {}

  /** Writes a copy of a file that names the person wherever a name, a number or a text can be. */
  static Path copy(Path file, Path folder) throws IOException {
    DicomFile read = Part10Reader.read(file);
    DataSet data = read.dataSet();
    data.put(Tag.PatientName, VR.PN, PATIENT);
    data.put(Tag.OtherPatientNames, VR.PN, PATIENT);
    data.put(Tag.PatientID, VR.LO, PATIENT_ID);
    data.put(Tag.PatientAddress, VR.LO, TEXT);
    data.put(Tag.StudyID, VR.SH, ACCESSION);
    for (int tag : List.of(Tag.ReferringPhysicianName, Tag.OperatorsName)) {
      data.put(tag, VR.PN, PHYSICIAN);
    }
    for (int tag : List.of(Tag.StudyDescription, Tag.SeriesDescription, Tag.InstitutionName)) {
      data.put(tag, VR.LO, TEXT);
    }
    for (int tag : List.of(Tag.PatientComments, Tag.AdditionalPatientHistory, Tag.ImageComments)) {
      data.put(tag, VR.LT, TEXT);
    }
    data.put(Tag.AccessionNumber, VR.SH, ACCESSION);
    data.items(Tag.RequestAttributesSequence)
        .forEach(item -> item.put(Tag.AccessionNumber, VR.SH, ACCESSION));
    Path copy = folder.resolve(file.getFileName());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
      Part10Writer.write(read, out);
    }
    return copy;
  }
}
