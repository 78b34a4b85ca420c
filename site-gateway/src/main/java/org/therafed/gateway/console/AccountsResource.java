package org.therafed.gateway.console;

import static org.therafed.profiles.outcome.Fault.safe;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.http.FaultMapper;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.runtime.login.LocalAccounts;

/** Accounts of the hospital's staff, which the operator opens and closes. */
@Path("/console/accounts")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class AccountsResource {

  private static final String NAME = "[a-z][a-z0-9._-]{2,63}";

  private final Visit visit;
  private final LocalAccounts accounts;

  @Inject
  AccountsResource(Visit visit, LocalAccounts accounts) {
    this.visit = visit;
    this.accounts = accounts;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance accounts(Frame frame, AccountsView view);
  }

  @GET
  public Response all() {
    return page(null, null, null, 200);
  }

  /**
   * Opens an account, or gives one a new password for the first time and this role; or closes it.
   */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response act(
      @FormParam("act") @DefaultValue("") String act,
      @FormParam("name") @DefaultValue("") String name,
      @FormParam("role") @DefaultValue("") String role) {
    try {
      if (name.equals(LocalAccounts.ADMIN)) {
        throw refused("admin stays an operator", "admin 始终为管理员");
      }
      if (act.equals("close")) {
        accounts.close(name);
        return page(null, null, null, 200);
      }
      if (!accounts.areTaken()) {
        throw refused("local accounts are switched off", "本地账户已停用");
      }
      if (!name.matches(NAME) || !accounts.roles().contains(role)) {
        throw refused("name or role is not one", "名称或角色无效");
      }
      return page(name, accounts.open(name, role), null, 200);
    } catch (Fault fault) {
      return page(null, null, problem(fault), FaultMapper.status(fault.code()));
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }

  private Response page(String opened, String password, String problem, int status) {
    try {
      List<AccountsView.Row> rows =
          accounts.all().stream()
              .map(
                  one ->
                      new AccountsView.Row(
                          one.name(),
                          one.role(),
                          visit.time(one.oneTimeUntil()),
                          provided(one.provided())))
              .toList();
      return visit.page(
          Templates.accounts(
              visit.frame("/console/accounts"),
              new AccountsView(rows, opened, password, problem, accounts.areTaken())),
          status);
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }

  private AccountsView.Provided provided(LocalAccounts.Provided said) {
    return said == null
        ? null
        : new AccountsView.Provided(
            said.label(), said.organisation(), said.issuer(), visit.time(said.until()));
  }

  private String problem(Fault fault) {
    return fault.code().code() + " " + visit.text(fault.reason());
  }

  private static Fault refused(String en, String zh) {
    return ConsoleCode.ACCOUNT.with(safe("reason", new Phrase(en, zh)));
  }
}
