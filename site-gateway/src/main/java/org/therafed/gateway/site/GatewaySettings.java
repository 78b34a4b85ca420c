package org.therafed.gateway.site;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.therafed.runtime.KnownSettings;
import org.therafed.runtime.Setting;

/** The names of all settings of the gateway, read from the interfaces that hold them. */
public final class GatewaySettings {

  /** File with settings; absent: {@code gateway.yaml} in the working folder, if there is one. */
  public static final Setting CONFIG_FILE = new Setting("therafed.config-file");

  private static final String PREFIX = "therafed";
  private static final String MAPPINGS_DIR = "therafed.table-mappings-dir";
  private static final Map<String, Boolean> LISTS = read();
  private static final KnownSettings KNOWN = KnownSettings.of("gateway", LISTS.keySet());

  private GatewaySettings() {}

  /** What an operator may set. */
  public static KnownSettings known() {
    return KNOWN;
  }

  /** The property of an environment variable, with the operator's own part of the name. */
  static Optional<String> property(String variable) {
    return KNOWN.propertyOf(variable).map(property -> named(property, variable));
  }

  private static String named(String property, String variable) {
    int star = property.indexOf('*');
    if (star < 0) {
      return property;
    }
    int after = property.length() - star - 1;
    String own = variable.substring(star, variable.length() - after);
    return property.replace("*", own.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** Whether a setting is a list of texts. */
  static boolean isList(String property) {
    return LISTS.getOrDefault(property, false);
  }

  private static Map<String, Boolean> read() {
    Map<String, Boolean> names = new TreeMap<>();
    names.put(CONFIG_FILE.property(), false);
    names.put(MAPPINGS_DIR, false);
    read(SiteConfig.class, PREFIX, names);
    read(Hl7Config.class, PREFIX, names);
    return names;
  }

  private static void read(Class<?> type, String prefix, Map<String, Boolean> names) {
    for (Method method : type.getMethods()) {
      String name = prefix + "." + kebab(method.getName());
      Class<?> returned = method.getReturnType();
      if (returned == Map.class) {
        Type value =
            ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[1];
        read((Class<?>) value, name + ".*", names);
      } else if (returned.isInterface() && returned.getPackage() == type.getPackage()) {
        read(returned, name, names);
      } else {
        names.put(name, isList(method.getGenericReturnType()));
      }
    }
  }

  private static boolean isList(Type type) {
    Type value =
        type instanceof ParameterizedType optional && optional.getRawType() == Optional.class
            ? optional.getActualTypeArguments()[0]
            : type;
    return value instanceof ParameterizedType list && list.getRawType() == List.class;
  }

  private static String kebab(String method) {
    return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
