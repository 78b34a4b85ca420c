package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Carries out actions on elements that are no sequences. */
final class LeafActions {
  /** Texts above this are removed instead of cleaned: nobody writes descriptors of 1 MiB. */
  private static final long LONGEST_TEXT = 1 << 20;

  private static final String ENCAPSULATED = "1.2.840.10008.5.1.4.1.1.104.";
  static final String ENCAPSULATED_PDF = ENCAPSULATED + "1";

  /** Oldest age stated; older people are few enough to be found. */
  private static final int OLDEST = 89;

  private final Policy policy;
  private final Keys keys;
  private final TextCleaner cleaner;
  private final ValueCleaner texts;
  private final UidMapping uids;
  private final DateShift shift;
  private final DateShift unmoved = new DateShift(0);
  private final Optional<PatientIdentity> patient;

  LeafActions(
      Policy policy,
      Keys keys,
      TextCleaner cleaner,
      DateShift shift,
      Optional<PatientIdentity> patient) {
    this.policy = policy;
    this.keys = keys;
    this.cleaner = cleaner;
    this.texts = new ValueCleaner(policy, cleaner);
    this.uids = new UidMapping(policy, keys, cleaner);
    this.shift = shift;
    this.patient = patient;
  }

  /**
   * What came of an element.
   *
   * @param element null where it was removed
   */
  record Outcome(Element element, Treatment treatment) {}

  Outcome apply(Scope scope, Element element, Decision decision) {
    if (element.isEmpty() && decision.action() != Action.REMOVE) {
      return new Outcome(element, Treatment.KEPT);
    }
    return switch (decision.action()) {
      case REMOVE -> new Outcome(null, Treatment.REMOVED);
      case EMPTY -> emptied(scope, element);
      case DUMMY -> dummy(scope, element);
      case UID -> uids(scope, element);
      case KEEP -> keep(scope, element, decision);
      case CLEAN -> clean(scope, element, decision);
    };
  }

  private Outcome fallback(Scope scope, Element element, Decision decision) {
    Decision otherwise = Decision.of(decision.fallback(), decision.basis());
    if (decision.fallback() == Action.KEEP || decision.fallback() == Action.CLEAN) {
      otherwise = Decision.of(Action.REMOVE, decision.basis());
    }
    return apply(scope, element, otherwise);
  }

  private Outcome emptied(Scope scope, Element element) {
    if (element.tag() == Tag.PatientName && scope.sequence() == 0 && patient.isPresent()) {
      return pseudonym(element, patient.get());
    }
    return new Outcome(Dummies.empty(element.tag(), vr(element)), Treatment.EMPTIED);
  }

  private Outcome dummy(Scope scope, Element element) {
    VR vr = vr(element);
    if (vr == VR.UI) {
      return uids(scope, element);
    }
    if (element.tag() == Tag.ClinicalTrialSubjectID && patient.isPresent()) {
      return pseudonym(element, patient.get());
    }
    if (element.tag() == Tag.EncapsulatedDocument) {
      return document(scope, element);
    }
    if (vr == VR.SQ) {
      // Bytes that are no items: nothing in them can be treated.
      return new Outcome(Dummies.empty(element.tag(), VR.SQ), Treatment.EMPTIED);
    }
    return new Outcome(Dummies.of(element.tag(), vr), Treatment.REPLACED);
  }

  /** Z and D both allow a pseudonym for Patient ID; it keeps the patient's objects together. */
  Outcome patientId(Scope scope, Element element) {
    if (element.isEmpty()) {
      return new Outcome(element, Treatment.KEPT);
    }
    return Patients.identity(scope.set(), policy)
        .map(identity -> pseudonym(element, identity))
        .orElseGet(() -> new Outcome(Dummies.empty(element.tag(), VR.LO), Treatment.EMPTIED));
  }

  private Outcome pseudonym(Element element, PatientIdentity identity) {
    String name = keys.patients().pseudonym(identity);
    Element named =
        Element.of(element.tag(), vr(element), List.of(name), SpecificCharacterSet.DEFAULT);
    return new Outcome(named, Treatment.REPLACED);
  }

