package org.therafed.runtime;

/**
 * The part of an application's start that needs no database, while the database starts: each takes
 * half a second or more, and most of the database's time is another process's. Quarkus puts this
 * part into the static initialiser of the class that it generates.
 */
final class StaticInit {

  private final Runnable further;
  private final Thread thread;
  private volatile Throwable fault;

  private StaticInit(Runnable further) {
    this.further = further;
    this.thread = new Thread(this::run, "static-init");
    thread.setDaemon(true);
  }

  /**
   * Begins it, with the class loader of this thread.
   *
   * @param further what is read after it
   */
  static StaticInit begun(Runnable further) {
    StaticInit init = new StaticInit(further);
    init.thread.start();
    return init;
  }

  private void run() {
    try {
      load();
      further.run();
    } catch (LinkageError | RuntimeException e) {
      fault = e;
    }
  }

  private static void load() {
    try {
      Class.forName(
          io.quarkus.runtime.Application.APP_CLASS_NAME,
          true,
          Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException notPackaged) {
      // Started from an IDE: Quarkus makes the class later.
    }
  }

  /**
   * Waits until it has ended, so that no class is initialised by two threads from two ends.
   *
   * @throws LinkageError or RuntimeException, what it ended with: the JVM would not say it again
   */
  void await() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (fault instanceof LinkageError linkage) {
      throw linkage;
    }
    if (fault instanceof RuntimeException unchecked) {
      throw unchecked;
    }
  }
}
