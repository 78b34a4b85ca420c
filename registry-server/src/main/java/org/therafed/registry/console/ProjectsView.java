package org.therafed.registry.console;

import java.util.List;
import org.therafed.registry.projects.DataUse;
import org.therafed.registry.projects.Project;

/**
 * What the page of projects shows, ready to print.
 *
 * @param administrator whether requests can be decided here; else one can be asked for
 * @param modules therapies to choose from
 * @param today first day that can be asked for
 * @param problem why nothing was done; null where nothing went wrong
 */
public record ProjectsView(
    boolean administrator,
    List<Project> projects,
    List<Module> modules,
    List<String> questions,
    String today,
    String problem) {

  public ProjectsView {
    projects = List.copyOf(projects);
    modules = List.copyOf(modules);
    questions = List.copyOf(questions);
  }

  /** A therapy by id, with its title in the language of the page. */
  public record Module(String id, String title) {}

  /** The public data-use log. */
  public record Uses(List<DataUse> uses) {
    public Uses {
      uses = List.copyOf(uses);
    }
  }
}
