package org.therafed.dicom.deidentify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

/**
 * Builds the de-identified data set item by item, with a stack of its own: sequences may nest to
 * any depth. The source is not changed. What fails in one element fails the whole object.
 */
final class DataSetWalk {
  private final String sopClass;
  private final ElementRules rules;
  private final LeafActions leaves;
  private final TextCleaner cleaner;
  private final HiddenIdentity hidden;
  private final DeidentificationReport report;
  private final Set<Integer> overlays;
  private final PixelGuard.Decision pixels;
  private final Deque<Frame> stack = new ArrayDeque<>();
  private final Map<String, ContentItem> meanings = new HashMap<>();

  private static final class Frame {
    final Scope scope;
    final ElementPath parent;
    final int number;
    final DataSet out = new DataSet();
    final Iterator<Element> rest;
    Map<Integer, String> creators = Map.of();
    Element sequence;
    boolean retainItems;
    Iterator<DataSet> items;
    List<DataSet> treated;

    Frame(Scope scope, ElementPath parent, int number) {
      this.scope = scope;
      this.parent = parent;
      this.number = number;
      this.rest = scope.set().iterator();
      out.undefinedLength(scope.set().undefinedLength());
    }

    void keep(int creator, String name) {
      if (creators.isEmpty()) {
        creators = new TreeMap<>();
      }
      creators.put(creator, name);
    }

    ElementPath path(int tag) {
      return new ElementPath(parent, number, tag);
    }
  }

  DataSetWalk(
      String sopClass,
      ElementRules rules,
      LeafActions leaves,
      TextCleaner cleaner,
      HiddenIdentity hidden,
      PixelGuard.Decision pixels,
      DeidentificationReport report,
      DataSet root) {
    this.sopClass = sopClass;
    this.rules = rules;
    this.leaves = leaves;
    this.cleaner = cleaner;
    this.hidden = hidden;
    this.pixels = pixels;
    this.report = report;
    this.overlays = keptOverlays(root);
  }

  /** Planes that mark a region of interest; those of graphics may hold letters. */
  private Set<Integer> keptOverlays(DataSet root) {
    Scope scope = scope(root, null, 0, false);
    Set<Integer> groups = new TreeSet<>();
    for (int group = 0x6000; group <= 0x601E; group += 2) {
      boolean region = root.string(group << 16 | 0x0040).orElse("").equals("R");
      Optional<Element> plane = root.element(group << 16 | 0x3000);
      if (rules.cleansGraphics()
          && region
          && isPlane(root, group << 16)
          && !hidden.in(scope, plane.orElseThrow())) {
        groups.add(group);
      }
    }
    return groups;
  }

  /** Whether the overlay is bits, as many as its rows, columns and frames ask for, and no more. */
  private static boolean isPlane(DataSet root, int group) {
    long bits =
        (long) root.integer(group | 0x0010).orElse(0)
            * root.integer(group | 0x0011).orElse(0)
            * root.integer(group | 0x0015).orElse(1);
    long bytes = (bits + 7) / 8;
    return root.element(group | 0x3000)
        .filter(plane -> plane.vr() == VR.OB || plane.vr() == VR.OW)
        .flatMap(plane -> root.bulk(plane.tag()))
        .filter(plane -> bytes > 0 && plane.length() >= bytes && plane.length() <= bytes + 1)
        .isPresent();
  }

  DataSet run(DataSet root) {
    stack.push(new Frame(scope(root, null, 0, false), null, 0));
    while (true) {
      Frame frame = stack.peek();
      if (frame.items != null) {
        item(frame);
      } else if (frame.rest.hasNext()) {
        guarded(frame, frame.rest.next());
      } else {
        frame.creators.forEach((tag, creator) -> frame.out.put(tag, VR.LO, creator));
        withoutPartners(frame);
        stack.pop();
        if (stack.isEmpty()) {
          return frame.out;
        }
        stack.peek().treated.add(frame.out);
      }
    }
  }

  private Scope scope(DataSet set, Frame parent, int sequence, boolean retained) {
    SpecificCharacterSet charset =
        set.contains(Tag.SpecificCharacterSet)
            ? SpecificCharacterSet.of(set.strings(Tag.SpecificCharacterSet))
            : parent == null ? SpecificCharacterSet.DEFAULT : parent.scope.charset();
    return new Scope(
        sopClass,
        set,
        sequence,
        charset,
        retained,
        CodedItem.of(set, cleaner),
        ContentItem.of(set, meanings));
  }

