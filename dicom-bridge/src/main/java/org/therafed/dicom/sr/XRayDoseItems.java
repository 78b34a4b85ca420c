package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Content items of TID 10011, 10012 and 10013. */
final class XRayDoseItems {
  private XRayDoseItems() {}

  static ContentItem procedure(Code procedure, Optional<Code> intent) {
    return ContentItem.of(
        Relationship.HAS_CONCEPT_MOD,
        Concepts.PROCEDURE_REPORTED,
        new ItemValue.Coded(Optional.of(procedure)),
        intent.stream().map(i -> GroupWriter.modifier(Concepts.HAS_INTENT, i)).toList());
  }

  static ContentItem scope(Code scope, Optional<String> studyUid) {
    return ContentItem.of(
        Relationship.HAS_OBS_CONTEXT,
        Concepts.SCOPE,
        new ItemValue.Coded(Optional.of(scope)),
        studyUid.stream()
            .map(
                uid ->
                    ContentItem.of(
                        Relationship.HAS_PROPERTIES, Concepts.STUDY_UID, new ItemValue.Uid(uid)))
            .toList());
  }

  static ContentItem totals(XRayDose.Ct ct) {
    List<ContentItem> items = new ArrayList<>();
    number(items, Concepts.EVENTS, ct.events());
    number(items, Concepts.DLP_TOTAL, ct.dlpTotal());
    return container(Concepts.CT_ACCUMULATED, Optional.of("10012"), items);
  }

  static ContentItem acquisition(XRayDose.Acquisition acquisition) {
    List<ContentItem> items = new ArrayList<>();
    acquisition
        .protocol()
        .ifPresent(
            text ->
                items.add(
                    ContentItem.of(
                        Relationship.CONTAINS, Concepts.PROTOCOL, new ItemValue.Text(text))));
    coded(items, Concepts.TARGET_REGION, acquisition.region());
    coded(items, Concepts.ACQUISITION_TYPE, acquisition.type());
    acquisition
        .eventUid()
        .ifPresent(
            uid ->
                items.add(
                    ContentItem.of(
                        Relationship.CONTAINS, Concepts.EVENT_UID, new ItemValue.Uid(uid))));
    List<ContentItem> dose = new ArrayList<>();
    number(dose, Concepts.CTDI_VOL, acquisition.ctdiVol());
    coded(dose, Concepts.PHANTOM, acquisition.phantom());
    number(dose, Concepts.DLP, acquisition.dlp());
    if (!dose.isEmpty()) {
      items.add(container(Concepts.CT_DOSE, Optional.empty(), dose));
    }
    return container(Concepts.CT_ACQUISITION, Optional.of("10013"), items);
  }

  private static void number(List<ContentItem> items, Code name, Optional<SrNumber> number) {
    number.ifPresent(n -> items.add(ContentItem.of(Relationship.CONTAINS, name, n.item())));
  }

  private static void coded(List<ContentItem> items, Code name, Optional<Code> code) {
    code.ifPresent(c -> items.add(GroupWriter.coded(Relationship.CONTAINS, name, c)));
  }

  private static ContentItem container(
      Code name, Optional<String> template, List<ContentItem> items) {
    return ContentItem.of(
        Relationship.CONTAINS, name, new ItemValue.Container(false, template), items);
  }
}
