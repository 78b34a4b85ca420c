package org.therafed.gateway.intake.object;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.therafed.dicom.engine.DicomEngine;
import org.therafed.dicom.engine.DicomEngines;
import org.therafed.gateway.site.SiteConfig;

/** The DICOM engine that the site has chosen: it listens, and reads what was received. */
@Singleton
public class SiteEngine {

  private final SiteConfig config;
  private DicomEngine chosen;

  @Inject
  public SiteEngine(SiteConfig config) {
    this.config = config;
  }

  /**
   * The engine. Looked up at its first use: the checks at start look at the setting before.
   *
   * @throws org.therafed.dicom.dataset.DicomFault {@code ENGINE_ABSENT}
   */
  public synchronized DicomEngine get() {
    if (chosen == null) {
      chosen = DicomEngines.named(config.dicomEngine());
    }
    return chosen;
  }
}
