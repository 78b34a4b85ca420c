package org.therafed.gateway.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;

/** Small image objects that the tests make themselves. */
public final class Headers {

  public static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  private Headers() {}

  /** One CT image of a study with one series. */
  public static DataSet ct(String patientId, String studyUid, int number) {
    DataSet data = new DataSet();
    data.put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    data.put(Tag.SOPClassUID, VR.UI, CT);
    data.put(Tag.SOPInstanceUID, VR.UI, studyUid + ".1." + number);
    data.put(Tag.StudyInstanceUID, VR.UI, studyUid);
    data.put(Tag.SeriesInstanceUID, VR.UI, studyUid + ".1");
    data.put(Tag.StudyDate, VR.DA, "20250205");
    data.put(Tag.StudyTime, VR.TM, "101400");
    data.put(Tag.Modality, VR.CS, "CT");
    data.put(Tag.PatientID, VR.LO, patientId);
    data.put(Tag.PatientSex, VR.CS, "M");
    data.put(Tag.InstanceNumber, VR.IS, Integer.toString(number));
    return data;
  }

  /** Writes an object to a temporary file. */
  public static Path file(DataSet data) {
    try {
      Path file = Files.createTempFile("object", ".dcm");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        Part10Writer.write(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
