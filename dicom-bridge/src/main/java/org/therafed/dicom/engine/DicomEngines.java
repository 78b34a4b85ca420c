package org.therafed.dicom.engine;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;

/** The engines on the class path. */
public final class DicomEngines {
  private DicomEngines() {}

  /** The engine of this library, {@code therafed}. */
  public static DicomEngine own() {
    return OwnEngine.INSTANCE;
  }

  /**
   * The engine of this name.
   *
   * @throws DicomFault {@link DicomFaultCode#ENGINE_ABSENT} with the names of those that are there
   */
  public static DicomEngine named(String name) {
    if (name.equals(OwnEngine.NAME)) {
      return own();
    }
    TreeMap<String, DicomEngine> found = new TreeMap<>();
    found.put(OwnEngine.NAME, own());
    try {
      ServiceLoader.load(DicomEngine.class, DicomEngine.class.getClassLoader())
          .forEach(engine -> found.put(engine.name(), engine));
    } catch (ServiceConfigurationError e) {
      throw DicomFault.of(
          DicomFaultCode.ENGINE_ABSENT,
          "an engine on the class path cannot be started; add the libraries it needs",
          e);
    }
    DicomEngine engine = found.get(name);
    if (engine == null) {
      throw DicomFault.of(
          DicomFaultCode.ENGINE_ABSENT,
          "engines on the class path: " + String.join(", ", found.keySet()) + "; name one of them");
    }
    return engine;
  }
}
