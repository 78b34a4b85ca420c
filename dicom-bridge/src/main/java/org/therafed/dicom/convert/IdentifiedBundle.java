package org.therafed.dicom.convert;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * Resources that still name their patient. A type of its own, so that nothing can send it where
 * de-identified resources are asked for.
 */
public final class IdentifiedBundle {
  private final Bundle bundle;
  private final PatientKey patient;
  private final List<ConversionNote> notes;

  private IdentifiedBundle(Bundle bundle, PatientKey patient, List<ConversionNote> notes) {
    this.bundle = bundle;
    this.patient = patient;
    this.notes = List.copyOf(notes);
  }

  /**
   * Wraps converted resources.
   *
   * @param bundle type collection; every entry a resource with id and profile, references as {@code
   *     Type/id}
   * @param patient whom all of it is about
   * @param notes what the conversion lost or doubted
   */
  public static IdentifiedBundle of(Bundle bundle, PatientKey patient, List<ConversionNote> notes) {
    return new IdentifiedBundle(bundle, patient, notes);
  }

  /** A copy of the bundle. */
  public Bundle bundle() {
    return bundle.copy();
  }

  /** Whom all of it is about. */
  public PatientKey patient() {
    return patient;
  }

  /** What the conversion lost or doubted; no identifiers. */
  public List<ConversionNote> notes() {
    return notes;
  }

  /** Copies of the resources of one type, in order. */
  public <T extends Resource> List<T> resources(Class<T> type) {
    return bundle().getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Without content. */
  @Override
  public String toString() {
    return "IdentifiedBundle[entries=" + bundle.getEntry().size() + ", notes=" + notes + "]";
  }
}
