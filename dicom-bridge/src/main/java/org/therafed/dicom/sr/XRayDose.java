package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/**
 * An X-ray radiation dose report, PS3.16 TID 10011 (CT) or 10001 (projection).
 *
 * @param procedure Procedure reported, e.g. CT
 * @param intent diagnostic, therapeutic …
 * @param studyUid of the scope of accumulation, where that is a study
 * @param started text of VR DT
 * @param ended text of VR DT
 * @param ct totals and acquisitions of CT
 * @param projection totals of projection X-ray, one per plane; its single events stay in the tree
 */
public record XRayDose(
    Optional<Code> procedure,
    Optional<Code> intent,
    List<Observer> observers,
    Optional<Code> scope,
    Optional<String> studyUid,
    Optional<String> started,
    Optional<String> ended,
    Optional<Ct> ct,
    List<Projection> projection) {
  public XRayDose {
    observers = List.copyOf(observers);
    projection = List.copyOf(projection);
  }

  /**
   * Totals of CT, TID 10012.
   *
   * @param events DCM 113812
   * @param dlpTotal DCM 113813, mGy.cm
   */
  public record Ct(
      Optional<SrNumber> events, Optional<SrNumber> dlpTotal, List<Acquisition> acquisitions) {
    public Ct {
      acquisitions = List.copyOf(acquisitions);
    }
  }

  /**
   * One CT acquisition, TID 10013.
   *
   * @param ctdiVol DCM 113830, mGy; empty for localisers that state none
   * @param phantom on which CTDI rests, 16 or 32 cm
   * @param dlp DCM 113838, mGy.cm
   */
  public record Acquisition(
      Optional<String> protocol,
      Optional<Code> region,
      Optional<Code> type,
      Optional<String> eventUid,
      Optional<SrNumber> ctdiVol,
      Optional<Code> phantom,
      Optional<SrNumber> dlp) {}

  /**
   * Totals of projection X-ray, TID 10002 to 10005.
   *
   * @param areaProduct DCM 113722, Gy.m2 as written
   * @param atReferencePoint DCM 113725, Gy
   * @param fluoroTime DCM 113730, s
   * @param glandular DCM 111637, mammography, mGy
   */
  public record Projection(
      Optional<SrNumber> areaProduct,
      Optional<SrNumber> atReferencePoint,
      Optional<SrNumber> fluoroTime,
      Optional<SrNumber> glandular) {}

  /** Whether a document is such a report, by its title. */
  public static boolean is(SrDocument document) {
    return document.title().filter(Concepts.X_RAY_REPORT::means).isPresent();
  }

  /**
   * Reads the report.
   *
   * @throws DicomFault {@link DicomFaultCode#SR_OTHER_TEMPLATE} where the title is another
   */
  public static XRayDose of(SrDocument document) {
    if (!is(document)) {
      throw DicomFault.of(
          DicomFaultCode.SR_OTHER_TEMPLATE,
          "the title is not X-Ray Radiation Dose Report (113701, DCM)");
    }
    ContentItem root = document.root();
    Optional<ContentItem> procedure = root.first(Concepts.PROCEDURE_REPORTED);
    Optional<ContentItem> scope = root.first(Concepts.SCOPE);
    return new XRayDose(
        procedure.flatMap(ContentItem::code),
        procedure.flatMap(p -> p.code(Concepts.HAS_INTENT)),
        Observer.of(root),
        scope.flatMap(ContentItem::code),
        scope.flatMap(s -> s.text(Concepts.STUDY_UID)),
        root.text(Concepts.STARTED),
        root.text(Concepts.ENDED),
        ct(root),
        root.all(Concepts.X_RAY_ACCUMULATED).stream().map(XRayDose::totals).toList());
  }

  private static Optional<Ct> ct(ContentItem root) {
    List<ContentItem> acquisitions = root.all(Concepts.CT_ACQUISITION);
    Optional<ContentItem> totals = root.first(Concepts.CT_ACCUMULATED);
    if (totals.isEmpty() && acquisitions.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Ct(
            totals.flatMap(t -> t.number(Concepts.EVENTS)),
            totals.flatMap(t -> t.number(Concepts.DLP_TOTAL)),
            acquisitions.stream().map(XRayDose::acquisition).toList()));
  }

  private static Acquisition acquisition(ContentItem item) {
    Optional<ContentItem> dose = item.first(Concepts.CT_DOSE);
    return new Acquisition(
        item.text(Concepts.PROTOCOL),
        item.code(Concepts.TARGET_REGION),
        item.code(Concepts.ACQUISITION_TYPE),
        item.text(Concepts.EVENT_UID),
        dose.flatMap(d -> d.number(Concepts.CTDI_VOL)),
        dose.flatMap(d -> d.code(Concepts.PHANTOM)),
        dose.flatMap(d -> d.number(Concepts.DLP)));
  }

  private static Projection totals(ContentItem item) {
    return new Projection(
        item.number(Concepts.DAP_TOTAL),
        item.number(Concepts.DOSE_RP_TOTAL),
        item.number(Concepts.FLUORO_TIME),
        item.number(Concepts.GLANDULAR_DOSE));
  }

  /**
   * The content tree by TID 10011.
   *
   * @throws DicomFault {@link DicomFaultCode#SR_INVALID} where this holds no CT: a projection
   *     report needs its single events, which this type does not hold
   */
  public SrDocument document() {
    Ct held =
        ct.orElseThrow(
            () ->
                DicomFault.of(
                    DicomFaultCode.SR_INVALID, "only CT reports (TID 10011) are written"));
    List<ContentItem> children = new ArrayList<>();
    procedure.ifPresent(p -> children.add(XRayDoseItems.procedure(p, intent)));
    observers.forEach(observer -> children.addAll(observer.items()));
    started.ifPresent(t -> children.add(time(Concepts.STARTED, t)));
    ended.ifPresent(t -> children.add(time(Concepts.ENDED, t)));
    scope.ifPresent(s -> children.add(XRayDoseItems.scope(s, studyUid)));
    children.add(XRayDoseItems.totals(held));
    held.acquisitions().forEach(a -> children.add(XRayDoseItems.acquisition(a)));
    return new SrDocument(
        SrDocument.X_RAY_DOSE,
        true,
        false,
        ContentItem.root(Concepts.X_RAY_REPORT, "10011", children));
  }

  private static ContentItem time(Code name, String time) {
    return GroupWriter.context(name, new ItemValue.DateTime(time));
  }
}
