package org.therafed.dicom.dcm4che;

import java.util.List;
import org.therafed.dicom.engine.DicomEngine;
import org.therafed.dicom.engine.DicomFiles;
import org.therafed.dicom.engine.ServiceUser;
import org.therafed.dicom.engine.StorageProvider;
import org.therafed.dicom.net.AssociationListener;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.PresentationContext;
import org.therafed.dicom.net.ServerConfig;
import org.therafed.dicom.net.StoreHandler;

/** The engine {@code dcm4che}. */
public final class Dcm4cheEngine implements DicomEngine {
  private final DicomFiles files = new Dcm4cheFiles();

  /** For {@link java.util.ServiceLoader}. */
  public Dcm4cheEngine() {}

  @Override
  public String name() {
    return "dcm4che";
  }

  @Override
  public DicomFiles files() {
    return files;
  }

  @Override
  public StorageProvider listen(
      ServerConfig config, StoreHandler handler, AssociationListener listener) {
    return Dcm4cheProvider.start(config, handler, listener);
  }

  @Override
  public ServiceUser connect(ClientConfig config, List<PresentationContext> contexts) {
    return Dcm4cheUser.connect(config, contexts);
  }
}
