package org.therafed.e2e.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;

/**
 * One CT image by C-STORE over an association of its own, the only one of its study. The gateway
 * waits for more of the study first, in these tests for a second.
 */
final class StoreWay implements Way {

  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
  private static final int SECONDS_OF_DAY = 86_400;

  private final Path folder;
  private final int port;

  StoreWay(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  @Override
  public String name() {
    return "C-STORE, quiet time of a study 1 s";
  }

  @Override
  public void send(long number) throws IOException {
    String study = "1.2.826.0.1.3680043.8.498.78." + number;
    DataSet data = new DataSet();
    data.put(Tag.SOPClassUID, VR.UI, CT);
    data.put(Tag.SOPInstanceUID, VR.UI, study + ".1.1");
    data.put(Tag.StudyInstanceUID, VR.UI, study);
    data.put(Tag.SeriesInstanceUID, VR.UI, study + ".1");
    data.put(Tag.StudyDate, VR.DA, "20250205");
    data.put(Tag.StudyTime, VR.TM, clock(number));
    data.put(Tag.Modality, VR.CS, "CT");
    data.put(Tag.PatientID, VR.LO, Way.patient(number));
    data.put(Tag.PatientSex, VR.CS, "M");
    data.put(Tag.InstanceNumber, VR.IS, "1");
    Path file = folder.resolve(number + ".dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      Part10Writer.write(data, TransferSyntax.EXPLICIT_LITTLE_ENDIAN, out);
    }
    try (DicomClient client =
        DicomClient.connect(
            "127.0.0.1",
            port,
            "SCANNER",
            "THERAFED",
            DicomClient.contextsFor(List.of(file)).toArray(PresentationContext[]::new))) {
      if (client.store(file).status() != 0) {
        throw new IOException("not stored");
      }
    } catch (DicomFault e) {
      throw new IOException(e);
    } finally {
      Files.delete(file);
    }
  }

  /** A time of day that is the record's own. */
  private static String clock(long second) {
    long time = Math.floorMod(second, SECONDS_OF_DAY);
    return String.format(Locale.ROOT, "%02d%02d%02d", time / 3600, time / 60 % 60, time % 60);
  }

  /**
   * Its time of day in UTC, which the shift of days leaves; in February Vienna is an hour ahead.
   */
  @Override
  public String fact(long number) {
    return clock(number - 3600);
  }

  @Override
  public String query() {
    return "select to_char(started_at at time zone 'UTC', 'HH24MISS') from fact_imaging"
        + " where to_char(started_at at time zone 'UTC', 'HH24MISS') = any(?)";
  }
}
