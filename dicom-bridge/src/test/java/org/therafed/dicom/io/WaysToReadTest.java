package org.therafed.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/**
 * The reader takes what is usual in a fast loop over what it has of the input, and everything else,
 * and whatever lies across the end of that, one by one: the result is the same wherever the input
 * is cut.
 */
class WaysToReadTest {
  private static final long SEED = 5;
  private static final int ITEMS = 150;

  @TempDir Path folder;

  /** A stream that gives a few bytes at a time. */
  private static final class Dripping extends InputStream {
    private final InputStream in;
    private final Random random = new Random(SEED);

    Dripping(byte[] bytes) {
      in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, Math.min(length, 1 + random.nextInt(90)));
    }
  }

  /** A channel that gives little at a time, and at first nothing, as one that decrypts may. */
  private static final class Sluggish implements SeekableByteChannel {
    private final SeekableByteChannel channel;
    private boolean slept;

    Sluggish(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      slept = !slept;
      if (slept) {
        return 0;
      }
      ByteBuffer some = ByteBuffer.allocate(Math.min(target.remaining(), 3000));
      int count = channel.read(some);
      target.put(some.flip());
      return count;
    }

    @Override
    public long position() throws IOException {
      return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
      channel.position(position);
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Longer than any buffer of the reader, with every kind of length, nesting and value. */
  private static DataSet varied() {
    Random random = new Random(SEED);
    DataSet set =
        new DataSet()
            .put(Tag.SOPInstanceUID, VR.UI, "2.25.1")
            .put(Tag.PatientComments, VR.LT, "x".repeat(9001))
            .put(Tag.PixelRepresentation, VR.US, 1)
            .put(Tag.SmallestImagePixelValue, VR.SS, -5)
            .put(0x00090010, VR.LO, "Philips PET Private Group")
            .put(0x70530010, VR.LO, "Philips PET Private Group")
            .put(0x70531000, VR.DS, "1.5")
            .putBytes(0x70531055, VR.UN, new byte[] {1, 2, 3, 4})
            .put(0x71E10010, VR.LO, "nobody knows");
    for (int tag : List.of(Tag.ReferencedSeriesSequence, Tag.ContentSequence)) {
      boolean undefined = tag == Tag.ContentSequence;
      DataSet[] items = new DataSet[ITEMS];
      for (int i = 0; i < ITEMS; i++) {
        items[i] =
            new DataSet()
                .put(Tag.SeriesNumber, VR.IS, i)
                .put(Tag.TextValue, VR.UT, "t".repeat(random.nextInt(700)))
                .put(Tag.SelectorFDValue, VR.FD, random.nextDouble())
                .putItems(Tag.MeasuredValueSequence, nested(random.nextInt(6), undefined))
                .undefinedLength(random.nextBoolean());
      }
      set.put(new Element(tag, VR.SQ, new Value.Items(List.of(items), undefined)));
    }
    return set.putBytes(Tag.EncapsulatedDocument, VR.OB, new byte[70_000])
        .put(Tag.DataSetTrailingPadding, VR.LO, "after the long value");
  }

  private static DataSet nested(int levels, boolean undefined) {
    DataSet set = new DataSet().put(Tag.NumericValue, VR.DS, levels).undefinedLength(undefined);
    return levels == 0
        ? set
        : set.put(
            new Element(
                Tag.MeasurementUnitsCodeSequence,
                VR.SQ,
                new Value.Items(List.of(nested(levels - 1, !undefined)), undefined)));
  }

  private static byte[] file(TransferSyntax syntax) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Part10Writer.write(varied(), syntax, out);
    return out.toByteArray();
  }

  private static byte[] written(DicomFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Part10Writer.write(file, out);
    return out.toByteArray();
  }

  /** Explicit, implicit and deflated little endian, explicit big endian. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.840.10008.1.2.1",
        "1.2.840.10008.1.2",
        "1.2.840.10008.1.2.1.99",
        "1.2.840.10008.1.2.2"
      })
  void theSameDataSetComesFromMemoryFileAndStream(String syntax) throws IOException {
    byte[] bytes = file(TransferSyntax.of(syntax).orElseThrow());
    Path path = Files.write(folder.resolve("varied.dcm"), bytes);

    assertThat(written(Part10Reader.read(bytes))).isEqualTo(bytes);
    assertThat(written(Part10Reader.read(path))).isEqualTo(bytes);
    assertThat(written(Part10Reader.readHeader(path))).isEqualTo(bytes);
    DicomContent content = () -> new Sluggish(Files.newByteChannel(path));
    assertThat(written(Part10Reader.read(content))).isEqualTo(bytes);
    assertThat(written(Part10Reader.readHeader(content))).isEqualTo(bytes);
    assertThat(written(Part10Reader.readHeader(new Dripping(bytes)))).isEqualTo(bytes);
  }

  @Test
  void signAndPrivateRepresentationsAreFoundWithoutBeingWritten() throws IOException {
    byte[] bytes = file(TransferSyntax.IMPLICIT_LITTLE_ENDIAN);

    DataSet set = Part10Reader.readHeader(new Dripping(bytes)).dataSet();

    assertThat(set.integer(Tag.SmallestImagePixelValue)).hasValue(-5);
    assertThat(set.element(0x70531000).orElseThrow().vr()).isEqualTo(VR.DS);
    assertThat(set.element(0x70531055).orElseThrow().vr()).isEqualTo(VR.UN);
  }

  @Test
  void everyCutIsTheSameFaultFromMemoryAndFile() throws IOException {
    byte[] bytes = file(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    Random random = new Random(SEED);
    Path path = folder.resolve("cut.dcm");
    for (int i = 0; i < 200; i++) {
      byte[] cut = Arrays.copyOf(bytes, 400 + random.nextInt(bytes.length - 400));
      Files.write(path, cut);

      String memory = outcome(() -> Part10Reader.read(cut));

      assertThat(outcome(() -> Part10Reader.read(path))).isEqualTo(memory);
      DicomContent content = () -> new Sluggish(Files.newByteChannel(path));
      assertThat(outcome(() -> Part10Reader.read(content))).isEqualTo(memory);
    }
  }

  private interface Reading {
    DicomFile read();
  }

  private static String outcome(Reading reading) throws IOException {
    try {
      return Integer.toString(Arrays.hashCode(written(reading.read())));
    } catch (DicomFault e) {
      return e.getMessage();
    }
  }
}