  private void item(Frame frame) {
    if (frame.items.hasNext()) {
      int tag = frame.sequence.tag();
      Scope scope = scope(frame.items.next(), frame, tag, frame.retainItems);
      stack.push(new Frame(scope, frame.path(tag), frame.treated.size() + 1));
      return;
    }
    Value.Items source = (Value.Items) frame.sequence.value();
    frame.items = null;
    int tag = frame.sequence.tag();
    List<DataSet> whole = Partners.whole(tag, source.items(), frame.treated);
    if (whole.isEmpty() && !frame.treated.isEmpty() && !Partners.mayBeEmpty(tag)) {
      report.add(frame.path(tag), Treatment.REMOVED, Basis.IDENTIFIER);
      return;
    }
    Value.Items items = new Value.Items(whole, source.undefinedLength());
    frame.out.append(new Element(tag, frame.sequence.vr(), items));
  }

  private void withoutPartners(Frame frame) {
    for (int tag : Partners.alone(frame.scope.set(), frame.out)) {
      frame.out.remove(tag);
      report.add(frame.path(tag), Treatment.REMOVED, Basis.IDENTIFIER);
    }
  }

  /** An element that cannot be treated ends the object; the cause may quote a value and is left. */
  private void guarded(Frame frame, Element element) {
    try {
      element(frame, element);
    } catch (DicomFault e) {
      throw e;
    } catch (RuntimeException e) {
      throw DicomFault.of(
          DicomFaultCode.DEIDENTIFY_FAILED,
          frame.path(element.tag()).text() + " failed with " + e.getClass().getSimpleName());
    }
  }

  private void element(Frame frame, Element element) {
    int tag = element.tag();
    if (frame.scope.sequence() == 0 && (Tags.isPixelData(tag) || isOffsetTable(frame, tag))) {
      pixelData(frame, element);
      return;
    }
    // Curves are retired drawings in numbers and words; nothing of them can be told apart.
    boolean curve = tag >>> 24 == 0x50 && !element.isPrivate();
    boolean overlay =
        curve
            || (tag >>> 24 == 0x60
                && !element.isPrivate()
                && (frame.scope.sequence() != 0 || !overlays.contains(tag >>> 16)));
    boolean plane = tag >>> 24 == 0x60 && (tag & 0xFFFF) == 0x3000 && !overlay;
    if (plane && !element.isPrivate()) {
      frame.out.append(element);
      report.add(frame.path(tag), Treatment.KEPT, Basis.OPTION);
      return;
    }
    Decision decision =
        Tags.isPixelData(tag)
            ? Decision.of(Action.REMOVE, Basis.UNLISTED)
            : overlay
                ? Decision.of(Action.REMOVE, Basis.BASIC_PROFILE)
                : rules.choose(frame.scope, element);
    if (decision.action() != Action.REMOVE && element.value() instanceof Value.Items items) {
      sequence(frame, element, items, decision);
      return;
    }
    leaf(frame, element, decision);
  }

  /** Of fragments, whose offsets were compared with it when the pixels were judged. */
  private static boolean isOffsetTable(Frame frame, int tag) {
    return (tag == Tag.ExtendedOffsetTable || tag == Tag.ExtendedOffsetTableLengths)
        && frame
            .scope
            .set()
            .element(Tag.PixelData)
            .filter(pixels -> pixels.value() instanceof Value.Fragments)
            .isPresent();
  }

  private void leaf(Frame frame, Element element, Decision decision) {
    int tag = element.tag();
    Outcome outcome =
        tag == Tag.PatientID && decision.action() != Action.REMOVE
            ? leaves.patientId(frame.scope, element)
            : leaves.apply(frame.scope, element, decision);
    Basis basis = decision.basis();
    boolean stays =
        outcome.treatment() == Treatment.KEPT || outcome.treatment() == Treatment.CLEANED;
    if (stays && hidden.in(frame.scope, outcome.element())) {
      basis = Basis.IDENTIFIER;
      outcome = withoutIdentifier(frame, outcome.element());
    }
    boolean samples = tag == Tag.WaveformData && decision.action() != Action.REMOVE;
    if (samples && outcome.element() == null) {
      // As many as their group states, or something lies behind them; a waveform is none without.
      throw indispensable(frame, tag);
    }
    report.add(frame.path(tag), outcome.treatment(), basis);
    boolean repeated = basis == Basis.IDENTIFIER;
    // No number goes in silence: a dose, a position, a reference may rest on any.
    if (repeated || (outcome.element() == null && Partners.describes(tag))) {
      report.add(Consequence.VALUES_LOST);
    }
    if (outcome.element() != null) {
      frame.out.append(outcome.element());
      if (element.isPrivate()) {
        int creator = Tags.creatorOf(tag);
        frame.scope.set().string(creator).ifPresent(name -> frame.keep(creator, name));
      }
    }
  }

