package org.therafed.gateway.intake.table;

import static org.therafed.profiles.outcome.Fault.safe;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.fault.TableCode;
import org.therafed.gateway.http.BoundedBody;
import org.therafed.gateway.intake.ArrivalState;
import org.therafed.gateway.intake.WorkSignal;
import org.therafed.gateway.intake.table.grid.CsvGrid;
import org.therafed.gateway.intake.table.grid.Grid;
import org.therafed.gateway.intake.table.grid.GridBounds;
import org.therafed.gateway.intake.table.grid.WorkbookGrid;
import org.therafed.gateway.site.SiteConfig;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;

/** Tables over HTTP. */
@Path("/intake")
public class TableResource {

  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final int MOST_FINDINGS = 1000;

  private final TableIntake intake;
  private final TableMappings mappings;
  private final SiteConfig config;
  private final WorkSignal signal;

  @Inject
  public TableResource(
      TableIntake intake, TableMappings mappings, SiteConfig config, WorkSignal signal) {
    this.intake = intake;
    this.mappings = mappings;
    this.config = config;
    this.signal = signal;
  }

  /** Takes CSV; answers the report of its rows, as JSON. */
  @POST
  @Path("/csv/{kind}")
  @Consumes({"text/csv", MediaType.TEXT_PLAIN})
  @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
  @Blocking
  public Map<String, Object> csv(
      @PathParam("kind") String kindCode,
      @QueryParam("dryRun") boolean dryRun,
      @QueryParam("ignore") List<String> ignore,
      @QueryParam("mapping") Optional<String> mappingName,
      @HeaderParam("Content-Type") MediaType type,
      InputStream stream,
      @Context RoutingContext request) {
    TableKind kind = kind(kindCode);
    Optional<TableMapping> mapping = mappingName.map(name -> mappings.named(name, kind));
    byte[] body = body(kind, stream, dryRun, request);
    char separator = mapping.map(TableMapping::separator).orElse(',');
    Grid grid = CsvGrid.read(body, charset(type, mapping), separator, bounds());
    return taken(kind, grid, ignore, mapping, dryRun);
  }

  /** Takes a sheet of a workbook; answers as CSV is answered. */
  @POST
  @Path("/xlsx/{kind}")
  @Consumes(WORKBOOK)
  @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
  @Blocking
  public Map<String, Object> workbook(
      @PathParam("kind") String kindCode,
      @QueryParam("dryRun") boolean dryRun,
      @QueryParam("ignore") List<String> ignore,
      @QueryParam("mapping") Optional<String> mappingName,
      @QueryParam("sheet") Optional<String> sheet,
      InputStream stream,
      @Context RoutingContext request) {
    TableKind kind = kind(kindCode);
    Optional<TableMapping> mapping = mappingName.map(name -> mappings.named(name, kind));
    byte[] body = body(kind, stream, dryRun, request);
    Optional<String> meant = sheet.or(() -> mapping.flatMap(TableMapping::sheet));
    return taken(kind, WorkbookGrid.read(body, meant, bounds()), ignore, mapping, dryRun);
  }

  private static TableKind kind(String code) {
    return TableKind.coded(code)
        .orElseThrow(() -> TableCode.KIND.with(safe("kinds", TableKind.codes())));
  }

  private GridBounds bounds() {
    return new GridBounds(config.tableMaxRows(), config.tableMaxBody().asLongValue());
  }

  private byte[] body(TableKind kind, InputStream stream, boolean dryRun, RoutingContext request) {
    long limit = config.tableMaxBody().asLongValue();
    return BoundedBody.read(stream, limit, request)
        .orElseThrow(
            () -> {
              Fault fault =
                  ServiceCode.INTAKE_BODY_SIZE.with(
                      safe("limit", limit), safe("setting", "THERAFED_TABLE_MAX_BODY"));
              if (!dryRun) {
                intake.refuse(kind, fault.reason(), (tx, report) -> {});
              }
              return fault;
            });
  }

  private Map<String, Object> taken(
      TableKind kind,
      Grid grid,
      List<String> ignore,
      Optional<TableMapping> mapping,
      boolean dryRun) {
    Set<String> left = names(ignore);
    TableReport report =
        dryRun
            ? intake.rehearse(kind, grid, left, mapping)
            : intake.take(kind, grid, left, mapping, (tx, recorded) -> {});
    signal.raise();
    return json(report, dryRun);
  }

  /** Names between commas, in one parameter or several. */
  private static Set<String> names(List<String> parameters) {
    return parameters.stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Charset charset(MediaType type, Optional<TableMapping> mapping) {
    String name = type.getParameters().get("charset");
    return name == null
        ? mapping.map(TableMapping::charset).orElse(StandardCharsets.UTF_8)
        : TableCharsets.named(name)
            .orElseThrow(
                () ->
                    TableCode.CHARSET.with(
                        safe("charset", new Phrase("of a known encoding", "已知的编码"))));
  }

  private static Map<String, Object> json(TableReport report, boolean dryRun) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", report.kind().code());
    json.put("dryRun", dryRun);
    json.put("rows", report.rows().size());
    json.put("accepted", report.count(ArrivalState.NEW));
    json.put("held", report.count(ArrivalState.HELD));
    json.put("refused", report.count(ArrivalState.REFUSED));
    json.put("superseded", report.count(ArrivalState.SUPERSEDED));
    json.put("ignoredColumns", report.ignored());
    List<Map<String, Object>> findings =
        report.findings().stream().limit(MOST_FINDINGS).map(TableResource::finding).toList();
    json.put("findings", findings);
    json.put("findingsLeftOut", report.findings().size() - findings.size());
    return json;
  }

  private static Map<String, Object> finding(RowFinding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("line", finding.line());
    json.put("column", finding.column());
    json.put("effect", finding.effect().code());
    json.putAll(finding.reason().fields());
    return json;
  }
}
