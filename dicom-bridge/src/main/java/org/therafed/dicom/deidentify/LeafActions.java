package org.therafed.dicom.deidentify;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Carries out actions on elements that are no sequences. */
final class LeafActions {
  private static final String ENCAPSULATED = "1.2.840.10008.5.1.4.1.1.104.";
  static final String ENCAPSULATED_PDF = ENCAPSULATED + "1";

  private static final Pattern OFFSET = Pattern.compile("[+-]\\d{4}");

  private static final Pattern AGE = Pattern.compile("\\d{3}[DWMY]");

  private final Policy policy;
  private final Keys keys;
  private final TextCleaner cleaner;
  private final CleanActions cleaning;
  private final UidMapping uids;
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
    this.uids = new UidMapping(policy, keys, cleaner);
    this.cleaning = new CleanActions(policy, cleaner, uids, shift);
    this.patient = patient;
  }

  Outcome apply(Scope scope, Element element, Decision decision) {
    if (element.isEmpty() && decision.action() != Action.REMOVE) {
      return new Outcome(element, Treatment.KEPT);
    }
    return switch (decision.action()) {
      case REMOVE -> Outcome.REMOVED;
      case EMPTY -> emptied(scope, element);
      case DUMMY -> dummy(scope, element);
      case UID -> uids.apply(scope, element);
      case KEEP -> keep(scope, element, decision);
      case CLEAN ->
          cleaning
              .apply(scope, element, decision)
              .orElseGet(() -> fallback(scope, element, decision));
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
    return new Outcome(Dummies.empty(element.tag(), Scope.meaning(element)), Treatment.EMPTIED);
  }

  private Outcome dummy(Scope scope, Element element) {
    VR vr = Scope.meaning(element);
    if (vr == VR.UI) {
      return uids.apply(scope, element);
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
        Element.of(
            element.tag(), Scope.meaning(element), List.of(name), SpecificCharacterSet.DEFAULT);
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

  private Outcome keep(Scope scope, Element element, Decision decision) {
    VR vr = Scope.meaning(element);
    boolean temporal = vr == VR.DA || vr == VR.DT || vr == VR.TM;
    if (temporal && unmoved.apply(vr, scope.strings(element, vr)).isEmpty()) {
      return fallback(scope, element, decision);
    }
    if (vr == VR.UI) {
      return uids.keep(scope, element);
    }
    if (element.tag() == Tag.TimezoneOffsetFromUTC && !isOffset(scope.strings(element, vr))) {
      return fallback(scope, element, decision);
    }
    if (vr == VR.AS) {
      return age(scope, element, decision);
    }
    boolean decimal = vr == VR.DS || vr == VR.IS;
    if (decimal && !scope.strings(element, vr).stream().allMatch(LeafActions::isNumberOrEmpty)) {
      return fallback(scope, element, decision);
    }
    if (decision.option() == Option.RETAIN_PATIENT_CHARACTERISTICS
        && !isCharacteristic(Dictionary.vr(element.tag()), scope.strings(element, vr))) {
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
    if (vr.kind() == VR.Kind.CHARSET_TEXT) {
      return capped(scope, element, vr);
    }
    if (element.tag() == Tag.ICCProfile) {
      return profile(element);
    }
    return Waveforms.fits(scope.set(), element)
        ? new Outcome(element, Treatment.KEPT)
        : Outcome.REMOVED;
  }

  /** A text that stays as written, but for ages above 89 years in it. */
  private static Outcome capped(Scope scope, Element element, VR vr) {
    List<String> values = scope.strings(element, vr);
    List<String> capped = values.stream().map(OldAges::capped).toList();
    return capped.equals(values)
        ? new Outcome(element, Treatment.KEPT)
        : new Outcome(Element.of(element.tag(), vr, capped, scope.charset()), Treatment.CLEANED);
  }

  private static Outcome profile(Element element) {
    return IccProfile.withoutTexts(element)
        .map(
            cleaned ->
                cleaned.equals(element)
                    ? new Outcome(element, Treatment.KEPT)
                    : new Outcome(cleaned, Treatment.CLEANED))
        .orElse(Outcome.REMOVED);
  }

  private boolean echoesPerson(Scope scope, Element element, VR vr) {
    return scope.strings(element, vr).stream()
        .anyMatch(value -> cleaner.echoesPerson(element.tag(), vr, value));
  }

  private static boolean isNumberOrEmpty(String value) {
    return value.isEmpty() || ValueCleaner.isNumber(value);
  }

  private static boolean isOffset(List<String> values) {
    return values.stream().allMatch(value -> OFFSET.matcher(value).matches());
  }

  /** Whether sex, weight and the like are what they should be and not a remark. */
  private boolean isCharacteristic(VR vr, List<String> values) {
    return switch (vr) {
      case CS -> values.stream().allMatch(cleaner::isKnownTerm);
      case DS, IS -> values.stream().allMatch(ValueCleaner::isNumber);
      // An address is no sentence: it stays unless it repeats somebody.
      case UR -> values.stream().noneMatch(cleaner::echoes);
      default ->
          !vr.isText() || values.stream().allMatch(value -> cleaner.clean(value).equals(value));
    };
  }

  private Outcome age(Scope scope, Element element, Decision decision) {
    List<String> values = scope.strings(element, VR.AS);
    String text = values.size() == 1 ? values.get(0) : "";
    if (!AGE.matcher(text).matches()) {
      return fallback(scope, element, decision);
    }
    // 999 months, the most that fits, are 83 years: only ages in years can be above.
    boolean old = text.endsWith("Y") && Integer.parseInt(text.substring(0, 3)) > OldAges.OLDEST;
    if (!old) {
      return new Outcome(element, Treatment.KEPT);
    }
    Element capped =
        Element.of(element.tag(), VR.AS, List.of("090Y"), SpecificCharacterSet.DEFAULT);
    return new Outcome(capped, Treatment.CLEANED);
  }
}
