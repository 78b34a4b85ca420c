package org.therafed.gateway.command;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.therafed.gateway.database.Place;
import org.therafed.gateway.deidentify.pseudonym.KeyCustody;
import org.therafed.gateway.deidentify.pseudonym.StorageSealing;
import org.therafed.gateway.fault.DeidentifyCode;
import org.therafed.gateway.site.ClockProducer;
import org.therafed.gateway.site.Secrets;
import org.therafed.gateway.site.Site;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Phrase;

/** A file of the watch folder that was put away encrypted. */
final class ArchivedFile {

  private static final String KEYSETS = "site-keysets.json";

  private ArchivedFile() {}

  /**
   * Writes its content.
   *
   * @throws org.therafed.profiles.outcome.Fault GW-DEID-004, GW-KEYS-001 and -007
   */
  static int open(SiteConfig config, String name, OutputStream out) throws IOException {
    Site site = new Site(config, ClockProducer.ofMachine());
    if (!Files.exists(site.folder("keys").resolve(KEYSETS))) {
      // A gateway that has none would make some; this one opens with those that are there.
      throw DeidentifyCode.KEY.with(
          safe("folder", new Phrase("the data folder's keys/", "数据文件夹的 keys/")));
    }
    StorageSealing sealing = new StorageSealing(new KeyCustody(site, new Secrets(config)));
    Path file = Path.of(name);
    Place place = Place.of("watched_file", "content", file.getFileName());
    try (FileChannel sealed = FileChannel.open(file, StandardOpenOption.READ);
        InputStream clear = Channels.newInputStream(sealing.opening(sealed, place))) {
      clear.transferTo(out);
    }
    out.flush();
    return GatewayCommand.DONE;
  }
}
