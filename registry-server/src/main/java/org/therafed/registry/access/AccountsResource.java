package org.therafed.registry.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.therafed.profiles.outcome.Fault;
import org.therafed.registry.fault.RegistryCode;
import org.therafed.runtime.login.LocalAccounts;
import org.therafed.runtime.login.PasswordRule;

/** Accounts of people: the administrator opens and closes them, each person keeps a password. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AccountsResource {
  private static final String NAME = "[a-z][a-z0-9._-]{2,63}";

  private final LocalAccounts accounts;
  private final SecurityIdentity person;

  AccountsResource(LocalAccounts accounts, SecurityIdentity person) {
    this.accounts = accounts;
    this.person = person;
  }

  /** A new account; its password is shown here and never again. */
  public record Opened(String name, String role, String oneTimePassword, String valid) {}

  @GET
  @Path("/admin/accounts")
  public List<LocalAccounts.Listed> all() throws SQLException {
    return accounts.all();
  }

  /** Opens an account, or gives one that is there a new one-time password and this role. */
  @POST
  @Path("/admin/accounts")
  public Response open(JsonNode request) throws SQLException {
    String name = text(request, "name");
    String role = text(request, "role");
    if (!accounts.areTaken()) {
      throw invalid("local accounts are switched off (THERAFED_LOCAL_ACCOUNTS)");
    }
    if (!name.matches(NAME) || name.equals(LocalAccounts.ADMIN)) {
      throw invalid("the name is not 3 to 64 of a-z, 0-9, dot, hyphen, underscore, or is admin");
    }
    if (!accounts.roles().contains(role)) {
      throw invalid("the role is none of " + String.join(", ", new TreeSet<>(accounts.roles())));
    }
    Opened opened = new Opened(name, role, accounts.open(name, role), "24 hours");
    return Response.created(URI.create("/admin/accounts/" + name)).entity(opened).build();
  }

  @DELETE
  @Path("/admin/accounts/{name}")
  public void close(@PathParam("name") String name) throws SQLException {
    if (name.equals(LocalAccounts.ADMIN)) {
      throw invalid("admin is not closed: the registry would have no administrator");
    }
    if (!accounts.close(name)) {
      throw RegistryCode.ACCOUNT_UNKNOWN.with();
    }
  }

  /** Replaces the asking person's password, a one-time one among them, by one without an end. */
  @POST
  @Path("/account/password")
  public void keepPassword(JsonNode request) throws SQLException {
    String name = person.getPrincipal().getName();
    if (accounts.rolesOf(name, text(request, "current")).isEmpty()) {
      throw RegistryCode.PASSWORD_WRONG.with();
    }
    String next = text(request, "next");
    if (!PasswordRule.holds(next)) {
      throw invalid("the password " + PasswordRule.TEXT);
    }
    accounts.keepPassword(name, next);
  }

  private static String text(JsonNode request, String field) {
    return request == null ? "" : request.path(field).asText("");
  }

  private static Fault invalid(String reason) {
    return RegistryCode.ACCOUNT_INVALID.with(Fault.safe("reason", reason));
  }
}
