package org.therafed.gateway.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.therafed.profiles.distribution.PackageKind;
import org.therafed.profiles.distribution.PackageSigner;
import org.therafed.profiles.distribution.SignedPackage;

/** Packages of a registry, by a key that is known to everybody and good for tests only. */
public final class Packages {

  private static final String SECRET =
      "MC4CAQAwBQYDK2VwBCIEIHpsnptU30SgHlN9kXD5/QDy0vhoVY+7+oRgshdSEryL";

  /** What the gateway of the tests has pinned. */
  public static final String KEY = "MCowBQYDK2VwAyEACbLlEtHbHUyDO52+SQizyqZICPX5VUU1PCqfwtfQo9k=";

  private Packages() {}

  /** A package of one therapy module, signed by the pinned key. */
  public static SignedPackage module(String name, int version, String id, String moduleVersion) {
    return module(PackageSigner.parse(SECRET + ":" + KEY), name, version, id, moduleVersion);
  }

  /** The pinned key pair: what a registry signs questions with, too. */
  public static PackageSigner signer() {
    return PackageSigner.parse(SECRET + ":" + KEY);
  }

  /** The same, signed by another registry. */
  public static SignedPackage foreign(String name, int version, String id) {
    return module(PackageSigner.generate(), name, version, id, "1.0.0");
  }

  /** A package of another kind with one file, signed by the pinned key. */
  public static SignedPackage of(PackageKind kind, String name, int version, String text) {
    return SignedPackage.sign(
        PackageSigner.parse(SECRET + ":" + KEY),
        kind,
        name,
        version,
        Map.of("content" + kind.ending(), text.getBytes(StandardCharsets.UTF_8)));
  }

  private static SignedPackage module(
      PackageSigner signer, String name, int version, String id, String moduleVersion) {
    String yaml = "id: " + id + "\nversion: " + moduleVersion + "\ntitle: {en: Invented, zh: 虚构}\n";
    return SignedPackage.sign(
        signer,
        PackageKind.MODULE,
        name,
        version,
        Map.of(id + ".yaml", yaml.getBytes(StandardCharsets.UTF_8)));
  }

  /** An empty package as a later registry would write it: soundly signed, of an unknown format. */
  public static byte[] ofFormat(int format, String name) {
    byte[] manifest =
        ("{\"format\":" + format + ",\"kind\":\"module\",\"name\":\"" + name + "\",\"version\":9}")
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(manifest);
      zip.putNextEntry(new ZipEntry("manifest.sig"));
      zip.write(signature(manifest));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static byte[] signature(byte[] manifest) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(SECRET))));
      signature.update("therafed-package\n".getBytes(StandardCharsets.US_ASCII));
      signature.update(manifest);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
