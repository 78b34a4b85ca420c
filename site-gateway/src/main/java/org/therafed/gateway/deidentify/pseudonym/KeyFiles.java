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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.therafed.gateway.fault.GatewayCode;

/**
 * Key files: in the data folder, readable by the owner only, never in the database, made once. A
 * file that cannot be read stops the gateway: with a new key every pseudonym would change.
 */
public final class KeyFiles {

  private KeyFiles() {}

  /** The site key's pseudo-random function, HMAC-SHA-256; made at first start. */
  static PrfSet sitePrf(Path folder) {
    Path file = folder.resolve("site-hmac.json");
    try {
      PrfConfig.register();
      if (!Files.exists(file)) {
        KeysetHandle made = KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF);
        write(file, TinkJsonProtoKeysetFormat.serializeKeyset(made, InsecureSecretKeyAccess.get()));
      }
      return TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get())
          .getPrimitive(RegistryConfiguration.get(), PrfSet.class);
    } catch (GeneralSecurityException | IOException e) {
      throw GatewayCode.DEID_KEY.with(e, safe("folder", "the data folder's keys/"));
    }
  }

  /** Writes a secret so that it is on disk, whole, before it is used. */
  public static void write(Path file, String secret) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path temporary = Files.createTempFile(folder, "new", ".key");
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.WRITE))) {
      ByteBuffer bytes = ByteBuffer.wrap(secret.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
