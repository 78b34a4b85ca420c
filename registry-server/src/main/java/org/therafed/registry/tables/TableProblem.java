package org.therafed.registry.tables;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.therafed.profiles.outcome.Phrase;

/**
 * What is wrong in a row.
 *
 * @param line from 1, as the author sees it; of YAML the row's number
 * @param reason in English and Chinese
 */
public record TableProblem(int line, @JsonIgnore Phrase reason) {

  /** In English. */
  public String getMessage() {
    return reason.en();
  }

  /** In Chinese. */
  public String getMessageZh() {
    return reason.zh();
  }
}
