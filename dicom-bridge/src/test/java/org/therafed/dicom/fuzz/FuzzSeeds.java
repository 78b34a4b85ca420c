package org.therafed.dicom.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DataSetWriter;
import org.therafed.dicom.io.DicomJson;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.net.PduSeeds;

/** Where the search begins: a file for each thing the readers can do, and the known attacks. */
public final class FuzzSeeds {
  private FuzzSeeds() {}

  /**
   * Writes the seeds.
   *
   * @param arguments three folders: for the reader, the JSON reader and the decoder of PDUs
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), reader());
    write(Path.of(arguments[1]), json());
    write(Path.of(arguments[2]), PduSeeds.all());
  }

  private static void write(Path folder, List<byte[]> seeds) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(folder.resolve("seed-" + i), seeds.get(i));
    }
  }

  static List<byte[]> reader() {
    List<byte[]> seeds = new ArrayList<>();
    for (TransferSyntax syntax :
        List.of(
            TransferSyntax.IMPLICIT_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_BIG_ENDIAN,
            TransferSyntax.DEFLATED_LITTLE_ENDIAN)) {
      seeds.add(file(all(), syntax));
      seeds.add(DataSetWriter.toBytes(all(), syntax));
    }
    seeds.add(file(encapsulated(), TransferSyntax.of("1.2.840.10008.1.2.5").orElseThrow()));
    seeds.add(DataSetWriter.toBytes(nested(200), TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
    seeds.add(DataSetWriter.toBytes(unknown(), TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
    seeds.add(new byte[] {8, 0, 5, 0, 'U', 'T', 0, 0, -2, -1, -1, -1, 1, 2, 3, 4});
    seeds.add(openSequences(2_000));
    return seeds;
  }

  static List<byte[]> json() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(DicomJson.toBytes(all()));
    seeds.add(DicomJson.toBytes(nested(50)));
    for (String text :
        new String[] {
          "[{},{\"00100010\":{\"Value\":[{\"Phonetic\":\"x\"},{},null],\"vr\":\"PN\"}}]",
          "{\"00720083\":{\"vr\":\"UV\",\"Value\":[\"18446744073709551615\",1]}}",
          "{\"00109431\":{\"vr\":\"FL\",\"Value\":[\"NaN\",\"inf\",1e38,-0.0]}}",
          "{\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"bulk/7FE00010\"}}",
          "{\"00081115\":{\"Value\":[{},{\"00100020\":{\"vr\":\"LO\"}}],\"vr\":\"SQ\"}}",
          "{\"00280009\":{\"vr\":\"AT\",\"Value\":[\"00181063\"]}}"
        }) {
      seeds.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return seeds;
  }

  private static byte[] file(DataSet set, TransferSyntax syntax) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Part10Writer.write(set, syntax, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static DataSet all() {
    Value open = new Value.Items(List.of(new DataSet().undefinedLength(true)), true);
    return new DataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "", "ISO 2022 IR 87")
        .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.7")
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
        .put(Tag.StudyDate, VR.DA, "20260229")
        .put(Tag.AcquisitionDateTime, VR.DT, "20261121193000.5+0100")
        .put(Tag.PatientName, VR.PN, "Yamada^Tarou=山田^太郎")
        .put(Tag.PatientWeight, VR.DS, "82.5")
        .put(Tag.FrameIncrementPointer, VR.AT, 0x00181063)
        .put(Tag.PixelRepresentation, VR.US, 1)
        .put(Tag.SmallestImagePixelValue, VR.SS, -5)
        .put(Tag.SelectorFDValue, VR.FD, 0.1, -2.5)
        .put(Tag.SelectorUVValue, VR.UV, "18446744073709551615")
        .put(0x00090010, VR.LO, "GEMS_PETD_01")
        .put(0x0009100D, VR.DT, "20261121")
        .put(new Element(Tag.ConceptNameCodeSequence, VR.SQ, open))
        .putItems(Tag.ReferencedSeriesSequence, new DataSet().put(Tag.SeriesNumber, VR.IS, 3))
        .putBytes(Tag.PixelData, VR.OW, new byte[] {1, 2, 3, 4});
  }

  private static DataSet encapsulated() {
    List<BulkData> items = List.of(BulkData.of(new byte[4]), BulkData.of(new byte[] {1, 2}));
    DataSet set = new DataSet().put(Tag.NumberOfFrames, VR.IS, 1);
    return set.put(new Element(Tag.PixelData, VR.OB, new Value.Fragments(items)));
  }

  private static DataSet nested(int levels) {
    DataSet set = new DataSet().put(Tag.PatientID, VR.LO, "deep");
    for (int i = 0; i < levels; i++) {
      set = new DataSet().putItems(Tag.ReferencedSeriesSequence, set);
    }
    return set;
  }

  /** A sequence under UN, and one whose bytes are no items. */
  private static DataSet unknown() {
    byte[] bytes = DataSetWriter.toBytes(nested(2), TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
    return new DataSet()
        .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
        .putBytes(Tag.ReferencedSeriesSequence, VR.UN, Arrays.copyOfRange(bytes, 8, bytes.length))
        .putBytes(Tag.ConceptNameCodeSequence, VR.UN, new byte[] {-2, -1, 0, -32, 100, 0, 0, 0});
  }

  /** Sequences that are opened, one in the other, and never closed. */
  static byte[] openSequences(int levels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < levels; i++) {
      out.writeBytes(new byte[] {8, 0, 0x15, 0x11, 'S', 'Q', 0, 0, -1, -1, -1, -1});
      out.writeBytes(new byte[] {-2, -1, 0, -32, -1, -1, -1, -1});
    }
    return out.toByteArray();
  }

  /** A deflated file of one value that inflates to so many MiB of zeros. */
  static byte[] inflateBomb(int mebibytes) {
    byte[] empty = file(new DataSet(), TransferSyntax.DEFLATED_LITTLE_ENDIAN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // An empty data set deflates to two bytes.
    out.write(empty, 0, empty.length - 2);
    Deflater deflater = new Deflater(9, true);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
      int length = mebibytes << 20;
      deflated.write(new byte[] {8, 0, 5, 0, 'U', 'N', 0, 0});
      deflated.write(
          new byte[] {
            (byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) (length >> 24)
          });
      for (int i = 0; i < mebibytes; i++) {
        deflated.write(new byte[1 << 20]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}
