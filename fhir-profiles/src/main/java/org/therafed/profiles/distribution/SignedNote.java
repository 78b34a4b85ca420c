package org.therafed.profiles.distribution;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A short message that a registry signs for gateways, with the key of its packages: base64url of
 * the content, a dot, base64url of the Ed25519 signature over the purpose, a line feed and the
 * content. What is signed for one purpose stands for no other, nor for a package.
 */
public final class SignedNote {

  private static final String PREFIX = "therafed-note:";

  private SignedNote() {}

  /**
   * The signed text.
   *
   * @param purpose lower-case letters and hyphens
   */
  public static String sign(PackageSigner signer, String purpose, byte[] content) {
    Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
    return text.encodeToString(content)
        + "."
        + text.encodeToString(signer.sign(signed(purpose, content)));
  }

  /** The content, if the key signed it for this purpose. */
  public static Optional<byte[]> verified(PackageKey key, String purpose, String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      byte[] content = Base64.getUrlDecoder().decode(text.substring(0, dot));
      byte[] signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
      return key.signed(signed(purpose, content), signature)
          ? Optional.of(content)
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static byte[] signed(String purpose, byte[] content) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes((PREFIX + purpose + "\n").getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(content);
    return whole.toByteArray();
  }
}
