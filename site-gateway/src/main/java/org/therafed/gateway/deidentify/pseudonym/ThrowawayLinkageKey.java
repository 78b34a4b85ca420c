package org.therafed.gateway.deidentify.pseudonym;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import com.google.crypto.tink.hybrid.PredefinedHybridParameters;
import java.security.GeneralSecurityException;

/**
 * A public key of the registry's kind whose private half is forgotten at once: tokens made with it
 * have the form of real ones, and nobody opens them.
 */
public final class ThrowawayLinkageKey {

  private ThrowawayLinkageKey() {}

  /** Tink's JSON key set, public part only. */
  public static String publicKeyset() {
    try {
      HybridConfig.register();
      return TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
          KeysetHandle.generateNew(
                  PredefinedHybridParameters.ECIES_P256_HKDF_HMAC_SHA256_AES128_GCM)
              .getPublicKeysetHandle());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink makes hybrid keys.", e);
    }
  }
}
