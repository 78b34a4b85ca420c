package org.therafed.dicom.convert.imagingstudy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesInstanceComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/**
 * Grows an ImagingStudy by instances that came later. What was merged once more changes nothing,
 * and the order of arrival does not matter: series and instances are told apart by their UIDs,
 * sorted, and counted anew.
 */
public final class StudyMerge {
  private StudyMerge() {}

  /**
   * The union of two states of one study.
   *
   * @throws IllegalArgumentException where the ids differ
   */
  public static ImagingStudy merge(ImagingStudy one, ImagingStudy other) {
    if (!one.getIdPart().equals(other.getIdPart())) {
      throw new IllegalArgumentException("Two states of one study needed; the ids differ");
    }
    ImagingStudy merged = one.copy();
    if (earlier(other, one)) {
      merged.setStartedElement(other.getStartedElement().copy());
    }
    if (!one.hasDescription()
        || (other.hasDescription() && other.getDescription().compareTo(one.getDescription()) < 0)) {
      merged.setDescription(other.getDescription());
    }
    if (!one.hasBasedOn()) {
      other.getBasedOn().forEach(reference -> merged.addBasedOn(reference.copy()));
    }
    merged.setExtension(extensions(one, other));
    series(merged, one, other);
    return merged;
  }

  private static boolean earlier(ImagingStudy a, ImagingStudy b) {
    return a.hasStarted()
        && (!b.hasStarted() || before(a.getStartedElement(), b.getStartedElement()));
  }

  private static boolean before(DateTimeType a, DateTimeType b) {
    return a.getValue().toInstant().isBefore(b.getValue().toInstant());
  }

  /** Each tracer once, the shortest time after injection. */
  private static List<Extension> extensions(ImagingStudy one, ImagingStudy other) {
    Map<String, Extension> byKey = new TreeMap<>();
    for (ImagingStudy study : List.of(one, other)) {
      for (Extension extension : study.getExtension()) {
        byKey.merge(key(extension), extension.copy(), StudyMerge::smaller);
      }
    }
    return new ArrayList<>(byKey.values());
  }

  private static String key(Extension extension) {
    return extension.getValue() instanceof Reference reference
        ? extension.getUrl() + "|" + reference.getReference()
        : extension.getUrl();
  }

  private static Extension smaller(Extension a, Extension b) {
    return a.getValue() instanceof Quantity x
            && b.getValue() instanceof Quantity y
            && y.getValue().compareTo(x.getValue()) < 0
        ? b
        : a;
  }

  private static void series(ImagingStudy merged, ImagingStudy one, ImagingStudy other) {
    Map<String, ImagingStudySeriesComponent> byUid = new TreeMap<>();
    for (ImagingStudy study : List.of(one, other)) {
      for (ImagingStudySeriesComponent series : study.getSeries()) {
        byUid.merge(series.getUid(), series.copy(), StudyMerge::series);
      }
    }
    List<ImagingStudySeriesComponent> all = new ArrayList<>(byUid.values());
    all.forEach(StudyMerge::sortAndCount);
    all.sort(
        Comparator.comparingInt(ImagingStudySeriesComponent::getNumber)
            .thenComparing(ImagingStudySeriesComponent::getUid));
    merged.setSeries(all);
    merged.setNumberOfSeries(all.size());
    merged.setNumberOfInstances(
        all.stream().mapToInt(ImagingStudySeriesComponent::getNumberOfInstances).sum());
    merged.setModality(new ArrayList<>());
    all.stream()
        .map(s -> s.getModality().getCode())
        .distinct()
        .sorted()
        .forEach(code -> merged.addModality(new Coding().setSystem(StudyMapper.DCM).setCode(code)));
  }

  private static ImagingStudySeriesComponent series(
      ImagingStudySeriesComponent one, ImagingStudySeriesComponent other) {
    ImagingStudySeriesComponent series = one.copy();
    boolean earlier =
        other.hasStarted()
            && (!one.hasStarted() || before(other.getStartedElement(), one.getStartedElement()));
    if (earlier) {
      series.setStartedElement(other.getStartedElement().copy());
    }
    other.getInstance().forEach(instance -> series.addInstance(instance.copy()));
    return series;
  }

  private static void sortAndCount(ImagingStudySeriesComponent series) {
    Map<String, ImagingStudySeriesInstanceComponent> byUid = new TreeMap<>();
    series.getInstance().forEach(instance -> byUid.putIfAbsent(instance.getUid(), instance));
    List<ImagingStudySeriesInstanceComponent> instances = new ArrayList<>(byUid.values());
    instances.sort(
        Comparator.comparingInt(ImagingStudySeriesInstanceComponent::getNumber)
            .thenComparing(ImagingStudySeriesInstanceComponent::getUid));
    series.setInstance(instances);
    series.setNumberOfInstances(instances.size());
  }
}
