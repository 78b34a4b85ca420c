package org.therafed.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;
import org.therafed.dicom.io.TransferSyntax;

/**
 * A Part 10 file as an object to be sent.
 *
 * @param offset where the data set begins, bytes
 * @param even whether the data set has an even number of bytes, as PS3.5 section 7.1.1 demands
 */
record ObjectFile(
    Path file,
    String sopClassUid,
    String sopInstanceUid,
    String transferSyntaxUid,
    long offset,
    boolean even) {
  /** One association proposes at most so many contexts, PS3.8 section 9.3.2.2. */
  private static final int MOST_CONTEXTS = 128;

  private static final Set<String> NATIVE =
      Set.of(
          TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid(),
          TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid(),
          TransferSyntax.DEFLATED_LITTLE_ENDIAN.uid(),
          TransferSyntax.EXPLICIT_BIG_ENDIAN.uid());

  private record Pair(String abstractSyntax, String transferSyntax) {}

  static ObjectFile of(Path file) {
    DicomFile meta = Part10Reader.readMeta(file);
    boolean named = meta.sopClassUid().isPresent() && meta.sopInstanceUid().isPresent();
    DicomFile identified = named ? meta : Part10Reader.readHeader(file);
    return new ObjectFile(
        file,
        identified.sopClassUid().orElseThrow(() -> unidentified("SOP Class UID")),
        identified.sopInstanceUid().orElseThrow(() -> unidentified("SOP Instance UID")),
        identified.transferSyntax().uid(),
        identified.dataSetOffset(),
        (size(file) - identified.dataSetOffset()) % 2 == 0);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the file to send could not be read", e);
    }
  }

  /** Whether the whole data set is deflated. */
  boolean deflated() {
    return TransferSyntax.of(transferSyntaxUid).filter(TransferSyntax::deflated).isPresent();
  }

  /**
   * The syntaxes that the object can be written in beside its own, the preferred one first; none
   * where its pixels are encapsulated or elsewhere.
   */
  List<String> otherSyntaxes() {
    return NATIVE.contains(transferSyntaxUid)
        ? Stream.of(
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid(),
                TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid())
            .filter(syntax -> !syntax.equals(transferSyntaxUid))
            .toList()
        : List.of();
  }

  /**
   * One context for each pair of SOP class and syntax: those of the files first, then, as far as
   * there is room, those that native objects can be written in.
   */
  static List<PresentationContext> contexts(List<Path> files) {
    Set<Pair> pairs = new LinkedHashSet<>();
    Set<Pair> others = new LinkedHashSet<>();
    for (Path file : files) {
      ObjectFile object = of(file);
      pairs.add(new Pair(object.sopClassUid(), object.transferSyntaxUid()));
      object.otherSyntaxes().forEach(syntax -> others.add(new Pair(object.sopClassUid(), syntax)));
    }
    others.removeAll(pairs);
    others.stream().limit(Math.max(0, MOST_CONTEXTS - pairs.size())).forEach(pairs::add);
    return pairs.stream()
        .map(pair -> PresentationContext.of(pair.abstractSyntax(), pair.transferSyntax()))
        .toList();
  }

  /** The data set, byte for byte. */
  InputStream open() {
    try {
      InputStream in = Files.newInputStream(file);
      in.skipNBytes(offset);
      return in;
    } catch (IOException e) {
      throw DicomFault.of(DicomFaultCode.UNREADABLE, "the file to send could not be read", e);
    }
  }

  private static DicomFault unidentified(String what) {
    return DicomFault.of(DicomFaultCode.MISSING_IDENTITY, what + " is absent from the file");
  }
}
