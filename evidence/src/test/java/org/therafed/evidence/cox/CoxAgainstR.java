package org.therafed.evidence.cox;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Cox on the same rows here and in R's coxph, in turns within one run: Efron with three covariates
 * over 10⁶ rows, and variance clustered by 50 sites over 10⁵. Needs Rscript with survival:
 *
 * <pre>./mvnw -pl evidence test-compile exec:java -Dexec.classpathScope=test
 *   -Dexec.mainClass=org.therafed.evidence.cox.CoxAgainstR</pre>
 */
public final class CoxAgainstR {
  private static final int TURNS = 5;
  private static final String SCRIPT =
      """
      suppressMessages(library(survival))
      d <- read.csv(commandArgs(TRUE)[1])
      robust <- commandArgs(TRUE)[2] == 'true'
      input <- file('stdin', 'r')
      while (length(readLines(input, 1)) > 0) {
        invisible(gc())
        t <- system.time(f <- if (robust) coxph(Surv(time, event) ~ x + y + z, d, cluster = site)
                              else coxph(Surv(time, event) ~ x + y + z, d))
        cat(t[['elapsed']], coef(f)[[1]], sqrt(f$var[1, 1]), '\\n')
        flush(stdout())
      }
      """;

  private CoxAgainstR() {}

  public static void main(String[] args) throws IOException {
    CoxModel model = CoxModel.of(List.of("x", "y", "z")).testing(java.util.Set.of());
    run("Efron, 3 covariates, 10^6 rows", 1_000_000, model);
    run("clustered by 50 sites, 10^5 rows", 100_000, model.with(CoxModel.Variance.ROBUST_BY_SITE));
  }

  private static void run(String name, int size, CoxModel model) throws IOException {
    List<CoxRow> rows = new ArrayList<>(size);
    Path csv = Files.createTempFile("cox", ".csv");
    Random random = new Random(20261121);
    try (BufferedWriter out = Files.newBufferedWriter(csv)) {
      out.write("time,event,x,y,z,site\n");
      for (int i = 0; i < size; i++) {
        double x = random.nextInt(2);
        double y = random.nextGaussian();
        double z = 40 + random.nextInt(50);
        double hazard = Math.exp(-0.4 * x + 0.3 * y + 0.02 * z) / 2000;
        double death = -Math.log(1 - random.nextDouble()) / hazard;
        double censoring = 2000 * random.nextDouble();
        double time = Math.ceil(Math.min(death, censoring));
        int site = random.nextInt(50);
        rows.add(CoxRow.of("s" + site, time, death <= censoring, x, y, z));
        out.write(
            time
                + ","
                + (death <= censoring ? 1 : 0)
                + ","
                + x
                + ","
                + y
                + ","
                + z
                + ","
                + site
                + "\n");
      }
    }
    Path script = Files.createTempFile("cox", ".R");
    Files.writeString(script, SCRIPT);
    Process r =
        new ProcessBuilder(
                "Rscript", script.toString(), csv.toString(), String.valueOf(model.robust()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedWriter to =
        new BufferedWriter(new OutputStreamWriter(r.getOutputStream(), StandardCharsets.UTF_8));
    BufferedReader from =
        new BufferedReader(new InputStreamReader(r.getInputStream(), StandardCharsets.UTF_8));
    double[] here = new double[TURNS];
    double[] there = new double[TURNS];
    for (int warm = 0; warm < 3; warm++) {
      fit(rows, model);
    }
    for (int turn = 0; turn < TURNS; turn++) {
      long begin = System.nanoTime();
      CoxTerm x = fit(rows, model);
      here[turn] = (System.nanoTime() - begin) / 1e9;
      to.write("go\n");
      to.flush();
      String line = from.readLine();
      if (line == null) {
        throw new IOException("Rscript ended");
      }
      String[] parts = line.trim().split(" ", -1);
      there[turn] = Double.parseDouble(parts[0]);
      double error = x.robustError().orElse(x.standardError());
      System.out.printf(
          Locale.ROOT,
          "  here %.3f s (%.10f, %.10f), R %.3f s (%s, %s)%n",
          here[turn],
          x.coefficient(),
          error,
          there[turn],
          parts[1],
          parts[2]);
    }
    to.close();
    Files.delete(csv);
    Files.delete(script);
    Arrays.sort(here);
    Arrays.sort(there);
    System.out.printf(
        Locale.ROOT,
        "%s: here median %.3f s (%.3f-%.3f), R median %.3f s (%.3f-%.3f), ratio %.1f%n",
        name,
        here[TURNS / 2],
        here[0],
        here[TURNS - 1],
        there[TURNS / 2],
        there[0],
        there[TURNS - 1],
        there[TURNS / 2] / here[TURNS / 2]);
  }

  private static CoxTerm fit(List<CoxRow> rows, CoxModel model) {
    Cox cox = new Cox(model);
    return cox.finish(cox.partialOf(rows)).result().orElseThrow().terms().get(0);
  }
}
