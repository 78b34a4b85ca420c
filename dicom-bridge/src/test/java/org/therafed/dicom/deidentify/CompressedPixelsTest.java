package org.therafed.dicom.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.therafed.dicom.SharedImages.firstFragment;
import static org.therafed.dicom.SharedImages.with;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.therafed.dicom.SharedImages;
import org.therafed.dicom.dataset.BulkData;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.TransferSyntax;
import org.therafed.dicom.pixel.Frames;

/** What compressed pixels say besides the pixels goes, and the pixels stay. */
class CompressedPixelsTest {
  private static final String JPEG_BASELINE = "ts/SC_rgb_jpeg_dcmtk.dcm";
  private static final String JPEG_LOSSLESS = "ts/CT-JPEGLosslessSV1.dcm";
  private static final String JPEG_LS = "ts/MR_small_jpeg_ls_lossless.dcm";
  private static final String JPEG_2000 = "ts/MR_small_jp2klossless.dcm";
  private static final String RLE = "ts/MR_small_RLE.dcm";

  private static final Keys KEYS = Keys.of(new byte[32]);
  private static final Policy POLICY = Policy.research().withPixelsReviewed(true);
  private static final byte[] NAME = "Muster^Anna 19550312".getBytes(StandardCharsets.US_ASCII);

  private static byte[] inserted(byte[] stream, int at, byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(stream, 0, at);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    out.write(stream, at, stream.length - at);
    return out.toByteArray();
  }

  private static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(content.length + 4)
        .putShort((short) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  private static byte[] written(DeidentifiedDataSet result, TransferSyntax syntax)
      throws java.io.IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    result.write(syntax, out);
    return out.toByteArray();
  }

  private static DeidentifiedDataSet treated(DicomFile file) {
    return Deidentifier.with(POLICY, KEYS).deidentify(file);
  }

