package org.therafed.simulator.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports of the loopback address that nobody uses now. They lie below the range from which the
 * system gives ports to connections that go out and to servers that ask for any port, so that none
 * of these takes one between choice and use. A server that wants exactly this port still may:
 * whoever is given a port must be ready to ask for another.
 */
public final class FreePorts {
  private static final Path GIVEN_BY_THE_SYSTEM = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final int FIRST_GIVEN_USUALLY = 32_768;

  /** Below are the ports that servers have by custom. */
  private static final int LOWEST = 15_000;

  private static final int PORTS = 65_536;

  private FreePorts() {}

  /** So many different ports, chosen at random so that two callers seldom try the same. */
  public static List<Integer> find(int count) {
    int end = firstGivenBySystem();
    int width = end - LOWEST;
    int start = ThreadLocalRandom.current().nextInt(width);
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < width && ports.size() < count; i++) {
      int port = LOWEST + (start + i) % width;
      if (isFree(port)) {
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new IllegalStateException(
          "Between ports "
              + LOWEST
              + " and "
              + (end - 1)
              + " fewer than "
              + count
              + " are free; end what uses them.");
    }
    return ports;
  }

  /** The end of what can be chosen from; everything where the system leaves hardly anything. */
  static int firstGivenBySystem() {
    // In one read, for the kernel ends such a file after the first, and readString asks for a byte.
    try (BufferedReader range = Files.newBufferedReader(GIVEN_BY_THE_SYSTEM)) {
      int first = Integer.parseInt(range.readLine().strip().split("\\s+", -1)[0]);
      return first > 2 * LOWEST ? first : PORTS;
    } catch (IOException | NumberFormatException anotherSystem) {
      return FIRST_GIVEN_USUALLY;
    }
  }

  /** Whether nobody listens on this port of the loopback address. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
