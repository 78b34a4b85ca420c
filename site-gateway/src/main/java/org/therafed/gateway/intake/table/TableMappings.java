package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.therafed.gateway.fault.TableCode;
import org.therafed.runtime.FileFolder;
import org.therafed.runtime.Setting;

/** The mappings of this site: the files of a folder, read at start. */
@Singleton
public class TableMappings {

  /** Folder of mappings; absent means none. */
  static final Setting FOLDER = new Setting("therafed.table-mappings-dir");

  private static final int BEFORE_ANYTHING_LISTENS = 100;

  private final Map<String, TableMapping> byName = new TreeMap<>();

  /**
   * Reads the folder {@code THERAFED_TABLE_MAPPINGS_DIR}.
   *
   * @throws org.therafed.runtime.StartupFault RT-START-007 with every file, path and reason
   */
  @Inject
  public TableMappings() {
    FileFolder folder = new FileFolder(FOLDER);
    List<String> problems = new ArrayList<>();
    folder
        .read(".yaml")
        .forEach(
            (file, text) ->
                MappingReader.read(file, text, problems)
                    .ifPresent(mapping -> byName.put(mapping.name(), mapping)));
    byName.keySet().stream()
        .filter(name -> TableKind.coded(name).isPresent())
        .forEach(name -> problems.add(name + ".yaml: is named as a kind of table is."));
    if (!problems.isEmpty()) {
      throw folder.unusable(String.join(" ", problems));
    }
  }

  /** Makes the folder be read before anything comes. */
  void start(@Observes @Priority(BEFORE_ANYTHING_LISTENS) StartupEvent event) {}

  /** The mapping of a name. */
  Optional<TableMapping> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The mapping of a name, for tables of a kind.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-TABLE-024
   */
  TableMapping named(String name, TableKind kind) {
    return named(name)
        .filter(mapping -> mapping.kind() == kind)
        .orElseThrow(
            () ->
                TableCode.MAPPING.with(
                    safe("kind", kind.code()),
                    safe(
                        "mappings",
                        byName.values().stream()
                            .filter(mapping -> mapping.kind() == kind)
                            .map(TableMapping::name)
                            .toList())));
  }
}
