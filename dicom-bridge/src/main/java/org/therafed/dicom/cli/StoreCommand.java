package org.therafed.dicom.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.therafed.dicom.dataset.Dictionary;
import org.therafed.dicom.net.ClientConfig;
import org.therafed.dicom.net.DicomClient;
import org.therafed.dicom.net.PresentationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files and says of each what the node answered. */
@Command(
    name = "store",
    description = "Sends files to a node (C-STORE).",
    mixinStandardHelpOptions = true)
final class StoreCommand implements Callable<Integer> {
  /** One association proposes at most 128 presentation contexts, PS3.8 section 9.3.2.2. */
  private static final int MOST_CONTEXTS = 128;

  @Spec CommandSpec spec;
  @Mixin FileNames names;
  @Mixin PeerOptions peer;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "PATH",
      description = "files, or folders with all below")
  List<Path> paths = List.of();

  @Override
  public Integer call() {
    ClientConfig config = peer.config();
    List<Path> all = Inputs.files(paths);
    List<Path> legible = new ArrayList<>();
    FileLoop loop = new FileLoop(spec.commandLine().getErr(), names);
    loop.run(
        all,
        path -> {
          DicomClient.contextsFor(List.of(path));
          legible.add(path);
        });
    if (legible.isEmpty()) {
      throw CliFault.of(CliFaultCode.NO_INPUT, "none of %d files can be sent", all.size());
    }
    List<PresentationContext> contexts = DicomClient.contextsFor(legible);
    if (contexts.size() > MOST_CONTEXTS) {
      throw CliFault.of(
          CliFaultCode.NO_INPUT,
          "%d pairs of SOP class and transfer syntax; at most %d go over one association",
          contexts.size(),
          MOST_CONTEXTS);
    }
    PrintWriter out = spec.commandLine().getOut();
    FileSender sender =
        new FileSender(
            config,
            contexts,
            out,
            file -> names.of(all, file),
            (file, reason) -> loop.failed(all, file, reason));
    int stored = sender.send(legible, client -> accepted(client, contexts));
    if (stored < all.size()) {
      throw CliFault.of(CliFaultCode.INCOMPLETE, "%d of %d files were stored", stored, all.size());
    }
    return 0;
  }

  private void accepted(DicomClient client, List<PresentationContext> contexts) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("association accepted");
    contexts.forEach(context -> out.println(answer(client, context)));
  }

  /** What most often keeps a study from arriving: no context for the syntax the file has. */
  private static String answer(DicomClient client, PresentationContext context) {
    String syntax = context.transferSyntaxes().get(0);
    return (client.accepts(context.abstractSyntax(), syntax) ? "  accepted  " : "  refused   ")
        + name(context.abstractSyntax())
        + " in "
        + name(syntax);
  }

  private static String name(String uid) {
    return Dictionary.uid(uid).map(Dictionary.RegisteredUid::name).orElse("a private UID");
  }
}
