package org.therafed.simulator.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.therafed.simulator.process.ManagedProcess;

class FederationStartTest {
  @TempDir Path folder;

  @Test
  void portThatIsTakenBeforeItsUseIsReplaced() throws Exception {
    List<ManagedProcess> running;
    try (Federation federation = Federation.start(options(FakeApplication.class))) {
      running = federation.gateways().stream().map(RunningGateway::process).toList();
      assertThat(running).hasSize(3).allMatch(ManagedProcess::isAlive);
      assertThat(running.get(1).hasSaid("RT-START-001")).isFalse();
      assertThat(Files.readString(running.get(1).log())).contains("RT-START-001", "Listening on");
      // Those of the first attempt have ended.
      assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).hasSize(4);
    }
    assertThat(running).noneMatch(ManagedProcess::isAlive);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void otherFailureOfAStartIsToldAndLeavesNoProcess() throws Exception {
    FederationOptions options = options(String.class);
    assertThatThrownBy(() -> Federation.start(options))
        .isInstanceOf(FederationException.class)
        .hasMessageContaining("registry has ended instead of starting");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  private FederationOptions options(Class<?> main) throws IOException, URISyntaxException {
    Path jar = folder.resolve("application.jar");
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        FakeApplication.class.getProtectionDomain().getCodeSource().getLocation().toString());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream written = new JarOutputStream(file, manifest)) {
      written.finish();
    }
    return FederationOptions.in(folder.resolve("run"), new Installation(jar, jar), 1);
  }
}
