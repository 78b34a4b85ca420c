package org.therafed.gateway.module;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.runtime.FileFolder;
import org.therafed.runtime.Setting;

/** The therapy modules of this gateway: those of the program and those that its operator adds. */
@Singleton
public class KnownModules {

  private final ModuleCatalog own;

  /**
   * Reads the folder {@code THERAFED_MODULES_DIR}.
   *
   * @throws org.therafed.runtime.StartupFault RT-START-007 with file, path and reason
   */
  @Inject
  public KnownModules() {
    FileFolder folder = new FileFolder(Setting.MODULES_DIR);
    try {
      own = ModuleCatalog.standard().and(ModuleCatalog.ofFiles(folder.read(".yaml")));
    } catch (Fault fault) {
      throw folder.unusable(fault.reason().text());
    }
  }

  /** The modules that are known now. */
  public ModuleCatalog current() {
    return own;
  }
}
