package org.therafed.registry.settings;

import java.util.List;
import org.therafed.runtime.KnownSettings;
import org.therafed.runtime.Setting;

/** The names of all settings of the registry; {@code RegistrySettingsTest} holds them. */
public final class RegistrySettings {

  private RegistrySettings() {}

  /** What an operator may set. */
  public static KnownSettings known() {
    return KnownSettings.of(
        "registry",
        List.of(
            Setting.PACKAGES_DIR.property(),
            "therafed.admin-password",
            "therafed.question-budget",
            "therafed.federated-join",
            "therafed.federated-round",
            "therafed.federated-valid",
            "therafed.site-transfers-a-minute",
            "therafed.public-url",
            "therafed.tls-client-auth",
            "therafed.refusals-a-minute"));
  }
}
