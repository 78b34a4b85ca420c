package org.therafed.gateway.intake.table.watch;

import static org.therafed.profiles.outcome.Fault.safe;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.fault.WatchCode;
import org.therafed.gateway.intake.Digests;
import org.therafed.gateway.intake.table.TableFiles;
import org.therafed.gateway.intake.table.TableKind;
import org.therafed.gateway.intake.table.TableReport;
import org.therafed.gateway.site.Site;
import org.therafed.profiles.outcome.Reason;

/**
 * Looks through the watch folder and takes what is complete. In it stand folders with the names of
 * kinds and mappings, and in each of those, beside the files that come, {@code done} and {@code
 * refused}. One thread looks at a time.
 */
final class WatchFolder {

  private static final Logger LOG = Logger.getLogger(WatchFolder.class);
  private static final String DONE = "done";
  private static final String REFUSED = "refused";
  private static final Set<String> OWN = Set.of(DONE, REFUSED);

  private final Path root;
  private final TableFiles tables;
  private final TakenFiles takenFiles;
  private final Site site;
  private final Map<String, SettledFiles> settled = new HashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, Integer> refused = new HashMap<>();
  private final Duration settle;
  private final Duration archived;
  private volatile WatchState state = WatchState.none();

  /**
   * A folder.
   *
   * @param settle how long a file must not have changed
   * @param archived how long a file is kept that was taken
   */
  WatchFolder(
      Path root,
      Duration settle,
      Duration archived,
      TableFiles tables,
      TakenFiles takenFiles,
      Site site) {
    this.root = root;
    this.archived = archived;
    this.settle = settle;
    this.tables = tables;
    this.takenFiles = takenFiles;
    this.site = site;
  }

  WatchState state() {
    return state;
  }

  /**
   * Looks once.
   *
   * @param stopping whether no further file is to be begun
   */
  void look(BooleanSupplier stopping) {
    Map<String, WatchState.Folder> folders = new TreeMap<>();
    List<Reason> problems = new ArrayList<>();
    try {
      List<TakenFile> open = new ArrayList<>(takenFiles.all());
      int misplaced = 0;
      for (Path entry : entries(root)) {
        String name = entry.getFileName().toString();
        Optional<TableKind> kind = tables.kind(name);
        if (kind.isEmpty() || !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          misplaced++;
        } else {
          folders.put(name, folder(entry, kind.get(), open, stopping));
        }
      }
      if (misplaced > 0) {
        problems.add(WatchCode.PLACE.reason(safe("count", misplaced)));
      }
    } catch (IOException | DirectoryIteratorException e) {
      problems.add(unlisted(e));
    } catch (DatabaseFault fault) {
      LOG.errorf("stage=watch code=%s sqlstate=%s", ServiceCode.DATABASE.code(), fault.sqlState());
      problems.add(ServiceCode.DATABASE.reason());
    }
    state = new WatchState(Optional.of(site.clock().instant()), folders, problems);
  }

  private WatchState.Folder folder(
      Path folder, TableKind kind, List<TakenFile> open, BooleanSupplier stopping) {
    String name = folder.getFileName().toString();
    FolderLook look = new FolderLook();
    List<Reason> problems = new ArrayList<>();
    try {
      List<FoundFile> files = files(folder, look);
      SettledFiles known = settled.computeIfAbsent(name, any -> new SettledFiles(settle));
      known.keep(files);
      for (FoundFile file : files) {
        if (finished(folder, file, open, look)) {
          continue;
        }
        if (stopping.getAsBoolean() || !known.isSettled(file, site.clock().instant())) {
          look.waits();
        } else {
          take(folder, file, look);
        }
      }
      gone(folder, open, look);
      removeOld(folder.resolve(DONE));
    } catch (IOException | DirectoryIteratorException e) {
      problems.add(unlisted(e));
    }
    problems.addAll(look.problems());
    return new WatchState.Folder(
        kind.code(),
        look.waiting(),
        taken.getOrDefault(name, 0),
        refused.getOrDefault(name, 0),
        problems);
  }

  /** Moves a file that was taken before; answers whether it was, or may have been. */
  private boolean finished(Path folder, FoundFile file, List<TakenFile> open, FolderLook look) {
    List<TakenFile> alike =
        open.stream().filter(taken -> taken.identity().startsWith(file.identity(""))).toList();
    if (alike.isEmpty()) {
      return false;
    }
    try {
      Optional<byte[]> bytes = FileContent.read(file, tables.limit());
      Optional<TakenFile> same =
          bytes
              .map(Digests::hex)
              .flatMap(
                  sha256 ->
                      alike.stream()
                          .filter(taken -> taken.identity().equals(file.identity(sha256)))
                          .findFirst());
      if (bytes.isEmpty()) {
        open.removeAll(alike);
        look.isUnread();
      }
      same.ifPresent(
          taken -> {
            open.remove(taken);
            move(folder, file, taken, look);
          });
      return bytes.isEmpty() || same.isPresent();
    } catch (IOException e) {
      open.removeAll(alike);
      look.isUnread();
      return true;
    }
  }

