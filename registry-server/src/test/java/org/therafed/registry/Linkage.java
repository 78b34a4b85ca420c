package org.therafed.registry;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.therafed.profiles.identifier.LinkageToken;

/** Linkage tokens as a gateway makes them, with the key that the registry hands out. */
final class Linkage {

  private final HybridEncrypt encrypt;

  private Linkage(HybridEncrypt encrypt) {
    this.encrypt = encrypt;
  }

  /** With the public keyset of {@code GET /federation}. */
  static Linkage of(TestSite site) {
    try {
      HybridConfig.register();
      String answer = site.get("/federation").then().statusCode(200).extract().asString();
      String keyset =
          new com.fasterxml.jackson.databind.ObjectMapper()
              .readTree(answer)
              .get("linkageEncryptionKey")
              .toString();
      KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(keyset);
      return new Linkage(handle.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class));
    } catch (GeneralSecurityException | com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token of a person; a new one each time, as encryption is randomised. */
  String token(String person) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              encrypt.encrypt(person.getBytes(StandardCharsets.UTF_8), LinkageToken.context()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
