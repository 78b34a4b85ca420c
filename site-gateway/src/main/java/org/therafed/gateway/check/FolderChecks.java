package org.therafed.gateway.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.runtime.DataFolder;
import org.therafed.runtime.StartupFault;

/** The data folder, and the room on its disk. */
final class FolderChecks {

  // Our choice: below the first nothing can be taken for long, below the second not a day's images.
  private static final long LEAST_BYTES = 1L << 30;
  private static final long ENOUGH_BYTES = 20L << 30;
  private static final String IN_USE = "RT-DATA-001";

  private FolderChecks() {}

  /** Answers whether a gateway runs on the folder. */
  static boolean check(SiteConfig config, List<Finding> findings) {
    Path folder = Path.of(config.dataDir()).toAbsolutePath().normalize();
    room(folder, findings);
    if (!Files.exists(folder)) {
      findings.add(
          Files.isWritable(existing(folder))
              ? Finding.ok("The data folder is made at the first start.", "数据文件夹将在首次启动时创建。")
              : Finding.fault(
                  "The data folder cannot be made here: THERAFED_DATA_DIR.",
                  "无法在此处创建数据文件夹：THERAFED_DATA_DIR。"));
      return false;
    }
    try (DataFolder open = DataFolder.open(folder)) {
      findings.add(
          Finding.ok(
              "The data folder can be used: " + open.path().getFileName() + ".",
              "数据文件夹可用：" + open.path().getFileName() + "。"));
      return false;
    } catch (StartupFault fault) {
      boolean running = fault.code().equals(IN_USE);
      findings.add(
          running
              ? Finding.warning(
                  "A gateway runs on the data folder; ports are not looked at.",
                  "已有网关在使用该数据文件夹；未检查端口。")
              : Finding.fault(
                  "The data folder cannot be used: " + fault.code() + ".",
                  "数据文件夹不可用：" + fault.code() + "。"));
      return running;
    }
  }

  private static void room(Path folder, List<Finding> findings) {
    try {
      long free = Files.getFileStore(existing(folder)).getUsableSpace();
      long gibibytes = free >> 30;
      String en = "Free on the disk of the data folder: " + gibibytes + " GiB.";
      String zh = "数据文件夹所在磁盘的可用空间：" + gibibytes + " GiB。";
      findings.add(
          free < LEAST_BYTES
              ? Finding.fault(en + " 1 GiB or more is needed.", zh + "至少需要 1 GiB。")
              : free < ENOUGH_BYTES
                  ? Finding.warning(en + " Images fill 20 GiB in a day.", zh + "一天的影像即可占满 20 GiB。")
                  : Finding.ok(en, zh));
    } catch (IOException e) {
      findings.add(Finding.warning("The free room on the disk cannot be told.", "无法得知磁盘的可用空间。"));
    }
  }

  private static Path existing(Path folder) {
    Path path = folder;
    while (path.getParent() != null && !Files.exists(path)) {
      path = path.getParent();
    }
    return path;
  }
}