  private static void refused(DicomFile file) {
    assertThatThrownBy(() -> treated(file))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.PIXELS_NOT_CLEANABLE));
  }

  private static void nameIsGoneAndPixelsStay(DicomFile planted, String file, String kind)
      throws java.io.IOException {
    TransferSyntax syntax = planted.transferSyntax();
    DicomFile read = SharedImages.reread(planted);
    assertThat(text(SharedImages.written(read))).contains("Muster^Anna 19550312");
    DeidentifiedDataSet result = treated(read);
    assertThat(text(written(result, syntax))).doesNotContain("Muster", "Anna", "19550312");
    assertThat(result.report().pixelActions()).anyMatch(action -> action.contains(kind));
    assertThat(result.report().text()).contains(kind);
    assertThat(result.report().actions())
        .anyMatch(a -> a.path().contains("7FE0,0010") && a.treatment() == Treatment.CLEANED);
    assertThat(Frames.of(result.dataSet(), syntax).frame(0))
        .isEqualTo(SharedImages.frames(file).frame(0));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "ts/SC_rgb_jpeg_dcmtk.dcm, FFFE, comment",
    "ts/SC_rgb_jpeg_dcmtk.dcm, FFE0, application",
    "ts/SC_rgb_jpeg_dcmtk.dcm, FFE1, application",
    "ts/SC_rgb_jpeg_dcmtk.dcm, FFE2, application",
    "ts/SC_rgb_jpeg_dcmtk.dcm, FFED, application",
    "ts/SC_rgb_jpeg_dcmtk.dcm, FFEE, application",
    "ts/CT-JPEGLosslessSV1.dcm, FFFE, comment",
    "ts/CT-JPEGLosslessSV1.dcm, FFE1, application",
    "ts/MR_small_jpeg_ls_lossless.dcm, FFFE, comment",
    "ts/MR_small_jpeg_ls_lossless.dcm, FFE8, application",
  })
  void commentsAndApplicationDataOfJpegGo(String file, String marker, String kind)
      throws java.io.IOException {
    DicomFile source = SharedImages.read(file);
    byte[] planted =
        inserted(firstFragment(source.dataSet()), 2, segment(Integer.parseInt(marker, 16), NAME));
    nameIsGoneAndPixelsStay(with(source, planted), file, kind);
  }

  @Test
  void thumbnailOfJfifGoesAndJfifItselfStays() throws java.io.IOException {
    DicomFile source = SharedImages.read(JPEG_BASELINE);
    byte[] jfif = new byte[14 + 3 * 7];
    System.arraycopy(
        "JFIF\0\1\1\0\0\1\0\1\7\1".getBytes(StandardCharsets.ISO_8859_1), 0, jfif, 0, 14);
    System.arraycopy(NAME, 0, jfif, 14, NAME.length);
    byte[] stream = firstFragment(source.dataSet());
    boolean already = text(stream).substring(0, 16).contains("JFIF");
    byte[] rest =
        already
            ? Arrays.copyOfRange(stream, 4 + ((stream[4] << 8) | (stream[5] & 0xFF)), stream.length)
            : Arrays.copyOfRange(stream, 2, stream.length);
    byte[] planted = inserted(rest, 0, new byte[] {-1, (byte) 0xD8}, segment(0xFFE0, jfif));
    nameIsGoneAndPixelsStay(with(source, planted), JPEG_BASELINE, "thumbnail");
  }

  @Test
  void commentBehindTheTablesAndTextBehindTheEndGo() throws java.io.IOException {
    DicomFile source = SharedImages.read(JPEG_LOSSLESS);
    byte[] stream = firstFragment(source.dataSet());
    int scan = text(stream).indexOf("\u00FF\u00DA");
    byte[] planted = inserted(stream, scan, segment(0xFFFE, NAME));
    byte[] longer = inserted(planted, planted.length, NAME);
    nameIsGoneAndPixelsStay(with(source, longer), JPEG_LOSSLESS, "beyond the pixels");
  }

  @Test
  void commentOfJpeg2000Goes() throws java.io.IOException {
    DicomFile source = SharedImages.read(JPEG_2000);
    byte[] stream = firstFragment(source.dataSet());
    int siz = 2 + 2 + ByteBuffer.wrap(stream).getShort(4);
    byte[] content = ByteBuffer.allocate(NAME.length + 2).putShort((short) 1).put(NAME).array();
    byte[] planted = inserted(stream, siz, segment(0xFF64, content));
    nameIsGoneAndPixelsStay(with(source, planted), JPEG_2000, "comment");
  }

  @Test
  void boxesAroundJpeg2000Go() throws java.io.IOException {
    DicomFile source = SharedImages.read(JPEG_2000);
    byte[] stream = firstFragment(source.dataSet());
    byte[] signature = {0, 0, 0, 12, 'j', 'P', ' ', ' ', 13, 10, (byte) 0x87, 10};
    byte[] brands = box("ftyp", "jp2 \0\0\0\0jp2 ".getBytes(StandardCharsets.US_ASCII));
    byte[] planted =
        inserted(
            new byte[0],
            0,
            signature,
            brands,
            box("xml ", NAME),
            box("jp2c", stream),
            box("uuid", NAME));
    DeidentifiedDataSet result = treated(with(source, planted));
    assertThat(text(written(result, source.transferSyntax()))).doesNotContain("Muster", "19550312");
    assertThat(result.report().pixelActions()).contains("2 boxes made zeros");
    assertThat(text(firstFragment(result.dataSet()))).contains(text(stream));
    refused(with(source, inserted(planted, 12, box("ftyp", NAME))));
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(content.length + 8)
        .putInt(content.length + 8)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .array();
  }

  @Test
  void textBehindAnRleSegmentGoes() throws java.io.IOException {
    DicomFile source = SharedImages.read(RLE);
    byte[] stream = firstFragment(source.dataSet());
    byte[] planted = inserted(stream, stream.length, NAME);
    System.arraycopy("Anna".getBytes(StandardCharsets.US_ASCII), 0, planted, 60, 4);
    nameIsGoneAndPixelsStay(with(source, planted), RLE, "beyond the pixels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.840.10008.1.2.5", "1.2.840.10008.1.2.8.1"})
  void bitsOfCompressedFramesThatNoViewerShowsAreSeen(String uid) throws java.io.IOException {
    for (int word : new int[] {0x0FFF, 0x1001, 0xF800}) {
      for (boolean signed : new boolean[] {false, true}) {
        // 2 by 3 samples of 16 bits: the word, then five times 0x0001.
        byte[] high = {0, (byte) (word >>> 8), -4, 0};
        byte[] low = {0, (byte) word, -4, 1};
        byte[] rle = java.util.Arrays.copyOf(new byte[] {2, 0, 0, 0, 64, 0, 0, 0, 68}, 72);
        System.arraycopy(high, 0, rle, 64, 4);
        System.arraycopy(low, 0, rle, 68, 4);
        byte[] samples = {(byte) word, (byte) (word >>> 8), 1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
        DataSet image =
            new DataSet()
                .put(Tag.SOPClassUID, VR.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, VR.UI, "1.2.3.4")
                .put(Tag.SamplesPerPixel, VR.US, 1)
                .put(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2")
                .put(Tag.Rows, VR.US, 2)
                .put(Tag.Columns, VR.US, 3)
                .put(Tag.BitsAllocated, VR.US, 16)
                .put(Tag.BitsStored, VR.US, 12)
                .put(Tag.HighBit, VR.US, 11)
                .put(Tag.PixelRepresentation, VR.US, signed ? 1 : 0)
                .put(SharedImages.pixels(uid.endsWith(".5") ? rle : deflated(samples)));
        TransferSyntax syntax = TransferSyntax.of(uid).orElseThrow();
        DicomFile file = new DicomFile(null, new DataSet(), syntax, image, 0);
        boolean passes = word == 0x0FFF || (signed && word == 0xF800);
        Deidentifier basic = Deidentifier.with(Policy.basic(), KEYS);
        if (passes) {
          assertThat(basic.deidentify(file).report().pixelActions()).isEmpty();
        } else {
          assertThatThrownBy(() -> basic.deidentify(file))
              .hasMessageContaining("bits that are no part of the image");
        }
        // Nobody sees them, not even who has looked.
        Deidentifier reviewed = Deidentifier.with(Policy.basic().withPixelsReviewed(true), KEYS);
        if (passes) {
          reviewed.deidentify(file);
        } else {
          assertThatThrownBy(() -> reviewed.deidentify(file)).isInstanceOf(DicomFault.class);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {JPEG_LOSSLESS, JPEG_LS, JPEG_2000})
  void framesCodedWithMoreBitsThanTheImageHasAreDecodedAndLookedAt(String file) {
    DicomFile source = SharedImages.read(file);
    double[] values = SharedImages.frames(file).frame(0);
    long all = 0;
    for (double value : values) {
      all |= value < 0 ? ~(long) value : (long) value;
    }
    boolean signed = java.util.Arrays.stream(values).anyMatch(value -> value < 0);
    int needed = Long.SIZE - Long.numberOfLeadingZeros(all) + (signed ? 1 : 0);
    for (int stored : new int[] {needed, needed - 1}) {
      source
          .dataSet()
          .put(Tag.BitsStored, VR.US, stored)
          .put(Tag.HighBit, VR.US, stored - 1)
          .put(Tag.PixelRepresentation, VR.US, signed ? 1 : 0);
      if (stored == needed) {
        assertThat(treated(source).report().pixelActions()).isEmpty();
      } else {
        assertThatThrownBy(() -> treated(source))
            .hasMessageContaining("bits that are no part of the image");
      }
    }
  }

  @Test
  void framesCodedWithMoreBitsThatCannotBeDecodedAreRefused() {
    DicomFile source = SharedImages.read(JPEG_LS);
    byte[] stream = firstFragment(source.dataSet());
    // Half of the entropy-coded bytes, then the end of the image: the segments are whole.
    byte[] half = java.util.Arrays.copyOf(stream, stream.length / 2);
    half[half.length - 2] = (byte) 0xFF;
    half[half.length - 1] = (byte) 0xD9;
    source.dataSet().put(Tag.BitsStored, VR.US, 12).put(Tag.HighBit, VR.US, 11);
    assertThatThrownBy(() -> treated(with(source, half)))
        .isInstanceOfSatisfying(
            DicomFault.class,
            fault -> assertThat(fault.code()).isEqualTo(DicomFaultCode.PIXELS_NOT_CLEANABLE));
  }

  @Test
  void deflatedFramesAreAsLongAsTheirPixels() throws java.io.IOException {
    DicomFile source = SharedImages.read(RLE);
    TransferSyntax syntax = TransferSyntax.of("1.2.840.10008.1.2.8.1").orElseThrow();
    byte[] native8 = new byte[64 * 64 * 2];
    byte[] text = inserted(native8, native8.length, NAME);
    DicomFile good =
        new DicomFile(null, source.meta(), syntax, with(source, deflated(native8)).dataSet(), 0);
    byte[] behind =
        inserted(firstFragment(good.dataSet()), firstFragment(good.dataSet()).length, NAME);
    assertThat(treated(good).report().pixelActions()).isEmpty();
    good = new DicomFile(null, source.meta(), syntax, with(source, behind).dataSet(), 0);
    assertThat(text(firstFragment(treated(good).dataSet()))).doesNotContain("Muster");
    DicomFile longer =
        new DicomFile(null, source.meta(), syntax, with(source, deflated(text)).dataSet(), 0);
    refused(longer);
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length + 64];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  @ParameterizedTest
  @ValueSource(strings = {JPEG_BASELINE, JPEG_LOSSLESS, JPEG_LS, JPEG_2000, RLE})
  void aStreamThatCannotBeToldApartIsRefused(String name) {
    DicomFile source = SharedImages.read(name);
    byte[] stream = firstFragment(source.dataSet());
    refused(with(source, Arrays.copyOf(stream, stream.length / 2)));
    byte[] noise = NAME.clone();
    refused(with(source, noise));
    if (!name.equals(RLE)) {
      refused(with(source, inserted(stream, 2, NAME)));
      refused(with(source, inserted(stream, 2, segment(0xFF02, NAME))));
    }
  }

  @Test
  void videoIsRefused() {
    DicomFile source = SharedImages.read(JPEG_BASELINE);
    TransferSyntax mpeg = TransferSyntax.of("1.2.840.10008.1.2.4.102").orElseThrow();
    byte[] stream = {0, 0, 0, 1, 6, 5, 20, 'M', 'u', 's', 't', 'e', 'r', 0};
    refused(new DicomFile(null, source.meta(), mpeg, with(source, stream).dataSet(), 0));
  }

  @Test
  void fragmentsBeyondTheFramesAreRefused() {
    DicomFile source = SharedImages.read(JPEG_LOSSLESS);
    byte[] stream = firstFragment(source.dataSet());
    List<BulkData> more = List.of(BulkData.of(new byte[0]), BulkData.of(stream), BulkData.of(NAME));
    refused(with(source, more));
    source.dataSet().put(Tag.NumberOfFrames, VR.IS, 2);
    refused(with(source, List.of(more.get(0), more.get(1), more.get(1), more.get(1))));
  }

  @Test
  void offsetTableThatPointsAtNoFrameIsEmptied() throws java.io.IOException {
    DicomFile source = SharedImages.read(JPEG_LOSSLESS);
    BulkData stream = BulkData.of(firstFragment(source.dataSet()));
    byte[] right = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0).array();
    DicomFile good = with(source, List.of(BulkData.of(right), stream));
    assertThat(treated(good).report().pixelActions()).isEmpty();
    DicomFile planted = with(source, List.of(BulkData.of(NAME), stream));
    DeidentifiedDataSet result = treated(planted);
    assertThat(text(written(result, source.transferSyntax()))).doesNotContain("Muster", "19550312");
    assertThat(result.report().pixelActions()).anyMatch(a -> a.contains("offset table emptied"));
    assertThat(Frames.of(result.dataSet(), source.transferSyntax()).frame(0))
        .isEqualTo(SharedImages.frames(JPEG_LOSSLESS).frame(0));
  }

  @Test
  void extendedOffsetTableHoldsOffsetsAndNothingElse() {
    DicomFile source = SharedImages.read(JPEG_LOSSLESS);
    byte[] stream = firstFragment(source.dataSet());
    with(source, List.of(BulkData.of(new byte[0]), BulkData.of(stream)));
    source
        .dataSet()
        .putBytes(Tag.ExtendedOffsetTable, VR.OV, new byte[8])
        .put(new Element(Tag.ExtendedOffsetTableLengths, VR.OV, words(stream.length)));
    DataSet out = treated(source).dataSet();
    assertThat(out.contains(Tag.ExtendedOffsetTable)).isTrue();
    assertThat(out.contains(Tag.ExtendedOffsetTableLengths)).isTrue();
    source.dataSet().putBytes(Tag.ExtendedOffsetTable, VR.OV, Arrays.copyOf(NAME, 8));
    refused(source);
    source.dataSet().putBytes(Tag.ExtendedOffsetTable, VR.OV, new byte[8]);
    source
        .dataSet()
        .put(new Element(Tag.ExtendedOffsetTableLengths, VR.OV, words(stream.length - 8)));
    refused(source);
    source.dataSet().remove(Tag.PixelData);
    assertThat(treated(source).dataSet().contains(Tag.ExtendedOffsetTable)).isFalse();
  }

  private static Value words(long word) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(word).array();
    return Value.Inline.of(bytes);
  }

  @Test
  void namesOfEncodersStay() {
    DicomFile source = SharedImages.read(JPEG_LOSSLESS);
    byte[] known = "LEAD Technologies Inc. V1.01\0\0".getBytes(StandardCharsets.US_ASCII);
    byte[] planted = inserted(firstFragment(source.dataSet()), 2, segment(0xFFFE, known));
    DeidentifiedDataSet result = treated(with(source, planted));
    assertThat(result.report().pixelActions()).isEmpty();
    assertThat(text(firstFragment(result.dataSet()))).contains("LEAD Technologies");
  }

  @Test
  void withoutTransferSyntaxOnlyWhatShowsItselfPasses() {
    DataSet rle = SharedImages.read(RLE).dataSet();
    Deidentifier deidentifier = Deidentifier.with(POLICY, KEYS);
    assertThat(deidentifier.deidentify(rle).report().pixelActions()).isEmpty();
    rle.put(SharedImages.pixels(NAME));
    assertThatThrownBy(() -> deidentifier.deidentify(rle)).isInstanceOf(DicomFault.class);
  }

  /** With a patient whose name and identifier are planted below. */
  private static DicomFile ofKowalski(String name) {
    DicomFile file = SharedImages.read(name);
    file.dataSet()
        .put(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .put(Tag.PatientName, VR.PN, "Kowalski^Jan=王^小东")
        .put(Tag.PatientID, VR.LO, "7654321");
    return file;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int lastMarker(byte[] stream, int second) {
    return text(stream).lastIndexOf("\u00FF" + (char) second);
  }

  @ParameterizedTest
  @CsvSource({
    "ts/SC_rgb_jpeg_dcmtk.dcm, 1",
    "ts/CT-JPEGLosslessSV1.dcm, 1",
    "ts/MR_small_jpeg_ls_lossless.dcm, 1",
    "ts/SC_rgb_jpeg_dcmtk.dcm, 3",
  })
  void secondFrameHeaderIsRefused(String name, int components) {
    DicomFile source = SharedImages.read(name);
    byte[] content = Arrays.copyOf(new byte[] {8, 0, 1, 0, 1, 0}, 6 + 3 * components);
    content[5] = (byte) components;
    refused(with(source, inserted(firstFragment(source.dataSet()), 2, segment(0xFFC0, content))));
  }

  @Test
  void frameHeaderOfOtherComponentsThanTheImageIsRefused() {
    DicomFile source = SharedImages.read(JPEG_LOSSLESS);
    source.dataSet().put(Tag.SamplesPerPixel, VR.US, 3);
    refused(source);
  }

  @ParameterizedTest
  @ValueSource(strings = {JPEG_BASELINE, JPEG_LOSSLESS, JPEG_LS})
  void moreScansThanComponentsAreRefused(String name) {
    DicomFile source = SharedImages.read(name);
    byte[] stream = firstFragment(source.dataSet());
    byte[] scan = segment(0xFFDA, new byte[] {1, 1, 0, 0, 63, 0});
    refused(with(source, inserted(stream, lastMarker(stream, 0xD9), scan, ascii("Dr House"))));
  }

  @Test
  void parametersOfJpegLsAreRefusedElsewhere() {
    byte[] parameters = segment(0xFFF8, ascii("\4DrHouse"));
    for (String name : List.of(JPEG_BASELINE, JPEG_LOSSLESS)) {
      DicomFile source = SharedImages.read(name);
      refused(with(source, inserted(firstFragment(source.dataSet()), 2, parameters)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FFE0, JFIF, Kowalski0",
    "FFE0, JFIF, 王小东",
    "FFE0, JFIF, DrHouse!!",
    "FFEE, Adobe, 765432\u0000",
    "FFEE, Adobe, Muster\u0001",
  })
  void freeBytesOfColourSegmentsGo(String marker, String head, String text)
      throws java.io.IOException {
    DicomFile source = ofKowalski(JPEG_LOSSLESS);
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    byte[] content = inserted(ascii(head.equals("JFIF") ? "JFIF\0" : head), 5, letters);
    byte[] planted = segment(Integer.parseInt(marker, 16), content);
    pixelsStayWithout(
        text(letters).substring(0, 6),
        with(source, inserted(firstFragment(source.dataSet()), 2, planted)),
        JPEG_LOSSLESS);
  }

  @Test
  void colourTransformThatIsNoneIsRefused() {
    DicomFile source = ofKowalski(JPEG_LOSSLESS);
    byte[] planted = segment(0xFFEE, ascii("Adobe7654321"));
    refused(with(source, inserted(firstFragment(source.dataSet()), 2, planted)));
  }

  private static void pixelsStayWithout(String text, DicomFile planted, String file)
      throws java.io.IOException {
    TransferSyntax syntax = planted.transferSyntax();
    DicomFile read = SharedImages.reread(planted);
    assertThat(text(SharedImages.written(read))).contains(text);
    DeidentifiedDataSet result = treated(read);
    assertThat(text(written(result, syntax))).doesNotContain(text);
    assertThat(result.report().pixelActions()).isNotEmpty();
    assertThat(Frames.of(result.dataSet(), syntax).frame(0))
        .isEqualTo(SharedImages.frames(file).frame(0));
    assertThat(
            treated(
                SharedImages.reread(new DicomFile(null, read.meta(), syntax, result.dataSet(), 0))))
        .as("a second time there is nothing more to do")
        .satisfies(again -> assertThat(again.report().pixelActions()).isEmpty());
  }

  /** A quantization table for the place given, with a text that nobody states. */
  private static byte[] quantization(int place) {
    byte[] content = new byte[65];
    content[0] = (byte) place;
    System.arraycopy(ascii("Dr Gregory House, Princeton"), 0, content, 1, 27);
    return segment(0xFFDB, content);
  }

  /** A Huffman table of 27 codes for the place given. */
  private static byte[] huffman(int place) {
    byte[] content = new byte[17 + 27];
    content[0] = (byte) place;
    content[8] = 27;
    System.arraycopy(ascii("Dr Gregory House, Princeton"), 0, content, 17, 27);
    return segment(0xFFC4, content);
  }

  @ParameterizedTest
  @CsvSource({
    "ts/SC_rgb_jpeg_dcmtk.dcm, 2",
    "ts/SC_rgb_jpeg_dcmtk.dcm, 0",
    "ts/CT-JPEGLosslessSV1.dcm, 0",
    "ts/MR_small_jpeg_ls_lossless.dcm, 3",
  })
  void quantizationTablesThatNoScanUsesGo(String name, int place) throws java.io.IOException {
    DicomFile source = SharedImages.read(name);
    byte[] planted = inserted(firstFragment(source.dataSet()), 2, quantization(place));
    pixelsStayWithout("Gregory House", with(source, planted), name);
  }

  @ParameterizedTest
  @CsvSource({
    "ts/SC_rgb_jpeg_dcmtk.dcm, 2",
    "ts/SC_rgb_jpeg_dcmtk.dcm, 16",
    "ts/CT-JPEGLosslessSV1.dcm, 0",
    "ts/CT-JPEGLosslessSV1.dcm, 17",
    "ts/MR_small_jpeg_ls_lossless.dcm, 0",
  })
  void huffmanTablesThatNoScanUsesGo(String name, int place) throws java.io.IOException {
    DicomFile source = SharedImages.read(name);
    byte[] planted = inserted(firstFragment(source.dataSet()), 2, huffman(place));
    pixelsStayWithout("Gregory House", with(source, planted), name);
  }

  @Test
  void huffmanTableInUseHoldsEachSymbolOnceAndNoTextForDc() {
    DicomFile source = SharedImages.read(JPEG_LOSSLESS);
    byte[] stream = firstFragment(source.dataSet());
    int scan = text(stream).indexOf("\u00FF\u00DA");
    refused(with(source, inserted(stream, scan, huffman(0))));
  }

  @Test
  void tablesThatCannotBeAreRefused() {
    byte[] place = quantization(4);
    byte[] shorter = segment(0xFFDB, ascii("\0Dr House"));
    byte[] codes = segment(0xFFC4, ascii("\0Dr Gregory House"));
    byte[] bounds = segment(0xFFCC, ascii("Dr House"));
    byte[] interval = segment(0xFFDD, ascii("Dr"));
    for (byte[] segment : List.of(place, shorter, codes, bounds)) {
      DicomFile source = SharedImages.read(JPEG_LOSSLESS);
      refused(with(source, inserted(firstFragment(source.dataSet()), 2, segment)));
    }
    DicomFile source = SharedImages.read(JPEG_LOSSLESS);
    refused(with(source, inserted(firstFragment(source.dataSet()), 2, interval, interval)));
  }

  /** The stream with other parameters of JPEG-LS than its own. */
  private static byte[] parameters(byte[] stream, byte[]... instead) {
    int at = text(stream).indexOf("\u00FF\u00F8");
    byte[] rest = inserted(Arrays.copyOf(stream, at), at, instead);
    return inserted(rest, rest.length, Arrays.copyOfRange(stream, at + 15, stream.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\2DrHouse", "\1DrHouse", "\1HouseGr 19", "\4HouseGr"})
  void parametersOfJpegLsAreParameters(String content) {
    DicomFile source = SharedImages.read(JPEG_LS);
    byte[] stream = firstFragment(source.dataSet());
    refused(with(source, parameters(stream, segment(0xFFF8, ascii(content)))));
  }

  @Test
  void parametersOfJpegLsStayOnce() {
    byte[] usual = segment(0xFFF8, new byte[] {1, -1, -1, 0, 18, 0, 67, 1, 20, 0, 64});
    DicomFile source = SharedImages.read(JPEG_LS);
    byte[] stream = firstFragment(source.dataSet());
    byte[] once = parameters(stream, usual);
    assertThat(treated(with(source, once)).report().pixelActions()).isEmpty();
    refused(with(source, parameters(stream, usual, usual)));
  }

  /** The codestream with a segment behind its size, in the main header. */
  private static byte[] behindSize(byte[] stream, byte[] segment) {
    return inserted(stream, 4 + ByteBuffer.wrap(stream).getShort(4), segment);
  }

  /** The codestream with a segment in the header of its only tile. */
  private static byte[] inTile(byte[] stream, byte[] segment) {
    int tile = text(stream).indexOf("\u00FF\u0090\0\n");
    byte[] longer = inserted(stream, tile + 12, segment);
    ByteBuffer.wrap(longer).putInt(tile + 6, lengthOfTile(stream, tile) + segment.length);
    return longer;
  }

  private static int lengthOfTile(byte[] stream, int tile) {
    int stated = ByteBuffer.wrap(stream).getInt(tile + 6);
    return stated != 0 ? stated : text(stream).lastIndexOf("\u00FF\u00D9") - tile;
  }

  @ParameterizedTest
  @ValueSource(ints = {0xFF55, 0xFF57, 0xFF63})
  void lengthsInTheMainHeaderThatAreNoneGo(int marker) throws java.io.IOException {
    DicomFile source = SharedImages.read(JPEG_2000);
    byte[] planted =
        behindSize(firstFragment(source.dataSet()), segment(marker, ascii("Dr House")));
    pixelsStayWithout("Dr House", with(source, planted), JPEG_2000);
  }

  @Test
  void lengthsOfPacketsThatAreNoneGo() throws java.io.IOException {
    DicomFile source = SharedImages.read(JPEG_2000);
    byte[] planted = inTile(firstFragment(source.dataSet()), segment(0xFF58, ascii("\0Dr House")));
    pixelsStayWithout("Dr House", with(source, planted), JPEG_2000);
  }

  @Test
  void lengthsThatAreRightStay() {
    DicomFile source = SharedImages.read(JPEG_2000);
    byte[] stream = firstFragment(source.dataSet());
    int tile = text(stream).indexOf("\u00FF\u0090\0\n");
    int data = text(stream).indexOf("\u00FF\u0093", tile) + 2;
    int packets = lengthOfTile(stream, tile) - (data - tile);
    byte[] plt = {0, (byte) (0x80 | (packets >> 14)), (byte) (0x80 | (packets >> 7)), 0};
    plt[3] = (byte) (packets & 0x7F);
    byte[] withPackets = inTile(stream, segment(0xFF58, plt));
    int length = lengthOfTile(withPackets, tile);
    byte[] tlm = ByteBuffer.allocate(6).put(new byte[] {0, 0x40}).putInt(length).array();
    byte[] planted = behindSize(withPackets, segment(0xFF55, tlm));
    DeidentifiedDataSet result = treated(with(source, planted));
    assertThat(result.report().pixelActions()).isEmpty();
    assertThat(firstFragment(result.dataSet())).startsWith(planted);
    byte[] wrong = ByteBuffer.allocate(6).put(new byte[] {0, 0x40}).putInt(length + 1).array();
    DicomFile other = with(source, behindSize(withPackets, segment(0xFF55, wrong)));
    assertThat(treated(other).report().pixelActions())
        .containsExactly("1 tables that no decoder needs made zeros");
  }

  @ParameterizedTest
  @CsvSource({
    "FF60, Dr House",
    "FF54, Dr House",
    "FF72, Dr House",
    "FF52, Dr House",
    "FF5C, Dr House",
    "FF5E, Dr House",
    "FF5F, Dr House",
    "FF59, Dr House",
    "FF50, Dr House",
    "FF5D, '\0\"GregHouse'",
  })
  void segmentsThatAreNoParametersAreRefused(String marker, String text) {
    DicomFile source = SharedImages.read(JPEG_2000);
    byte[] segment = segment(Integer.parseInt(marker, 16), ascii(text));
    refused(with(source, behindSize(firstFragment(source.dataSet()), segment)));
  }

  @Test
  void componentsAndTilesBeyondTheImageAreRefused() {
    DicomFile source = SharedImages.read(JPEG_2000);
    byte[] stream = firstFragment(source.dataSet());
    int tile = text(stream).indexOf("\u00FF\u0090\0\n");
    int length = lengthOfTile(stream, tile);
    byte[] other = Arrays.copyOfRange(stream, tile, tile + length);
    other[5] = 1;
    refused(with(source, inserted(stream, tile + length, other)));
    source.dataSet().put(Tag.SamplesPerPixel, VR.US, 3);
    refused(with(source, stream));
  }

  @ParameterizedTest
  @CsvSource({
    "ts/SC_rgb_jpeg_dcmtk.dcm, KOWALSKI",
    "ts/CT-JPEGLosslessSV1.dcm, kowalski",
    "ts/CT-JPEGLosslessSV1.dcm, 7654321",
    "ts/CT-JPEGLosslessSV1.dcm, 小东",
    "ts/MR_small_jpeg_ls_lossless.dcm, Kowalski",
    "ts/MR_small_jp2klossless.dcm, Kowalski",
  })
  void identifierWithinCodedPixelsIsRefused(String name, String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    DicomFile source = ofKowalski(name);
    byte[] stream = firstFragment(source.dataSet());
    System.arraycopy(letters, 0, stream, stream.length - 64, letters.length);
    // Letters among coded pixels set any bits, which is another reason.
    DicomFile ofNobody = SharedImages.read(name);
    int allocated = ofNobody.dataSet().integer(Tag.BitsAllocated).orElseThrow();
    for (DicomFile file : List.of(ofNobody, source)) {
      file.dataSet().put(Tag.BitsStored, VR.US, allocated).put(Tag.HighBit, VR.US, allocated - 1);
    }
    assertThat(treated(with(ofNobody, stream)).report()).isNotNull();
    refused(with(source, stream));
    assertThat(treated(ofKowalski(name)).report()).isNotNull();
  }

  @Test
  void identifierInWhatIsMadeZerosIsNoReasonToRefuse() throws java.io.IOException {
    DicomFile source = ofKowalski(JPEG_LOSSLESS);
    byte[] planted =
        inserted(firstFragment(source.dataSet()), 2, segment(0xFFFE, ascii("Kowalski")));
    assertThat(text(written(treated(with(source, planted)), source.transferSyntax())))
        .doesNotContain("Kowalski");
  }

  @ParameterizedTest
  @ValueSource(strings = {JPEG_LOSSLESS, JPEG_LS, JPEG_2000, RLE})
  void frameWithoutDataIsRefused(String name) {
    DicomFile source = SharedImages.read(name);
    BulkData none = BulkData.of(new byte[0]);
    BulkData stream = BulkData.of(firstFragment(source.dataSet()));
    source.dataSet().put(Tag.NumberOfFrames, VR.IS, 3);
    refused(with(source, List.of(none, stream, none, stream)));
    refused(with(source, List.of(none, stream, BulkData.of(new byte[8]), stream)));
  }

  @ParameterizedTest
  @ValueSource(strings = {JPEG_BASELINE, JPEG_LOSSLESS, JPEG_LS, JPEG_2000, RLE})
  void damagedStreamsEndInTheirFaultAndNothingElse(String name) {
    DicomFile source = SharedImages.read(name);
    byte[] stream = firstFragment(source.dataSet());
    Random random = new Random(9);
    int passed = 0;
    for (int i = 0; i < 80; i++) {
      byte[] damaged = stream.clone();
      for (int j = 0; j <= i % 4; j++) {
        // Headers are where lengths stand.
        int at = random.nextInt(i % 2 == 0 ? Math.min(200, damaged.length) : damaged.length);
        damaged[at] = (byte) random.nextInt(256);
      }
      try {
        treated(with(source, damaged));
        passed++;
      } catch (DicomFault e) {
        assertThat(e.code()).isEqualTo(DicomFaultCode.PIXELS_NOT_CLEANABLE);
      }
    }
    assertThat(passed).isBetween(1, 79);
  }
}
