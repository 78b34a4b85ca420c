package org.therafed.dicom.deidentify;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.therafed.dicom.dataset.SpecificCharacterSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** What may stay of one value of a text, by what its attribute is for. */
final class ValueCleaner {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,15}(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private static final Pattern IDENTIFIER = Pattern.compile("\\d{1,5}");
  private static final Pattern CODED_STRING = Pattern.compile("[A-Z0-9_ ]{1,16}");

  private final Policy policy;
  private final TextCleaner cleaner;

  ValueCleaner(Policy policy, TextCleaner cleaner) {
    this.policy = policy;
    this.cleaner = cleaner;
  }

  /** Several values of one attribute, each as far as it may stay. */
  List<String> clean(Scope scope, int tag, VR vr, List<String> values) {
    if (values.size() > 1 && isDescription(tag, vr)) {
      return cleaner.clean(values);
    }
    List<String> cleaned = new ArrayList<>(values.size());
    for (String value : values) {
      cleaned.add(clean(scope, tag, vr, value));
    }
    return cleaned;
  }

  /** Whether an attribute is text whose words are judged one by one. */
  private boolean isDescription(int tag, VR vr) {
    return vr.kind() == VR.Kind.CHARSET_TEXT
        && tag != Tag.CodingSchemeDesignator
        && !CodedItem.isValue(tag)
        && !isAsWritten(tag);
  }

  /** The value as far as it may stay; empty where nothing of it may. */
  String clean(Scope scope, int tag, VR vr, String value) {
    if (vr == VR.DS || vr == VR.IS) {
      return isNumber(value) ? value : "";
    }
    if (tag == Tag.CodingSchemeDesignator) {
      return designator(scope, value);
    }
    if (CodedItem.isValue(tag)) {
      return scope.code().map(CodedItem::valueStays).orElse(false) ? value : "";
    }
    if (vr == VR.CS) {
      return codedString(tag, value);
    }
    boolean asWritten = isAsWritten(tag);
    if (asWritten) {
      return cleaner.echoes(value) ? "" : OldAges.capped(value);
    }
    return cleaner.clean(value);
  }

  /** With the value of a code its scheme goes too: a dummy value of a real scheme is a lie. */
  private String designator(Scope scope, String value) {
    boolean code = scope.sequence() != Tag.CodingSchemeIdentificationSequence;
    if (code) {
      return scope.code().map(CodedItem::valueStays).orElse(false) ? value : Dummies.SCHEME;
    }
    return CodedItem.designator(value, cleaner);
  }

  private String codedString(int tag, String value) {
    boolean asWritten = isAsWritten(tag);
    boolean number =
        (tag == Tag.ContextIdentifier || tag == Tag.TemplateIdentifier)
            && IDENTIFIER.matcher(value).matches();
    boolean charset = tag == Tag.SpecificCharacterSet && SpecificCharacterSet.of(value).isKnown();
    boolean written = asWritten && CODED_STRING.matcher(value).matches() && !cleaner.echoes(value);
    return number || charset || written || cleaner.isKnownTerm(value) ? value : "";
  }

  private boolean isAsWritten(int tag) {
    return policy.unlistedTexts() == UnlistedTexts.AS_WRITTEN
        && ProfileTable.standard().find(tag).isEmpty();
  }

  /** Whether a value of VR DS or IS is a number. */
  static boolean isNumber(String value) {
    return NUMBER.matcher(value).matches();
  }
}
