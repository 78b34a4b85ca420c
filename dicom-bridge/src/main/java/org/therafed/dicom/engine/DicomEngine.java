package org.therafed.dicom.engine;

import java.util.List;
import org.therafed.dicom.dataset.DicomFault;
import org.therafed.dicom.dataset.DicomFaultCode;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomServices;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;

/**
 * A DICOM toolkit. Values, configurations, outcomes and faults are those of this library whatever
 * is behind; {@link DicomEngines} finds one by its name. Every failure is a {@link
 * org.therafed.dicom.dataset.DicomFault}.
 */
public interface DicomEngine {
  /** By which a configuration chooses it: lower-case letters and digits. */
  String name();

  /** Part 10 files. */
  DicomFiles files();

  /**
   * Listens as provider of Verification and of every storage SOP class; returns when the port is
   * open.
   *
   * @throws org.therafed.dicom.dataset.DicomFault {@code CONNECTION} where the port or address
   *     cannot be listened on
   */
  StorageProvider listen(ServerConfig config, StoreHandler handler, AssociationListener listener);

  /** Whether {@link #listen(ServerConfig, DicomServices, AssociationListener)} offers it. */
  default boolean offersCommitment() {
    return false;
  }

  /**
   * The same with more services than storage.
   *
   * @throws org.therafed.dicom.dataset.DicomFault also {@code INVALID_CONFIGURATION} where the
   *     engine does not offer one of them
   */
  default StorageProvider listen(
      ServerConfig config, DicomServices services, AssociationListener listener) {
    if (services.commitment().isPresent() || services.reports().isPresent()) {
      throw DicomFault.of(
          DicomFaultCode.INVALID_CONFIGURATION,
          "the engine " + name() + " offers no storage commitment; use " + OwnEngine.NAME);
    }
    return listen(config, services.store(), listener);
  }

  /**
   * Opens an association.
   *
   * @param contexts 1 to 128
   * @throws org.therafed.dicom.dataset.DicomFault {@code CONNECTION} where nobody listens, {@code
   *     ASSOCIATION_REJECTED} with result, source and reason, {@code TIMEOUT}, {@code PROTOCOL}
   */
  ServiceUser connect(ClientConfig config, List<PresentationContext> contexts);
}
