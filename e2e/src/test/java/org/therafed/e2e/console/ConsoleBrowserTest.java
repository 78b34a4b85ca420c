package org.therafed.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.therafed.e2e.fixture.Checkout;
import org.therafed.e2e.fixture.PlayedFederation;
import org.therafed.e2e.fixture.Program;
import org.therafed.e2e.fixture.Waiting;

/**
 * The console as people see it. Screenshots go to {@code target/screenshots}; {@code
 * -Dtherafed.screenshot=FILE} also writes the English page at 1280 pixels there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PlayedFederation.Shared.class)
class ConsoleBrowserTest {

  private static final int MOST_TABS = 25;
  private static final int HEIGHT = 900;

  /** Corners of the shaded area of the treated arm, as shares of the vertical axis. */
  private static final String HEIGHTS_OF_BAND =
      """
      () => {
        const [band] = [...document.querySelectorAll('#survival-chart svg path')]
          .filter(path => path.getAttribute('fill') === '#0b6b74'
            && Number(path.getAttribute('fill-opacity')) < 0.5);
        const lines = [...document.querySelectorAll('#survival-chart svg path')]
          .map(path => path.getAttribute('d').match(/^M([\\d.]+) ([\\d.]+)L([\\d.]+) ([\\d.]+)$/))
          .filter(line => line && line[2] === line[4] && line[3] - line[1] > 100)
          .map(line => Number(line[2]));
        const top = Math.min(...lines), bottom = Math.max(...lines);
        return [...band.getAttribute('d').matchAll(/[ML]([\\d.]+) ([\\d.]+)/g)]
          .map(corner => (bottom - Number(corner[2])) / (bottom - top));
      }
      """;

  private static final String TABLES_CUT_OFF =
      "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth).length";

  /** Texts of the chart (legend, axes) of which two overlap, or one is not wholly in the chart. */
  private static final String TEXTS_IN_EACH_OTHERS_WAY =
      """
      () => {
        const chart = document.querySelector('#survival-chart svg').getBoundingClientRect();
        const texts = [...document.querySelectorAll('#survival-chart svg text')]
          .map(text => ({ text: text.textContent, at: text.getBoundingClientRect() }));
        const clipped = texts.filter(({ at }) =>
          at.left < chart.left || at.right > chart.right || at.top < chart.top || at.bottom > chart.bottom);
        const over = texts.filter((one, i) => texts.some((other, j) => i < j
          && one.at.left < other.at.right && other.at.left < one.at.right
          && one.at.top < other.at.bottom && other.at.top < one.at.bottom));
        return [...clipped, ...over].map(({ text }) => text);
      }
      """;

  /** Pixels of the highest row: a term whose characters stand below each other is many lines. */
  private static final String HIGHEST_ROW =
      "Math.max(...[...document.querySelectorAll('section table tbody tr')]"
          + ".map(row => Math.round(row.getBoundingClientRect().height)))";

  private static final int FOUR_LINES = 110;

  private PlayedFederation played;
  private Playwright playwright;
  private Browser browser;

  @BeforeAll
  void launch(PlayedFederation federation) {
    Optional<Program> chromium = Program.named("chromium");
    assumeTrue(chromium.isPresent(), "a browser is needed (Debian package chromium)");
    played = federation;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow().path())
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  @AfterAll
  void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  private BrowserContext context(int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(played.registry().base().toString())
                .setLocale("en-GB")
                .setViewportSize(width, HEIGHT));
    context.setDefaultTimeout((double) Waiting.LONGEST.toMillis());
    return context;
  }

  private void logIn(Page page, String password) {
    page.navigate("/console");
    page.fill("#name", "admin");
    page.fill("#password", password);
    page.click("button[type=submit]");
  }

  /** A curve has many corners; the lines of the grid are paths of two points. */
  private static void awaitCurve(Page page) {
    page.waitForSelector("#survival-chart svg");
    page.waitForFunction(
        "[...document.querySelectorAll('#survival-chart svg path')]"
            + ".some(path => path.getAttribute('d').split('L').length > 10)");
  }

  private static List<String> complaintsOf(Page page) {
    List<String> complaints = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequestFailed(request -> complaints.add(request.url()));
    return complaints;
  }

  @ParameterizedTest
  @CsvSource({
    "en, 1280, Overall survival",
    "en, 390, Overall survival",
    "zh, 1280, 总生存期",
    "zh, 390, 总生存期"
  })
  void pageShowsCurveAndTablesInBothLanguagesAndWidths(String language, int width, String title)
      throws IOException {
    try (BrowserContext context = context(width)) {
      Page page = context.newPage();
      List<String> complaints = complaintsOf(page);
      logIn(page, played.federation().adminPassword());
      // Leaving a page that still loads would break its requests off, and the login perhaps.
      awaitCurve(page);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      page.navigate("/console?lang=" + language);
      awaitCurve(page);
      assertThat(page.getAttribute("html", "lang")).isEqualTo(language);
      assertThat(page.textContent("#survival-title")).contains(title);
      assertThat(page.locator("#survival-chart svg").boundingBox().width)
          .isBetween(width / 2.0, (double) width);
      assertThat((List<?>) page.evaluate(TEXTS_IN_EACH_OTHERS_WAY)).as("texts cut off").isEmpty();
      assertThat(page.textContent("main"))
          .contains(language.equals("en") ? "95 % interval" : "95 % 区间");
      assertThat(page.textContent("main").contains("Anemia")).isEqualTo(language.equals("en"));
      assertThat(page.locator("#at-risk span").count()).as("numbers at risk").isPositive();
      assertThat(page.locator("section table tbody tr").count()).isGreaterThan(10);
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as("the page does not scroll sideways")
          .isLessThanOrEqualTo(width);
      assertThat((Integer) page.evaluate(HIGHEST_ROW)).as("row").isBetween(1, FOUR_LINES);
      if (width == 1280) {
        assertThat((Integer) page.evaluate(TABLES_CUT_OFF)).as("tables cut off").isZero();
      }
      assertThat(complaints).isEmpty();
      keep(page, language + "-" + width);
      if (language.equals("en") && width == 1280) {
        keepAsAsked(page);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"en, 1280, Invite a hospital", "zh, 390, 邀请医院"})
  void pageOfSitesTakesAFormFromItselfInBothLanguagesAndWidths(
      String language, int width, String title) throws IOException {
    try (BrowserContext context = context(width)) {
      Page page = context.newPage();
      List<String> complaints = complaintsOf(page);
      logIn(page, played.federation().adminPassword());
      awaitCurve(page);
      page.waitForLoadState(LoadState.NETWORKIDLE);
      page.click("a[href='/console/sites']");
      page.navigate("/console/sites?lang=" + language);
      assertThat(page.textContent("#invite-title")).isEqualTo(title);
      String site = "onb-browser-" + language;
      page.fill("#site", site);
      page.fill("#name", "Browser hospital");
      page.click("form.invite button");
      page.waitForSelector(".code");
      assertThat(page.textContent(".code"))
          .matches("([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}");
      assertThat(page.locator(".card").count()).isGreaterThan(3);
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as("the page does not scroll sideways")
          .isLessThanOrEqualTo(width);
      keep(page, "sites-" + language + "-" + width);
      page.click("button[aria-label$='" + site + "']");
      page.waitForSelector(
          ".code", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
      assertThat(page.textContent("main")).doesNotContain(site);
      assertThat(complaints).isEmpty();
    }
  }

  private static void keep(Page page, String name) throws IOException {
    Path folder = Files.createDirectories(Checkout.output("screenshots"));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(folder.resolve("console-" + name + ".png")));
  }

  private static void keepAsAsked(Page page) throws IOException {
    String asked = System.getProperty("therafed.screenshot");
    if (asked != null) {
      Path file = Checkout.root().resolve(asked);
      Files.createDirectories(file.getParent());
      page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file));
    }
  }

  @Test
  void intervalBandIsDrawnAtThePublishedLimits() {
    JsonNode curve =
        played.registry().evidence("survival?arm=treated&level=0.95").path("result").path("curve");
    Set<Double> limits = new TreeSet<>();
    for (JsonNode point : curve) {
      if (point.path("lower").isNumber()) {
        limits.add(point.path("lower").asDouble());
        limits.add(point.path("upper").asDouble());
      }
    }
    try (BrowserContext context = context(1280)) {
      Page page = context.newPage();
      logIn(page, played.federation().adminPassword());
      awaitCurve(page);
      Object heights = page.evaluate(HEIGHTS_OF_BAND);
      assertThat(limits).hasSizeGreaterThan(4);
      assertThat((List<?>) heights)
          .map(height -> ((Number) height).doubleValue())
          .as("drawn limits, 0 to 1")
          .allSatisfy(
              height -> assertThat(limits).anyMatch(limit -> Math.abs(limit - height) < 0.005))
          .hasSizeGreaterThanOrEqualTo(limits.size());
    }
  }

  @Test
  void keyboardReachesTheTables() {
    try (BrowserContext context = context(1280)) {
      Page page = context.newPage();
      logIn(page, played.federation().adminPassword());
      awaitCurve(page);
      List<String> reached = new ArrayList<>();
      for (int i = 0; i < MOST_TABS; i++) {
        page.keyboard().press("Tab");
        Locator focused = page.locator(":focus");
        if (focused.count() == 1) {
          reached.add(
              focused.evaluate("e => e.querySelector('table') ? 'table' : e.localName") + "");
        }
      }
      assertThat(reached.get(0)).as("the link that skips to the content").isEqualTo("a");
      assertThat(reached).contains("summary");
      assertThat(reached.stream().filter("table"::equals).count()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void wrongPasswordIsToldSoAndShowsNothing() {
    try (BrowserContext context = context(1280)) {
      Page page = context.newPage();
      logIn(page, "not the password");
      page.waitForSelector("[role=alert]");
      assertThat(page.url()).contains("/login");
      page.navigate("/console");
      assertThat(page.locator("#survival-chart").count()).isZero();
    }
  }
}
