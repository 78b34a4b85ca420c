package org.therafed.dicom.sr;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;

/** The value of one content item, PS3.3 C.18. */
final class ValueReader {
  private ValueReader() {}

  static ItemValue read(DataSet item) {
    if (item.contains(Tag.ReferencedContentItemIdentifier)) {
      return new ItemValue.ItemReference(integers(item, Tag.ReferencedContentItemIdentifier));
    }
    String type = item.string(Tag.ValueType).orElse("");
    return switch (type) {
      case "CONTAINER" -> container(item);
      case "TEXT" -> new ItemValue.Text(text(item, Tag.TextValue));
      case "CODE" -> new ItemValue.Coded(Code.of(item, Tag.ConceptCodeSequence));
      case "NUM" -> number(item);
      case "DATETIME" -> new ItemValue.DateTime(text(item, Tag.DateTime));
      case "DATE" -> new ItemValue.Date(text(item, Tag.Date));
      case "TIME" -> new ItemValue.Time(text(item, Tag.Time));
      case "UIDREF" -> new ItemValue.Uid(text(item, Tag.UID));
      case "PNAME" -> new ItemValue.Person(text(item, Tag.PersonName));
      case "IMAGE", "COMPOSITE", "WAVEFORM" -> reference(type, item);
      case "SCOORD" -> coordinates(item, 2);
      case "SCOORD3D" -> coordinates(item, 3);
      case "TCOORD" ->
          new ItemValue.Temporal(
              text(item, Tag.TemporalRangeType),
              item.strings(Tag.ReferencedSamplePositions),
              item.strings(Tag.ReferencedTimeOffsets));
      default -> new ItemValue.Unknown(type);
    };
  }

  private static String text(DataSet item, int tag) {
    return item.string(tag).orElse("");
  }

  private static ItemValue container(DataSet item) {
    return new ItemValue.Container(
        item.string(Tag.ContinuityOfContent).filter("CONTINUOUS"::equals).isPresent(),
        item.item(Tag.ContentTemplateSequence).flatMap(t -> t.string(Tag.TemplateIdentifier)));
  }

  private static ItemValue number(DataSet item) {
    Optional<DataSet> measured = item.item(Tag.MeasuredValueSequence);
    return new ItemValue.Numeric(
        measured.flatMap(m -> m.string(Tag.NumericValue)),
        measured.flatMap(m -> Code.of(m, Tag.MeasurementUnitsCodeSequence)),
        Code.of(item, Tag.NumericValueQualifierCodeSequence));
  }

  private static ItemValue reference(String kind, DataSet item) {
    Optional<DataSet> sop = item.item(Tag.ReferencedSOPSequence);
    return new ItemValue.ObjectReference(
        kind,
        sop.map(s -> text(s, Tag.ReferencedSOPClassUID)).orElse(""),
        sop.map(s -> text(s, Tag.ReferencedSOPInstanceUID)).orElse(""),
        sop.map(s -> integers(s, Tag.ReferencedFrameNumber)).orElse(List.of()),
        sop.map(s -> integers(s, Tag.ReferencedSegmentNumber)).orElse(List.of()));
  }

  private static ItemValue coordinates(DataSet item, int dimensions) {
    return new ItemValue.Coordinates(
        dimensions,
        text(item, Tag.GraphicType),
        item.decimals(Tag.GraphicData),
        item.string(Tag.ReferencedFrameOfReferenceUID));
  }

  /** Values that are no whole number are left out: a reference to them points nowhere. */
  private static List<Integer> integers(DataSet item, int tag) {
    List<Integer> numbers = new ArrayList<>();
    for (Double number : item.decimals(tag)) {
      if (number == number.intValue()) {
        numbers.add(number.intValue());
      }
    }
    return numbers;
  }
}
