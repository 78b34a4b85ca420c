package org.therafed.gateway.module;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.runtime.FileFolder;
import org.therafed.runtime.Setting;

/**
 * The therapy modules of this gateway: those of the program, those that its operator adds, and
 * those that the registry has handed out, in the place of others of the same id.
 */
@Singleton
public class KnownModules {

  private final ModuleCatalog own;
  private volatile ModuleCatalog current;

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
      throw folder.unusable(fault.reason().bothTexts());
    }
    current = own;
  }

  /** The modules that are known now. */
  public ModuleCatalog current() {
    return current;
  }

  /**
   * That these could be taken.
   *
   * @throws Fault FP-TERM-002 if a code would have two meanings
   */
  public void check(ModuleCatalog modules) {
    own.updatedBy(modules);
  }

  /**
   * Takes what the registry has handed out; what it handed out before is forgotten.
   *
   * @throws Fault FP-TERM-002 as {@link #check}
   */
  public void distributed(ModuleCatalog modules) {
    current = own.updatedBy(modules);
  }
}
