package org.therafed.registry.distribution;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.runtime.FileFolder;
import org.therafed.runtime.Setting;

/**
 * The therapy modules of this registry: those of the program, those that its operator adds, and
 * those that it hands to its gateways, in the place of others of the same id.
 */
@ApplicationScoped
public class ModulesProducer {

  private static final Logger LOG = Logger.getLogger(ModulesProducer.class);

  /**
   * The modules that are known, read once.
   *
   * @throws org.therafed.runtime.StartupFault RT-START-007 with file, path and reason
   */
  @Produces
  @Singleton
  ModuleCatalog modules(PackageShelf shelf) {
    FileFolder folder = new FileFolder(Setting.MODULES_DIR);
    try {
      return ModuleCatalog.standard()
          .and(ModuleCatalog.ofFiles(folder.read(".yaml")))
          .updatedBy(shelf.modules());
    } catch (Fault fault) {
      throw folder.unusable(fault.reason().bothTexts());
    }
  }

  /** Reads them before anything is served, so that a mistake ends the start. */
  void readAtStart(@Observes StartupEvent started, ModuleCatalog modules) {
    LOG.infof("%d therapy modules are known.", modules.all().size());
  }
}
