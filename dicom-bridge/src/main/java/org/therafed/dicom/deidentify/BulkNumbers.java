package org.therafed.dicom.deidentify;

import org.therafed.dicom.dataset.Tag;

/**
 * Attributes of words or floats (OW, OF, OD, OL, OV) that are known to be look-up tables,
 * coordinates or samples, by hand from PS3.3; Table E.1-1 names none of them. What else has such a
 * representation may be anything, a copy of another attribute (Selector OW Value) or a document.
 */
final class BulkNumbers {
  private BulkNumbers() {}

  /** Whether the attribute is known to hold numbers. */
  static boolean isOne(int tag) {
    return switch (tag) {
      // Look-up tables of PS3.3 sections C.7.6.3, C.7.6.19, C.7.9, C.11.1, C.10.9.
      case Tag.RedPaletteColorLookupTableData,
          Tag.GreenPaletteColorLookupTableData,
          Tag.BluePaletteColorLookupTableData,
          Tag.AlphaPaletteColorLookupTableData,
          Tag.SegmentedRedPaletteColorLookupTableData,
          Tag.SegmentedGreenPaletteColorLookupTableData,
          Tag.SegmentedBluePaletteColorLookupTableData,
          Tag.SegmentedAlphaPaletteColorLookupTableData,
          Tag.BlendingLookupTableData,
          Tag.LUTData,
          Tag.FilterLookupTableData ->
          true;
      // Points, surfaces, tracks and deformations.
      case Tag.VerticesOfThePolygonalOutline,
          Tag.TwoDimensionalToThreeDimensionalMapData,
          Tag.VectorGridData,
          Tag.PointCoordinatesData,
          Tag.VectorCoordinateData,
          Tag.DoublePointCoordinatesData,
          Tag.LongPrimitivePointIndexList,
          Tag.LongTrianglePointIndexList,
          Tag.LongEdgePointIndexList,
          Tag.LongVertexPointIndexList,
          Tag.RecommendedDisplayCIELabValueList,
          Tag.FloatingPointValues,
          Tag.TrackPointIndexList,
          Tag.AnnotationIndexList,
          Tag.VolumetricCurvePoints,
          Tag.VolumetricCurveUpDirections,
          Tag.UValueData,
          Tag.VValueData ->
          true;
      // Radiotherapy, spectroscopy.
      case Tag.CompensatorProximalThicknessMap,
          Tag.CompensatorDistalThicknessMap,
          Tag.BlockEdgeData,
          Tag.FirstOrderPhaseCorrectionAngle,
          Tag.SpectroscopyData ->
          true;
      // Retired: Gray Lookup Table Data, the large palettes, and index lists of surfaces.
      case 0x00281200,
          0x00281211,
          0x00281212,
          0x00281213,
          0x00660023,
          0x00660024,
          0x00660025,
          0x00660029 ->
          true;
      default -> false;
    };
  }
}
