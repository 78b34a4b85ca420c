package org.therafed.dicom.deidentify;

import java.util.List;
import org.therafed.dicom.dataset.Dictionary;

/**
 * Attributes that say which device and software made an object, and that Table E.1-1 does not name
 * since it takes them for harmless. The option Retain Device Identity keeps them as written.
 */
final class DeviceTexts {
  private static final List<String> PARTS =
      List.of(
          "Manufacturer",
          "ModelName",
          "ModelNumber",
          "SoftwareVersion",
          "ConvolutionKernel",
          "ReceiveCoilName",
          "TransmitCoilName",
          "CollimatorGridName",
          "ApplicationName",
          "ApplicationVersion",
          "AlgorithmName",
          "AlgorithmVersion",
          "DeviceID",
          "SequenceName",
          "FilterType",
          "ReconstructionMethod");

  private DeviceTexts() {}

  static boolean isOne(int tag) {
    String keyword = Dictionary.find(tag).map(Dictionary.Entry::keyword).orElse("");
    return PARTS.stream().anyMatch(keyword::contains);
  }
}
