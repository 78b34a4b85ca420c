package org.therafed.gateway.ops;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A text of gauges, family by family. A label's value is a word of ours or a code; whatever else it
 * may be is written as {@code other}, so that nothing of a person gets into a metric.
 *
 * @see <a
 *     href="https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md">OpenMetrics
 *     1.0.0</a>
 */
final class OpenMetrics {

  static final String MEDIA_TYPE = "application/openmetrics-text;version=1.0.0;charset=utf-8";

  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z][A-Za-z-]{0,30}(-[A-Z]?[0-9]{2,3})?");
  private static final String PREFIX = "therafed_";

  private final StringBuilder text = new StringBuilder();

  /** A family without labels. */
  OpenMetrics gauge(String name, String help, long value) {
    family(name, help);
    text.append(PREFIX).append(name).append(' ').append(value).append('\n');
    return this;
  }

  /** A family with one label. */
  OpenMetrics gauge(String name, String help, String label, Map<String, Long> values) {
    family(name, help);
    values.forEach(
        (value, count) ->
            text.append(PREFIX)
                .append(name)
                .append('{')
                .append(label)
                .append("=\"")
                .append(LABEL.matcher(value).matches() ? value : "other")
                .append("\"} ")
                .append(count)
                .append('\n'));
    return this;
  }

  private void family(String name, String help) {
    text.append("# TYPE ").append(PREFIX).append(name).append(" gauge\n");
    text.append("# HELP ").append(PREFIX).append(name).append(' ').append(help).append('\n');
  }

  @Override
  public String toString() {
    return text + "# EOF\n";
  }
}
