package org.therafed.dicom.sr;

import java.util.List;
import java.util.Optional;

/** What a content item holds, by its Value Type (0040,A040), PS3.3 Table C.17.3-7. */
public sealed interface ItemValue {

  /**
   * CONTAINER.
   *
   * @param continuous whether Continuity Of Content (0040,A050) is CONTINUOUS
   * @param template Template Identifier (0040,DB00) of mapping resource DCMR, where stated
   */
  record Container(boolean continuous, Optional<String> template) implements ItemValue {}

  /** TEXT. */
  record Text(String text) implements ItemValue {}

  /** CODE. Empty where the report has no code there. */
  record Coded(Optional<Code> code) implements ItemValue {}

  /**
   * NUM.
   *
   * @param value decimal text as in Numeric Value (0040,A30A), digits kept; empty where not
   *     measured
   * @param unit code of scheme UCUM
   * @param qualifier why there is no value, or what is odd about it (0040,A301)
   */
  record Numeric(Optional<String> value, Optional<Code> unit, Optional<Code> qualifier)
      implements ItemValue {}

  /** DATETIME, as text of VR DT. */
  record DateTime(String text) implements ItemValue {}

  /** DATE, as text of VR DA. */
  record Date(String text) implements ItemValue {}

  /** TIME, as text of VR TM. */
  record Time(String text) implements ItemValue {}

  /** UIDREF. */
  record Uid(String uid) implements ItemValue {}

  /** PNAME, as text of VR PN. */
  record Person(String name) implements ItemValue {}

  /**
   * IMAGE, COMPOSITE or WAVEFORM: an object.
   *
   * @param kind the value type
   * @param frames Referenced Frame Number (0008,1160); none where the whole object is meant
   * @param segments Referenced Segment Number (0062,000B)
   */
  record ObjectReference(
      String kind,
      String sopClassUid,
      String sopInstanceUid,
      List<Integer> frames,
      List<Integer> segments)
      implements ItemValue {
    public ObjectReference {
      frames = List.copyOf(frames);
      segments = List.copyOf(segments);
    }
  }

  /**
   * SCOORD or SCOORD3D.
   *
   * @param dimensions 2 (column, row; pixels) or 3 (x, y, z; mm)
   * @param graphicType Graphic Type (0070,0023), e.g. POLYLINE, CIRCLE, ELLIPSE
   * @param points Graphic Data (0070,0022), dimension after dimension
   * @param frameOfReferenceUid for three dimensions
   */
  record Coordinates(
      int dimensions, String graphicType, List<Double> points, Optional<String> frameOfReferenceUid)
      implements ItemValue {
    public Coordinates {
      points = List.copyOf(points);
    }
  }

  /**
   * TCOORD.
   *
   * @param rangeType Temporal Range Type (0040,A130)
   * @param samples Referenced Sample Positions (0040,A132)
   * @param offsets Referenced Time Offsets (0040,A138), s
   */
  record Temporal(String rangeType, List<String> samples, List<String> offsets)
      implements ItemValue {
    public Temporal {
      samples = List.copyOf(samples);
      offsets = List.copyOf(offsets);
    }
  }

  /** By-reference relationship: the target's place, (0040,DB73), from 1. */
  record ItemReference(List<Integer> path) implements ItemValue {
    public ItemReference {
      path = List.copyOf(path);
    }
  }

  /** A value type that is not known, or absent. */
  record Unknown(String valueType) implements ItemValue {}
}