  /** Of numbers that repeat an identifier, some cannot go and have no dummy. */
  private Outcome withoutIdentifier(Frame frame, Element element) {
    int tag = element.tag();
    Scope scope = frame.scope;
    NeededNumbers.Fate fate =
        element.isPrivate() ? NeededNumbers.Fate.REMOVED : NeededNumbers.of(scope, tag);
    return switch (fate) {
      case REFUSED -> throw indispensable(frame, tag);
      case EMPTIED -> new Outcome(Dummies.empty(tag, Scope.meaning(element)), Treatment.EMPTIED);
      case REMOVED -> {
        Action removal = element.isPrivate() ? Action.REMOVE : NeededAttributes.removal(tag);
        yield leaves.apply(scope, element, Decision.of(removal, Basis.IDENTIFIER));
      }
    };
  }

  private static DicomFault indispensable(Frame frame, int tag) {
    return DicomFault.of(
        DicomFaultCode.NOT_DEIDENTIFIABLE,
        frame.path(tag).text()
            + " repeats an identifier of the object, or holds text or more than it states; the"
            + " object cannot be read without it, and no dummy stands for a measurement");
  }

  private void sequence(Frame frame, Element element, Value.Items items, Decision decision) {
    int tag = element.tag();
    switch (decision.action()) {
      case EMPTY -> {
        frame.out.append(Dummies.empty(tag, VR.SQ));
        report.add(frame.path(tag), Treatment.EMPTIED, decision.basis());
      }
      case DUMMY -> dummy(frame, element, items, decision);
      default -> open(frame, element, items, decision);
    }
  }

  private void open(Frame frame, Element element, Value.Items items, Decision decision) {
    frame.sequence = element;
    frame.retainItems =
        (decision.basis() == Basis.OPTION && decision.action() == Action.KEEP)
            || frame.scope.retained();
    frame.treated = new ArrayList<>();
    frame.items = items.items().iterator();
    report.add(frame.path(element.tag()), Treatment.KEPT, decision.basis());
  }

  private void dummy(Frame frame, Element element, Value.Items items, Decision decision) {
    int tag = element.tag();
    DataSet instead;
    if (tag == Tag.ContentSequence) {
      instead = Dummies.contentItem();
    } else if (tag == Tag.GraphicAnnotationSequence) {
      instead = Dummies.graphicAnnotation();
    } else if (tag == Tag.WaveformAnnotationSequence) {
      instead = Dummies.waveformAnnotation();
    } else if (tag == Tag.MeasuredValueSequence) {
      instead = Dummies.oldestAge();
    } else if (isCodeSequence(tag)) {
      instead = Dummies.code();
    } else {
      // Every attribute inside has its own action; together they are the dummy.
      open(frame, element, items, decision);
      return;
    }
    frame.out.append(new Element(tag, VR.SQ, new Value.Items(List.of(instead), false)));
    report.add(frame.path(tag), Treatment.REPLACED, decision.basis());
  }

  private static boolean isCodeSequence(int tag) {
    return Dictionary.find(tag)
        .map(entry -> entry.keyword().endsWith("CodeSequence"))
        .orElse(false);
  }

  private void pixelData(Frame frame, Element element) {
    if (pixels.changed().isPresent() && element.tag() == Tag.PixelData) {
      frame.out.append(new Element(element.tag(), element.vr(), pixels.changed().get()));
      report.add(frame.path(element.tag()), pixels.treatment(), Basis.PIXEL_RULE);
    } else {
      frame.out.append(element);
      report.add(frame.path(element.tag()), Treatment.KEPT, Basis.PIXEL_RULE);
    }
  }
}