  /** What was taken and is not there any more was moved by us, or changed or removed by others. */
  private void gone(Path folder, List<TakenFile> open, FolderLook look) {
    String name = folder.getFileName().toString();
    List<TakenFile> missing = open.stream().filter(file -> file.folder().equals(name)).toList();
    open.removeAll(missing);
    for (TakenFile file : missing) {
      try {
        FileMove.report(folder, file);
        takenFiles.moved(file);
      } catch (IOException | InvalidPathException e) {
        look.isUnmoved();
      }
    }
  }

  /** What was put away and is older than it is kept for; the rows have times of their own. */
  private void removeOld(Path done) throws IOException {
    if (!Files.isDirectory(done, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Instant over = site.clock().instant().minus(archived);
    for (Path entry : entries(done)) {
      if (entry.getFileName().toString().endsWith(FileMove.SEALED)
          && Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
              .toInstant()
              .isBefore(over)) {
        Files.deleteIfExists(entry);
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        // A point in front is how programs hide what they are still writing.
        if (!entry.getFileName().toString().startsWith(".")) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** The tables of a folder, in the order in which they were last changed. */
  private static List<FoundFile> files(Path folder, FolderLook look) throws IOException {
    List<FoundFile> files = new ArrayList<>();
    for (Path entry : entries(folder)) {
      if (OWN.contains(entry.getFileName().toString())) {
        continue;
      }
      try {
        Optional<FoundFile> file = FoundFile.at(entry).filter(FoundFile::isTable);
        file.ifPresentOrElse(files::add, look::isOther);
      } catch (NoSuchFileException e) {
        LOG.debug("stage=watch a file went before it was looked at");
      }
    }
    files.sort(Comparator.comparing(FoundFile::changed).thenComparing(FoundFile::name));
    return files;
  }

  private void take(Path folder, FoundFile file, FolderLook look) {
    String name = folder.getFileName().toString();
    try {
      Optional<byte[]> bytes = FileContent.read(file, tables.limit());
      if (bytes.isEmpty()) {
        look.isUnread();
        return;
      }
      String sha256 = Digests.hex(bytes.get());
      TableReport report =
          tables.take(
              name,
              file.isWorkbook(),
              bytes.get(),
              (tx, became) ->
                  takenFiles.add(tx, name, file, sha256, target(became), ReportText.of(became)));
      taken.merge(name, 1, Integer::sum);
      report.refused().ifPresent(reason -> refused.merge(name, 1, Integer::sum));
      takenFiles.all().stream()
          .filter(added -> added.identity().equals(file.identity(sha256)))
          .forEach(added -> move(folder, file, added, look));
    } catch (IOException e) {
      look.isUnread();
    } catch (DatabaseFault fault) {
      if (!fault.lasting()) {
        throw fault;
      }
      LOG.errorf("stage=watch code=%s sqlstate=%s", ServiceCode.DATABASE.code(), fault.sqlState());
      look.isFailed();
    } catch (RuntimeException e) {
      // A defect must not keep the other files; its message may quote what came.
      LOG.errorf(
          "stage=watch code=%s exception=%s",
          ServiceCode.UNEXPECTED.code(), e.getClass().getName());
      look.isFailed();
    }
  }

  private static String target(TableReport report) {
    return report.refused().isPresent() ? REFUSED : DONE;
  }

  private void move(Path folder, FoundFile file, TakenFile added, FolderLook look) {
    try {
      if (FoundFile.at(file.path()).filter(file::isSame).isEmpty()) {
        // Somebody wrote to it since: it is looked at anew, and taken again when it is settled.
        look.waits();
        return;
      }
      FileMove.report(folder, added);
      // A refused file is to be mended by somebody who has to read it.
      if (added.target().equals(REFUSED)) {
        FileMove.file(folder, file, added);
      } else if (!takenFiles.seal(folder, file, added)) {
        look.waits();
        return;
      }
      takenFiles.moved(added);
    } catch (IOException | InvalidPathException e) {
      look.isUnmoved();
    }
  }

  private static Reason unlisted(Exception e) {
    return WatchCode.LIST.reason(safe("exception", e.getClass().getSimpleName()));
  }
}
