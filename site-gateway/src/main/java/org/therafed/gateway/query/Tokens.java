package org.therafed.gateway.query;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.therafed.gateway.database.Transaction;
import org.therafed.gateway.deidentify.pseudonym.LinkageTokens;
import org.therafed.gateway.forward.local.LocalRecords.LocalPerson;
import org.therafed.profiles.federated.AskedFigure;

/**
 * The linkage tokens of a question's group, so that the registry sees who is counted at another
 * site as well. Tokens of nobody go with them: without these their number would be this site's
 * number of persons. They stay the same for a group, as those of persons do.
 */
@Singleton
class Tokens {

  /** Most tokens of one answer; a text of the protocol has at most 1 Mi characters. */
  private static final int MOST = 2_000;

  /** Fewest tokens of nobody, and what all of them together are a multiple of. */
  private static final int STEP = 32;

  private final LinkageTokens tokens;

  @Inject
  Tokens(LinkageTokens tokens) {
    this.tokens = tokens;
  }

  /** Lines of handle and token, by handle, so that their order tells nothing; in answers' sizes. */
  List<String> lines(
      Transaction tx, AskedFigure asked, List<LocalMember> members, Handles handles) {
    Map<String, String> byHandle = new TreeMap<>();
    for (LocalMember member : members) {
      LocalPerson person = member.person();
      person.token().ifPresent(token -> byHandle.put(handles.of(person.number()), token.value()));
    }
    int decoys = STEP + (STEP - byHandle.size() % STEP) % STEP;
    for (int place = 0; place < decoys; place++) {
      String token = decoy(tx, asked.group(), place);
      if (token == null) {
        return List.of();
      }
      byHandle.put(handles.of(-1L - place), token);
    }
    List<String> lines =
        byHandle.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
    List<String> answers = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += MOST) {
      answers.add(String.join("\n", lines.subList(from, Math.min(from + MOST, lines.size()))));
    }
    return answers;
  }

  private String decoy(Transaction tx, String people, int place) {
    return tx.first(
            "select token from query_decoy where people = ? and place = ?",
            row -> row.getString(1),
            people,
            place)
        .orElseGet(
            () -> {
              String made = tokens.decoy().map(token -> token.value()).orElse(null);
              if (made != null) {
                tx.update(
                    "insert into query_decoy (people, place, token) values (?, ?, ?)",
                    people,
                    place,
                    made);
              }
              return made;
            });
  }
}
