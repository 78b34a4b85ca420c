package org.therafed.gateway.deidentify.pseudonym;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.therafed.gateway.database.Lookup;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.database.Sealing;
import org.therafed.gateway.fault.KeyCode;

/** Seals with the site's keys of storage. */
@Singleton
public class StorageSealing implements Sealing {

  private final KeyCustody custody;

  @Inject
  public StorageSealing(KeyCustody custody) {
    this.custody = custody;
  }

  @Override
  public byte[] seal(byte[] clear, Place place) {
    try {
      return keys().values().encrypt(clear, bound(place));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM encrypts what fits into memory.", e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, Place place) {
    try {
      return keys().values().decrypt(sealed, bound(place));
    } catch (GeneralSecurityException e) {
      throw KeyCode.SEALED.with(e);
    }
  }

  @Override
  public String lookup(Lookup kind, String value) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(keys().lookup(kind.kind() + "|" + value));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 yields 32 bytes.", e);
    }
  }

  @Override
  public OutputStream sealing(OutputStream to, Place place) throws IOException {
    try {
      return keys().files().newEncryptingStream(to, bound(place));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM in segments encrypts any stream.", e);
    }
  }

  @Override
  public SeekableByteChannel opening(SeekableByteChannel sealed, Place place) throws IOException {
    try {
      SeekableByteChannel clear = keys().files().newSeekableDecryptingChannel(sealed, bound(place));
      // The key is chosen with the first byte: whether there is one shows only then.
      clear.read(ByteBuffer.allocate(1));
      return clear.position(0);
    } catch (GeneralSecurityException | IOException e) {
      throw KeyCode.SEALED.with(e);
    }
  }

  private StorageKeysets keys() {
    return custody.keysets().storage();
  }

  private static byte[] bound(Place place) {
    return ("therafed-storage|" + place.text()).getBytes(StandardCharsets.UTF_8);
  }
}
