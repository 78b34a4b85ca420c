package org.therafed.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaticInitTest {

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static void applicationIs(Runnable loading) {
    Thread.currentThread()
        .setContextClassLoader(
            new ClassLoader() {
              @Override
              protected Class<?> loadClass(String name, boolean resolve)
                  throws ClassNotFoundException {
                if (name.equals(io.quarkus.runtime.Application.APP_CLASS_NAME)) {
                  loading.run();
                }
                return super.loadClass(name, resolve);
              }
            });
  }

  @Test
  void applicationIsLoadedOnceByTheLoaderOfWhoBegan() {
    AtomicInteger loaded = new AtomicInteger();
    applicationIs(loaded::incrementAndGet);
    // None is there in this test, as where Quarkus makes the class only later.
    StaticInit.begun(() -> {}).await();
    assertThat(loaded).hasValue(1);
  }

  @Test
  void whatIsReadFurtherIsWaitedForAndItsFaultTold() {
    AtomicInteger read = new AtomicInteger();
    StaticInit.begun(read::incrementAndGet).await();
    assertThat(read).hasValue(1);
    IllegalStateException fault = new IllegalStateException("a reason");
    StaticInit init =
        StaticInit.begun(
            () -> {
              throw fault;
            });
    assertThatThrownBy(init::await).isSameAs(fault);
  }

  @Test
  void whatItEndsWithIsTold() {
    LinkageError fault = new ExceptionInInitializerError(new IllegalStateException("a reason"));
    applicationIs(
        () -> {
          throw fault;
        });
    StaticInit init = StaticInit.begun(() -> {});
    assertThatThrownBy(init::await).isSameAs(fault);
  }
}