  /** An empty page for a PDF; the other kinds of documents have no empty form that readers open. */
  private static Outcome document(Scope scope, Element element) {
    if (!scope.sopClass().startsWith(ENCAPSULATED)) {
      return new Outcome(Dummies.of(element.tag(), VR.OB), Treatment.REPLACED);
    }
    if (!scope.sopClass().equals(ENCAPSULATED_PDF)) {
      throw DicomFault.of(
          DicomFaultCode.NOT_DEIDENTIFIABLE,
          "an embedded document that is no PDF cannot be replaced by an empty one; leave it out");
    }
    byte[] pdf = Dummies.pdf();
    byte[] even = java.util.Arrays.copyOf(pdf, pdf.length + (pdf.length & 1));
    Element page = new Element(element.tag(), VR.OB, Value.Inline.of(even));
    return new Outcome(page, Treatment.REPLACED);
  }

  private Outcome uids(Scope scope, Element element) {
    if (element.isEmpty()) {
      return new Outcome(element, Treatment.KEPT);
    }
    List<String> were = strings(scope, element, VR.UI);
    List<String> are = were.stream().map(uids::of).toList();
    if (are.equals(were)) {
      return new Outcome(element, Treatment.KEPT);
    }
    Element out = Element.of(element.tag(), VR.UI, are, SpecificCharacterSet.DEFAULT);
    return new Outcome(out, Treatment.UID_REPLACED);
  }

  private Outcome keep(Scope scope, Element element, Decision decision) {
    VR vr = vr(element);
    boolean temporal = vr == VR.DA || vr == VR.DT || vr == VR.TM;
    if (temporal && unmoved.apply(vr, strings(scope, element, vr)).isEmpty()) {
      return fallback(scope, element, decision);
    }
    if (vr == VR.UI && !strings(scope, element, vr).stream().allMatch(KnownUids::isUid)) {
      return uids(scope, element);
    }
    if (element.tag() == Tag.PatientAge) {
      return age(scope, element, decision);
    }
    if (decision.option() == Option.RETAIN_PATIENT_CHARACTERISTICS
        && !isCharacteristic(Dictionary.vr(element.tag()), strings(scope, element, vr))) {
      return fallback(scope, element, decision);
    }
    if (vr.isText() && vr != VR.CS && echoesPerson(scope, element, vr)) {
      return decision.fallback() == Action.KEEP
          ? apply(
              scope,
              element,
              Decision.of(NeededAttributes.removal(element.tag()), decision.basis()))
          : fallback(scope, element, decision);
    }
    if (element.tag() == Tag.ICCProfile && !IccProfile.is(element)) {
      return new Outcome(null, Treatment.REMOVED);
    }
    return new Outcome(element, Treatment.KEPT);
  }

  private boolean echoesPerson(Scope scope, Element element, VR vr) {
    return strings(scope, element, vr).stream()
        .anyMatch(value -> cleaner.echoesPerson(element.tag(), vr, value));
  }

  /** Whether sex, weight and the like are what they should be and not a remark. */
  private boolean isCharacteristic(VR vr, List<String> values) {
    return switch (vr) {
      case CS -> values.stream().allMatch(cleaner::isKnownTerm);
      case DS, IS -> values.stream().allMatch(ValueCleaner::isNumber);
      case SH, LO -> values.stream().allMatch(value -> cleaner.clean(value).equals(value));
      default -> true;
    };
  }

  private Outcome age(Scope scope, Element element, Decision decision) {
    List<String> values = strings(scope, element, VR.AS);
    String text = values.size() == 1 ? values.get(0) : "";
    if (!text.matches("\\d{3}[DWMY]")) {
      return fallback(scope, element, decision);
    }
    // 999 months, the most that fits, are 83 years: only ages in years can be above.
    boolean old = text.endsWith("Y") && Integer.parseInt(text.substring(0, 3)) > OLDEST;
    if (!old) {
      return new Outcome(element, Treatment.KEPT);
    }
    Element capped =
        Element.of(element.tag(), VR.AS, List.of("090Y"), SpecificCharacterSet.DEFAULT);
    return new Outcome(capped, Treatment.CLEANED);
  }

