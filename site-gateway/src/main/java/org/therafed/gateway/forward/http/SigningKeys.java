package org.therafed.gateway.forward.http;

import static org.therafed.profiles.outcome.Fault.safe;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import org.therafed.gateway.fault.DeidentifyCode;
import org.therafed.gateway.site.SecretFiles;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/**
 * The site's signing keys on disk: the one in use, and while it is replaced the next one or the one
 * before. Each step is one file, so that whatever a crash leaves can be gone on with.
 */
final class SigningKeys {

  /** File of the key in use. */
  static final String PRESENT = "site-signing.jwk";

  private final Path present;
  private final Path next;
  private final Path previous;
  private final String siteId;

  SigningKeys(Path folder, String siteId) {
    this.present = folder.resolve(PRESENT);
    this.next = folder.resolve("site-signing-next.jwk");
    this.previous = folder.resolve("site-signing-previous.jwk");
    this.siteId = siteId;
  }

  /** The key in use, made at first start. */
  ECKey present() {
    return read(present).orElseGet(() -> made(present, siteId + "-1"));
  }

  /** The key that takes its place, if a change has begun. */
  Optional<ECKey> next() {
    // A crash within promote() leaves a copy of the key that is in use by now.
    String inUse = present().getKeyID();
    return read(next).filter(key -> !key.getKeyID().equals(inUse));
  }

  /** The key that takes its place; made where no change has begun. */
  ECKey nextMade() {
    return next().orElseGet(() -> made(next, nameAfter(present().getKeyID())));
  }

  /** The key before, while the registry may still have it. */
  Optional<ECKey> previous() {
    return read(previous);
  }

  /**
   * The next key is the present one from now on, and the present one that before. It is on disk
   * when this returns: the registry drops the other one then.
   */
  void promote() {
    try {
      SecretFiles.write(previous, Files.readString(present));
      SecretFiles.write(present, Files.readString(next));
      Files.delete(next);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The registry no longer has the key before. */
  void dropPrevious() {
    try {
      Files.deleteIfExists(previous);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static Optional<ECKey> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(ECKey.parse(Files.readString(file)))
          : Optional.empty();
    } catch (IOException | ParseException e) {
      throw unusable(e);
    }
  }

  private static ECKey made(Path file, String kid) {
    try {
      ECKey made =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyID(kid)
              .generate();
      SecretFiles.write(file, made.toJSONString());
      return made;
    } catch (IOException | JOSEException e) {
      throw unusable(e);
    }
  }

  /** {@code site-a-1} is followed by {@code site-a-2}. */
  private String nameAfter(String kid) {
    String prefix = siteId + "-";
    String number = kid != null && kid.startsWith(prefix) ? kid.substring(prefix.length()) : "";
    long before = number.matches("[0-9]{1,9}") ? Long.parseLong(number) : 1;
    return prefix + (before + 1);
  }

  private static Fault unusable(Exception cause) {
    return DeidentifyCode.KEY.with(
        cause, safe("folder", new Phrase("the data folder's keys/", "数据文件夹的 keys/")));
  }
}
