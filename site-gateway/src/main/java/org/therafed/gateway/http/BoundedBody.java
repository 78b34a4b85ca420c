package org.therafed.gateway.http;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A request's body, read up to a bound. The server's own bound would refuse a larger one before
 * anybody could count it.
 */
public final class BoundedBody {

  private static final int DRAINED_BOUNDS = 8;
  private static final int CHUNK = 1 << 16;

  private BoundedBody() {}

  /**
   * The bytes of a body; empty: there are more of them, and none is kept.
   *
   * @param limit most bytes; never more than some 2 GiB
   * @param request whose connection ends where the rest of the body is too long to be passed over
   */
  public static Optional<byte[]> read(InputStream body, long limit, RoutingContext request) {
    try {
      int most = (int) Math.min(limit, Integer.MAX_VALUE - CHUNK);
      byte[] bytes = body.readNBytes(most + 1);
      if (bytes.length <= most) {
        return Optional.of(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    passOver(body, limit * DRAINED_BOUNDS, request);
    return Optional.empty();
  }

  /**
   * Reads on without keeping anything: most clients read the answer only when they have sent
   * everything.
   *
   * @param most bytes; where there are more, the connection ends with the answer
   */
  public static void passOver(InputStream body, long most, RoutingContext request) {
    byte[] chunk = new byte[CHUNK];
    long passed = 0;
    try {
      int read = body.read(chunk);
      while (read >= 0 && passed < most) {
        passed += read;
        read = body.read(chunk);
      }
      if (read >= 0) {
        request.response().endHandler(ended -> request.request().connection().close());
      }
    } catch (IOException e) {
      // The sender has gone. That the body was too large is recorded all the same.
      return;
    }
  }
}
