package org.therafed.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.Part10Writer;
import org.therafed.dicom.pixel.Frames;

/** Images of the shared folder and their fragments, as they are and with others put in. */
public final class SharedImages {
  private static final int MOST = 1 << 24;

  private SharedImages() {}

  /** A file of the folder, whole. */
  public static DicomFile read(String name) {
    return Part10Reader.read(Shared.file(name));
  }

  /** The frames of a file of the folder. */
  public static Frames frames(String name) {
    DicomFile file = read(name);
    return Frames.of(file.dataSet(), file.transferSyntax());
  }

  /** The fragments of an image, the offset table first. */
  public static List<BulkData> fragments(DataSet image) {
    return ((Value.Fragments) image.element(Tag.PixelData).orElseThrow().value()).fragments();
  }

  /** The first fragment behind the offset table. */
  public static byte[] firstFragment(DataSet image) {
    return fragments(image).get(1).bytes(MOST);
  }

  /** Pixel data of these fragments, behind an empty offset table. */
  public static Element pixels(byte[]... fragments) {
    List<BulkData> all = new ArrayList<>();
    all.add(BulkData.of(new byte[0]));
    Arrays.stream(fragments).map(BulkData::of).forEach(all::add);
    return pixels(all);
  }

  /** Pixel data of these fragments, the offset table first. */
  public static Element pixels(List<BulkData> fragments) {
    return new Element(Tag.PixelData, VR.OB, new Value.Fragments(fragments));
  }

  /** The file itself, with another first fragment, made even, and an empty offset table. */
  public static DicomFile with(DicomFile file, byte[] fragment) {
    List<BulkData> fragments = new ArrayList<>(fragments(file.dataSet()));
    fragments.set(0, BulkData.of(new byte[0]));
    fragments.set(1, BulkData.of(Arrays.copyOf(fragment, fragment.length + fragment.length % 2)));
    return with(file, fragments);
  }

  /** The file itself, with these fragments, the offset table first. */
  public static DicomFile with(DicomFile file, List<BulkData> fragments) {
    file.dataSet().put(pixels(fragments));
    return file;
  }

  /** The bytes of a new file of an image. */
  public static byte[] written(DicomFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Part10Writer.write(file.dataSet(), file.transferSyntax(), out);
    return out.toByteArray();
  }

  /** Read again from a file, as it comes from a disk. */
  public static DicomFile reread(DicomFile file) throws IOException {
    return Part10Reader.read(written(file));
  }
}
