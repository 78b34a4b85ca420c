package org.therafed.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RouteRulesTest {

  @Test
  void everyRouteHasARuleAndEveryRuleARoute() {
    assertThat(routes()).isEqualTo(new TreeSet<>(RouteRules.all().keySet()));
  }

  @Test
  void routeWithoutARuleHasNone() {
    assertThat(RouteRules.of("DELETE", "/fhir/{type}/{id}")).isEmpty();
    assertThat(RouteRules.of("GET", "/unlisted")).isEmpty();
  }

  @Test
  void onlyDefinitionsAndWhatComesBeforeALogInArePublic() {
    assertThat(RouteRules.all())
        .allSatisfy(
            (route, rule) ->
                assertThat(rule == RouteRule.PUBLIC)
                    .as(route)
                    .isEqualTo(
                        Set.of(
                                    "GET /",
                                    "GET /login",
                                    "GET /logout",
                                    "GET /fhir/metadata",
                                    "GET /fhir/.well-known/smart-configuration")
                                .contains(route)
                            || route.startsWith("GET /modules")));
  }

  private static Set<String> routes() {
    JavaClasses application =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.therafed.registry");
    Set<String> routes = new TreeSet<>();
    application.stream()
        .filter(type -> type.isAnnotatedWith(Path.class))
        .flatMap(type -> type.getMethods().stream())
        .map(method -> method.reflect())
        .forEach(
            method -> {
              for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                  routes.add(verb.value() + " " + AccessFilter.template(new Route(method)));
                }
              }
            });
    return routes;
  }

  private record Route(Method method) implements ResourceInfo {
    @Override
    public Method getResourceMethod() {
      return method;
    }

    @Override
    public Class<?> getResourceClass() {
      return method.getDeclaringClass();
    }
  }
}
