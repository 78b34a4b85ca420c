package org.therafed.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.io.DicomFile;
import org.therafed.dicom.io.Part10Reader;

/**
 * A Part 10 file as an object to be sent.
 *
 * @param offset where the data set begins, bytes
 */
record ObjectFile(
    Path file, String sopClassUid, String sopInstanceUid, String transferSyntaxUid, long offset) {

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
        identified.dataSetOffset());
  }

  /** One context for each pair of SOP class and syntax. */
  static List<PresentationContext> contexts(List<Path> files) {
    Set<Pair> pairs = new LinkedHashSet<>();
    for (Path file : files) {
      ObjectFile object = of(file);
      pairs.add(new Pair(object.sopClassUid(), object.transferSyntaxUid()));
    }
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
