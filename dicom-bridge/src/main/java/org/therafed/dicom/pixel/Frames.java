package org.therafed.dicom.pixel;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Value;
import org.therafed.dicom.io.TransferSyntax;

/**
 * The frames of an image as stored values, one frame in memory at a time.
 *
 * <p>Decoders: native, deflated, RLE (PS3.5 Annex G), JPEG-LS and lossless JPEG (process 14) are
 * our own; baseline JPEG (process 1) is the JDK's and TwelveMonkeys'; JPEG 2000 is jai-imageio's.
 * Other encodings are held: {@link #held}.
 */
public final class Frames {
  private static final String RLE = "1.2.840.10008.1.2.5";
  private static final String DEFLATED_FRAMES = "1.2.840.10008.1.2.8.1";
  private static final String BASELINE = "1.2.840.10008.1.2.4.50";
  private static final String JPEG_2000_LOSSLESS = "1.2.840.10008.1.2.4.90";
  private static final String JPEG_2000 = "1.2.840.10008.1.2.4.91";
  private static final Set<String> JPEG =
      Set.of(BASELINE, "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70");

  private static final String JPEG_LS = "1.2.840.10008.1.2.4.80";
  private static final String JPEG_LS_NEAR = "1.2.840.10008.1.2.4.81";

  private static final Map<String, String> HELD =
      Map.ofEntries(
          Map.entry("1.2.840.10008.1.2.4.51", "JPEG Extended, 12 bits"),
          Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 multi-component"),
          Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 multi-component"),
          Map.entry("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000"),
          Map.entry("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000"),
          Map.entry("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"));

  private final PixelFormat format;
  private final FrameSource source;
  private final Lossiness lossiness;

  private Frames(PixelFormat format, FrameSource source, Lossiness lossiness) {
    this.format = format;
    this.source = source;
    this.lossiness = lossiness;
  }

  /** Gives the stored values of one frame. */
  interface FrameSource {
    double[] frame(int index);
  }

  /** Makes the stored values of one frame of its codestream. */
  interface Decoder {
    double[] decode(byte[] codestream, PixelFormat format);
  }

  /** Why images of a transfer syntax are not decoded; empty where they are. */
  public static Optional<String> held(TransferSyntax syntax) {
    if (!syntax.encapsulated() || decoder(syntax.uid()).isPresent()) {
      return Optional.empty();
    }
    String name = HELD.getOrDefault(syntax.uid(), "this encoding");
    return Optional.of("no decoder for " + name + "; the object is kept as it is");
  }

  /**
   * The frames of an image.
   *
   * @param syntax in which the data set was read
   * @throws DicomFault {@link DicomFaultCode#PIXELS_HELD} where no decoder is there, {@link
   *     DicomFaultCode#PIXELS_INVALID} where the attributes contradict each other or the pixels
   */
  public static Frames of(DataSet image, TransferSyntax syntax) {
    int tag =
        image.contains(Tag.PixelData)
            ? Tag.PixelData
            : image.contains(Tag.FloatPixelData) ? Tag.FloatPixelData : Tag.DoubleFloatPixelData;
    Element pixels =
        image
            .element(tag)
            .orElseThrow(
                () -> DicomFault.of(DicomFaultCode.PIXELS_INVALID, "there is no pixel data"));
    PixelFormat format = PixelFormat.of(image);
    if (!(pixels.value() instanceof Value.Fragments fragments)) {
      FrameSource source = new NativeFrames(image.bulk(tag).orElseThrow(), format);
      return new Frames(format, source, stated(image, Lossiness.NONE));
    }
    Decoder decoder =
        decoder(syntax.uid())
            .orElseThrow(
                () ->
                    DicomFault.of(
                        DicomFaultCode.PIXELS_HELD, held(syntax).orElse("no native syntax")));
    Codestreams codestreams = Codestreams.of(image, fragments, format.frames());
    return new Frames(
        format,
        index -> decoder.decode(codestreams.of(index), format),
        stated(image, byEncoding(syntax.uid())));
  }

  private static Optional<Decoder> decoder(String uid) {
    if (uid.equals(RLE)) {
      return Optional.of(RleDecoder::decode);
    }
    if (uid.equals(DEFLATED_FRAMES)) {
      return Optional.of(DeflatedFrameDecoder::decode);
    }
    if (JPEG.contains(uid)) {
      return Optional.of(Codec.JPEG::values);
    }
    if (uid.equals(JPEG_LS) || uid.equals(JPEG_LS_NEAR)) {
      return Optional.of(Codec.JPEG_LS::values);
    }
    return uid.equals(JPEG_2000_LOSSLESS) || uid.equals(JPEG_2000)
        ? Optional.of(Codec.JPEG_2000::values)
        : Optional.empty();
  }

  private static Lossiness byEncoding(String uid) {
    if (uid.equals(BASELINE)) {
      return Lossiness.LOSSY;
    }
    return uid.equals(JPEG_2000) || uid.equals(JPEG_LS_NEAR) ? Lossiness.POSSIBLE : Lossiness.NONE;
  }

  private static Lossiness stated(DataSet image, Lossiness byEncoding) {
    String stated = image.string(Tag.LossyImageCompression).orElse("");
    if (stated.equals("01")) {
      return Lossiness.LOSSY;
    }
    // 00 settles what the encoding leaves open, but not that a lossy process was lossless.
    return stated.equals("00") && byEncoding == Lossiness.POSSIBLE ? Lossiness.NONE : byEncoding;
  }

  /** How the samples are laid out. */
  public PixelFormat format() {
    return format;
  }

  /** Whether the numbers are those that were acquired. */
  public Lossiness lossiness() {
    return lossiness;
  }

  /**
   * The stored values of a frame, row by row, the samples of a pixel together; whole numbers unless
   * the format is floating. No rescaling and no colour conversion is applied.
   *
   * @param index from 0
   * @throws DicomFault {@link DicomFaultCode#PIXELS_INVALID} where they cannot be decoded
   */
  public double[] frame(int index) {
    if (index < 0 || index >= format.frames()) {
      throw new IndexOutOfBoundsException("Frame " + index + " of " + format.frames());
    }
    return source.frame(index);
  }
}
