package org.therafed.gateway.deidentify.pseudonym;

import static org.therafed.profiles.outcome.Fault.safe;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.therafed.gateway.fault.GatewayCode;
import org.therafed.gateway.site.SecretFiles;
import org.therafed.profiles.outcome.Phrase;

/**
 * Key files: in the data folder, readable by the owner only, never in the database, made once. A
 * file that cannot be read stops the gateway: with a new key every pseudonym would change.
 */
final class KeyFiles {

  private KeyFiles() {}

  /** The site key's pseudo-random function, HMAC-SHA-256; made at first start. */
  static PrfSet sitePrf(Path folder) {
    Path file = folder.resolve("site-hmac.json");
    try {
      PrfConfig.register();
      if (!Files.exists(file)) {
        KeysetHandle made = KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF);
        SecretFiles.write(
            file, TinkJsonProtoKeysetFormat.serializeKeyset(made, InsecureSecretKeyAccess.get()));
      }
      return TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get())
          .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    } catch (GeneralSecurityException | IOException e) {
      throw GatewayCode.DEID_KEY.with(
          e, safe("folder", new Phrase("the data folder's keys/", "数据文件夹的 keys/")));
    }
  }
}
