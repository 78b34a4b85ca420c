package org.therafed.dicom.io;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.therafed.dicom.dataset.Dictionary;

/**
 * How a data set is written, PS3.5 section 10 and Annex A.
 *
 * @param uid registered UID
 * @param explicit whether elements carry their VR
 * @param bigEndian byte order of lengths and words
 * @param deflated whether the whole data set is deflated (RFC 1951)
 * @param encapsulated whether pixel data are fragments
 */
public record TransferSyntax(
    String uid, boolean explicit, boolean bigEndian, boolean deflated, boolean encapsulated) {

  public static final TransferSyntax IMPLICIT_LITTLE_ENDIAN =
      new TransferSyntax("1.2.840.10008.1.2", false, false, false, false);
  public static final TransferSyntax EXPLICIT_LITTLE_ENDIAN =
      new TransferSyntax("1.2.840.10008.1.2.1", true, false, false, false);
  public static final TransferSyntax DEFLATED_LITTLE_ENDIAN =
      new TransferSyntax("1.2.840.10008.1.2.1.99", true, false, true, false);

  /** Retired in 2006, still met in archives. */
  public static final TransferSyntax EXPLICIT_BIG_ENDIAN =
      new TransferSyntax("1.2.840.10008.1.2.2", true, true, false, false);

  /** JPIP: the pixels are elsewhere, the data set is plain or deflated. */
  private static final List<TransferSyntax> REFERENCED =
      List.of(
          new TransferSyntax("1.2.840.10008.1.2.4.94", true, false, false, false),
          new TransferSyntax("1.2.840.10008.1.2.4.95", true, false, true, false),
          new TransferSyntax("1.2.840.10008.1.2.4.204", true, false, false, false),
          new TransferSyntax("1.2.840.10008.1.2.4.205", true, false, true, false));

  private static final Map<String, TransferSyntax> KNOWN = known();

  private static Map<String, TransferSyntax> known() {
    List<TransferSyntax> plain =
        List.of(
            IMPLICIT_LITTLE_ENDIAN,
            EXPLICIT_LITTLE_ENDIAN,
            DEFLATED_LITTLE_ENDIAN,
            EXPLICIT_BIG_ENDIAN);
    Map<String, TransferSyntax> known =
        Dictionary.uids("Transfer Syntax").stream()
            .map(Dictionary.RegisteredUid::uid)
            .filter(TransferSyntax::isEncapsulatedUid)
            .map(uid -> new TransferSyntax(uid, true, false, false, true))
            .collect(Collectors.toMap(TransferSyntax::uid, Function.identity()));
    plain.forEach(syntax -> known.put(syntax.uid(), syntax));
    REFERENCED.forEach(syntax -> known.put(syntax.uid(), syntax));
    return Map.copyOf(known);
  }

  /** MIME, XML, Papyrus and real-time video syntaxes are no file encodings and stay unknown. */
  private static boolean isEncapsulatedUid(String uid) {
    return uid.startsWith("1.2.840.10008.1.2.4.")
        || uid.equals("1.2.840.10008.1.2.1.98")
        || uid.equals("1.2.840.10008.1.2.5")
        || uid.equals("1.2.840.10008.1.2.8.1");
  }

  /** The syntax of a UID; empty where it is not known. */
  public static Optional<TransferSyntax> of(String uid) {
    return Optional.ofNullable(KNOWN.get(uid));
  }

  /** Every syntax this library reads and receives. */
  public static List<TransferSyntax> all() {
    return KNOWN.values().stream()
        .sorted(java.util.Comparator.comparing(TransferSyntax::uid))
        .toList();
  }
}
