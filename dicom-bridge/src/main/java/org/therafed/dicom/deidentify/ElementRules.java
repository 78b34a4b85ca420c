package org.therafed.dicom.deidentify;

import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.dataset.Element;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.Tags;
import org.therafed.dicom.dataset.VR;
import org.therafed.dicom.dataset.Value;

/** Chooses the action for an element from table, options and our rules for the rest. */
final class ElementRules {
  /** Options whose column is followed where several would apply: what keeps more comes first. */
  private static final List<Option> PRECEDENCE =
      List.of(
          Option.RETAIN_UIDS,
          Option.RETAIN_FULL_DATES,
          Option.RETAIN_MODIFIED_DATES,
          Option.RETAIN_DEVICE_IDENTITY,
          Option.RETAIN_INSTITUTION_IDENTITY,
          Option.RETAIN_PATIENT_CHARACTERISTICS,
          Option.CLEAN_STRUCTURED_CONTENT,
          Option.CLEAN_GRAPHICS,
          Option.CLEAN_DESCRIPTORS);

  private static final List<Action> LEGAL_EVERYWHERE_FIRST =
      List.of(Action.UID, Action.DUMMY, Action.EMPTY, Action.REMOVE);

  private static final int TAG_BYTES = 4;

  private static final Decision KEPT = Decision.of(Action.KEEP, Basis.UNLISTED);

  /** By what follows where cleaning leaves nothing. */
  private static final Map<Action, Decision> CLEANED = cleaned();

  private final Policy policy;
  private final IdentityHashMap<ProfileRow, Listed> listed = new IdentityHashMap<>();

  /**
   * What one row of the table comes to under the policy: with its options, and without.
   *
   * @param emptiedOrGone whether the table allows both, and the sequence is emptied
   */
  private record Listed(Decision chosen, Decision basic, boolean emptiedOrGone) {}

  ElementRules(Policy policy) {
    this.policy = policy;
    ProfileTable.standard().rows().forEach(row -> listed.put(row, listed(row)));
  }

  private static Map<Action, Decision> cleaned() {
    Map<Action, Decision> cleaned = new EnumMap<>(Action.class);
    for (Action removal : Action.values()) {
      cleaned.put(removal, new Decision(Action.CLEAN, removal, Basis.UNLISTED, null));
    }
    return cleaned;
  }

  private Listed listed(ProfileRow row) {
    Action basic = resolve(row.basic());
    Decision without = Decision.of(basic, Basis.BASIC_PROFILE);
    boolean emptiedOrGone = basic == Action.EMPTY && row.basic().contains(Action.REMOVE);
    return PRECEDENCE.stream()
        .filter(option -> policy.has(option) && row.options().containsKey(option))
        .findFirst()
        .map(option -> new Decision(row.options().get(option), basic, Basis.OPTION, option))
        .map(chosen -> new Listed(chosen, without, emptiedOrGone))
        .orElseGet(() -> new Listed(without, without, emptiedOrGone));
  }

  /** Whether planes of overlays may stay. */
  boolean cleansGraphics() {
    return policy.has(Option.CLEAN_GRAPHICS);
  }

  /** The decision for any element but pixel data at the top. */
  Decision choose(Scope scope, Element element) {
    int tag = element.tag();
    int group = tag >>> 16;
    if (Tags.isGroupLength(tag) || group <= 0x0004 || group == 0xFFFE) {
      return Decision.of(Action.REMOVE, Basis.FILE);
    }
    if (element.isPrivate()) {
      return privateElement(scope, element);
    }
    VR meant = element.vr() == VR.UN ? Dictionary.vr(tag) : element.vr();
    Optional<Action> said = scope.says().action(scope.set(), tag, meant, keepsCharacteristics());
    if (said.isPresent()) {
      return Decision.of(said.get(), Basis.UNLISTED);
    }
    if (isWaveform(tag) && !Waveforms.areMeasured(scope.sopClass())) {
      return Decision.of(Action.REMOVE, Basis.UNLISTED);
    }
    Optional<ProfileRow> row = ProfileTable.standard().find(tag);
    Optional<Dictionary.Entry> entry = Dictionary.find(tag);
    if (row.isPresent()) {
      boolean fits = entry.isPresent() && fits(element, entry.get());
      return listed(scope, element, row.get(), fits);
    }
    if (entry.isEmpty()) {
      return Decision.of(Action.REMOVE, Basis.UNKNOWN);
    }
    if (!fits(element, entry.get())) {
      return Decision.of(NeededAttributes.removal(tag), Basis.UNKNOWN);
    }
    return unlisted(scope, element);
  }

  private Decision privateElement(Scope scope, Element element) {
    int tag = element.tag();
    if (!policy.has(Option.RETAIN_SAFE_PRIVATE)
        || Tags.isPrivateCreator(tag)
        || !Tags.isPrivateCreator(Tags.creatorOf(tag))) {
      return Decision.of(Action.REMOVE, Basis.PRIVATE);
    }
    Optional<VR> safe =
        scope.set().string(Tags.creatorOf(tag)).flatMap(creator -> SafePrivate.find(creator, tag));
    boolean fits =
        safe.isPresent() && (element.vr() == VR.UN || sameKind(element.vr(), safe.get()));
    return fits
        ? new Decision(Action.CLEAN, Action.REMOVE, Basis.OPTION, Option.RETAIN_SAFE_PRIVATE)
        : Decision.of(Action.REMOVE, Basis.PRIVATE);
  }

