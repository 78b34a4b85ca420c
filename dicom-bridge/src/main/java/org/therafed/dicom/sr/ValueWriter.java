package org.therafed.dicom.sr;

import java.util.List;
import org.therafed.dicom.dataset.DataSet;
import org.therafed.dicom.dataset.Tag;
import org.therafed.dicom.dataset.VR;

/** The value of one content item, written. */
final class ValueWriter {
  private ValueWriter() {}

  static void write(ItemValue value, DataSet into) {
    if (value instanceof ItemValue.Container container) {
      container(container, into);
    } else if (value instanceof ItemValue.Text text) {
      type(into, "TEXT").put(Tag.TextValue, VR.UT, text.text());
    } else if (value instanceof ItemValue.Coded coded) {
      type(into, "CODE");
      coded.code().ifPresent(code -> ContentWriter.code(into, Tag.ConceptCodeSequence, code));
    } else if (value instanceof ItemValue.Numeric number) {
      number(number, into);
    } else if (value instanceof ItemValue.DateTime time) {
      type(into, "DATETIME").put(Tag.DateTime, VR.DT, time.text());
    } else if (value instanceof ItemValue.Date date) {
      type(into, "DATE").put(Tag.Date, VR.DA, date.text());
    } else if (value instanceof ItemValue.Time time) {
      type(into, "TIME").put(Tag.Time, VR.TM, time.text());
    } else if (value instanceof ItemValue.Uid uid) {
      type(into, "UIDREF").put(Tag.UID, VR.UI, uid.uid());
    } else if (value instanceof ItemValue.Person person) {
      type(into, "PNAME").put(Tag.PersonName, VR.PN, person.name());
    } else if (value instanceof ItemValue.ObjectReference reference) {
      reference(reference, into);
    } else if (value instanceof ItemValue.Coordinates coordinates) {
      coordinates(coordinates, into);
    } else if (value instanceof ItemValue.Temporal temporal) {
      temporal(temporal, into);
    } else if (value instanceof ItemValue.ItemReference reference) {
      into.put(Tag.ReferencedContentItemIdentifier, VR.UL, numbers(reference.path()));
    } else if (value instanceof ItemValue.Unknown unknown && !unknown.valueType().isEmpty()) {
      type(into, unknown.valueType());
    }
  }

  private static DataSet type(DataSet into, String type) {
    return into.put(Tag.ValueType, VR.CS, type);
  }

  private static void container(ItemValue.Container container, DataSet into) {
    type(into, "CONTAINER")
        .put(Tag.ContinuityOfContent, VR.CS, container.continuous() ? "CONTINUOUS" : "SEPARATE");
    container
        .template()
        .ifPresent(
            id ->
                into.putItems(
                    Tag.ContentTemplateSequence,
                    new DataSet()
                        .put(Tag.MappingResource, VR.CS, "DCMR")
                        .put(Tag.TemplateIdentifier, VR.CS, id)));
  }

  private static void number(ItemValue.Numeric number, DataSet into) {
    type(into, "NUM");
    if (number.value().isPresent() || number.unit().isPresent()) {
      DataSet measured = new DataSet();
      into.putItems(Tag.MeasuredValueSequence, measured);
      number.value().ifPresent(text -> measured.put(Tag.NumericValue, VR.DS, text));
      number
          .unit()
          .ifPresent(unit -> ContentWriter.code(measured, Tag.MeasurementUnitsCodeSequence, unit));
    } else {
      // Type 2: the sequence is there, and empty where nothing was measured.
      into.putItems(Tag.MeasuredValueSequence);
    }
    number
        .qualifier()
        .ifPresent(code -> ContentWriter.code(into, Tag.NumericValueQualifierCodeSequence, code));
  }

  private static void reference(ItemValue.ObjectReference reference, DataSet into) {
    DataSet sop =
        new DataSet()
            .put(Tag.ReferencedSOPClassUID, VR.UI, reference.sopClassUid())
            .put(Tag.ReferencedSOPInstanceUID, VR.UI, reference.sopInstanceUid());
    if (!reference.frames().isEmpty()) {
      sop.put(Tag.ReferencedFrameNumber, VR.IS, numbers(reference.frames()));
    }
    if (!reference.segments().isEmpty()) {
      sop.put(Tag.ReferencedSegmentNumber, VR.US, numbers(reference.segments()));
    }
    type(into, reference.kind()).putItems(Tag.ReferencedSOPSequence, sop);
  }

  private static void coordinates(ItemValue.Coordinates coordinates, DataSet into) {
    type(into, coordinates.dimensions() == 2 ? "SCOORD" : "SCOORD3D")
        .put(Tag.GraphicType, VR.CS, coordinates.graphicType())
        .put(Tag.GraphicData, VR.FL, coordinates.points().toArray(new Number[0]));
    coordinates
        .frameOfReferenceUid()
        .ifPresent(uid -> into.put(Tag.ReferencedFrameOfReferenceUID, VR.UI, uid));
  }

  private static void temporal(ItemValue.Temporal temporal, DataSet into) {
    type(into, "TCOORD").put(Tag.TemporalRangeType, VR.CS, temporal.rangeType());
    if (!temporal.samples().isEmpty()) {
      into.put(Tag.ReferencedSamplePositions, VR.UL, temporal.samples().toArray(new String[0]));
    }
    if (!temporal.offsets().isEmpty()) {
      into.put(Tag.ReferencedTimeOffsets, VR.DS, temporal.offsets().toArray(new String[0]));
    }
  }

  private static Number[] numbers(List<Integer> numbers) {
    return numbers.toArray(new Number[0]);
  }
}
