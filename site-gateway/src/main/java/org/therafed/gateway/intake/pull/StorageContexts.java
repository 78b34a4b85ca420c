package org.therafed.gateway.intake.pull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.net.PresentationContext;

/**
 * Presentation contexts under which objects can be sent to us over a C-GET. An archive chooses one
 * transfer syntax of a context, so each has a context of its own: objects come as they are kept.
 */
final class StorageContexts {

  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String IMPLICIT = "1.2.840.10008.1.2";

  /** JPEG, JPEG-LS, JPEG 2000, RLE, deflated: what archives keep images in. */
  private static final List<String> SYNTAXES =
      List.of(
          EXPLICIT,
          IMPLICIT,
          "1.2.840.10008.1.2.4.70",
          "1.2.840.10008.1.2.4.57",
          "1.2.840.10008.1.2.4.80",
          "1.2.840.10008.1.2.4.81",
          "1.2.840.10008.1.2.4.90",
          "1.2.840.10008.1.2.4.91",
          "1.2.840.10008.1.2.4.50",
          "1.2.840.10008.1.2.4.51",
          "1.2.840.10008.1.2.5",
          "1.2.840.10008.1.2.1.99");

  /** An association has 128, one of them for C-GET itself. */
  private static final int MOST = 120;

  private StorageContexts() {}

  static List<PresentationContext> of(Collection<FoundInstance> instances) {
    Set<String> classes =
        instances.stream().map(FoundInstance::sopClassUid).collect(Collectors.toSet());
    List<PresentationContext> contexts = new ArrayList<>();
    boolean known = classes.stream().noneMatch(String::isEmpty);
    if (known && classes.size() * SYNTAXES.size() <= MOST) {
      for (String sopClass : classes) {
        SYNTAXES.forEach(syntax -> contexts.add(PresentationContext.of(sopClass, syntax)));
      }
      return contexts;
    }
    Collection<String> wanted = known ? classes : Dictionary.storageSopClasses();
    wanted.stream()
        .limit(MOST)
        .forEach(sopClass -> contexts.add(PresentationContext.of(sopClass, EXPLICIT, IMPLICIT)));
    return contexts;
  }
}