  private Decision listed(Scope scope, Element element, ProfileRow row, boolean fits) {
    Listed said = listed.get(row);
    Decision decision = fits ? said.chosen() : said.basic();
    boolean noItems =
        said.emptiedOrGone()
            && element.value() instanceof Value.Items
            && !NeededAttributes.mayHaveNoItems(scope, element.tag());
    if (!noItems) {
      return decision;
    }
    return decision.basis() == Basis.OPTION
        ? new Decision(decision.action(), Action.REMOVE, Basis.OPTION, decision.option())
        : Decision.of(Action.REMOVE, Basis.BASIC_PROFILE);
  }

  /**
   * Which of a compound action (PS3.15 Table E.1-1a) is taken: the one that leaves most in place. A
   * dummy is legal where the information object asks for a value, where it asks for the attribute,
   * and where it asks for nothing; it tells as little as an absent one.
   */
  static Action resolve(Set<Action> basic) {
    for (Action action : LEGAL_EVERYWHERE_FIRST) {
      if (basic.contains(action)) {
        return action;
      }
    }
    return Action.REMOVE;
  }

  private Decision unlisted(Scope scope, Element element) {
    int tag = element.tag();
    VR vr = element.vr() == VR.UN ? Dictionary.vr(tag) : element.vr();
    Action removal = NeededAttributes.removal(tag);
    Decision gone = Decision.of(removal, Basis.UNLISTED);
    if (element.value() instanceof Value.Items) {
      return KEPT;
    }
    if (tag >>> 16 == 0x0010 && !vr.isText() && !keepsCharacteristics()) {
      return gone;
    }
    return switch (vr) {
      case UI -> Decision.of(Action.UID, Basis.UNLISTED);
      case PN, AE, AS, UR -> gone;
      case DA, DT, TM -> dates(removal);
      case CS, DS, IS, LO, LT, SH, ST, UC, UT -> text(scope, tag, removal);
      case OB -> tag == Tag.ICCProfile || isWaveform(tag) ? KEPT : gone;
      case UN -> gone;
      case OD, OF, OL, OV, OW -> BulkNumbers.isOne(tag) || isWaveform(tag) ? KEPT : gone;
      default -> KEPT;
    };
  }

  /** Samples, without which a waveform is none; what bounds and pads them is bytes too. */
  private static boolean isWaveform(int tag) {
    return switch (tag) {
      case Tag.WaveformData,
          Tag.WaveformPaddingValue,
          Tag.ChannelMinimumValue,
          Tag.ChannelMaximumValue ->
          true;
      default -> false;
    };
  }

  private boolean keepsCharacteristics() {
    return policy.has(Option.RETAIN_PATIENT_CHARACTERISTICS);
  }

  private Decision dates(Action removal) {
    if (policy.has(Option.RETAIN_FULL_DATES)) {
      return new Decision(Action.CLEAN, removal, Basis.UNLISTED, Option.RETAIN_FULL_DATES);
    }
    return policy.has(Option.RETAIN_MODIFIED_DATES)
        ? new Decision(Action.CLEAN, removal, Basis.UNLISTED, Option.RETAIN_MODIFIED_DATES)
        : Decision.of(removal, Basis.UNLISTED);
  }

  private Decision text(Scope scope, int tag, Action removal) {
    boolean asWritten =
        scope.retained() || (policy.has(Option.RETAIN_DEVICE_IDENTITY) && DeviceTexts.isOne(tag));
    return asWritten ? KEPT : CLEANED.get(removal);
  }

  /** Whether the representation is one the dictionary gives, or of the same kind. */
  private static boolean fits(Element element, Dictionary.Entry entry) {
    VR vr = element.vr();
    if (element.value() instanceof Value.Fragments) {
      return false;
    }
    if (element.value() instanceof Value.Items) {
      return entry.vr().contains(VR.SQ);
    }
    if (entry.vr().contains(VR.SQ)) {
      return vr == VR.SQ;
    }
    if (vr == VR.UN) {
      // Text and names of attributes in UN can be read and judged; bytes that may be numbers or
      // anything else cannot.
      VR meant = entry.vr().get(0);
      return meant.isText() || (meant == VR.AT && namesAttributes(element.value()));
    }
    for (VR expected : entry.vr()) {
      if (sameKind(vr, expected)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the bytes are tags of attributes that PS3.6 has, and nothing else. */
  private static boolean namesAttributes(Value value) {
    if (!(value instanceof Value.Inline inline) || inline.length() % TAG_BYTES != 0) {
      return false;
    }
    byte[] bytes = inline.array();
    int end = inline.offset() + inline.length();
    for (int at = inline.offset(); at < end; at += TAG_BYTES) {
      int tag =
          (bytes[at + 1] & 0xFF) << 24
              | (bytes[at] & 0xFF) << 16
              | (bytes[at + 3] & 0xFF) << 8
              | (bytes[at + 2] & 0xFF);
      if (Dictionary.find(tag).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameKind(VR a, VR b) {
    return a == b || (kind(a) == kind(b) && a != VR.PN && b != VR.PN);
  }

  /** Kinds whose values can be read alike are one. */
  private static VR.Kind kind(VR vr) {
    return switch (vr.kind()) {
      case CHARSET_TEXT -> VR.Kind.TEXT;
      case UNSIGNED, FLOAT -> VR.Kind.SIGNED;
      default -> vr.kind();
    };
  }
}