  private Outcome clean(Scope scope, Element element, Decision decision) {
    VR vr = vr(element);
    if (decision.option() == Option.RETAIN_SAFE_PRIVATE) {
      return cleanPrivate(scope, element, decision, vr);
    }
    boolean dates =
        decision.option() == Option.RETAIN_MODIFIED_DATES
            || decision.option() == Option.RETAIN_FULL_DATES;
    return dates ? moved(scope, element, decision, vr) : cleanText(scope, element, decision, vr);
  }

  private Outcome moved(Scope scope, Element element, Decision decision, VR vr) {
    List<String> values = strings(scope, element, vr);
    if (values.isEmpty()) {
      return fallback(scope, element, decision);
    }
    return shift
        .apply(vr, values)
        .map(
            to ->
                to.equals(values)
                    ? new Outcome(element, Treatment.KEPT)
                    : new Outcome(
                        Element.of(element.tag(), vr, to, SpecificCharacterSet.DEFAULT),
                        Treatment.SHIFTED))
        .orElseGet(() -> fallback(scope, element, decision));
  }

  private Outcome cleanPrivate(Scope scope, Element element, Decision decision, VR safe) {
    String creator = scope.set().string(Tags.creatorOf(element.tag())).orElse("");
    VR vr = safe == VR.UN ? SafePrivate.find(creator, element.tag()).orElse(VR.UN) : safe;
    return switch (vr) {
      case UI -> uids(scope, element);
      case DA, DT, TM ->
          policy.has(Option.RETAIN_MODIFIED_DATES) || policy.has(Option.RETAIN_FULL_DATES)
              ? moved(scope, element, decision, vr)
              : new Outcome(null, Treatment.REMOVED);
      case UN, OB, SQ, PN -> new Outcome(null, Treatment.REMOVED);
      default ->
          vr.isText()
              ? cleanText(scope, element, decision, vr)
              : new Outcome(element, Treatment.KEPT);
    };
  }

  private Outcome cleanText(Scope scope, Element element, Decision decision, VR vr) {
    if (!vr.isText() || isLong(element)) {
      return fallback(scope, element, decision);
    }
    List<String> values = strings(scope, element, vr);
    List<String> cleaned = new ArrayList<>();
    for (String value : values) {
      String text = texts.clean(scope, element.tag(), vr, value);
      cleaned.add(text);
    }
    if (vr != VR.DS && vr != VR.IS && cleaned.stream().filter(Vocabulary::isNumber).count() > 1) {
      // Numbers one behind the other are a date or a record number, in values as in words.
      cleaned.replaceAll(text -> Vocabulary.isNumber(text) ? "" : text);
    }
    boolean any = cleaned.stream().anyMatch(text -> !text.isEmpty());
    if (cleaned.equals(values)) {
      return new Outcome(element, Treatment.KEPT);
    }
    if (!any) {
      return fallback(scope, element, decision);
    }
    try {
      return new Outcome(
          Element.of(element.tag(), vr, cleaned, scope.charset()), Treatment.CLEANED);
    } catch (DicomFault e) {
      return fallback(scope, element, decision);
    }
  }

  private static boolean isLong(Element element) {
    return element.value() instanceof Value.Bulk bulk && bulk.data().length() > LONGEST_TEXT;
  }

  private static VR vr(Element element) {
    return element.vr() == VR.UN && !element.isPrivate()
        ? Dictionary.vr(element.tag())
        : element.vr();
  }

  private static List<String> strings(Scope scope, Element element, VR vr) {
    Element meant = new Element(element.tag(), vr, element.value());
    return DataSet.strings(meant, scope.charset());
  }
}
