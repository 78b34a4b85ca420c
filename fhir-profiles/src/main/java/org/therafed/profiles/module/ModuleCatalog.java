package org.therafed.profiles.module;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The therapy modules that are known. */
public final class ModuleCatalog {
  private static final class Standard {
    static final ModuleCatalog CATALOG = read();
  }

  private final Map<String, TherapyModule> byId;

  private ModuleCatalog(Collection<TherapyModule> modules) {
    Map<String, TherapyModule> map = new LinkedHashMap<>();
    for (TherapyModule module : modules) {
      if (map.put(module.id(), module) != null) {
        throw ModuleCode.DUPLICATE.with(safe("module", module.id()));
      }
    }
    this.byId = map;
  }

  /** The modules that ship with the library; read once. */
  public static ModuleCatalog standard() {
    return Standard.CATALOG;
  }

  /** A catalogue of given modules. */
  public static ModuleCatalog of(Collection<TherapyModule> modules) {
    return new ModuleCatalog(modules);
  }

  private static ModuleCatalog read() {
    List<TherapyModule> modules = new ArrayList<>();
    try (BufferedReader index =
        new BufferedReader(new InputStreamReader(resource("index.txt"), StandardCharsets.UTF_8))) {
      for (String file = index.readLine(); file != null; file = index.readLine()) {
        if (!file.isBlank()) {
          try (InputStream stream = resource(file.strip())) {
            modules.add(ModuleReader.read(file.strip(), stream.readAllBytes()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModuleCatalog(modules);
  }

  private static InputStream resource(String file) {
    InputStream stream = ModuleCatalog.class.getResourceAsStream(file);
    if (stream == null) {
      throw ModuleCode.MODULE.with(
          safe("file", file), safe("path", "/"), safe("reason", "it is not in the library"));
    }
    return stream;
  }

  /** A module by id, e.g. {@code rlt-psma}. */
  public Optional<TherapyModule> find(String id) {
    return Optional.ofNullable(id == null ? null : byId.get(id));
  }

  /** All modules, in the order of the index. */
  public Collection<TherapyModule> all() {
    return List.copyOf(byId.values());
  }
}
